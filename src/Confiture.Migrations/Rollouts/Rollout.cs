using Confiture.Postgres;
using Foundation.Errors;
using Foundation.Waiting;

namespace Confiture.Migrations;

/// <summary>
/// Does the same work in many databases, several at a time. Each has its own ledger and its own migration lock, so nothing is kept between runs: another run
/// finds in each database what is left there.
/// </summary>
/// <param name="plan">How many at a time, and what a failure stops.</param>
/// <param name="observer">Hears about each database.</param>
/// <param name="time">The clock.</param>
public sealed class Rollout(RolloutPlan plan, IRolloutObserver observer, TimeProvider time)
{
    private static readonly TimeSpan ConnectionWait = TimeSpan.FromSeconds(30);
    private static readonly Pace BetweenTries = Pace.Doubling(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2));

    /// <summary>Works through the databases in their order.</summary>
    /// <param name="targets">The databases.</param>
    /// <param name="work">The work in one of them; it tells the given observer what it does.</param>
    /// <param name="cancellation">Interrupts the work that runs and starts no more.</param>
    /// <returns>A result for each database, in the order of the targets. Failures and interruptions are in there and not thrown.</returns>
    public async Task<IReadOnlyList<RolloutResult>> RunAsync(
        IReadOnlyList<RolloutTarget> targets, Func<RolloutTarget, IMigrationObserver, CancellationToken, Task> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(work);
        RolloutResult[] results = [.. targets.Select(RolloutResult.NotStarted)];
        var order = new RolloutOrder(targets.Count, plan);
        Dictionary<Task<RolloutResult>, int> running = [];
        while (true)
        {
            if (cancellation.IsCancellationRequested) order.Stop();
            while (order.Next() is { } next)
                running.Add(Task.Run(() => ResultOfAsync(targets[next], work, cancellation), CancellationToken.None), next);
            if (running.Count == 0) return results;
            var ended = await Task.WhenAny(running.Keys);
            running.Remove(ended, out var at);
            results[at] = await ended;
            observer.Ended(results[at]);
            order.Ended(results[at].State == RolloutState.Succeeded);
        }
    }

    private async Task<RolloutResult> ResultOfAsync(
        RolloutTarget target, Func<RolloutTarget, IMigrationObserver, CancellationToken, Task> work, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var record = new RolloutRecord(observer.Started(target));
        RolloutResult Ended(RolloutState state, ToolException? error = null) =>
            new(target, state, error, record.Migrations, record.Warnings, time.GetElapsedTime(start));
        try
        {
            await PatientlyAsync(() => work(target, record, cancellation), record, cancellation);
            return Ended(RolloutState.Succeeded);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Ended(RolloutState.Interrupted);
        }
        catch (ToolException e)
        {
            return Ended(RolloutState.Failed, e);
        }
#pragma warning disable CA1031 // Whatever went wrong in one database, the report about the others is not lost.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Ended(RolloutState.Failed, FoundationErrors.Unexpected.Error(
                $"{e.GetType().FullName}: {e.Message}", "This is a bug in the tool.", "Migrate this database alone, and report the output.", e));
        }
    }

    // A server without a free connection has refused before anything was done.
    private async Task PatientlyAsync(Func<Task> work, RolloutRecord record, CancellationToken cancellation)
    {
        var limit = Deadline.In(ConnectionWait, time);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await work();
                return;
            }
            catch (ToolException e) when (PostgresErrors.IsBusy(e) && !limit.HasPassed)
            {
                if (attempt == 1) record.Waiting("a free connection", ConnectionWait);
                await Task.Delay(BetweenTries.After(attempt), time, cancellation);
            }
        }
    }
}
