namespace Confiture.Safety;

/// <summary>All rules, by category and name.</summary>
public static class LintRules
{
    /// <summary>Every rule.</summary>
    public static IReadOnlyList<LintRule> All { get; } =
    [
        .. IndexRules.All, .. ConstraintRules.All, .. RewriteRules.All, .. LockRules.All, .. TransactionRules.All, .. DataLossRules.All,
        .. CompatibilityRules.All,
        .. ColumnTypeRules.All, .. KeyRules.All, .. StructureRules.All, .. NameRules.All, TenantRule.Rule,
        .. FraiseqlRules.All, .. SecurityRules.All, .. LinterRules.All,
    ];

    private static readonly Dictionary<string, LintRule> ById = All.ToDictionary(r => r.Id, StringComparer.Ordinal);

    /// <summary>The words for <c>--select</c>, <c>--ignore</c> and comments: rules and categories.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. All.Select(r => r.Id), .. Enum.GetValues<LintCategory>().Select(WordOf)];

    /// <summary>The rule of an id, or null.</summary>
    public static LintRule? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>The category as it is written on the command line.</summary>
    public static string WordOf(LintCategory category) => category == LintCategory.DataLoss ? "data-loss" : category.ToString().ToLowerInvariant();
}
