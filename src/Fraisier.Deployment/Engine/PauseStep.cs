namespace Fraisier.Deployment;

/// <summary>Waits before the next batch of hosts gets the release.</summary>
internal sealed class PauseStep(TimeSpan wait, TimeProvider time) : IStep
{
    public Task<StepEffect> ProbeAsync(CancellationToken cancellation) => Task.FromResult(StepEffect.None);

    public async Task<StepResult> DoAsync(CancellationToken cancellation)
    {
        await Task.Delay(wait, time, cancellation);
        return new($"waited {wait.TotalSeconds:0.#} s before the next hosts");
    }

    public Task<StepResult> UndoAsync(CancellationToken cancellation) => Task.FromResult(StepResult.Silent);
}
