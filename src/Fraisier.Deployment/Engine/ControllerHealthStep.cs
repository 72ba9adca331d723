namespace Fraisier.Deployment;

/// <summary>The health step of a host, followed by what the controller asks itself: whether the release is well from where its users are.</summary>
/// <param name="step">The host's step.</param>
/// <param name="check">What the controller asks.</param>
/// <param name="release">The release that is to answer.</param>
/// <param name="isKept">True when an unhealthy release stays live.</param>
internal sealed class ControllerHealthStep(IStep step, IHealthCheck check, Release release, bool isKept) : IStep
{
    public Task<StepEffect> ProbeAsync(CancellationToken cancellation) => step.ProbeAsync(cancellation);

    public async Task<StepResult> DoAsync(CancellationToken cancellation)
    {
        var result = await step.DoAsync(cancellation);
        var report = await check.WaitAsync(release, _ => Task.FromResult(new ServiceWatch(null, null)), cancellation);
        if (report.Healthy)
            return result with { Note = $"{result.Note}; from the controller: {report.Summary}", AnsweredAfter = result.AnsweredAfter ?? report.GoodAfter };
        var failure = DeploymentErrors.Unhealthy.Error(
            $"Release {release} is not healthy from the controller: {report.Summary}.",
            report.Text.Length == 0 ? "There was no response: a firewall, a proxy or the address may be the reason." : "The response body says why.",
            "Fix the release, or what lies between, and deploy again.").With(report.Text.Length == 0 ? [] : ["body:", .. report.Text.TrimEnd().Split('\n')]);
        return isKept ? result with { Accepted = result.Accepted ?? FailureReports.Of(failure, interrupted: false) } : throw failure;
    }

    public Task<StepResult> UndoAsync(CancellationToken cancellation) => step.UndoAsync(cancellation);
}
