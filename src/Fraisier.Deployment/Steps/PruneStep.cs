namespace Fraisier.Deployment;

/// <summary>Removes releases that are no longer kept: never the live one, never the one before it.</summary>
internal sealed class PruneStep(DeploymentPlan plan, Backends backends) : IStep
{
    public StepName Name => StepName.Prune;

    public bool ActsOnHost => true;

    public Task<StepEffect> ProbeAsync(CancellationToken cancellation) => Task.FromResult(StepEffect.None);

    public async Task<string?> DoAsync(CancellationToken cancellation)
    {
        Release[] always = plan.Before.Release is { } before ? [plan.Release, before] : [plan.Release];
        var removed = await backends.Releases.PruneAsync(backends.Target.KeepReleases, always, cancellation);
        return removed.Count == 0 ? "nothing to remove" : $"removed {string.Join(", ", removed)}";
    }

    public Task<string?> UndoAsync(CancellationToken cancellation) => Task.FromResult<string?>(null);
}
