namespace Fraisier.Deployment;

/// <summary>Writes the deployment into the history: the point of no return. There is nothing to undo, because it is the last thing that can fail.</summary>
internal sealed class CommitStep(IDeploymentStore store, IJournal journal, Lease lease, TimeProvider time) : IStep
{
    private JournalState State => JournalState.Of(journal.Entries)!;

    public async Task<StepEffect> ProbeAsync(CancellationToken cancellation) =>
        await store.FindRecordAsync(State.Plan.Id, cancellation) is { Outcome: Outcome.Succeeded or Outcome.Partial or Outcome.Unhealthy }
            ? StepEffect.Complete : StepEffect.None;

    public async Task<StepResult> DoAsync(CancellationToken cancellation)
    {
        var record = HistoryRecord.Of(State, State.Arrived, time.GetUtcNow());
        await Reaching.AskAsync(() => store.WriteRecordAsync(record, lease.Epoch, cancellation), time, cancellation);
        return new("recorded");
    }

    public Task<StepResult> UndoAsync(CancellationToken cancellation) => throw new InvalidOperationException("A commit is never undone.");
}
