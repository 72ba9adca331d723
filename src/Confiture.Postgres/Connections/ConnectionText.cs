using System.Text;

namespace Confiture.Postgres;

/// <summary>Reads <c>host=h dbname='my db'</c> as PostgreSQL's own tools do: words, an equals sign, values that quotes or backslashes hold together.</summary>
internal static class ConnectionText
{
    /// <summary>True when a text is keywords and values rather than a URL.</summary>
    internal static bool IsKeywords(string text) =>
        !text.Contains("://", StringComparison.Ordinal)
        && text.TrimStart() is var start
        && start.TakeWhile(c => char.IsAsciiLetter(c) || c == '_').Count() is > 0 and var length
        && start[length..].TrimStart().StartsWith('=');

    /// <summary>The pairs in order.</summary>
    /// <exception cref="FormatException">What is wrong, without repeating any of the text.</exception>
    internal static IEnumerable<(string Name, string Value)> Read(string text)
    {
        for (var at = Spaces(text, 0); at < text.Length; at = Spaces(text, at))
        {
            var start = at;
            while (at < text.Length && text[at] != '=' && !char.IsWhiteSpace(text[at])) at++;
            var name = text[start..at];
            at = Spaces(text, at);
            if (at == text.Length || text[at] != '=')
            {
                throw new FormatException("A keyword in it has no = and no value; a value with spaces needs single "
                    + "quotes");
            }

            at = Spaces(text, at + 1);
            var value = new StringBuilder();
            at = at < text.Length && text[at] == '\'' ? Quoted(text, at + 1, value) : Bare(text, at, value);
            yield return (name, value.ToString());
        }
    }

    private static int Bare(string text, int at, StringBuilder value)
    {
        for (; at < text.Length && !char.IsWhiteSpace(text[at]); at++)
        {
            if (text[at] == '\\' && ++at == text.Length) break;
            value.Append(text[at]);
        }

        return at;
    }

    private static int Quoted(string text, int at, StringBuilder value)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] == '\'') return at + 1;
            if (text[at] == '\\' && ++at == text.Length) break;
            value.Append(text[at]);
        }

        throw new FormatException("It has an unterminated quoted value; write a quote inside it as \\'");
    }

    private static int Spaces(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at;
    }
}
