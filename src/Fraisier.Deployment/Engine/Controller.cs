using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Deploys, goes back, recovers: takes the lease, makes or finds the plan, and lets the engine run it.</summary>
/// <param name="backends">What is acted on.</param>
/// <param name="observer">Hears of every transition.</param>
/// <param name="assembly">How the engine is put together; the standard way when null.</param>
public sealed class Controller(Backends backends, IEngineObserver observer, EngineAssembly? assembly = null)
{
    private readonly EngineAssembly parts = assembly ?? new();

    private AppStore Store => backends.Store;

    private Target Target => backends.Target;

    /// <summary>Deploys the target's branch.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="interruption">The user's wish to stop.</param>
    /// <returns>The record of the deployment; null when the commit is live and well and nothing is pending.</returns>
    /// <exception cref="ToolException">Refused, locked, or failed before anything was changed.</exception>
    public Task<HistoryRecord?> DeployAsync(DeployRequest request, CancellationToken interruption) =>
        UnderLeaseAsync("deploy", async lease =>
        {
            await RequireWholeAsync(lease);
            var plan = await new Preflight(backends).PlanDeployAsync(request, interruption);
            return plan is null ? null : await ExecuteAsync(plan, lease, interruption);
        }, interruption);

    /// <summary>Goes back to the release before.</summary>
    /// <param name="interruption">The user's wish to stop.</param>
    /// <returns>The record of the deployment.</returns>
    /// <exception cref="ToolException">Refused, locked, or failed before anything was changed.</exception>
    public async Task<HistoryRecord> RollBackAsync(CancellationToken interruption) =>
        (await UnderLeaseAsync("rollback", async lease =>
        {
            await RequireWholeAsync(lease);
            return await ExecuteAsync(await new Preflight(backends).PlanRollbackAsync(interruption), lease, interruption);
        }, interruption))!;

    /// <summary>Brings an unfinished deployment to its end.</summary>
    /// <param name="cancellation">Ends the wait for the lease; the work itself is not interrupted.</param>
    /// <returns>The record of the deployment; null when nothing was unfinished.</returns>
    /// <exception cref="ToolException">The controller of that deployment is still at work (<c>FRAI-DEP-002</c>).</exception>
    public async Task<HistoryRecord?> RecoverAsync(CancellationToken cancellation) =>
        NeedsRecovery(Store) ? await UnderLeaseAsync("recover", RecoverUnderLeaseAsync, cancellation) : null;

    /// <summary>True when a deployment is unfinished, or its controller never gave the lease back.</summary>
    /// <param name="store">The application's store.</param>
    public static bool NeedsRecovery(AppStore store) => OpenJournals.In(store).Count > 0 || Lease.Read(store) is { Released: false };

    private async Task<HistoryRecord?> UnderLeaseAsync(string purpose, Func<Lease, Task<HistoryRecord?>> work, CancellationToken interruption)
    {
        Preflight.RequireOwnership(Target.AppPath);
        Store.Create();
        await using var lease = await Lease.TakeAsync(Store, Target, purpose, backends.Fence.Epoch, backends.Time, interruption);
        try
        {
            await backends.Fence.RaiseAsync(lease.Epoch, lease.Former?.Holder, interruption);
            Orphans.Reap(Backends.DeploymentMark, Store.Root);
            return await work(lease);
        }
        catch (OperationCanceledException e) when (lease.Lost.IsCancellationRequested)
        {
            throw DeploymentErrors.Superseded.Error(
                "The lease was lost.", "This controller could not renew it in time, or another one took over.", "Look at the result with `fraisier status`.", e);
        }
    }

    // A new deployment begins on a whole system: what a killed one left is brought to its end first.
    private async Task RequireWholeAsync(Lease lease)
    {
        if (await RecoverUnderLeaseAsync(lease) is not { Outcome: Outcome.RollbackFailed } record) return;
        throw DeploymentErrors.Unfinished.Error(
            $"Deployment {record.Id} could not be taken back, and still cannot: {record.Failure?.What}",
            "Nothing new is deployed on a system that is not whole.",
            "Remove the cause, then run: fraisier recover").With(record.Failure?.Details ?? []);
    }

    private async Task<HistoryRecord?> RecoverUnderLeaseAsync(Lease lease)
    {
        HistoryRecord? record = null;
        foreach (var path in OpenJournals.In(Store))
        {
            var journal = parts.Journal(JournalFile.Open(path, Store));
            if (JournalState.Of(journal.Entries) is not { } state)
            {
                File.Delete(path); // The crash came before the first entry: nothing had been changed.
                continue;
            }

            await AppendAsync(journal, new JournalEntry.TookOver(ProcessIdentity.Current.ToString()), lease);
            record = await RunAsync(journal, state.Plan, lease, CancellationToken.None);
        }

        return record;
    }

    private async Task<HistoryRecord> ExecuteAsync(DeploymentPlan plan, Lease lease, CancellationToken interruption)
    {
        plan = parts.Plan(plan);
        lease.Begin(plan.Id);
        if (plan.Before.DatabaseEpoch >= lease.Epoch)
        {
            // The store is younger than the database (a new host, a lost disk).
            lease.RaiseTo(plan.Before.DatabaseEpoch + 1);
            await backends.Fence.RaiseAsync(lease.Epoch, null, interruption);
        }

        interruption.ThrowIfCancellationRequested();
        var journal = parts.Journal(JournalFile.Open(OpenJournals.PathOf(Store, plan.Id), Store));
        await AppendAsync(journal, new JournalEntry.Opened(plan), lease);
        return await RunAsync(journal, plan, lease, interruption);
    }

    private async Task<HistoryRecord> RunAsync(IJournal journal, DeploymentPlan plan, Lease lease, CancellationToken interruption)
    {
        var engine = new DeploymentEngine(journal, StepSet.For(plan, backends, lease, journal), backends.History, lease, backends.Fence, observer, backends.Time);
        var state = await engine.RunAsync(interruption);
        OpenJournals.Finish(Store, state);
        return backends.History.Find(plan.Id) ?? throw DeploymentErrors.JournalMismatch.Error(
            $"Deployment {plan.Id} has no record in the history.", "Its journal says that it is over.", $"Look into {Store.HistoryDirectory}.");
    }

    private async Task AppendAsync(IJournal journal, JournalEntry entry, Lease lease)
    {
        using var guard = await backends.Fence.EnterAsync(lease.Epoch, lease.Lost);
        journal.Append(entry with { At = backends.Time.GetUtcNow(), Epoch = lease.Epoch });
    }
}

/// <summary>How an engine is put together. Tests put broken parts in, to prove that they would be noticed.</summary>
public sealed record EngineAssembly
{
    /// <summary>Wraps the journal.</summary>
    public Func<IJournal, IJournal> Journal { get; init; } = journal => journal;

    /// <summary>Changes a new plan.</summary>
    public Func<DeploymentPlan, DeploymentPlan> Plan { get; init; } = plan => plan;
}
