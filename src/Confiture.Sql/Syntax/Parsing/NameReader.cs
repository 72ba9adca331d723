namespace Confiture.Sql.Syntax;

/// <summary>Reads a name of up to three parts among tokens, outside the grammar proper.</summary>
internal static class NameReader
{
    /// <summary>The name at <paramref name="at"/>, which moves behind it; null, and nothing moves, when there is none.</summary>
    public static SqlName? Read(string text, SyntaxTokens tokens, ref int at, int end)
    {
        if (at >= end || Part(text, tokens[at], first: true) is not { } name)
            return null;
        var start = tokens[at++].Start;
        string? schema = null, catalog = null;
        while (at + 1 < end && text[tokens[at].Start] == '.' && tokens[at].End - tokens[at].Start == 1 && Part(text, tokens[at + 1], first: false) is { } next)
        {
            (catalog, schema, name) = (schema, name, next);
            at += 2;
        }

        return new SqlName(new QualifiedName(schema, name), new SqlSpan(start, tokens[at - 1].End - start)) { Catalog = catalog };
    }

    private static string? Part(string text, SyntaxToken token, bool first)
    {
        if (token.Kind == SqlTokenKind.Word && !(first && token.Keyword is { Class: KeywordClass.Reserved }))
            return Folding.Fold(text.AsSpan(token.Start, token.End - token.Start));
        if (token.Kind != SqlTokenKind.QuotedIdentifier)
            return null;
        var quoted = text.AsSpan(token.Start, token.End - token.Start);
        return quoted[0] == '"'
            ? quoted[1..^1].ToString().Replace("\"\"", "\"")
            : StringContent.Unicode(quoted[3..^1].ToString().Replace("\"\"", "\""), '\\');
    }
}
