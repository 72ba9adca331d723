namespace Fraisier.Deployment;

/// <summary>Takes the live release out of service, so that it does not meet an older schema. The baseline brings it back.</summary>
internal sealed class StopStep(Backends backends) : IStep
{
    public StepName Name => StepName.Stop;

    public bool ActsOnHost => true;

    public async Task<StepEffect> ProbeAsync(CancellationToken cancellation) => (await backends.Service.ObserveAsync(cancellation)).Runs ? StepEffect.None : StepEffect.Complete;

    public async Task<string?> DoAsync(CancellationToken cancellation)
    {
        await backends.Service.StopAsync(cancellation);
        return "out of service";
    }

    public Task<string?> UndoAsync(CancellationToken cancellation) => Task.FromResult<string?>(null);
}
