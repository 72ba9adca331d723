using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Schema;

/// <summary>A script that the linter judges.</summary>
/// <param name="Script">Its text.</param>
public sealed record LintScript(SqlScript Script)
{
    /// <summary>Whether it takes a migration back.</summary>
    public bool IsDown { get; init; }

    /// <summary>Whether the runner opens a transaction around it and sets a lock time-out, as <c>confiture migrate</c> does.</summary>
    public bool HasRunner { get; init; }
}

/// <summary>Judges migrations by their syntax and by what they do, without a database. The scripts are given in the order in which they run.</summary>
public sealed class MigrationLint
{
    /// <summary>The comment in a migration that its runner opens no transaction for.</summary>
    public const string NoTransaction = "-- confiture: no-transaction";

    private readonly LintSettings settings;
    private readonly IReadOnlyList<LintRule> rules;
    private readonly SafetyAnalysis forward;
    private readonly SafetyAnalysis forwardBare;

    /// <summary>Chooses the rules.</summary>
    /// <param name="settings">Which rules judge, and how.</param>
    public MigrationLint(LintSettings settings)
    {
        this.settings = settings;
        rules = [.. LintRules.All.Where(r => r.JudgesMigrations && settings.Includes(r))];
        forward = new(new() { Version = settings.Version, RunnerTransaction = true, RunnerLockTimeout = true });
        forwardBare = new(forward, new() { Version = settings.Version });
    }

    /// <summary>Judges one script; what it does is remembered for the next ones, unless it takes something back.</summary>
    /// <param name="item">The script.</param>
    /// <returns>The findings, without those that comments ignore.</returns>
    public IReadOnlyList<LintFinding> Judge(LintScript item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var script = item.Script;
        var nodes = SqlSyntax.Parse(script);
        var inTransaction = item.HasRunner && !script.Text.Contains(NoTransaction, StringComparison.Ordinal);
        var context = new ScriptContext(script, nodes, settings) { IsDown = item.IsDown, HasRunnerTransaction = inTransaction };
        var options = new SafetyOptions { Version = settings.Version, RunnerTransaction = inTransaction, RunnerLockTimeout = item.HasRunner };
        var analysis = item.IsDown ? new SafetyAnalysis(options) : inTransaction ? forward : forwardBare;
        List<LintFinding> findings = [.. Statements(analysis.Begin(script), context, nodes)];
        return IgnoreComments.Of(script, nodes).Filter(findings, settings);
    }

    private IEnumerable<LintFinding> Statements(SafetyRun run, ScriptContext context, IReadOnlyList<StatementNode> nodes)
    {
        List<StatementSafety> earlier = [];
        foreach (var node in nodes)
        {
            var statement = new StatementContext(context, run.Next(node), earlier, run.Relations);
            foreach (var rule in rules)
            {
                if (rule.OfStatement is not { } judge) continue;
                foreach (var mark in judge(statement)) yield return Finding(rule, mark, context);
            }

            earlier.Add(statement.Safety);
        }

        var whole = context with { Safety = earlier };
        foreach (var rule in rules)
        {
            if (rule.OfScript is not { } judge) continue;
            foreach (var mark in judge(whole)) yield return Finding(rule, mark, context);
        }
    }

    private LintFinding Finding(LintRule rule, LintMark mark, ScriptContext context) =>
        new(context.Script.Name, context.Script.PositionOf(mark.At.Start), rule.Id, settings.SeverityOf(rule), mark.Message, rule.Safer);
}
