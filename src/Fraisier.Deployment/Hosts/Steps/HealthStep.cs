namespace Fraisier.Deployment;

/// <summary>Asks the release whether it is well, and whether it is the one that was started.</summary>
internal sealed class HealthStep(DeploymentPlan plan, HostParts parts) : IStep
{
    private const int LogLines = 50;

    public Task<StepEffect> ProbeAsync(CancellationToken cancellation) => Task.FromResult(StepEffect.None);

    public async Task<StepResult> DoAsync(CancellationToken cancellation) =>
        new(parts.Health is null ? "skipped: no health_check is configured" : (await RequireHealthyAsync(plan.Release, parts, cancellation)).Summary);

    public Task<StepResult> UndoAsync(CancellationToken cancellation) => Task.FromResult(StepResult.Silent);

    /// <summary>Waits for health, or throws with everything that helps to understand why there is none; the log is read now, before clean-up.</summary>
    public static async Task<HealthReport> RequireHealthyAsync(Release release, HostParts parts, CancellationToken cancellation)
    {
        string? instance = null;
        var report = await parts.Health!.WaitAsync(release, Trouble, cancellation);
        if (report.Healthy) return report;
        var log = await parts.Service.LastLogLinesAsync(LogLines, cancellation);
        throw DeploymentErrors.Unhealthy.Error(
            $"Release {release} is not healthy: {report.Summary}.",
            report.Text.Length == 0 ? "There was no response; the service's log may say why." : "The response body and the service's log say why.",
            "Fix the release and deploy again.").With(
        [
            .. report.Text.Length == 0 ? (IReadOnlyList<string>)[] : ["body:", .. report.Text.TrimEnd().Split('\n').Select(l => "  " + l)],
            log.Count == 0 ? $"{parts.Service.Description} has logged nothing" : $"last {log.Count} log lines of {parts.Service.Description}:",
            .. log.Select(l => "  " + l),
        ]);

        // An answer is no proof: a stranger on the port gives one too, and so does a service that dies with the next request.
        async Task<string?> Trouble(CancellationToken ct)
        {
            if (!parts.Service.IsThere) return null;
            var state = await parts.Service.ObserveAsync(ct);
            if (!state.Runs) return $"the service is not running: {state.Detail}";
            if (await parts.Releases.LiveAsync(ct) is { } live && await parts.Service.RunsAsync(live, ct) == false)
                return $"the service runs another release: {state.Detail}";
            var former = instance;
            instance = state.Instance;
            return former is null || former == instance ? null : $"the service was restarted meanwhile: {state.Detail}";
        }
    }
}
