namespace Fraisier.Deployment;

/// <summary>Stops the live release, so that it does not run on an older schema. The baseline starts it again.</summary>
internal sealed class StopStep(HostParts parts) : IStep
{
    public async Task<StepEffect> ProbeAsync(CancellationToken cancellation) =>
        (await parts.Service.ObserveAsync(cancellation)).Runs ? StepEffect.None : StepEffect.Complete;

    public async Task<StepResult> DoAsync(CancellationToken cancellation)
    {
        await parts.Service.StopAsync(cancellation);
        return new("stopped");
    }

    public Task<StepResult> UndoAsync(CancellationToken cancellation) => Task.FromResult(StepResult.Silent);
}
