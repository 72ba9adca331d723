namespace Fraisier.Deployment;

/// <summary>Makes the release the live one on disk.</summary>
internal sealed class ActivateStep(DeploymentPlan plan, Backends backends) : IStep
{
    public StepName Name => StepName.Activate;

    public bool ActsOnHost => true;

    public async Task<StepEffect> ProbeAsync(CancellationToken cancellation) =>
        (await backends.Releases.LiveAsync(cancellation))?.Commit == plan.Release.Commit ? StepEffect.Complete : StepEffect.None;

    public async Task<string?> DoAsync(CancellationToken cancellation)
    {
        await backends.Releases.ActivateAsync(plan.Release, plan.Before.Release, cancellation);
        return $"{plan.Release} is live on disk";
    }

    public async Task<string?> UndoAsync(CancellationToken cancellation)
    {
        await backends.Releases.ActivateAsync(plan.Before.Release, plan.Release, cancellation);
        return plan.Before.Release is { } release ? $"{release} is live on disk again" : "nothing is live, as before";
    }
}
