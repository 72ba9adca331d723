using Confiture.Migrations;
using Confiture.Postgres;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>Prints to standard error which migration runs and how long it took, and to standard output each one as soon as it would survive a crash.</summary>
internal sealed class MigrationNarration(Output output) : IMigrationObserver
{
    private (string Table, Progress Shown)? batches;

    public void Starting(Migration migration, MigrationVerb verb) =>
        output.Say($"{(verb == MigrationVerb.Up ? "applying" : "rolling back")} {migration}");

    public void Finished(Migration migration, MigrationVerb verb, TimeSpan elapsed)
    {
        EndBatches();
        output.Say($"{Done(verb)} {migration} in {elapsed.TotalMilliseconds:0} ms");
    }

    // Whoever reads this may rely on it.
    public void Durable(Migration migration, MigrationVerb verb) => output.Completed($"{Done(verb)} {migration}");

    public void Failed(Migration migration, MigrationVerb verb, ToolException error) => EndBatches();

    public void Waiting(string holder, TimeSpan limit) => output.Say($"waiting up to {limit.TotalSeconds:0.#} s for {holder}");

    public void Blocked(Migration migration, IReadOnlyList<BlockingSession> sessions)
    {
        foreach (var session in sessions) output.Say($"{migration} waits for {session}");
    }

    public void Progressed(Migration migration, BatchProgress progress)
    {
        if (batches?.Table != progress.Table) EndBatches();
        batches ??= (progress.Table, output.Progress($"{migration}, {progress.Table}", progress.Total));
        var left = progress.Left is { } time ? $", about {Duration.Of(time)} left" : string.Empty;
        batches.Value.Shown.Report(progress.Visited, $"{progress.Changed:N0} rows changed, {progress.Rate:N0} a second{left}");
    }

    public void Retrying(Migration migration, string reason) => output.Say($"retrying {migration}: {reason}");

    public void Warned(string warning) => output.Warn(warning);

    private void EndBatches()
    {
        batches?.Shown.Dispose();
        batches = null;
    }

    private static string Done(MigrationVerb verb) => verb == MigrationVerb.Up ? "applied" : "rolled back";
}
