using System.Text;

namespace Confiture.Project;

internal enum ExpressionTokenKind
{
    End,
    Word,
    QuotedName,
    Text,
    Number,
    Sign,
}

internal readonly record struct ExpressionToken(ExpressionTokenKind Kind, string Text)
{
    internal bool IsSign(string sign) => Kind == ExpressionTokenKind.Sign && Text == sign;

    internal bool IsWord(string word) => Kind == ExpressionTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Divides an expression as the server prints it. The server has parsed it before: only its own spelling occurs.</summary>
internal static class ExpressionTokens
{
    private const string Operators = "+-*/<>=~!@#%^&|`?";

    internal static IReadOnlyList<ExpressionToken> Of(string text)
    {
        List<ExpressionToken> tokens = [];
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c)) at++;
            else if (c == 'E' && at + 1 < text.Length && text[at + 1] == '\'') tokens.Add(new(ExpressionTokenKind.Text, Quoted(text, ref at, 1, '\'')));
            else if (c == '\'') tokens.Add(new(ExpressionTokenKind.Text, Quoted(text, ref at, 0, '\'')));
            else if (c == '"') tokens.Add(new(ExpressionTokenKind.QuotedName, Quoted(text, ref at, 0, '"')));
            else if (char.IsAsciiDigit(c)) tokens.Add(new(ExpressionTokenKind.Number, While(text, ref at, ch => char.IsAsciiLetterOrDigit(ch) || ch == '.')));
            else if (char.IsLetter(c) || c == '_')
                tokens.Add(new(ExpressionTokenKind.Word, While(text, ref at, ch => char.IsLetterOrDigit(ch) || ch is '_' or '$')));
            else tokens.Add(new(ExpressionTokenKind.Sign, Sign(text, ref at)));
        }

        return tokens;
    }

    private static string Sign(string text, ref int at)
    {
        if (text[at] == ':' && at + 1 < text.Length && text[at + 1] == ':')
        {
            at += 2;
            return "::";
        }

        return Operators.Contains(text[at], StringComparison.Ordinal)
            ? While(text, ref at, ch => Operators.Contains(ch, StringComparison.Ordinal)) : text[at++].ToString();
    }

    private static string While(string text, ref int at, Func<char, bool> holds)
    {
        var start = at;
        while (at < text.Length && holds(text[at])) at++;
        return text[start..at];
    }

    // In a text with a prefix each backslash is doubled, and nothing else is escaped by one.
    private static string Quoted(string text, ref int at, int prefix, char quote)
    {
        var found = new StringBuilder();
        for (at += prefix + 1; at < text.Length; at++)
        {
            if (text[at] == quote && (++at == text.Length || text[at] != quote)) break;
            if (prefix > 0 && text[at] == '\\') at++;
            if (at < text.Length) found.Append(text[at]);
        }

        return found.ToString();
    }
}
