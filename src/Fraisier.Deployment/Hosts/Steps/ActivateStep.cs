namespace Fraisier.Deployment;

/// <summary>Makes the release live on disk.</summary>
internal sealed class ActivateStep(DeploymentPlan plan, HostParts parts) : IStep
{
    public async Task<StepEffect> ProbeAsync(CancellationToken cancellation) =>
        (await parts.Releases.LiveAsync(cancellation))?.Release is { } live && live.Commit == plan.Release.Commit
            && (live == plan.Release || plan.Before.Release?.Commit != live.Commit) ? StepEffect.Complete : StepEffect.None;

    public async Task<StepResult> DoAsync(CancellationToken cancellation)
    {
        await parts.Releases.ActivateAsync(plan.Release, plan.Before.Release, back: false, cancellation);
        return new($"{plan.Release} is live on disk");
    }

    public async Task<StepResult> UndoAsync(CancellationToken cancellation)
    {
        await parts.Releases.ActivateAsync(plan.Before.Release, plan.Release, back: true, cancellation);
        return new(plan.Before.Release is { } release ? $"{release} is live on disk again" : "nothing is live, as before");
    }
}
