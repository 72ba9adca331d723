using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Deploys, goes back, recovers: takes the lease, makes or finds the plan, and lets the engine run it.</summary>
/// <param name="target">What is deployed.</param>
/// <param name="fleet">The hosts and the deployment store.</param>
/// <param name="sender">Fetches commits and sends them to the hosts; null when each host fetches them itself.</param>
/// <param name="observer">Hears of every transition.</param>
/// <param name="time">The clock.</param>
/// <param name="news">Hears of the health checks that the controller makes itself; nobody does when null.</param>
/// <param name="assembly">How the engine is put together; the standard way when null.</param>
public sealed class Controller(
    Target target, Fleet fleet, CommitSender? sender, IEngineObserver observer, TimeProvider time, EngineAssembly? assembly = null,
    IMigratorObserver? news = null)
{
    private readonly EngineAssembly parts = assembly ?? new();
    private readonly IDeploymentStore store = fleet.Store;

    private Preflight Preflight => new(target, fleet, sender, time);

    /// <summary>Deploys the target's branch.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="interruption">The user's wish to stop.</param>
    /// <returns>The record of the deployment; null when the commit is live and well and nothing is pending.</returns>
    /// <exception cref="ToolException">Refused, locked, or failed before anything was changed.</exception>
    public Task<HistoryRecord?> DeployAsync(DeployRequest request, CancellationToken interruption) => DeployAsync(
        async ct => request.OnlyFailed
            ? await Preflight.OnlyFailedAsync((await store.LookAsync(ct)).Last, rehearsal: false, ct)
            : await Preflight.DeployAsync(request, rehearsal: false, ct),
        interruption);

    /// <summary>Carries out a plan that was made before, or refuses because the world has moved since.</summary>
    /// <param name="saved">The plan.</param>
    /// <param name="interruption">The user's wish to stop.</param>
    /// <returns>The record of the deployment; null when nothing is left to do.</returns>
    /// <exception cref="ToolException">The same question is answered differently now (<c>FRAI-DEP-041</c>).</exception>
    public Task<HistoryRecord?> DeployAsync(DeploymentPlan saved, CancellationToken interruption) => DeployAsync(
        async ct =>
        {
            // What the branch names now is asked, and not the plan's commit: a plan that newer commits have overtaken is made again.
            var plan = (await Preflight.DeployAsync(new(saved.NoRollback, Force: true), rehearsal: false, ct))!;
            return SavedPlans.Agreed(saved, plan, target);
        },
        interruption);

    /// <summary>Goes back to an earlier release.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="interruption">The user's wish to stop.</param>
    /// <returns>The record of the deployment.</returns>
    /// <exception cref="ToolException">Refused, locked, or failed before anything was changed.</exception>
    public async Task<HistoryRecord> RollBackAsync(RollbackRequest request, CancellationToken interruption) =>
        (await UnderLeaseAsync("rollback", isRecovery: false, async (lease, ct) =>
        {
            if (await LeftForwardOnlyAsync(lease) is { } stuck) throw NotWhole(stuck);
            var history = await store.RecordsAsync(int.MaxValue, ct);
            return await ExecuteAsync(await Preflight.RollbackAsync(history, request, rehearsal: false, ct), lease, ct);
        }, interruption))!;

    /// <summary>Brings an unfinished deployment to its end.</summary>
    /// <returns>The record of the deployment; null when nothing was unfinished.</returns>
    /// <exception cref="ToolException">The controller of that deployment is still running (<c>FRAI-DEP-002</c>).</exception>
    public async Task<HistoryRecord?> RecoverAsync(CancellationToken cancellation) =>
        (await store.LookAsync(cancellation)).NeedsRecovery
            ? await UnderLeaseAsync("recover", isRecovery: true, (lease, _) => RecoverUnderLeaseAsync(lease), cancellation) : null;

    /// <summary>Breaks the lease.</summary>
    public async Task UnlockAsync(CancellationToken cancellation)
    {
        await fleet.AskReachableAsync(h => h.OpenAsync(cancellation));
        if (await store.BreakLeaseAsync(cancellation) is { } broken)
            await fleet.AskReachableAsync(h => RaisedAsync(h, broken.Epoch + 1, orphaned: false, cancellation));
    }

    /// <summary>Restarts or stops the service on every host, one batch after another, without a new release.</summary>
    /// <param name="verb">What to do.</param>
    /// <param name="done">Told of each host, and what was done there.</param>
    /// <param name="interruption">The user's wish to stop: no further host is begun.</param>
    /// <exception cref="ToolException">A deployment is at work or unfinished, or a service cannot be controlled; hosts behind it are not touched.</exception>
    public Task ControlAsync(ServiceVerb verb, Action<string, string> done, CancellationToken interruption) =>
        UnderLeaseAsync(verb == ServiceVerb.Stop ? "stop" : "restart", isRecovery: false, async (lease, ct) =>
        {
            if ((await store.LookAsync(ct)).Unfinished is { } open) throw LeftOpen(open);
            foreach (var batch in target.Rollout.Batches([.. target.Hosts.Select(h => h.Name)]))
            {
                ct.ThrowIfCancellationRequested();
                var right = new WorkRight($"{verb}", lease.Epoch, lease.RequireHeld, () => lease.Left);
                await Task.WhenAll(batch.Select(async name => done(name, (await fleet[name].ControlAsync(verb, right, ct)).Note ?? string.Empty)));
            }

            return null;
        }, interruption);

    private ToolException LeftOpen(string id) => DeploymentErrors.Unfinished.Error(
        $"Deployment {id} of {target} is unfinished.", "Its service is a part of what has to be finished or rolled back.",
        $"Run: fraisier recover {target.Fraise} {target.Environment}");

    private Task<HistoryRecord?> DeployAsync(Func<CancellationToken, Task<DeploymentPlan?>> planned, CancellationToken interruption) =>
        UnderLeaseAsync("deploy", isRecovery: false, async (lease, ct) =>
        {
            var stuck = await LeftForwardOnlyAsync(lease);
            var plan = await planned(ct);
            if (stuck is null) return plan is null ? null : await ExecuteAsync(plan, lease, ct);
            if (plan is null) throw NotWhole(stuck);
            return await ExecuteAsync(plan with { Supersedes = stuck.Id }, lease, ct);
        }, interruption);

    // What was left unfinished is brought to its end on the hosts that there are; anything new needs all of them, and changes nothing anywhere without.
    private async Task<HistoryRecord?> UnderLeaseAsync(
        string purpose, bool isRecovery, Func<Lease, CancellationToken, Task<HistoryRecord?>> work, CancellationToken interruption)
    {
        var missing = await ConnectAsync(isRecovery, interruption);
        var (epochs, gone) = await fleet.AskReachableAsync(h => h.OpenAsync(interruption));
        await using var lease = await Lease.TakeAsync(store, target, purpose, epochs.Max(), time, interruption);
        using var wish = CancellationTokenSource.CreateLinkedTokenSource(interruption, lease.CancelRequested);
        try
        {
            var (_, lost) = await fleet.AskReachableAsync(h => RaisedAsync(h, lease.Epoch, lease.Former is not null, interruption));
            if (isRecovery || (missing ?? gone ?? lost) is not { } unreachable) return await work(lease, wish.Token);
            await RecoverUnderLeaseAsync(lease);
            throw unreachable;
        }
        catch (OperationCanceledException e) when (lease.Lost.IsCancellationRequested)
        {
            throw DeploymentErrors.Superseded.Error(
                "The lease was lost.", "This controller could not renew it in time, or another one took over.", "Check the result with `fraisier status`.", e);
        }
        catch (OperationCanceledException e) when (lease.CancelRequested.IsCancellationRequested && !interruption.IsCancellationRequested)
        {
            throw FoundationErrors.Interrupted.Error(
                $"The {purpose} of {target} was cancelled before it changed anything.", "Someone ran `fraisier cancel`.",
                "Run it again when you are ready.", e);
        }
    }

    private async Task<ToolException?> ConnectAsync(bool isRecovery, CancellationToken cancellation)
    {
        if (fleet.Hosts.Count == 1) return null;
        var (_, missing) = await fleet.AskReachableAsync(h => h.DescribeAsync(cancellation));
        return missing is null || isRecovery || (await store.LookAsync(cancellation)).NeedsRecovery ? missing : throw missing;
    }

    private static async Task<bool> RaisedAsync(IHost host, long epoch, bool orphaned, CancellationToken cancellation)
    {
        await host.RaiseAsync(epoch, orphaned, cancellation);
        return true;
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
        var journal = await OpenAsync(id, lease);
        await store.WriteRecordAsync(HistoryRecord.Of(JournalState.Of(journal.Entries)!, Outcome.Superseded, time.GetUtcNow()), lease.Epoch, lease.Lost);
        await AppendAsync(journal, new JournalEntry.Closed(Outcome.Superseded), lease);
        await store.FinishAsync(id, lease.Lost);
    }

    private async Task<HistoryRecord?> RecoverUnderLeaseAsync(Lease lease)
    {
        HistoryRecord? record = null;
        foreach (var id in (await store.LookAsync(lease.Lost)).Open)
        {
            var journal = await OpenAsync(id, lease);
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
            await fleet.AskAsync(h => RaisedAsync(h, lease.Epoch, orphaned: false, interruption));
        }

        interruption.ThrowIfCancellationRequested();
        if (plan.Supersedes is { } stuck) await SupersedeAsync(stuck, lease);
        var journal = await OpenAsync(plan.Id, lease);
        await AppendAsync(journal, new JournalEntry.Opened(plan), lease);
        return await RunAsync(journal, lease, interruption);
    }

    private async Task<HistoryRecord> RunAsync(IJournal journal, Lease lease, CancellationToken interruption)
    {
        using var engine =
            new DeploymentEngine(target, journal, new StepSet(target, fleet, journal, lease, news ?? new Silence(), time), store, lease, observer, time);
        var state = await engine.RunAsync(interruption);
        if (state.Closed is not (null or Outcome.RollbackFailed))
            await Reaching.AskAsync(() => store.FinishAsync(state.Plan.Id, lease.Lost), time, lease.Lost);
        return await Reaching.AskAsync(() => store.FindRecordAsync(state.Plan.Id, lease.Lost), time,
            lease.Lost) ?? throw DeploymentErrors.JournalMismatch.Error(
            $"Deployment {state.Plan.Id} has no record in the history.", "Its journal says that it is finished.", $"Check {store.Description}.");
    }

    private async Task<IJournal> OpenAsync(string id, Lease lease) => parts.Journal(await StoredJournal.OpenAsync(store, id, time, lease.Lost));

    private Task AppendAsync(IJournal journal, JournalEntry entry, Lease lease) =>
        journal.AppendAsync([entry with { At = time.GetUtcNow(), Epoch = lease.Epoch }], lease.Lost);

    private sealed class Silence : IMigratorObserver
    {
        public void Heard(MigratorNews news)
        {
        }
    }
}

/// <summary>Assembles an engine. Tests inject broken parts to prove that they would be noticed.</summary>
public sealed record EngineAssembly
{
    /// <summary>Wraps the journal.</summary>
    public Func<IJournal, IJournal> Journal { get; init; } = journal => journal;

    /// <summary>Changes a new plan.</summary>
    public Func<DeploymentPlan, DeploymentPlan> Plan { get; init; } = plan => plan;
}
