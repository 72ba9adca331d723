namespace Confiture.Sql;

/// <summary>
/// Reads a text token by token, by the rules of PostgreSQL's own lexer. Every character belongs to exactly one token, and no
/// character is looked at more than a fixed number of times.
/// </summary>
internal sealed partial class SqlLexer(SourceText source, int start = 0)
{
    private readonly string text = source.Text;
    private int at = start;
    private int data = source.DataAfter(start);

    /// <summary>The start of the last token, or of the one that could not be read.</summary>
    public int TokenStart { get; private set; } = start;

    /// <summary>Goes on somewhere else.</summary>
    public void ContinueAt(int offset) => at = offset;

    /// <summary>The next token; at the end of the text one of kind <see cref="SqlTokenKind.End"/>, again and again.</summary>
    /// <exception cref="SqlSyntaxException">A quote or comment does not end, or the next character is one that no statement contains.</exception>
    public SqlToken Next()
    {
        var start = TokenStart = at;
        if (start == text.Length)
            return new SqlToken(SqlTokenKind.End, start, start);
        if (start == DataStart)
            return new SqlToken(SqlTokenKind.Data, start, at = source.Data[data++].End);
        var kind = Read(text[start]);
        return new SqlToken(kind, start, at);
    }

    private SqlTokenKind Read(char first) => first switch
    {
        SqlCharacters.ByteOrderMark when at == 0 => Single(SqlTokenKind.Space),
        _ when SqlCharacters.IsSpace(first) => Space(),
        '-' when Follows(1, '-') => LineComment(),
        '/' when Follows(1, '*') => BlockComment(),
        '\'' => StandardString(1),
        '"' => QuotedIdentifier(1),
        'e' or 'E' when Follows(1, '\'') => EscapeString(),
        'b' or 'B' or 'x' or 'X' or 'n' or 'N' when Follows(1, '\'') => StandardString(2),
        'u' or 'U' when Follows(1, '&') && Follows(2, '\'') => StandardString(3),
        'u' or 'U' when Follows(1, '&') && Follows(2, '"') => QuotedIdentifier(3),
        _ when SqlCharacters.IsWordStart(first) => Word(),
        '$' => Dollar(),
        _ when char.IsAsciiDigit(first) => Number(),
        '.' when DigitFollows(1) => Number(),
        '(' => Single(SqlTokenKind.Open),
        ')' => Single(SqlTokenKind.Close),
        ';' => Single(SqlTokenKind.Semicolon),
        _ when SqlCharacters.IsOperator(first) => Operator(),
        ':' when Follows(1, ':') || Follows(1, '=') => Punctuation(2),
        '.' when Follows(1, '.') => Punctuation(2),
        '\\' => MetaCommand(),
        '\0' => throw source.Error(at, "The text contains a NUL character.",
            "Remove it; PostgreSQL accepts no text with one. A UTF-16 file is full of them: save it as UTF-8."),
        _ => Single(SqlTokenKind.Other),
    };

    private int DataStart => data < source.Data.Count ? source.Data[data].Start : int.MaxValue;

    private bool Follows(int distance, char c) => at + distance < text.Length && text[at + distance] == c;

    private bool DigitFollows(int distance) => at + distance < text.Length && char.IsAsciiDigit(text[at + distance]);

    private SqlTokenKind Single(SqlTokenKind kind)
    {
        at++;
        return kind;
    }

    private SqlTokenKind Punctuation(int length)
    {
        at += length;
        return SqlTokenKind.Other;
    }

    private SqlTokenKind Space()
    {
        var length = text.AsSpan(at).IndexOfAnyExcept(SqlCharacters.Space);
        at = Math.Min(length < 0 ? text.Length : at + length, DataStart);
        return SqlTokenKind.Space;
    }

    private SqlTokenKind Word()
    {
        var length = text.AsSpan(at).IndexOfAny(SqlCharacters.NotWord);
        at = length < 0 ? text.Length : at + length;
        return SqlTokenKind.Word;
    }

    private SqlTokenKind LineComment()
    {
        at = EndOfLine(at);
        return SqlTokenKind.Comment;
    }

    /// <summary>The end of the line on which a place is.</summary>
    public int EndOfLine(int from)
    {
        var length = text.AsSpan(from).IndexOfAny(SqlCharacters.LineEnd);
        return length < 0 ? text.Length : from + length;
    }

    private SqlTokenKind BlockComment()
    {
        var start = at;
        at += 2;
        for (var depth = 1; depth > 0;)
        {
            var length = text.AsSpan(at).IndexOfAny(SqlCharacters.CommentMark);
            if (length < 0)
            {
                throw source.Error(start, depth == 1 ? "Unterminated comment." : $"Unterminated comment: {depth} nested comments are open.",
                    "Write the missing */; comments nest, so every /* inside needs its own.");
            }

            at += length;
            var step = Follows(0, '/') && Follows(1, '*') ? 1 : Follows(0, '*') && Follows(1, '/') ? -1 : 0;
            depth += step;
            at += step == 0 ? 1 : 2;
        }

        return SqlTokenKind.Comment;
    }

    /// <summary>The psql commands that pg_dump writes around its output mean nothing to a server; others would be lost.</summary>
    private SqlTokenKind MetaCommand()
    {
        var end = at + 1;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
            end++;
        var command = text[at..end];
        if (command is not ("\\restrict" or "\\unrestrict"))
        {
            throw source.Error(at, $"{command} is a psql command, which the server does not know.",
                "Write it as SQL. If the backslash belongs to a string, quote the string.");
        }

        at = EndOfLine(end);
        return SqlTokenKind.Comment;
    }
}
