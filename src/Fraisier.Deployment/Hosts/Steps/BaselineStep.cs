using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>Confirms that the host still is what the plan was made for. Undoing it brings what served before back to service.</summary>
internal sealed class BaselineStep(DeploymentPlan plan, HostParts parts) : IStep
{
    public async Task<StepEffect> ProbeAsync(CancellationToken cancellation) => await IsLiveAsync(cancellation) ? StepEffect.Complete : StepEffect.None;

    public async Task<StepResult> DoAsync(CancellationToken cancellation)
    {
        if (!await IsLiveAsync(cancellation)) throw Moved();
        return new(plan.Before.Release is { } release ? $"{release} is live" : "nothing is live yet");
    }

    public async Task<StepResult> UndoAsync(CancellationToken cancellation)
    {
        if (!await IsLiveAsync(cancellation)) throw Moved();
        if (plan.Before is not { Live: { } live, ServiceRan: true }) return new("no service was running before");
        var ran = (await parts.Service.ObserveAsync(cancellation)).Runs && await parts.Service.RunsAsync(live, cancellation) != false;
        if (!ran) await parts.Service.StartAsync(live.Release, live.Directory, cancellation);

        // What was ill before the deployment is not made well by taking the deployment back, and not called a failure of it.
        if (plan.Before.Healthy == true) await RequireHealthyAsync(live, ran, cancellation);
        return new($"{live.Release} is running again");
    }

    // What was seen running may be the last breath of a start that failed, or of one with another configuration: it gets one start of ours.
    private async Task RequireHealthyAsync(Placement live, bool mayStart, CancellationToken cancellation)
    {
        try
        {
            await HealthStep.RequireHealthyAsync(live.Release, parts, cancellation);
        }
        catch (ToolException e) when (mayStart && e.Code == DeploymentErrors.Unhealthy)
        {
            await parts.Service.StartAsync(live.Release, live.Directory, cancellation);
            await HealthStep.RequireHealthyAsync(live.Release, parts, cancellation);
        }
    }

    private async Task<bool> IsLiveAsync(CancellationToken cancellation) =>
        (await parts.Releases.LiveAsync(cancellation))?.Release.Commit == plan.Before.Release?.Commit;

    private ToolException Moved() => DeploymentErrors.JournalMismatch.Error(
        $"{parts.Target}: {plan.Before.Release?.Name ?? "nothing"} should be live, but is not.",
        "Something other than Fraisier changed the live release during the deployment.",
        "Check the host, make the right release live by hand, then run: fraisier recover");
}
