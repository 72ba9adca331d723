using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>Asks the release whether it is well.</summary>
internal sealed class HealthStep(DeploymentPlan plan, Backends backends) : IStep
{
    private const int LogLines = 50;

    public StepName Name => StepName.Health;

    public bool ActsOnHost => false;

    public Task<StepEffect> ProbeAsync(CancellationToken cancellation) => Task.FromResult(StepEffect.None);

    public async Task<string?> DoAsync(CancellationToken cancellation) =>
        backends.Health is null ? "skipped: no health_check is configured" : (await RequireHealthyAsync(plan.Release, backends, cancellation)).Summary;

    public Task<string?> UndoAsync(CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>Waits for health, or throws with everything that helps to understand why there is none; the log is read now, before clean-up.</summary>
    public static async Task<HealthReport> RequireHealthyAsync(Release release, Backends backends, CancellationToken cancellation)
    {
        var report = await backends.Health!.WaitAsync(cancellation);
        if (report.Healthy) return report;
        var log = await backends.Service.LastLogLinesAsync(LogLines, cancellation);
        throw DeploymentErrors.Unhealthy.Error(
            $"Release {release} is not healthy: {report.Summary}.",
            report.Status is null ? report.Body : "The answer was not 2xx, and its body and the service's log say why.",
            "Correct the release and deploy again.").With(
        [
            .. report.Status is null ? (IReadOnlyList<string>)[] : ["body:", .. report.Body.TrimEnd().Split('\n').Select(l => "  " + l)],
            log.Count == 0 ? $"{backends.Service.Description} has written nothing" : $"last {log.Count} log lines of {backends.Service.Description}:",
            .. log.Select(l => "  " + l),
        ]);
    }
}
