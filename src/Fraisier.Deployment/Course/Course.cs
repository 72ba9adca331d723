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
    /// <summary>The next action; null when the deployment is over.</summary>
    /// <param name="state">What the journal says.</param>
    public static EngineAction? Next(JournalState state)
    {
        if (state.Closed is not null) return null;
        if (MustLook(state) is { } step) return new EngineAction.Look(step);
        return state.IsFinal ? Forward(state, final: true)
            : state.Failure is not null || state.TakenOver ? Back(state)
            : Forward(state, final: false);
    }

    // A failed point of no return is looked at too: a part of it is as final as all of it.
    private static StepId? MustLook(JournalState state) =>
        state.InDoubt ?? (state.Failure is not null && state.IsOpen(state.PointOfNoReturn) ? state.PointOfNoReturn : null);

    private static EngineAction Forward(JournalState state, bool final)
    {
        if (state.Stuck is not null && !state.IsCommitted) return new EngineAction.Close(Outcome.RollbackFailed);
        var next = state.Plan.Steps.Where(s => !state.HasEnded(s, StepVerb.Do)).Select(s => (StepId?)s).FirstOrDefault();

        // Past the commit only tidying is left; a failure there does not take the release's success away.
        return next is { } step && state.Stuck is null ? new EngineAction.Do(step, final) : new EngineAction.Close(state.Arrived);
    }

    private static EngineAction Back(JournalState state)
    {
        if (state.Stuck is not null) return new EngineAction.Close(Outcome.RollbackFailed);
        var next = state.Plan.Rollback.Where(s => state.HasBegun(s, StepVerb.Do) && !state.HasEnded(s, StepVerb.Undo)).Select(s => (StepId?)s).FirstOrDefault();
        return next is { } step ? new EngineAction.Undo(step) : new EngineAction.Close(Outcome.RolledBack);
    }
}
