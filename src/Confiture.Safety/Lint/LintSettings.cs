using System.Text.RegularExpressions;

namespace Confiture.Safety;

/// <summary>Which rules judge, and how.</summary>
public sealed record LintSettings
{
    /// <summary>The rules or categories that judge; empty for all that are not opt-in.</summary>
    public IReadOnlyList<string> Select { get; init; } = [];

    /// <summary>The rules or categories that do not.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Severities by rule that differ from the rules' own.</summary>
    public IReadOnlyDictionary<string, LintSeverity> Severities { get; init; } = new Dictionary<string, LintSeverity>(StringComparer.Ordinal);

    /// <summary>Names that are well formed.</summary>
    public Regex NamePattern { get; init; } = DefaultNamePattern;

    /// <summary>The column that every table has where tenants share tables; null where they do not.</summary>
    public string? TenantColumn { get; init; }

    /// <summary>Tables without tenants, by name.</summary>
    public IReadOnlyList<string> TenantlessTables { get; init; } = [];

    /// <summary>Of <c>integer</c> and <c>smallint</c> those that columns should not have; empty where nothing is said.</summary>
    public IReadOnlyList<string> IntegerTypes { get; init; } = [];

    /// <summary>Names of columns that may have them all the same.</summary>
    public IReadOnlyList<string> SmallColumns { get; init; } = [];

    /// <summary>The project's profile; null without.</summary>
    public LintProfile? Profile { get; init; }

    /// <summary>The oldest major version that the scripts run on.</summary>
    public int Version { get; init; } = SafetyOptions.OldestVersion;

    private static Regex DefaultNamePattern { get; } = new("^[a-z_][a-z0-9_]*$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Whether a rule judges.</summary>
    public bool Includes(LintRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (Names(Ignore, rule)) return false;
        // An unchecked object does not pass because other rules were selected.
        if (rule == LinterRules.UnknownObject) return true;
        if (Select.Count > 0) return Names(Select, rule);
        return !rule.IsOptIn || (rule.Profile is not null && rule.Profile == Profile) || Severities.ContainsKey(rule.Id)
            || (rule == TenantRule.Rule && TenantColumn is not null)
            || (rule.Id == ColumnTypeRules.IntegerColumn.Id && IntegerTypes.Count > 0);
    }

    /// <summary>The severity of a rule's findings.</summary>
    public LintSeverity SeverityOf(LintRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Severities.TryGetValue(rule.Id, out var severity) ? severity : rule.Severity;
    }

    /// <summary>Whether a rule of the user's own judges.</summary>
    public bool Includes(ILintRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return !Ignore.Contains(rule.Id, StringComparer.Ordinal) && (Select.Count == 0 || Select.Contains(rule.Id, StringComparer.Ordinal));
    }

    /// <summary>The severity of a custom rule's findings.</summary>
    public LintSeverity SeverityOf(ILintRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Severities.TryGetValue(rule.Id, out var severity) ? severity : rule.Severity;
    }

    private static bool Names(IReadOnlyList<string> list, LintRule rule) =>
        list.Contains(rule.Id, StringComparer.Ordinal) || list.Contains(LintRules.WordOf(rule.Category), StringComparer.Ordinal);
}
