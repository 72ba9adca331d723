namespace Fraisier.Deployment;

/// <summary>The order of the <c>migrate</c> strategy, forward and back. This is the one place that knows it.</summary>
public static class StepOrder
{
    private static readonly StepName[] RolloutOfABatch = [StepName.Activate, StepName.Restart, StepName.Health];

    /// <summary>
    /// A new release: it is prepared everywhere, the schema moves once and before the code, so that the new code never meets an old schema, and then
    /// one batch of hosts after another gets it. Going back: the newer code stops everywhere first, so that it never meets the older schema.
    /// </summary>
    /// <param name="kind">Why the deployment is made.</param>
    /// <param name="rollout">The hosts and their order.</param>
    public static IReadOnlyList<StepId> Forward(DeploymentKind kind, Rollout rollout) =>
    [
        .. rollout.On(StepName.Baseline), .. rollout.On(StepName.Prepare),
        .. kind == DeploymentKind.Rollback ? rollout.On(StepName.Stop) : [],
        .. rollout.Migration,
        .. rollout.Batches.SelectMany((hosts, number) => Batch(hosts, number, rollout)),
        new(StepName.Commit), .. rollout.On(StepName.Prune),
    ];

    /// <summary>
    /// Undoing either: what was started stops everywhere; the schema goes back with the newer release's files while they are there; then
    /// the old code is restored, then its service, and last the prepared files are removed.
    /// </summary>
    /// <param name="rollout">The hosts and their order.</param>
    public static IReadOnlyList<StepId> Back(Rollout rollout) =>
    [
        .. rollout.On(StepName.Restart), .. rollout.Migration, .. rollout.On(StepName.Activate), .. rollout.On(StepName.Baseline),
        .. rollout.On(StepName.Prepare),
    ];

    /// <summary>A step and those that are done at the same time: its neighbours of the same name, on other hosts.</summary>
    /// <param name="steps">Steps in their order.</param>
    /// <param name="first">The first of them that is to be done.</param>
    public static IEnumerable<StepId> Stage(IReadOnlyList<StepId> steps, StepId first) =>
        steps.SkipWhile(s => s != first).TakeWhile(s => s.Name == first.Name);

    private static IEnumerable<StepId> Batch(IReadOnlyList<string> hosts, int number, Rollout rollout) =>
    [
        .. number > 0 && rollout.Wait > TimeSpan.Zero ? (StepId[])[new(StepName.Pause, hosts[0])] : [],
        .. RolloutOfABatch.Where(name => name != StepName.Health || rollout.Checked).SelectMany(name => hosts.Select(host => new StepId(name, host))),
    ];
}

/// <summary>The hosts of a deployment and the order in which they get the release.</summary>
/// <param name="MigrateOn">The host on which migrations run; null when the schema is not touched.</param>
/// <param name="Batches">The hosts that get the release at the same time, batch by batch.</param>
/// <param name="Wait">The pause between two batches.</param>
/// <param name="Checked">False to ask no health check.</param>
public sealed record Rollout(string? MigrateOn, IReadOnlyList<IReadOnlyList<string>> Batches, TimeSpan Wait = default, bool Checked = true)
{
    /// <summary>The hosts, in order.</summary>
    public IReadOnlyList<string> Hosts => [.. Batches.SelectMany(batch => batch)];

    /// <summary>The rollout of a target with one host.</summary>
    public static Rollout OfOne(string host) => new(host, [[host]]);

    internal IEnumerable<StepId> Migration => MigrateOn is null ? [] : [new(StepName.Migrate, MigrateOn)];

    internal IEnumerable<StepId> On(StepName name) => Hosts.Select(host => new StepId(name, host));
}
