namespace Confiture.Sql;

/// <summary>Text values, written as string constants.</summary>
public static class SqlLiteral
{
    /// <summary>
    /// The text as a string constant. A text with backslashes becomes an <c>E''</c> constant with each of them doubled, which means the
    /// same whether <c>standard_conforming_strings</c> is on or off.
    /// </summary>
    /// <param name="text">The value.</param>
    /// <exception cref="ArgumentException">The text contains a NUL character, which PostgreSQL cannot store.</exception>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\0'))
            throw new ArgumentException("A PostgreSQL text never contains a NUL character.", nameof(text));
        var quoted = text.Replace("'", "''");
        return quoted.Contains('\\') ? $"E'{quoted.Replace("\\", "\\\\")}'" : $"'{quoted}'";
    }
}
