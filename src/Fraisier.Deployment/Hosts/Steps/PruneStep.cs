namespace Fraisier.Deployment;

/// <summary>Removes releases that are no longer kept: never the live one, never the one before it.</summary>
internal sealed class PruneStep(DeploymentPlan plan, HostParts parts) : IStep
{
    public Task<StepEffect> ProbeAsync(CancellationToken cancellation) => Task.FromResult(StepEffect.None);

    public async Task<StepResult> DoAsync(CancellationToken cancellation)
    {
        Release[] always = plan.Before.Release is { } before ? [plan.Release, before] : [plan.Release];
        var removed = await parts.Releases.PruneAsync(parts.Target.KeepReleases, always, cancellation);
        await parts.Mirror.PackAsync(cancellation);
        return new(removed.Count == 0 ? "nothing to remove" : $"removed {string.Join(", ", removed)}");
    }

    public Task<StepResult> UndoAsync(CancellationToken cancellation) => Task.FromResult(StepResult.Silent);
}
