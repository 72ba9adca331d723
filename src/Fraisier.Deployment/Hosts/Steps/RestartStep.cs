namespace Fraisier.Deployment;

/// <summary>Starts the release. Undoing it stops it; the baseline then starts what was there before.</summary>
internal sealed class RestartStep(DeploymentPlan plan, HostParts parts) : IStep
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    // That something runs does not say that it runs this release; a restart can be done again.
    public async Task<StepEffect> ProbeAsync(CancellationToken cancellation) =>
        (await parts.Service.ObserveAsync(cancellation)).Runs ? StepEffect.Partial : StepEffect.None;

    public async Task<StepResult> DoAsync(CancellationToken cancellation)
    {
        if (parts.Service.StopsBeforeItStarts)
        {
            await parts.Service.StopAsync(cancellation);
            await RequireSilenceAsync(cancellation);
        }

        await parts.Service.StartAsync(plan.Release, parts.Releases.WorkingDirectory(plan.Release), cancellation);
        if (parts.Health is null && parts.Service.IsThere) await RequireSettledAsync(cancellation);
        return new((await parts.Service.ObserveAsync(cancellation)).Detail);
    }

    public async Task<StepResult> UndoAsync(CancellationToken cancellation)
    {
        // It may never have been started: what certainly is the former release goes on.
        if (plan.Before.Live is { } former && (await parts.Service.ObserveAsync(cancellation)).Runs
            && await parts.Service.RunsAsync(former, cancellation) == true)
        {
            return new($"{former.Release} is still running");
        }

        await parts.Service.StopAsync(cancellation);
        return new("stopped");
    }

    // A process that answers now would answer instead of the release.
    private async Task RequireSilenceAsync(CancellationToken cancellation)
    {
        if (parts.Health is null || await parts.Health.StrangerAsync(cancellation) is not { } report) return;
        throw DeploymentErrors.Service.Error(
            $"{report.Question} is answered although {parts.Service.Description} is not running.",
            "Something else uses the port: another service, or a process left by an earlier release. It would answer instead of the release.",
            "Run `ss -ltnp` to find it; stop it, or correct the port or `health_check.url`.");
    }

    // Its health is not checked, so at least it must not have exited at once.
    private async Task RequireSettledAsync(CancellationToken cancellation)
    {
        var first = await parts.Service.ObserveAsync(cancellation);
        await Task.Delay(Settling, parts.Time, cancellation);
        var second = await parts.Service.ObserveAsync(cancellation);
        if (second.Runs && first.Instance == second.Instance) return;
        throw DeploymentErrors.Service.Error(
            $"{parts.Service.Description} does not stay up: {second.Detail}.", "It exited within a second of starting.",
            "Read its log below; run it by hand.").With(await parts.Service.LastLogLinesAsync(50, cancellation));
    }
}
