using System.Globalization;
using System.Text.Json;
using Confiture.Project;
using Confiture.Safety;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record DryRunReport(string Schema, string Database, IReadOnlyList<DryRunReport.MigrationEntry> Migrations)
{
    internal sealed record MigrationEntry(string Version, string Name, bool InTransaction, IReadOnlyList<StatementEntry> Statements);

    internal sealed record StatementEntry(
        int Line, string Sql, string Risk, IReadOnlyList<LockEntry> Locks, IReadOnlyList<WorkEntry> Work, IReadOnlyList<string> Reasons,
        IReadOnlyList<string> Assumptions, IReadOnlyList<FindingEntry> Findings);

    internal sealed record LockEntry(string Object, string Mode, string Blocks);

    internal sealed record WorkEntry(string Table, string Work, long? Rows, long Bytes, double? EstimatedSeconds);

    internal sealed record FindingEntry(string Rule, string Severity, string Message, string Safer);
}

/// <summary>Shows a dry run.</summary>
internal static class DryRunText
{
    private const int LongestSql = 90;

    internal static void Write(Output output, string database, IReadOnlyList<PredictedMigration> migrations)
    {
        foreach (var migration in migrations)
        {
            output.Data($"{migration.Migration}  ({(migration.InTransaction ? "one transaction" : "outside a transaction")})");
            foreach (var statement in migration.Statements) Write(output, statement);
        }

        output.Document(
            new DryRunReport("confiture/migrate-dry-run/1", database, [.. migrations.Select(m => new DryRunReport.MigrationEntry(
                m.Migration.Version, m.Migration.Name, m.InTransaction, [.. m.Statements.Select(EntryOf)]))]),
            () => Reports.Default.DryRunReport);
    }

    private static void Write(Output output, PredictedStatement statement)
    {
        output.Data($"  {statement.Position.Line}: {Short(statement.Sql)}  [{WordOf(statement.Tier)}]");
        foreach (var held in statement.Locks) output.Data($"      lock: {held.Mode.Sql} on {held.Object}, blocks {held.Mode.Blocked}");
        foreach (var work in statement.Work) output.Data($"      work: {WorkText(work)}");
        foreach (var reason in statement.Reasons) output.Data($"      risk: {reason}");
        foreach (var assumption in statement.Assumptions) output.Data($"      assumed: {assumption}");
        foreach (var finding in statement.Findings)
        {
            output.Data($"      {RulePage.WordOf(finding.Severity)}: {finding.Message} ({finding.Rule})");
            if (finding.Safer.Length > 0) output.Data($"      instead: {finding.Safer}");
        }
    }

    private static string WorkText(PredictedWork work)
    {
        var rows = work.Rows is { } number ? $"about {number.ToString("#,0", CultureInfo.InvariantCulture)} rows, " : string.Empty;
        var size = $"{WordOf(work.Work)} {work.Table}: {rows}{Bytes(work.Bytes)}";
        return work.Estimate is { } estimate ? $"{size}, about {Duration.Of(estimate)} (estimate from the speed of reading here)" : $"{size}, duration unknown";
    }

    private static string Short(string sql)
    {
        var line = string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > LongestSql ? line[..LongestSql] + "..." : line;
    }

    private static string Bytes(long bytes) => bytes switch
    {
        < 10 << 10 => $"{bytes} bytes",
        < 10 << 20 => $"{bytes >> 10} KiB",
        < 10L << 30 => $"{bytes >> 20} MiB",
        _ => $"{bytes >> 30} GiB",
    };

    private static string WordOf(RiskTier tier) => tier == RiskTier.LockRisky ? "lock-risky" : tier.ToString().ToLowerInvariant();

    private static string WordOf(TableWork work) => work switch
    {
        TableWork.Rewrite => "rewrites",
        TableWork.IndexBuild => "builds an index of",
        _ => "scans",
    };

    private static DryRunReport.StatementEntry EntryOf(PredictedStatement s) => new(
        s.Position.Line, s.Sql, JsonNamingPolicy.CamelCase.ConvertName(s.Tier.ToString()),
        [.. s.Locks.Select(l => new DryRunReport.LockEntry(l.Object, l.Mode.Sql, l.Mode.Blocked))],
        [.. s.Work.Select(w => new DryRunReport.WorkEntry(w.Table, WordOf(w.Work).Split(' ')[0], w.Rows, w.Bytes, w.Estimate?.TotalSeconds))],
        s.Reasons, s.Assumptions,
        [.. s.Findings.Select(f => new DryRunReport.FindingEntry(f.Rule, RulePage.WordOf(f.Severity), f.Message, f.Safer))]);
}
