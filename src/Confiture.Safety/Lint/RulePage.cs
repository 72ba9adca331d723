using System.Text;

namespace Confiture.Safety;

/// <summary>The documentation of the rules, generated from the rules.</summary>
public static class RulePage
{
    /// <summary>The page of one rule, in Markdown.</summary>
    public static string Of(LintRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var text = new StringBuilder();
        text.Append($"# {rule.Id}\n\n{rule.Summary}.\n\n");
        text.Append($"| category | severity | checks | default |\n|---|---|---|---|\n| {LintRules.WordOf(rule.Category)} | {WordOf(rule.Severity)} | "
            + $"{Judges(rule)} | {(rule.Profile is { } profile ? $"on with `profile: {WordOf(profile)}`" : rule.IsOptIn ? "off" : "on")} |\n\n");
        text.Append($"**Why.** {rule.Why}\n\n");
        if (rule.Lock is { } mode) text.Append($"**Lock.** {mode.Sql}: blocks {mode.Blocked}.\n\n");
        text.Append($"**Instead.** {rule.Safer}\n\n");
        if (rule.Option is { } option) text.Append($"**Options** under `lint: rules: {rule.Id}:`. {option}.\n\n");
        text.Append($"## Bad\n\n```sql\n{rule.Bad}\n```\n\n## Good\n\n```sql\n{rule.Good}\n```\n");
        return text.ToString();
    }

    /// <summary>The table of all rules, in Markdown.</summary>
    public static string Index()
    {
        var text = new StringBuilder();
        foreach (var category in LintRules.All.GroupBy(r => r.Category).OrderBy(g => g.Key))
        {
            text.Append($"### {LintRules.WordOf(category.Key)}\n\n| rule | severity | checks | finds |\n|---|---|---|---|\n");
            foreach (var rule in category.OrderBy(r => r.Id, StringComparer.Ordinal))
            {
                text.Append(
                    $"| [{rule.Id}]({rule.Id}.md) | {WordOf(rule.Severity)}{(rule.IsOptIn ? ", off" : string.Empty)} | {Judges(rule)} | {rule.Summary} |\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The profile as it is written in configuration.</summary>
    public static string WordOf(LintProfile profile) => profile.ToString().ToLowerInvariant();

    /// <summary>The severity as it is written in configuration and output.</summary>
    public static string WordOf(LintSeverity severity) => severity switch { LintSeverity.Error => "error", LintSeverity.Warning => "warning", _ => "info" };

    private static string Judges(LintRule rule) =>
        rule is { JudgesMigrations: true, JudgesSchemas: true } ? "migrations and schema files" : rule.JudgesSchemas ? "schema files" : "migrations";
}
