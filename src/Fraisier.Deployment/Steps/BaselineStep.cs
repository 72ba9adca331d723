using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>Confirms that the host still is what the plan was made for. Undoing it brings what served before back to service.</summary>
internal sealed class BaselineStep(DeploymentPlan plan, Backends backends) : IStep
{
    public StepName Name => StepName.Baseline;

    public bool ActsOnHost => true;

    public async Task<StepEffect> ProbeAsync(CancellationToken cancellation) => await IsLiveAsync(cancellation) ? StepEffect.Complete : StepEffect.None;

    public async Task<string?> DoAsync(CancellationToken cancellation)
    {
        if (!await IsLiveAsync(cancellation)) throw Moved();
        return plan.Before.Release is { } release ? $"{release} is live" : "nothing is live yet";
    }

    public async Task<string?> UndoAsync(CancellationToken cancellation)
    {
        if (!await IsLiveAsync(cancellation)) throw Moved();
        if (plan.Before is not { Release: { } release, ServiceRan: true }) return "nothing was in service before";
        if (!(await backends.Service.ObserveAsync(cancellation)).Runs) await backends.Service.StartAsync(release, backends.Releases.WorkingDirectory(release), cancellation);

        // What was ill before the deployment is not made well by taking the deployment back, and not called a failure of it.
        if (plan.Before.Healthy == true) await HealthStep.RequireHealthyAsync(release, backends, cancellation);
        return $"{release} serves again";
    }

    private async Task<bool> IsLiveAsync(CancellationToken cancellation) => (await backends.Releases.LiveAsync(cancellation))?.Commit == plan.Before.Release?.Commit;

    private ToolException Moved() => DeploymentErrors.JournalMismatch.Error(
        $"{backends.Target}: {plan.Before.Release?.Name ?? "nothing"} should be live, and is not.",
        "Something other than Fraisier changed what is live while the deployment was at work.",
        "Look at the host, put the right release live by hand, then run: fraisier recover");
}
