namespace Confiture.Sql;

/// <summary>Text values, written as string constants.</summary>
public static class SqlLiteral
{
    /// <summary>
    /// The text as a string constant. A text with backslashes becomes an <c>E''</c> constant with each of them doubled, which means the
    /// same whether <c>standard_conforming_strings</c> is on or off.
    /// </summary>
    /// <exception cref="ArgumentException">The text contains a NUL character, which PostgreSQL cannot store.</exception>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\0'))
            throw new ArgumentException("A PostgreSQL text never contains a NUL character.", nameof(text));
        var quoted = text.Replace("'", "''");
        return quoted.Contains('\\') ? $"E'{quoted.Replace("\\", "\\\\")}'" : $"'{quoted}'";
    }

    /// <summary>Texts as an array, whose type is still to be said.</summary>
    public static string Array(IEnumerable<string> texts) => $"array[{string.Join(", ", texts.Select(Quote))}]";

    /// <summary>Code as a string constant between dollar signs, in which it stands as it is. The tag grows until the code cannot end the constant.</summary>
    /// <param name="tag">What stands between the dollar signs: letters.</param>
    public static string QuoteWithDollars(string tag, string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var mark = $"${tag}$";
        return $"{code}{mark}".IndexOf(mark, StringComparison.Ordinal) == code.Length ? $"{mark}{code}{mark}" : QuoteWithDollars($"{tag}_", code);
    }

    /// <summary>The text as a string constant without line breaks, for SQL in a one-line comment.</summary>
    /// <exception cref="ArgumentException">The text contains a NUL character, which PostgreSQL cannot store.</exception>
    public static string QuoteOnOneLine(string text)
    {
        var quoted = Quote(text);
        if (!quoted.AsSpan().ContainsAny('\n', '\r')) return quoted;
        return (quoted[0] == 'E' ? quoted : $"E{quoted}").Replace("\n", "\\n").Replace("\r", "\\r");
    }
}
