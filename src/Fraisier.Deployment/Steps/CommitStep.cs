namespace Fraisier.Deployment;

/// <summary>Writes the deployment into the history: the point of no return. There is nothing to undo, because it is the last thing that can fail.</summary>
internal sealed class CommitStep(Backends backends, IJournal journal) : IStep
{
    public StepName Name => StepName.Commit;

    public bool ActsOnHost => true;

    private JournalState State => JournalState.Of(journal.Entries)!;

    public Task<StepEffect> ProbeAsync(CancellationToken cancellation) =>
        Task.FromResult(backends.History.Find(State.Plan.Id) is { Outcome: Outcome.Succeeded } ? StepEffect.Complete : StepEffect.None);

    public Task<string?> DoAsync(CancellationToken cancellation)
    {
        backends.History.Write(HistoryRecord.Of(State, Outcome.Succeeded, backends.Time.GetUtcNow()));
        return Task.FromResult<string?>("recorded");
    }

    public Task<string?> UndoAsync(CancellationToken cancellation) => throw new InvalidOperationException("A commit is never undone.");
}
