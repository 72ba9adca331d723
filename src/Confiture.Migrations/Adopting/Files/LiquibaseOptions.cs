using System.Text.RegularExpressions;

namespace Confiture.Migrations;

/// <summary>The attributes of a change set, which stand after its name.</summary>
internal static partial class LiquibaseOptions
{
    // Those that do not change whether, when, or how often the SQL is executed, or that the reader looks at itself.
    private static readonly string[] Harmless =
    [
        "created", "enddelimiter", "logicalfilepath", "objectquotingstrategy", "rollbackenddelimiter", "rollbacksplitstatements", "runintransaction",
        "runonchange", "splitstatements", "stripcomments",
    ];

    /// <summary>The attributes with which Liquibase does anything but execute the change set once, as they are written. An unknown one is among them.</summary>
    /// <param name="options">The line after the name.</param>
    public static IReadOnlyList<string> Conditions(string options) =>
        [.. Word().Matches(options).Where(w => !IsHarmless(w.Groups["name"].Value.ToLowerInvariant(), w.Groups["value"].Value.Trim('"', '\'').Trim()))
            .Select(w => $"`{w.Value}`")];

    private static bool IsHarmless(string name, string value) => name switch
    {
        "dbms" => IncludesPostgres(value),
        "context" or "contextfilter" or "labels" => value.Length == 0,
        "ignore" or "runalways" => value.Equals("false", StringComparison.OrdinalIgnoreCase),
        "failonerror" => value.Equals("true", StringComparison.OrdinalIgnoreCase),
        _ => Harmless.Contains(name, StringComparer.Ordinal),
    };

    private static bool IncludesPostgres(string value)
    {
        var names = value.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Contains("none") || names.Contains("!postgresql")) return false;
        return names.Contains("all") || names.Contains("postgresql") || names.All(n => n.StartsWith('!'));
    }

    [GeneratedRegex(@"(?<name>[A-Za-z]+):(?<value>""[^""]*""|'[^']*'|\S*)|\S+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word();
}
