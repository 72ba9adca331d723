using System.Globalization;
using System.Text.Json;
using Confiture.Migrations;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Cli.Commands;

/// <summary>What became of each of many databases.</summary>
internal sealed record ManyReport(string Schema, string Command, IReadOnlyList<ManyReport.DatabaseEntry> Databases)
{
    private const string Name = "confiture/migrate-many/1";
    private const int StateWidth = 13;

    internal sealed record DatabaseEntry(
        string Name, string Server, string Database, string State, IReadOnlyList<string> Migrations, IReadOnlyList<string> Warnings, Problem? Error,
        long Milliseconds);

    internal sealed record Problem(string Code, int Exit, string What, string Why, string Fix, IReadOnlyList<string> Details)
    {
        internal static Problem? Of(RolloutResult r) =>
            r.Error is not { } e ? null : new(e.Code.Id, (int)e.Code.Exit, e.What, e.Why, Project.TargetErrors.AimedFix(r), e.Details);
    }

    internal static ManyReport Of(string command, IReadOnlyList<RolloutResult> results) =>
        new(Name, command, [.. results.Select(r => EntryOf(r, RolloutNarration.WordOf(r), r.Migrations))]);

    internal static IReadOnlyList<DatabaseEntry> OfPending(
        IReadOnlyList<RolloutResult> results, IReadOnlyDictionary<string, IReadOnlyList<Migration>> pendingOf) =>
        [.. results.Select(r => EntryOf(r, WordOf(r, pendingOf.GetValueOrDefault(r.Target.Name)), pendingOf.GetValueOrDefault(r.Target.Name) ?? []))];

    /// <summary>The line about a database: how it ended, which it is, and more.</summary>
    internal static string LineOf(RolloutResult result) =>
        $"{RolloutNarration.WordOf(result),-StateWidth}  {result.Target.Name}{DetailOf(result) switch { "" => string.Empty, var detail => $"  {detail}" }}";

    /// <summary>The line about a database of a dry run.</summary>
    internal static string LineOf(RolloutResult result, IReadOnlyList<Migration>? pending) => pending is null ? LineOf(result)
        : $"{WordOf(result, pending),-StateWidth}  {result.Target.Name}{(pending.Count > 0 ? $"  {string.Join(", ", pending)}" : string.Empty)}";

    private static string WordOf(RolloutResult result, IReadOnlyList<Migration>? pending) =>
        pending is null ? RolloutNarration.WordOf(result) : pending.Count > 0 ? "pending" : "nothing to do";

    private static string DetailOf(RolloutResult result)
    {
        var migrations = Counted.Of(result.Migrations.Count, "migration");
        return result switch
        {
            { State: RolloutState.Succeeded, Migrations.Count: > 0 } =>
                string.Create(CultureInfo.InvariantCulture, $"{migrations} in {result.Elapsed.TotalMilliseconds:0} ms, {result.Migrations[^1]} last"),
            { Error: { } error, Migrations.Count: > 0 } => $"{error.Code.Id}: {FirstLine(error)} ({migrations} before it)",
            { Error: { } error } => $"{error.Code.Id}: {FirstLine(error)}",
            { State: RolloutState.Interrupted, Migrations.Count: > 0 } => $"after {migrations}",
            _ => string.Empty,
        };
    }

    private static string FirstLine(ToolException error) => error.What.Split('\n')[0];

    private static DatabaseEntry EntryOf(RolloutResult r, string word, IReadOnlyList<Migration> migrations) => new(
        r.Target.Name, r.Target.Url.Server, r.Target.Url.Database, Camel(word), [.. migrations.Select(m => m.ToString())], r.Warnings, Problem.Of(r),
        (long)r.Elapsed.TotalMilliseconds);

    // nothing to do: nothingToDo
    private static string Camel(string words) => JsonNamingPolicy.CamelCase.ConvertName(
        string.Concat(words.Split(' ').Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}")));
}

/// <summary>What is pending in each of many databases, and what each set of pending migrations would do.</summary>
internal sealed record ManyDryRunReport(
    string Schema, IReadOnlyList<ManyReport.DatabaseEntry> Databases, IReadOnlyList<ManyDryRunReport.AnalysisEntry> Analyses)
{
    /// <param name="Databases">The databases with the same pending migrations; the first one was looked at.</param>
    internal sealed record AnalysisEntry(IReadOnlyList<string> Databases, DryRunReport Report);

    internal static ManyDryRunReport Of(
        IReadOnlyList<RolloutResult> results, IReadOnlyDictionary<string, IReadOnlyList<Migration>> pendingOf,
        IReadOnlyList<(IReadOnlyList<string> Databases, Project.DryRunResult Result)> analyses) => new(
            "confiture/migrate-dry-run-many/1", ManyReport.OfPending(results, pendingOf),
            [.. analyses.Select(a => new AnalysisEntry(
                a.Databases, DryRunReport.Of(results.First(r => r.Target.Name == a.Databases[0]).Target.Url.Database, a.Result)))]);
}

/// <summary>The newest applied migration of each of many databases.</summary>
internal sealed record ManyCurrentReport(string Schema, IReadOnlyList<ManyCurrentReport.CurrentEntry> Databases)
{
    internal sealed record CurrentEntry(string Name, string Server, string Database, string? Newest, ManyReport.Problem? Error)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        internal IReadOnlyList<string> Cells => [Name, Error is { } error ? $"failed: {error.Code}" : Newest ?? "-"];
    }

    internal static ManyCurrentReport Of(IReadOnlyList<RolloutResult> results, IReadOnlyDictionary<string, MigrationStatus> statusOf) => new(
        "confiture/migrate-current-many/1",
        [.. results.Select(r => new CurrentEntry(
            r.Target.Name, r.Target.Url.Server, r.Target.Url.Database, statusOf.GetValueOrDefault(r.Target.Name)?.Newest?.ToString(),
            ManyReport.Problem.Of(r)))]);
}

/// <summary>The state of each of many databases.</summary>
internal sealed record ManyStatusReport(string Schema, IReadOnlyList<ManyStatusReport.StateEntry> Databases)
{
    internal sealed record StateEntry(string Name, string Server, string Database, string State, string? Newest, int Applied, IReadOnlyList<string> Pending,
        IReadOnlyList<string> Drift, ManyReport.Problem? Error)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        internal IReadOnlyList<string> Cells =>
        [
            Name, State switch { "upToDate" => "up to date", "failed" => $"failed: {Error?.Code}", _ => State }, Newest ?? "-",
            .. Error is null ? (string[])[Number(Applied), Number(Pending.Count), Number(Drift.Count)] : ["-", "-", "-"],
        ];

        private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    internal static ManyStatusReport Of(IReadOnlyList<RolloutResult> results, IReadOnlyDictionary<string, MigrationStatus> statusOf) =>
        new("confiture/migrate-status-many/1", [.. results.Select(r => EntryOf(r, statusOf.GetValueOrDefault(r.Target.Name)))]);

    private static StateEntry EntryOf(RolloutResult result, MigrationStatus? status) => new(
        result.Target.Name, result.Target.Url.Server, result.Target.Url.Database,
        status is null ? "failed" : status.Drift.Count > 0 ? "drift" : status.Pending.Count > 0 ? "pending" : "upToDate",
        status?.Newest?.ToString(), status?.Entries.Count(e => e.Row is not null) ?? 0,
        [.. status?.Pending.Select(m => m.ToString()) ?? []], [.. status?.Drift.Select(e => e.ToString()) ?? []], ManyReport.Problem.Of(result));
}
