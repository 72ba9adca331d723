using System.Buffers;

namespace Confiture.Sql;

/// <summary>
/// The character classes of PostgreSQL's lexer. It works on bytes and counts every byte above 127 as a letter, so every
/// UTF-16 unit above 127 is a letter here, a no-break space included.
/// </summary>
internal static class SqlCharacters
{
    public const char ByteOrderMark = '\uFEFF';

    public static readonly SearchValues<char> Space = SearchValues.Create(" \t\n\r\f\v");
    public static readonly SearchValues<char> LineEnd = SearchValues.Create("\r\n");
    public static readonly SearchValues<char> CommentMark = SearchValues.Create("/*");
    public static readonly SearchValues<char> QuoteOrBackslash = SearchValues.Create("'\\");

    /// <summary>ASCII characters that cannot be inside an identifier: everything else is part of it.</summary>
    public static readonly SearchValues<char> NotWord = SearchValues.Create(Ascii(c => !IsWordStart(c) && !char.IsAsciiDigit(c) && c != '$'));

    /// <summary>ASCII characters that cannot be inside the tag of a dollar quote.</summary>
    public static readonly SearchValues<char> NotTag = SearchValues.Create(Ascii(c => !IsWordStart(c) && !char.IsAsciiDigit(c)));

    public static bool IsSpace(char c) => Space.Contains(c);

    public static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_' || c > '\u007F';

    public static bool IsOperator(char c) => c is '~' or '!' or '@' or '#' or '%' or '^' or '&' or '|' or '`' or '?' || IsPlainOperator(c);

    /// <summary>Operators of these characters alone do not end in + or - unless they are one character long.</summary>
    public static bool IsPlainOperator(char c) => c is '+' or '-' or '*' or '/' or '<' or '>' or '=';

    private static char[] Ascii(Func<char, bool> belongs) => [.. Enumerable.Range(0, 128).Select(c => (char)c).Where(belongs)];
}
