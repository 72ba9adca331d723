using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>Asks the release whether it is well, and whether it is the one that was started.</summary>
internal sealed class HealthStep(DeploymentPlan plan, HostParts parts) : IStep
{
    private const int LogLines = 50;

    public Task<StepEffect> ProbeAsync(CancellationToken cancellation) => Task.FromResult(StepEffect.None);

    public async Task<StepResult> DoAsync(CancellationToken cancellation)
    {
        if (parts.Health is null) return new("skipped: no health_check is configured");
        try
        {
            var report = await RequireHealthyAsync(plan.Release, parts, cancellation);
            return new(report.Summary) { AnsweredAfter = report.GoodAfter };
        }
        catch (ToolException e) when (e.Code == DeploymentErrors.Unhealthy && !parts.Target.Rollback.WhenUnhealthy)
        {
            return new($"UNHEALTHY and kept, as rollback_config says: {e.What}", Accepted: FailureReports.Of(e, interrupted: false));
        }
    }

    public Task<StepResult> UndoAsync(CancellationToken cancellation) => Task.FromResult(StepResult.Silent);

    /// <summary>Waits for health, or throws with everything that helps to understand why there is none; the log is read now, before clean-up.</summary>
    public static async Task<HealthReport> RequireHealthyAsync(Release release, HostParts parts, CancellationToken cancellation)
    {
        var report = await parts.Health!.WaitAsync(release, WatchAsync, cancellation);
        if (report.Healthy) return report;
        var state = await parts.Service.StateLinesAsync(cancellation);
        var log = await parts.Service.LastLogLinesAsync(LogLines, cancellation);
        throw DeploymentErrors.Unhealthy.Error(
            $"Release {release} is not healthy: {report.Summary}.",
            report.Text.Length == 0 ? "There was no response; the service's log may say why." : "The response body and the service's log say why.",
            "Fix the release and deploy again.").With(
        [
            .. report.Text.Length == 0 ? (IReadOnlyList<string>)[] : ["body:", .. report.Text.TrimEnd().Split('\n').Select(l => "  " + l)],
            .. state,
            log.Count == 0 ? $"{parts.Service.Description} has logged nothing" : $"last {log.Count} log lines of {parts.Service.Description}:",
            .. log.Select(l => "  " + l),
        ]);

        // An answer is no proof: a stranger on the port gives one too, and so does a service that dies with the next request.
        async Task<ServiceWatch> WatchAsync(CancellationToken ct)
        {
            if (!parts.Service.IsThere) return new(null, null);
            var state = await parts.Service.ObserveAsync(ct);
            if (!state.Runs) return new($"the service is not running: {state.Detail}", null);
            return await parts.Releases.LiveAsync(ct) is { } live && await parts.Service.RunsAsync(live, ct) == false
                ? new($"the service runs another release: {state.Detail}", null)
                : new(null, state.Instance);
        }
    }
}
