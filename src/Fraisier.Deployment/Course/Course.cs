namespace Fraisier.Deployment;

/// <summary>The next action of the engine.</summary>
public abstract record EngineAction
{
    private EngineAction()
    {
    }

    /// <summary>Do a step.</summary>
    /// <param name="Final">True past the point of no return: nothing may interrupt it.</param>
    public sealed record Do(StepId Step, bool Final) : EngineAction;

    /// <summary>Undo a step.</summary>
    public sealed record Undo(StepId Step) : EngineAction;

    /// <summary>Look whether a begun step had its effect.</summary>
    public sealed record Look(StepId Step) : EngineAction;

    /// <summary>Write the end.</summary>
    /// <param name="Outcome">How it ended.</param>
    public sealed record Close(Outcome Outcome) : EngineAction;
}

/// <summary>
/// The course of a deployment: from what the journal says to what comes next. Pure, and the same for a first run, a failed step,
/// a deadline, an interruption and a recovery.
/// </summary>
public static class Course
{
    private const int Tries = 2;

    /// <summary>The next actions, all of one kind and on different hosts: they may be done at the same time. Empty when the deployment is over.</summary>
    /// <param name="state">What the journal says.</param>
    public static IReadOnlyList<EngineAction> Next(JournalState state)
    {
        if (state.Closed is not null) return [];
        if (MustLook(state) is [_, ..] steps) return [.. steps.Select(s => new EngineAction.Look(s))];
        return state.IsFinal ? Forward(state, final: true)
            : state.Failure is not null || state.TakenOver ? Back(state)
            : Restore(state) is [_, ..] undo ? undo
            : Forward(state, final: false);
    }

    // A failed point of no return is looked at too: a part of it is as final as all of it.
    private static IReadOnlyList<StepId> MustLook(JournalState state) =>
        state.InDoubt is [_, ..] doubt ? doubt : state.Failure is not null && state.IsOpen(state.PointOfNoReturn) ? [state.PointOfNoReturn] : [];

    private static IReadOnlyList<EngineAction> Forward(JournalState state, bool final)
    {
        if (state.Stuck is not null && !state.IsCommitted) return [new EngineAction.Close(Outcome.RollbackFailed)];
        List<StepId> left = [.. state.Plan.Steps.Where(s => !state.HasEnded(s, StepVerb.Do) && !IsLeftBehind(state, s))];

        // Those that failed once come after all others.
        List<StepId> first = [.. left.Where(s => !IsTriedAgain(state, s))];
        var order = first is [] or [{ Name: StepName.Commit }, ..] ? [.. left.Where(s => IsTriedAgain(state, s)), .. first] : first;

        // Past the commit only tidying is left; a failure there does not take the release's success away.
        return order is [var next, ..] && state.Stuck is null
            ? [.. StepOrder.Stage(order, next).Select(s => new EngineAction.Do(s, final))]
            : [new EngineAction.Close(state.Arrived)];
    }

    private static IReadOnlyList<EngineAction> Back(JournalState state)
    {
        if (state.IsBlocked) return [new EngineAction.Close(Outcome.RollbackFailed)];
        var lost = state.Lost;
        List<StepId> left =
        [
            .. state.Plan.Rollback.Where(s => IsUndone(state, s) && !lost.Contains(s.Host!)),
        ];
        return left is [var next, ..] ? [.. StepOrder.Stage(left, next).Select(s => new EngineAction.Undo(s))]
            : [new EngineAction.Close(state.Stuck is null ? Outcome.RolledBack : Outcome.RollbackFailed)];
    }

    // One host gets its former release again while the others keep the new one; the schema stays, and its prepared files too.
    private static IReadOnlyList<EngineAction> Restore(JournalState state)
    {
        var hosts = state.HostFailures.Where(f => !f.Value.IsRestored).Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        List<StepId> left =
        [
            .. state.Plan.Rollback.Where(s => hosts.Contains(s.Host!) && (s.IsRollout || s.Name == StepName.Baseline) && IsUndone(state, s)),
        ];
        return left is [var next, ..] ? [.. StepOrder.Stage(left, next).Select(s => new EngineAction.Undo(s))] : [];
    }

    // What is live on disk may run without having been started: a host that comes up starts it.
    private static bool IsUndone(JournalState state, StepId step) => !state.HasEnded(step, StepVerb.Undo)
        && (state.HasBegun(step, StepVerb.Do) || (step.Name == StepName.Restart && state.HasBegun(step with { Name = StepName.Activate }, StepVerb.Do)));

    private static bool IsTriedAgain(JournalState state, StepId step) => step is { IsRollout: true, Host: { } host } && state.HostFailures.ContainsKey(host);

    private static bool IsLeftBehind(JournalState state, StepId step)
    {
        if (state.HostFailures.Count == 0 || step.Host is not { } host || step.Name is not (StepName.Pause or StepName.Prune) && !step.IsRollout) return false;
        if (state.HostFailures.TryGetValue(host, out var failure))
            return state.Plan.OnHostFailure == HostFailurePolicy.Keep || failure.CannotBeRestored || failure.Times >= Tries || step.Name == StepName.Pause;
        return state.Plan.OnHostFailure == HostFailurePolicy.Keep && step.Name != StepName.Prune && !state.HasBegunRollout(host);
    }
}
