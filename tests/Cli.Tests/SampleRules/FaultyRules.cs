using Confiture.Safety;
using Confiture.Sql;

namespace Cli.Tests.SampleRules;

/// <summary>Throws when a migration asks for it.</summary>
public sealed class ThrowsOnRequest : ILintRule
{
    public string Id => "throws-on-request";

    public LintSeverity Severity => LintSeverity.Error;

    public string Message => "never said";

    public IEnumerable<(StatementSafety Statement, string? Detail)> JudgeMigration(SqlScript script, IReadOnlyList<StatementSafety> statements) =>
        script.Text.Contains("throw here", StringComparison.Ordinal) ? throw new InvalidDataException("an author's mistake") : [];
}

/// <summary>Hangs, ends its process or talks when a migration asks for it.</summary>
public sealed class MisbehavesOnRequest : ILintRule
{
    public string Id => "misbehaves-on-request";

    public LintSeverity Severity => LintSeverity.Error;

    public string Message => "never said";

    public IEnumerable<(StatementSafety Statement, string? Detail)> JudgeMigration(SqlScript script, IReadOnlyList<StatementSafety> statements)
    {
        if (script.Text.Contains("hang here", StringComparison.Ordinal)) Thread.Sleep(Timeout.Infinite);
        if (script.Text.Contains("end here", StringComparison.Ordinal)) Environment.Exit(3);
        if (script.Text.Contains("talk here", StringComparison.Ordinal)) Console.WriteLine("what a rule prints is not an answer");
        return [];
    }
}

/// <summary>Says what it knows of the second statement, so that a test sees that everything arrives.</summary>
public sealed class TellsAll : ILintRule
{
    public string Id => "tells-all";

    public LintSeverity Severity => LintSeverity.Info;

    public string Message => "never said";

    public IEnumerable<(StatementSafety Statement, string? Detail)> JudgeMigration(SqlScript script, IReadOnlyList<StatementSafety> statements)
    {
        if (!script.Text.Contains("tell all", StringComparison.Ordinal)) yield break;
        var s = statements[1];
        yield return (s, $"{s.Hardest?.Mode} {s.Work.Single().Work} {s.Tier} {s.Transaction} {s.InTransaction} {s.HeldBefore.Single().Object} "
            + $"{s.HasLockTimeout} {s.Reasons.Count > 0} {s.Assumptions.Count > 0}");
    }

    public IEnumerable<(string Object, string? Detail)> JudgeSchema(Confiture.Schema.DatabaseSchema schema) =>
        schema.Objects.Where(o => o.Id.Kind == "table" && o.Name == "told")
            .Select(o => (o.Id.Address, (string?)$"{o.Children.Count(c => c.Id.Kind == "column")} columns"));
}
