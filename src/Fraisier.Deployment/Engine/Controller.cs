using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Deploys, goes back, recovers: takes the lease, makes or finds the plan, and lets the engine run it.</summary>
/// <param name="target">What is deployed.</param>
/// <param name="store">The deployment store.</param>
/// <param name="observer">Hears of every transition.</param>
/// <param name="time">The clock.</param>
/// <param name="assembly">How the engine is put together; the standard way when null.</param>
public sealed class Controller(Target target, IDeploymentStore store, IHost host, IEngineObserver observer, TimeProvider time, EngineAssembly? assembly = null)
{
    private readonly EngineAssembly parts = assembly ?? new();

    private Preflight Preflight => new(target, host, time);

    /// <summary>Deploys the target's branch.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="interruption">The user's wish to stop.</param>
    /// <returns>The record of the deployment; null when the commit is live and well and nothing is pending.</returns>
    /// <exception cref="ToolException">Refused, locked, or failed before anything was changed.</exception>
    public Task<HistoryRecord?> DeployAsync(DeployRequest request, CancellationToken interruption) =>
        UnderLeaseAsync("deploy", async lease =>
        {
            var stuck = await LeftForwardOnlyAsync(lease);
            var plan = await Preflight.DeployAsync(request, rehearsal: false, interruption);
            if (stuck is null) return plan is null ? null : await ExecuteAsync(plan, lease, interruption);
            if (plan is null) throw NotWhole(stuck);
            return await ExecuteAsync(plan with { Supersedes = stuck.Id }, lease, interruption);
        }, interruption);

    /// <summary>Goes back to the release before.</summary>
    /// <param name="interruption">The user's wish to stop.</param>
    /// <returns>The record of the deployment.</returns>
    /// <exception cref="ToolException">Refused, locked, or failed before anything was changed.</exception>
    public async Task<HistoryRecord> RollBackAsync(CancellationToken interruption) =>
        (await UnderLeaseAsync("rollback", async lease =>
        {
            if (await LeftForwardOnlyAsync(lease) is { } stuck) throw NotWhole(stuck);
            return await ExecuteAsync(await Preflight.RollbackAsync(store.NewestFirst(), interruption), lease, interruption);
        }, interruption))!;

    /// <summary>Brings an unfinished deployment to its end.</summary>
    /// <returns>The record of the deployment; null when nothing was unfinished.</returns>
    /// <exception cref="ToolException">The controller of that deployment is still running (<c>FRAI-DEP-002</c>).</exception>
    public async Task<HistoryRecord?> RecoverAsync(CancellationToken cancellation) =>
        NeedsRecovery(store) ? await UnderLeaseAsync("recover", RecoverUnderLeaseAsync, cancellation) : null;

    /// <summary>Breaks the lease.</summary>
    public async Task UnlockAsync(CancellationToken cancellation)
    {
        await host.OpenAsync(cancellation);
        if (await Lease.BreakAsync(store, cancellation) is { } broken) await host.RaiseAsync(broken.Epoch + 1, orphaned: false, cancellation);
    }

    /// <summary>True when a deployment is unfinished, or its controller never gave the lease back.</summary>
    public static bool NeedsRecovery(IDeploymentStore store) => store.OpenJournals().Count > 0 || store.ReadLease() is { Released: false };

    private async Task<HistoryRecord?> UnderLeaseAsync(string purpose, Func<Lease, Task<HistoryRecord?>> work, CancellationToken interruption)
    {
        var seen = await host.OpenAsync(interruption);
        store.Create();
        await using var lease = await Lease.TakeAsync(store, target, purpose, seen, time, interruption);
        try
        {
            await host.RaiseAsync(lease.Epoch, orphaned: lease.Former is not null, interruption);
            return await work(lease);
        }
        catch (OperationCanceledException e) when (lease.Lost.IsCancellationRequested)
        {
            throw DeploymentErrors.Superseded.Error(
                "The lease was lost.", "This controller could not renew it in time, or another one took over.", "Check the result with `fraisier status`.", e);
        }
    }

    // A new deployment begins on a whole system: what a killed one left is brought to its end first. One that could only go forward, and cannot
    // arrive, is left to the caller: a repaired release is the only way on.
    private async Task<HistoryRecord?> LeftForwardOnlyAsync(Lease lease)
    {
        if (await RecoverUnderLeaseAsync(lease) is not { Outcome: Outcome.RollbackFailed } record) return null;
        return record.ForwardOnly ? record : throw NotWhole(record);
    }

    private static ToolException NotWhole(HistoryRecord record) => DeploymentErrors.Unfinished.Error(
        $"Deployment {record.Id} {(record.ForwardOnly ? "is past its point of no return and did not arrive" : "could not be rolled back, and still cannot")}: "
            + $"{record.Failure?.What}",
        record.ForwardOnly ? "An irreversible migration is applied, so the deployment can only go forward."
            : "Nothing new is deployed on a target in an unfinished state.",
        record.ForwardOnly ? $"Deploy a fixed commit, which replaces it; or fix the cause and run: fraisier recover"
            : "Fix the cause and run: fraisier recover").With(record.Failure?.Details ?? []);

    // The fixed release starts where the previous one stopped. A kill in between leaves no open deployment and an unchanged state.
    private async Task SupersedeAsync(string id, Lease lease)
    {
        var journal = parts.Journal(store.Journal(id));
        await store.WriteRecordAsync(HistoryRecord.Of(JournalState.Of(journal.Entries)!, Outcome.Superseded, time.GetUtcNow()), lease.Epoch, lease.Lost);
        await AppendAsync(journal, new JournalEntry.Closed(Outcome.Superseded), lease);
        store.Finish(JournalState.Of(journal.Entries)!);
    }

    private async Task<HistoryRecord?> RecoverUnderLeaseAsync(Lease lease)
    {
        HistoryRecord? record = null;
        foreach (var id in store.OpenJournals())
        {
            var journal = parts.Journal(store.Journal(id));
            if (JournalState.Of(journal.Entries) is null) throw Document.Damaged($"The journal of {id}", "it does not begin with a plan");
            await AppendAsync(journal, new JournalEntry.TookOver(ProcessIdentity.Current.ToString()), lease);
            var ended = await RunAsync(journal, lease, CancellationToken.None);
            if (record is not { Outcome: Outcome.RollbackFailed }) record = ended;
        }

        return record;
    }

    private async Task<HistoryRecord> ExecuteAsync(DeploymentPlan plan, Lease lease, CancellationToken interruption)
    {
        plan = parts.Plan(plan);
        await lease.BeginAsync(plan.Id);
        if (plan.Before.Database?.Epoch >= lease.Epoch)
        {
            // The store is younger than the database (a new host, a lost disk).
            await lease.RaiseToAsync(plan.Before.Database.Epoch + 1);
            await host.RaiseAsync(lease.Epoch, orphaned: false, interruption);
        }

        interruption.ThrowIfCancellationRequested();
        if (plan.Supersedes is { } stuck) await SupersedeAsync(stuck, lease);
        var journal = parts.Journal(store.Journal(plan.Id));
        await AppendAsync(journal, new JournalEntry.Opened(plan), lease);
        return await RunAsync(journal, lease, interruption);
    }

    private async Task<HistoryRecord> RunAsync(IJournal journal, Lease lease, CancellationToken interruption)
    {
        var engine = new DeploymentEngine(target, journal, new StepSet(host, store, journal, lease, time), store, lease, observer, time);
        var state = await engine.RunAsync(interruption);
        store.Finish(state);
        return store.FindRecord(state.Plan.Id) ?? throw DeploymentErrors.JournalMismatch.Error(
            $"Deployment {state.Plan.Id} has no record in the history.", "Its journal says that it is finished.", $"Check {store.Description}.");
    }

    private Task AppendAsync(IJournal journal, JournalEntry entry, Lease lease) =>
        journal.AppendAsync(entry with { At = time.GetUtcNow(), Epoch = lease.Epoch }, lease.Lost);
}

/// <summary>Assembles an engine. Tests inject broken parts to prove that they would be noticed.</summary>
public sealed record EngineAssembly
{
    /// <summary>Wraps the journal.</summary>
    public Func<IJournal, IJournal> Journal { get; init; } = journal => journal;

    /// <summary>Changes a new plan.</summary>
    public Func<DeploymentPlan, DeploymentPlan> Plan { get; init; } = plan => plan;
}
