using System.Globalization;
using System.Text;

namespace Confiture.Sql.Syntax;

/// <summary>The contents of string constants.</summary>
internal static class StringContent
{
    /// <summary>The content of the constant at <paramref name="start"/>, and its position in the text if it contains no escapes.</summary>
    public static (string Content, int? Start) Read(string text, int start, int end)
    {
        if (text[start] == '$')
        {
            var tag = text.IndexOf('$', start + 1) - start + 1;
            return (text[(start + tag)..(end - tag)], start + tag);
        }

        var open = text.IndexOf('\'', start);
        var plain = text.AsSpan(open + 1, end - open - 2);
        var escapes = text[start] is 'e' or 'E';
        if (plain.IndexOf('\'') < 0 && (text[start] == '\'' || !plain.Contains('\\')))
            return (plain.ToString(), open + 1);
        return (Decode(text.AsSpan(open, end - open), escapes), null);
    }

    private static string Decode(ReadOnlySpan<char> text, bool escapes)
    {
        var content = new StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            // Between the parts of a continued string there is only space and comments.
            if (text[at] != '\'')
            {
                at = text[at] == '-' ? EndOfLine(text, at) : at + 1;
                continue;
            }

            for (at++; at < text.Length && (text[at] != '\'' || (at + 1 < text.Length && text[at + 1] == '\'')); at++)
            {
                if (text[at] == '\'')
                    at++;
                if (escapes && text[at] == '\\' && at + 1 < text.Length)
                    Escape(text, ref at, content);
                else
                    content.Append(text[at]);
            }

            at++;
        }

        return content.ToString();
    }

    private static int EndOfLine(ReadOnlySpan<char> text, int at)
    {
        var length = text[at..].IndexOfAny(SqlCharacters.LineEnd);
        return length < 0 ? text.Length : at + length;
    }

    /// <summary>Reads what stands at a backslash; ends at its last character.</summary>
    private static void Escape(ReadOnlySpan<char> text, ref int at, StringBuilder content)
    {
        var c = text[++at];
        var (digits, radix) = c switch
        {
            'x' => (Digits(text, at + 1, 2, char.IsAsciiHexDigit), 16),
            'u' => (Digits(text, at + 1, 4, char.IsAsciiHexDigit), 16),
            'U' => (Digits(text, at + 1, 8, char.IsAsciiHexDigit), 16),
            >= '0' and <= '7' => (Digits(text, at, 3, static d => d is >= '0' and <= '7'), 8),
            _ => (0, 0),
        };
        if (digits == 0)
        {
            content.Append(c switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => c });
            return;
        }

        var start = radix == 8 ? at : at + 1;
        Append(content, Convert.ToInt64(text.Slice(start, digits).ToString(), radix));
        at = start + digits - 1;
    }

    private static int Digits(ReadOnlySpan<char> text, int at, int most, Func<char, bool> belongs)
    {
        var count = 0;
        while (count < most && at + count < text.Length && belongs(text[at + count]))
            count++;
        return count;
    }

    private static void Append(StringBuilder content, long code)
    {
        if (code <= 0xFFFF)
            content.Append((char)code);
        else if (code <= 0x10FFFF)
            content.Append(char.ConvertFromUtf32((int)code));
    }

    /// <summary>Replaces <c>\0041</c> and <c>\+000041</c> with their characters; null when an escape is none.</summary>
    public static string? Unicode(string text, char escape)
    {
        var content = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != escape)
            {
                content.Append(text[at]);
                continue;
            }

            if (at + 1 < text.Length && text[at + 1] == escape)
            {
                content.Append(text[++at]);
                continue;
            }

            var (start, length) = at + 1 < text.Length && text[at + 1] == '+' ? (at + 2, 6) : (at + 1, 4);
            if (start + length > text.Length
                    || !int.TryParse(text.AsSpan(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                return null;
            }

            Append(content, code);
            at = start + length - 1;
        }

        return content.ToString();
    }
}
