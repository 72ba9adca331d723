namespace Fraisier.Deployment;

/// <summary>Takes the live release out of service, so that it does not meet an older schema. The baseline brings it back.</summary>
internal sealed class StopStep(HostParts parts) : IStep
{
    public async Task<StepEffect> ProbeAsync(CancellationToken cancellation) => (await parts.Service.ObserveAsync(cancellation)).Runs ? StepEffect.None : StepEffect.Complete;

    public async Task<StepResult> DoAsync(CancellationToken cancellation)
    {
        await parts.Service.StopAsync(cancellation);
        return new("stopped");
    }

    public Task<StepResult> UndoAsync(CancellationToken cancellation) => Task.FromResult(StepResult.Silent);
}
