using Foundation.Errors;
using Foundation.Text;
using Foundation.Waiting;

namespace Fraisier.Deployment;

/// <summary>A moment at which a crash leaves the world and the journal in a state of their own.</summary>
public enum Moment
{
    /// <summary>The intent is on record, the effect has not begun.</summary>
    BeforeEffect,

    /// <summary>The effect is there, its record is not.</summary>
    AfterEffect,

    /// <summary>The record is there.</summary>
    AfterRecord,
}

/// <summary>Hears of every transition. Progress is shown with it, and faults are injected through it.</summary>
public interface IEngineObserver
{
    /// <summary>A transition was reached.</summary>
    /// <param name="action">What is being done.</param>
    /// <param name="moment">Where in it.</param>
    /// <param name="note">What was done, for people; null when there is nothing to say.</param>
    void At(EngineAction action, Moment moment, string? note);

    /// <summary>An action failed.</summary>
    /// <param name="action">What was being done.</param>
    /// <param name="failure">Why it failed.</param>
    void Failed(EngineAction action, FailureReport failure);
}

/// <summary>Executes a journal's plan to its end: one loop for starting, rolling back and resuming. What is done on several hosts is done at the same
/// time.</summary>
/// <param name="target">What is deployed.</param>
/// <param name="journal">The journal, opened.</param>
/// <param name="steps">The steps by name.</param>
/// <param name="store">Where the end is recorded.</param>
/// <param name="lease">The right to work.</param>
/// <param name="observer">Hears of every transition.</param>
/// <param name="time">The clock.</param>
public sealed class DeploymentEngine(
    Target target, IJournal journal, StepSet steps, IDeploymentStore store, Lease lease, IEngineObserver observer, TimeProvider time) : IDisposable
{
    private readonly Redactor redactor = target.Redactor;
    private readonly SemaphoreSlim recording = new(1);

    private JournalState State => JournalState.Of(journal.Entries)!;

    /// <summary>Runs until the course has nothing more to do.</summary>
    /// <param name="interruption">The user's wish to stop: the deployment turns back, unless it is past the point of no return.</param>
    /// <returns>What the journal says at the end.</returns>
    /// <exception cref="ToolException">Another controller took over (<c>FRAI-DEP-003</c>); this one touches nothing more.</exception>
    public async Task<JournalState> RunAsync(CancellationToken interruption)
    {
        while (true)
        {
            var state = State;
            if (Course.Next(state) is not [var first, ..] actions) return state;
            await Reaching.AskAsync(() => lease.RenewAsync(NameOf(first)), time, lease.Lost);
            await (first switch
            {
                EngineAction.Do or EngineAction.Undo => StageAsync(actions, interruption),
                EngineAction.Look => Task.WhenAll(actions.Select(a => LookAsync(a, ((EngineAction.Look)a).Step))),
                EngineAction.Close(var outcome) => CloseAsync(first, state, outcome),
                _ => throw new System.Diagnostics.UnreachableException(),
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => recording.Dispose();

    // The intent for all hosts is one act. When one fails and the deployment turns back, the others need not work to their end.
    private async Task StageAsync(IReadOnlyList<EngineAction> actions, CancellationToken interruption)
    {
        List<(EngineAction Action, StepId Step, StepVerb Verb, bool Final)> stage =
        [
            .. actions.Select(a => a is EngineAction.Do(var step, var final) ? (a, step, StepVerb.Do, final)
                : (a, ((EngineAction.Undo)a).Step, StepVerb.Undo, true)),
        ];
        using var turning = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        await RecordAsync([.. stage.Select(s => new JournalEntry.Began(s.Step, s.Verb))]);
        await Task.WhenAll(stage.Select(s => VerbAsync(s.Action, s.Step, s.Verb, s.Final ? null : turning, interruption)));
    }

    private async Task VerbAsync(EngineAction action, StepId id, StepVerb verb, CancellationTokenSource? turning, CancellationToken interruption)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(turning?.Token ?? CancellationToken.None, lease.Lost);
        using var limit = Deadline.Limiting(LimitOf(id, verb), time, held.Token);
        try
        {
            observer.At(action, Moment.BeforeEffect, null);
            lease.RequireHeld();
            turning?.Token.ThrowIfCancellationRequested();
            var step = steps[id];
            var result = await (verb == StepVerb.Do ? step.DoAsync(limit.Token) : Reaching.AskAsync(() => step.UndoAsync(limit.Token), time, limit.Token));
            observer.At(action, Moment.AfterEffect, result.Note);
            await RecordAsync([new JournalEntry.Ended(
                id, verb, result.Note is { } note ? redactor.Hidden(note) : null, result.Schema, result.Accepted?.Without(redactor))
            {
                AnsweredAfter = result.AnsweredAfter,
            }]);
            observer.At(action, Moment.AfterRecord, result.Note);
        }
        catch (Exception caught) when (!LeavesOpen(caught, verb))
        {
            if (lease.Lost.IsCancellationRequested) throw LostLease(caught);
            var e = verb == StepVerb.Undo && caught is OperationCanceledException && target.Rollback.Timeout is { } whole
                ? StepLimits.RollbackTimedOut(whole, caught) : caught;
            var followed = e is OperationCanceledException && turning?.IsCancellationRequested == true && !interruption.IsCancellationRequested;
            var failure = (followed ? FailureReports.Sibling(id) : FailureReports.Of(e, turning is not null && interruption.IsCancellationRequested))
                .Without(redactor);
            await RecordAsync([new JournalEntry.Failed(id, verb, failure)]);
            observer.Failed(action, failure);
            if (turning is not null && State.Failure is not null) turning.Cancel();
        }
    }

    // All steps of a rollback together have one limit, which begins anew with each controller.
    private TimeSpan LimitOf(StepId id, StepVerb verb)
    {
        var limit = StepLimits.Of(id, verb, target);
        if (verb != StepVerb.Undo || target.Rollback.Timeout is not { } whole) return limit;
        var begun = journal.Entries.Reverse().TakeWhile(e => e is not JournalEntry.TookOver)
            .LastOrDefault(e => e is JournalEntry.Began { Verb: StepVerb.Undo });
        var left = begun is null ? whole : whole - (time.GetUtcNow() - begun.At);
        return left < limit ? left : limit;
    }

    private async Task LookAsync(EngineAction action, StepId id)
    {
        using var limit = Deadline.Limiting(StepLimits.Of(id, StepVerb.Undo, target), time, lease.Lost);
        observer.At(action, Moment.BeforeEffect, null);
        var effect = await EffectOfAsync(id, limit.Token);
        observer.At(action, Moment.AfterEffect, null);
        await RecordAsync([new JournalEntry.Found(id, effect)]);
        observer.At(action, Moment.AfterRecord, effect.ToString());
    }

    // Of a host that cannot be reached nothing is known: what was begun there is undone when it is back. Only the schema, and what is the
    // controller's own, has to be seen.
    private async Task<StepEffect> EffectOfAsync(StepId id, CancellationToken cancellation)
    {
        try
        {
            return await Reaching.AskAsync(() => steps[id].ProbeAsync(cancellation), time, cancellation);
        }
        catch (ToolException e) when (e.Code == DeploymentErrors.HostUnreachable && id.Fence == StepFence.Host && State.Plan.Hosts.Count > 1 && !State.IsFinal)
        {
            return StepEffect.Partial;
        }
    }

    private async Task CloseAsync(EngineAction action, JournalState state, Outcome outcome)
    {
        observer.At(action, Moment.BeforeEffect, null);
        if (outcome != state.Arrived)
        {
            var record = HistoryRecord.Of(state, outcome, time.GetUtcNow());
            await Reaching.AskAsync(() => store.WriteRecordAsync(record, lease.Epoch, lease.Lost), time, lease.Lost);
        }

        observer.At(action, Moment.AfterEffect, null);
        await RecordAsync([new JournalEntry.Closed(outcome)]);
        observer.At(action, Moment.AfterRecord, null);
    }

    // The store refuses what an old controller would write into the journal of its successor.
    private async Task RecordAsync(IReadOnlyList<JournalEntry> entries)
    {
        await recording.WaitAsync(CancellationToken.None);
        try
        {
            await journal.AppendAsync([.. entries.Select(e => e with { At = time.GetUtcNow(), Epoch = lease.Epoch })], lease.Lost);
        }
        finally
        {
            recording.Release();
        }
    }

    // Another controller's work, and another database's schema, are not this deployment's to judge: its journal stays as it is, for whoever comes
    // back with the right to it or with the right database.
    private static bool LeavesOpen(Exception e, StepVerb verb) =>
        e is ToolException { Code: var code } && (code == DeploymentErrors.Superseded || code == Confiture.Migrations.MigrationErrors.Fenced
            || (code == DeploymentErrors.WrongDatabase && verb == StepVerb.Undo));

    private static ToolException LostLease(Exception cause) => DeploymentErrors.Superseded.Error(
        "The lease was lost during a step.",
        "Another controller took over, or the state directory could not be written for longer than the lease lasts.",
        "Check the result with `fraisier status`; run `fraisier recover` unless another controller does.",
        cause);

    private static string NameOf(EngineAction action) => action switch
    {
        EngineAction.Do(var step, _) => step.Word,
        EngineAction.Undo(var step) => $"undo {step.Word}",
        EngineAction.Look(var step) => $"look at {step.Word}",
        _ => "close",
    };
}
