using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>The time limit of each step; beyond it the step counts as hung, and the deployment rolls back.</summary>
internal static class StepLimits
{
    private static readonly TimeSpan Undo = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(10);

    /// <summary>The limit of a verb; infinite for what may take as long as it takes.</summary>
    /// <param name="target">The target, which says how long its build and its health may take.</param>
    public static TimeSpan Of(StepId step, StepVerb verb, Target target) => (verb, step.Name) switch
    {
        (StepVerb.Undo, _) => Undo,

        // A long migration is no fault, and its locks have limits of their own.
        (_, StepName.Migrate) => Timeout.InfiniteTimeSpan,
        (_, StepName.Prepare or StepName.Activate) => target.BuildTimeout + target.FetchTimeout + Moment,
        (_, StepName.Health) => target.Health.Select(h => h.Pace.Timeout).DefaultIfEmpty().Max() + Moment,
        (_, StepName.Prehooks) => Sum(target.Hooks.Before) + Moment,
        (_, StepName.Posthooks) => Sum(target.Hooks.After) + Moment,
        _ => Moment,
    };

    private static TimeSpan Sum(IReadOnlyList<HookSettings> hooks) => TimeSpan.FromTicks(hooks.Sum(h => h.Timeout.Ticks));

    /// <summary>The error for a rollback that is not over in time.</summary>
    public static ToolException RollbackTimedOut(TimeSpan limit, Exception cause) => FoundationErrors.ProgramTimedOut.Error(
        $"The rollback did not finish within `rollback_timeout` ({limit.TotalSeconds:0.#} s).", "A step of it hung or needs more time.",
        "Check what it is waiting for, or raise `rollback_config.rollback_timeout`.", cause);
}
