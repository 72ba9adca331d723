namespace Fraisier.Deployment;

/// <summary>The order of the <c>migrate</c> strategy, forward and back. This is the one place that knows it.</summary>
public static class StepOrder
{
    /// <summary>A new release: the schema moves before the code, so that the new code never meets an old schema.</summary>
    public static readonly IReadOnlyList<StepName> Deploy =
        [StepName.Baseline, StepName.Prepare, StepName.Migrate, StepName.Activate, StepName.Restart, StepName.Health, StepName.Commit, StepName.Prune];

    /// <summary>Back to the release before: the newer code stops first, so that it never meets the older schema.</summary>
    public static readonly IReadOnlyList<StepName> GoBack =
        [StepName.Baseline, StepName.Prepare, StepName.Stop, StepName.Migrate, StepName.Activate, StepName.Restart, StepName.Health, StepName.Commit, StepName.Prune];

    /// <summary>
    /// Undoing either: what was started stops; the schema goes back with the newer release's files while they are there; then
    /// the code comes back; then its service; and last the prepared files go.
    /// </summary>
    public static readonly IReadOnlyList<StepName> Undo =
        [StepName.Restart, StepName.Migrate, StepName.Activate, StepName.Baseline, StepName.Prepare];
}
