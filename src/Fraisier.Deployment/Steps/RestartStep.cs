using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>Starts the release. Undoing it stops it; the baseline then starts what was there before.</summary>
internal sealed class RestartStep(DeploymentPlan plan, Backends backends) : IStep
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    public StepName Name => StepName.Restart;

    public bool ActsOnHost => true;

    // That something runs does not say that it runs this release; a restart can be done again.
    public async Task<StepEffect> ProbeAsync(CancellationToken cancellation) => (await backends.Service.ObserveAsync(cancellation)).Runs ? StepEffect.Partial : StepEffect.None;

    public async Task<string?> DoAsync(CancellationToken cancellation)
    {
        await backends.Service.StartAsync(plan.Release, backends.Releases.WorkingDirectory(plan.Release), cancellation);
        if (backends.Health is null && backends.Service is not NoService) await RequireSettledAsync(cancellation);
        return (await backends.Service.ObserveAsync(cancellation)).Detail;
    }

    public async Task<string?> UndoAsync(CancellationToken cancellation)
    {
        await backends.Service.StopAsync(cancellation);
        return "stopped";
    }

    // Nobody will ask for its health, so at least it must not have ended at once.
    private async Task RequireSettledAsync(CancellationToken cancellation)
    {
        var first = await backends.Service.ObserveAsync(cancellation);
        await Task.Delay(Settling, backends.Time, cancellation);
        var second = await backends.Service.ObserveAsync(cancellation);
        if (second.Runs && first.Instance == second.Instance) return;
        throw DeploymentErrors.Service.Error(
            $"{backends.Service.Description} does not stay up: {second.Detail}.", "It ended within a second of its start.", "Read its log below; run it by hand.").With(await backends.Service.LastLogLinesAsync(50, cancellation));
    }
}
