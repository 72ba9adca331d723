using System.Text.Json;
using Confiture.Migrations;
using Confiture.Project;
using Confiture.Safety;

namespace Confiture.Cli.Commands;

internal sealed record DryRunReport(
    string Schema, string Database, string Direction, IReadOnlyList<DryRunReport.MigrationEntry> Migrations, IReadOnlyList<DryRunReport.LossEntry> Losses,
    DryRunReport.ExecutionEntry? Execution)
{
    internal static DryRunReport Of(string database, DryRunResult result) => new(
        "confiture/migrate-dry-run/1", database, Word(result.Verb),
        [.. result.Migrations.Select(m => new MigrationEntry(
            m.Predicted.Migration.Version, m.Predicted.Migration.Name, m.Predicted.InTransaction, m.Observed?.IsSkipped ?? false,
            [.. m.Statements.Select(EntryOf)], m.Observed?.AtCommit is { } effect ? EntryOf(effect, []) : null))],
        [.. result.Losses.Select(l => new LossEntry(l.Table, l.Column, l.Rows, Word(l.Certainty)))],
        result.Rehearsal is { } run ? new(run.Held.TotalMilliseconds, [.. run.Leftovers.Select(l => new LeftoverEntry(Word(l.Kind), l.Object, l.Text))],
            run.Failure is { } e ? new(e.Code.Id, (int)e.Code.Exit, e.What, e.Why, e.Fix, e.Details) : null) : null);

    private static StatementEntry EntryOf(DryRunStatement statement)
    {
        var s = statement.Predicted;
        return new(
            s.Position.Line, s.Sql, Word(s.Tier),
            [.. s.Locks.Select(l => new LockEntry(l.Object, l.Mode.Sql, l.Mode.Blocked))],
            [.. s.Work.Select(w => new WorkEntry(w.Table, DryRunText.WordOf(w.Work).Split(' ')[0], w.Rows, w.Bytes, w.Estimate?.TotalSeconds))],
            s.Reasons, s.Assumptions,
            [.. s.Findings.Select(f => new FindingEntry(f.Rule, RulePage.WordOf(f.Severity), f.Message, f.Safer))],
            statement.Observed is { } effect ? EntryOf(effect, statement.Differences) : null);
    }

    private static ObservedEntry EntryOf(ObservedEffect effect, IReadOnlyList<string> differences) => new(
        effect.Elapsed.TotalMilliseconds, [.. effect.Locks.Select(l => new LockEntry(l.Object, l.Mode.Sql, l.Mode.Blocked))], effect.Rewritten,
        [.. effect.IndexesBuilt.Select(i => new IndexEntry(i.Index, i.Table))],
        [.. effect.Rows.Select(r => new RowsEntry(r.Table, r.Inserted, r.Updated, r.Deleted, r.Read))], differences);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    internal sealed record MigrationEntry(
        string Version, string Name, bool InTransaction, bool Skipped, IReadOnlyList<StatementEntry> Statements, ObservedEntry? AtCommit);

    internal sealed record StatementEntry(
        int Line, string Sql, string Risk, IReadOnlyList<LockEntry> Locks, IReadOnlyList<WorkEntry> Work, IReadOnlyList<string> Reasons,
        IReadOnlyList<string> Assumptions, IReadOnlyList<FindingEntry> Findings, ObservedEntry? Observed);

    internal sealed record LockEntry(string Object, string Mode, string Blocks);

    internal sealed record WorkEntry(string Table, string Work, long? Rows, long Bytes, double? EstimatedSeconds);

    internal sealed record FindingEntry(string Rule, string Severity, string Message, string Safer);

    internal sealed record ObservedEntry(
        double Milliseconds, IReadOnlyList<LockEntry> Locks, IReadOnlyList<string> Rewritten, IReadOnlyList<IndexEntry> IndexesBuilt,
        IReadOnlyList<RowsEntry> Rows, IReadOnlyList<string> Differences);

    internal sealed record IndexEntry(string Index, string Table);

    internal sealed record RowsEntry(string Table, long Inserted, long Updated, long Deleted, long Read);

    internal sealed record LossEntry(string Table, string? Column, long? Rows, string Certainty);

    internal sealed record ExecutionEntry(double HeldMilliseconds, IReadOnlyList<LeftoverEntry> Leftovers, FailureEntry? Failure);

    internal sealed record LeftoverEntry(string Kind, string? Object, string Text);

    internal sealed record FailureEntry(string Code, int Exit, string What, string Why, string Fix, IReadOnlyList<string> Details);
}
