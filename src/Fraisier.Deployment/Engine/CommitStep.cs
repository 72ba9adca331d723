namespace Fraisier.Deployment;

/// <summary>Writes the deployment into the history: the point of no return. There is nothing to undo, because it is the last thing that can fail.</summary>
internal sealed class CommitStep(IDeploymentStore store, IJournal journal, Lease lease, TimeProvider time) : IStep
{
    private JournalState State => JournalState.Of(journal.Entries)!;

    public Task<StepEffect> ProbeAsync(CancellationToken cancellation) =>
        Task.FromResult(store.FindRecord(State.Plan.Id) is { Outcome: Outcome.Succeeded or Outcome.Unhealthy } ? StepEffect.Complete : StepEffect.None);

    public async Task<StepResult> DoAsync(CancellationToken cancellation)
    {
        await store.WriteRecordAsync(HistoryRecord.Of(State, State.Arrived, time.GetUtcNow()), lease.Epoch, cancellation);
        return new("recorded");
    }

    public Task<StepResult> UndoAsync(CancellationToken cancellation) => throw new InvalidOperationException("A commit is never undone.");
}
