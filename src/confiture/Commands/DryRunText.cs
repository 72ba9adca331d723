using System.Globalization;
using Confiture.Migrations;
using Confiture.Project;
using Confiture.Safety;

namespace Confiture.Cli.Commands;

/// <summary>A dry run as lines of text.</summary>
internal static class DryRunText
{
    private const int LongestSql = 90;

    internal static IEnumerable<string> Lines(DryRunResult result)
    {
        if (result is { Rehearsal: { } run, Migrations.Count: > 0 })
        {
            yield return $"One transaction, rolled back: nothing was changed. Its locks blocked others until then, for {Milliseconds(run.Held)}.";
        }

        foreach (var line in result.Migrations.SelectMany(m => Lines(m, result.Rehearsal))) yield return line;
        foreach (var loss in result.Losses) yield return $"data loss: {Lost(loss)}";
        if (result.Rehearsal is { Migrations.Count: > 0 } done)
        {
            foreach (var leftover in done.Leftovers) yield return $"not rolled back: {leftover.Text}";
            if (done.Failure is { } failure) yield return $"failed: {failure.What}";
        }
    }

    internal static string WordOf(TableWork work) => work switch
    {
        TableWork.Rewrite => "rewrites",
        TableWork.IndexBuild => "builds an index of",
        _ => "scans",
    };

    private static IEnumerable<string> Lines(DryRunMigration migration, Rehearsal? run)
    {
        var how = migration switch
        {
            { Observed.IsSkipped: true } => "outside a transaction: skipped",
            { Predicted.InTransaction: false } => "outside a transaction",
            _ when run is not null && migration.Observed is null => "not reached",
            _ => "one transaction",
        };
        yield return $"{migration.Predicted.Migration}  ({how})";
        var executed = migration.Observed is { IsSkipped: false };
        foreach (var statement in migration.Statements)
        {
            yield return $"  {statement.Predicted.Position.Line}: {Short(statement.Predicted.Sql)}  [{WordOf(statement.Predicted.Tier)}]";
            var lines = statement.Observed is { } effect ? Observed(effect) : executed ? [] : Predicted(statement.Predicted);
            foreach (var line in lines) yield return "      " + line;
            foreach (var difference in statement.Differences) yield return $"      unlike --dry-run: {difference}";
            if (executed && statement.Observed is null) yield return "      not completed";
        }

        if (migration.Observed?.AtCommit is { } last && (last.Locks.Count > 0 || last.Rows.Count > 0))
        {
            yield return "  at its commit:";
            foreach (var line in Observed(last)) yield return "      " + line;
        }
    }

    private static IEnumerable<string> Predicted(PredictedStatement statement) =>
    [
        .. statement.Locks.Select(l => $"lock: {l.Mode.Sql} on {l.Object}, blocks {l.Mode.Blocked}"),
        .. statement.Work.Select(w => $"work: {WorkText(w)}"),
        .. statement.Reasons.Select(r => $"risk: {r}"),
        .. statement.Assumptions.Select(a => $"assumed: {a}"),
        .. statement.Findings.SelectMany(f => (string[])[$"{RulePage.WordOf(f.Severity)}: {f.Message} ({f.Rule})",
            .. f.Safer.Length > 0 ? [$"instead: {f.Safer}"] : Array.Empty<string>()]),
    ];

    private static IEnumerable<string> Observed(ObservedEffect effect) =>
    [
        $"took: {Milliseconds(effect.Elapsed)}",
        .. effect.Locks.Select(l => $"locked: {l.Mode.Sql} on {l.Object}, blocks {l.Mode.Blocked}"),
        .. effect.Rewritten.Select(t => $"rewrote: {t}"),
        .. effect.IndexesBuilt.Select(i => $"built: {i.Index} of {i.Table}"),
        .. effect.Rows.Select(r => $"rows: {r.Table}: {RowsText(r)}"),
    ];

    private static string RowsText(TouchedRows rows) => string.Join(", ", new (long Count, string Word)[]
        { (rows.Inserted, "inserted"), (rows.Updated, "updated"), (rows.Deleted, "deleted"), (rows.Read, "read") }
        .Where(part => part.Count > 0).Select(part => $"{Number(part.Count)} {part.Word}"));

    private static string Lost(LostData loss)
    {
        var what = loss.Column is null ? $"rows of {loss.Table}" : $"values of {loss.Name}";
        return (loss.Certainty, loss.Rows) switch
        {
            (RowCertainty.Exact, { } rows) => $"{Number(rows)} {what}",
            (RowCertainty.AtMost, { } rows) => $"at most {Number(rows)} {what}",
            (RowCertainty.Estimated, { } rows) => $"about {Number(rows)} {what} (an estimate: counting took too long)",
            _ => $"{what}; how many cannot be read",
        };
    }

    private static string WorkText(PredictedWork work)
    {
        var rows = work.Rows is { } number ? $"about {Number(number)} rows, " : string.Empty;
        var size = $"{WordOf(work.Work)} {work.Table}: {rows}{Bytes(work.Bytes)}";
        return work.Estimate is { } estimate ? $"{size}, about {Duration.Of(estimate)} (estimate from the speed of reading here)" : $"{size}, duration unknown";
    }

    private static string Short(string sql)
    {
        var line = string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > LongestSql ? line[..LongestSql] + "..." : line;
    }

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("#,0.0", CultureInfo.InvariantCulture) + " ms";

    private static string Bytes(long bytes) => bytes switch
    {
        < 10 << 10 => $"{bytes} bytes",
        < 10 << 20 => $"{bytes >> 10} KiB",
        < 10L << 30 => $"{bytes >> 20} MiB",
        _ => $"{bytes >> 30} GiB",
    };

    private static string WordOf(RiskTier tier) => tier == RiskTier.LockRisky ? "lock-risky" : tier.ToString().ToLowerInvariant();
}
