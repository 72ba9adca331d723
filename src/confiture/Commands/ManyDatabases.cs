using System.Collections.Concurrent;
using System.CommandLine;
using System.Globalization;
using Confiture.Migrations;
using Confiture.Project;
using Foundation.Errors;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>Migrates many databases: the same files, read once, several databases at a time.</summary>
internal sealed class ManyDatabases(ProjectOptions project, TargetOptions options, ParseResult arguments, Output output)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<Migration>> pendingOf = new(StringComparer.Ordinal);

    /// <summary>Applies pending migrations.</summary>
    public Task<ExitCode> UpAsync(UpSelection selection, Func<MigratorOptions, MigratorOptions> with, CancellationToken cancellation) =>
        ChangeAsync("up", (migrator, ct) => migrator.UpAsync(selection, ct), with, selection.ThrowIfUnknown, cancellation);

    /// <summary>Rolls migrations back. Nobody can be asked about many databases at once, so rows are lost only if that was confirmed in advance.</summary>
    public Task<ExitCode> DownAsync(
        DownSelection selection, bool isConfirmed, Func<MigratorOptions, MigratorOptions> with, CancellationToken cancellation) =>
        ChangeAsync("down", (migrator, ct) => migrator.DownAsync(selection, ct, _ => isConfirmed), with,
            new UpSelection { Target = (selection as DownSelection.After)?.Version }.ThrowIfUnknown, cancellation);

    /// <summary>Shows what is pending in each database, and for each set of pending migrations what they would do to the first database that has it.</summary>
    public async Task<ExitCode> PredictAsync(UpSelection selection, CancellationToken cancellation)
    {
        var environment = project.EnvironmentWithoutDatabase(arguments, output);
        var set = environment.LoadMigrations();
        selection.ThrowIfUnknown(set);
        var results = await RunAsync(
            "reading", options.Plan(arguments) with { Canary = 0, KeepsGoing = true },
            async (target, observer, ct) =>
            {
                var migrator = new Migrator(target.Url, set, ProjectOptions.Options(environment) with { Observer = observer });
                pendingOf[target.Name] = await migrator.PendingAsync(selection, ct);
            },
            _ => null, cancellation);
        foreach (var result in results) output.Data(ManyReport.LineOf(result, pendingOf.GetValueOrDefault(result.Target.Name)));
        cancellation.ThrowIfCancellationRequested();
        var due = results.Where(r => pendingOf.GetValueOrDefault(r.Target.Name) is [_, ..]).ToList();
        var analyses = await AnalyzeAsync(environment, set, selection, due, cancellation);
        output.Document(ManyDryRunReport.Of(results, pendingOf, analyses), () => Reports.Default.ManyDryRunReport);
        output.Say(due.Count == 0 ? "Nothing to do: no migration is pending." : $"{Counted.Of(due.Count, "database")} would change. Nothing was changed.");
        if (results.Any(r => r.State == RolloutState.Failed)) throw TargetErrors.NotRead(results);
        return ExitCode.Ok;
    }

    /// <summary>Shows the state of each database.</summary>
    public async Task<ExitCode> StatusAsync(CancellationToken cancellation)
    {
        var (results, statusOf) = await StatesAsync(cancellation);
        var report = ManyStatusReport.Of(results, statusOf);
        output.Table(["database", "state", "newest", "applied", "pending", "drift"], [.. report.Databases.Select(d => d.Cells)]);
        output.Document(report, () => Reports.Default.ManyStatusReport);
        string[] drifted = [.. results.Select(r => r.Target.Name).Where(name => statusOf.GetValueOrDefault(name) is { Drift.Count: > 0 })];
        if (drifted.Length > 0) throw TargetErrors.Drifted(drifted, results.Count);
        if (results.Any(r => r.State == RolloutState.Failed)) throw TargetErrors.NotRead(results);
        return ExitCode.Ok;
    }

    /// <summary>Shows the newest applied migration of each database.</summary>
    public async Task<ExitCode> CurrentAsync(CancellationToken cancellation)
    {
        var (results, statusOf) = await StatesAsync(cancellation);
        var report = ManyCurrentReport.Of(results, statusOf);
        output.Table(["database", "newest"], [.. report.Databases.Select(d => d.Cells)]);
        output.Document(report, () => Reports.Default.ManyCurrentReport);
        if (results.Any(r => r.State == RolloutState.Failed)) throw TargetErrors.NotRead(results);
        return ExitCode.Ok;
    }

    private async Task<(IReadOnlyList<RolloutResult> Results, IReadOnlyDictionary<string, MigrationStatus> StatusOf)> StatesAsync(
        CancellationToken cancellation)
    {
        var environment = project.EnvironmentWithoutDatabase(arguments, output);
        var set = environment.LoadMigrations();
        ConcurrentDictionary<string, MigrationStatus> statusOf = new(StringComparer.Ordinal);
        var results = await RunAsync(
            "reading", options.Plan(arguments) with { KeepsGoing = true },
            async (target, observer, ct) =>
                statusOf[target.Name] = await new Migrator(target.Url, set, ProjectOptions.Options(environment) with { Observer = observer }).StatusAsync(ct),
            _ => null, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return (results, statusOf);
    }

    private async Task<ExitCode> ChangeAsync(string command, Func<Migrator, CancellationToken, Task> work, Func<MigratorOptions, MigratorOptions> with,
        Action<MigrationSet> check, CancellationToken cancellation)
    {
        var environment = project.EnvironmentWithoutDatabase(arguments, output);
        var set = environment.LoadMigrations();
        check(set);
        var start = TimeProvider.System.GetTimestamp();
        var results = await RunAsync(
            command == "up" ? "migrating" : "rolling back", options.Plan(arguments),
            (target, observer, ct) => work(new(target.Url, set, with(ProjectOptions.Options(environment) with { Observer = observer })), ct),
            result => ManyReport.LineOf(result), cancellation);
        foreach (var left in results.Where(r => r.State == RolloutState.NotStarted)) output.Data(ManyReport.LineOf(left));
        foreach (var warning in results.SelectMany(r => r.Warnings.Select(w => (w, r.Target.Name))).GroupBy(w => w.w, w => w.Name))
            output.Warn($"{warning.First()}{(warning.Count() > 1 ? $" and {warning.Count() - 1} more" : string.Empty)}: {warning.Key}");
        var counts = results.GroupBy(RolloutNarration.WordOf).Select(g => $"{g.Count()} {g.Key}");
        output.Say(string.Create(CultureInfo.InvariantCulture,
            $"{Counted.Of(results.Count, "database")} in {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s: {string.Join(", ", counts)}."));
        output.Document(ManyReport.Of(command, results), () => Reports.Default.ManyReport);
        cancellation.ThrowIfCancellationRequested();
        return results.Any(r => r.State == RolloutState.Failed) ? throw TargetErrors.Failed(results, TargetOptions.Repeated(arguments)) : ExitCode.Ok;
    }

    private async Task<IReadOnlyList<RolloutResult>> RunAsync(
        string title, RolloutPlan plan, Func<RolloutTarget, IMigrationObserver, CancellationToken, Task> work, Func<RolloutResult, string?> lineOf,
        CancellationToken cancellation)
    {
        var targets = await options.TargetsAsync(arguments, output, cancellation);
        var parallel = Math.Min(plan.Parallel, targets.Count);
        if (parallel > 1 && await ServerRoom.LeastAsync(targets, cancellation) is { } room && room.Databases < parallel)
        {
            output.Warn($"{room.Server} has {Counted.Of(room.Free, "free connection")} of {room.Limit}, and each database uses up to two: working on "
                + $"{room.Databases} at a time instead of {parallel}.");
            plan = plan with { Parallel = room.Databases };
        }

        using var table = output.LiveTable(title, targets.Count);
        return await new Rollout(plan, new RolloutNarration(output, table, lineOf), TimeProvider.System).RunAsync(targets, work, cancellation);
    }

    // Databases with the same pending migrations are looked at once, in the first of them.
    private async Task<IReadOnlyList<(IReadOnlyList<string> Databases, DryRunResult Result)>> AnalyzeAsync(
        ConfitureEnvironment environment, MigrationSet set, UpSelection selection, IReadOnlyList<RolloutResult> due, CancellationToken cancellation)
    {
        List<(IReadOnlyList<string> Databases, DryRunResult Result)> analyses = [];
        foreach (var alike in due.GroupBy(r => string.Join(' ', pendingOf[r.Target.Name].Select(m => m.Version))))
        {
            var first = alike.First().Target;
            var others = alike.Count() > 1 ? $" ({Counted.Of(alike.Count() - 1, "more database")} with the same pending migrations)" : string.Empty;
            output.Data($"\nIn {first.Name}{others}:");
            var migrator = new Migrator(first.Url, set, ProjectOptions.Options(environment));
            var predicted = await new DryRun(environment with { Url = first.Url, DirectUrl = null }, migrator).PredictAsync(selection, cancellation);
            foreach (var line in DryRunText.Lines(predicted)) output.Data(line);
            analyses.Add(([.. alike.Select(r => r.Target.Name)], predicted));
        }

        return analyses;
    }
}
