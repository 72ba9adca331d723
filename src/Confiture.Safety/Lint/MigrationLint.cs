using Confiture.Schema;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>A script that the linter judges.</summary>
/// <param name="Script">Its text.</param>
public sealed record LintScript(SqlScript Script)
{
    /// <summary>Its statements.</summary>
    public IReadOnlyList<StatementNode> Nodes { get; } = SqlSyntax.Parse(Script);

    /// <summary>Whether it takes a migration back.</summary>
    public bool IsDown { get; init; }

    /// <summary>Whether the runner opens a transaction around it and sets a lock time-out, as <c>confiture migrate</c> does.</summary>
    public bool HasRunner { get; init; }
}

/// <summary>Judges migrations by their syntax and by what they do, without a database. The scripts are given in the order in which they run.</summary>
public sealed class MigrationLint
{
    private readonly LintSettings settings;
    private readonly DatabaseSchema? schema;
    private readonly IReadOnlyList<LintRule> rules;
    private readonly IReadOnlyList<ILintRule> others;
    private readonly SafetyAnalysis forward;
    private readonly SafetyAnalysis forwardBare;

    /// <summary>Chooses the rules.</summary>
    /// <param name="settings">Which rules judge, and how.</param>
    /// <param name="others">Rules of the user's own.</param>
    /// <param name="schema">The schema before each down script and before the first other one; null when it is not known.</param>
    public MigrationLint(LintSettings settings, IReadOnlyList<ILintRule>? others = null, DatabaseSchema? schema = null)
    {
        this.settings = settings;
        this.schema = schema;
        this.others = others ?? [];
        rules = [.. LintRules.All.Where(r => r.JudgesMigrations && settings.Includes(r))];
        forward = new(Options(inTransaction: true, hasRunner: true));
        forwardBare = new(forward, Options(inTransaction: false, hasRunner: false));
    }

    /// <summary>Judges one script; what it does is remembered for the next ones, unless it is a down script.</summary>
    /// <returns>The findings, without those that comments ignore.</returns>
    public IReadOnlyList<LintFinding> Judge(LintScript item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var script = item.Script;
        var nodes = item.Nodes;
        var inTransaction = item.HasRunner && !SqlDirective.In(script).Any(d => d.Text == SqlDirective.NoTransaction);
        var context = new ScriptContext(script, nodes, settings) { IsDown = item.IsDown, HasRunner = item.HasRunner, HasRunnerTransaction = inTransaction };
        var options = Options(inTransaction, item.HasRunner);
        var analysis = item.IsDown ? new SafetyAnalysis(options) : inTransaction ? forward : forwardBare;
        List<StatementSafety> statements = [];
        List<LintFinding> findings = [.. script.Faults.SelectMany(f => Unreadable(f, settings)),
            .. Statements(analysis.Begin(script), context, nodes, statements)];
        return IgnoreComments.Of(script, nodes)
            .Filter(findings, ByItself, statements.Where(s => s.LocksUnknown).Select(s => script.PositionOf(s.Node.Span.Start).Line).ToHashSet(), settings);

        IReadOnlyList<LintFinding> ByItself() => [.. Statements(new SafetyAnalysis(options with { Schema = null }).Begin(script), context, nodes, [])];
    }

    private SafetyOptions Options(bool inTransaction, bool hasRunner) =>
        new() { Version = settings.Version, RunnerTransaction = inTransaction, RunnerLockTimeout = hasRunner, Schema = schema };

    /// <summary>The finding on what cannot be read as SQL.</summary>
    /// <param name="error">What is wrong.</param>
    /// <param name="settings">Which rules judge, and how.</param>
    public static IReadOnlyList<LintFinding> Unreadable(SqlSyntaxException error, LintSettings settings)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(settings);
        // Always reported: this text was not checked.
        var rule = LinterRules.SyntaxError;
        return [new(error.Name, error.Position, rule.Id, settings.SeverityOf(rule), error.Reason, error.Fix)];
    }

    private IEnumerable<LintFinding> Statements(SafetyRun run, ScriptContext context, IReadOnlyList<StatementNode> nodes, List<StatementSafety> earlier)
    {
        var memory = new ScriptMemory();
        var transaction = new TransactionMemory();
        foreach (var node in nodes)
        {
            var statement = new StatementContext(context, run.Next(node), memory, transaction, run.Relations);
            foreach (var rule in rules)
            {
                if (rule.OfStatement is not { } judge) continue;
                var marks = judge(statement);
                // Mostly there are none.
                if (marks is LintMark[] { Length: 0 }) continue;
                foreach (var mark in marks) yield return Finding(rule, mark, context);
            }

            earlier.Add(others.Count > 0 ? statement.Safety.WithWords() : statement.Safety);
            memory.Add(node);
            transaction.Add(statement.Safety);
        }

        foreach (var rule in others.Where(settings.Includes))
        {
            foreach (var (statement, detail) in rule.JudgeMigration(context.Script, earlier))
            {
                yield return new(context.Script.Name,
                    context.Script.PositionOf(statement.Node.Span.Start), rule.Id, settings.SeverityOf(rule), detail ?? rule.Message, rule.Safer);
            }
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
