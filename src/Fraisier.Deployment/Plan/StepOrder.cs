namespace Fraisier.Deployment;

/// <summary>The order of the <c>migrate</c> strategy on one host, forward and back. This is the one place that knows it.</summary>
public static class StepOrder
{
    /// <summary>
    /// A new release: the schema moves before the code, so that the new code never meets an old schema. Going back: the newer code
    /// stops first, so that it never meets the older schema.
    /// </summary>
    /// <param name="kind">Why the deployment is made.</param>
    public static IReadOnlyList<StepId> Forward(DeploymentKind kind, string host) => On(host,
    [
        StepName.Baseline, StepName.Prepare,
        .. kind == DeploymentKind.Rollback ? (StepName[])[StepName.Stop] : [],
        StepName.Migrate, StepName.Activate, StepName.Restart, StepName.Health, StepName.Commit, StepName.Prune,
    ]);

    /// <summary>
    /// Undoing either: what was started stops; the schema goes back with the newer release's files while they are there; then
    /// the old code is restored, then its service, and last the prepared files are removed.
    /// </summary>
    public static IReadOnlyList<StepId> Back(string host) =>
        On(host, [StepName.Restart, StepName.Migrate, StepName.Activate, StepName.Baseline, StepName.Prepare]);

    private static List<StepId> On(string host, StepName[] names) => [.. names.Select(n => new StepId(n, n == StepName.Commit ? null : host))];
}
