namespace Fraisier.Deployment;

/// <summary>The store on another host, through its agent.</summary>
/// <param name="host">That host.</param>
public sealed class PipedStore(PipedHost host) : IDeploymentStore
{
    /// <inheritdoc/>
    public string Description { get; private set; } = $"the state directory on host {host.Name}";

    /// <inheritdoc/>
    public async Task<StoreView> LookAsync(CancellationToken cancellation)
    {
        var answer = await host.AskStoreAsync(new StoreQuestion.Look(), cancellation);
        if (answer.Description is { } place) Description = $"{host.Name}:{place}";
        return answer.View!;
    }

    /// <inheritdoc/>
    public async Task<LeaseTaken> TakeLeaseAsync(LeaseDemand demand, CancellationToken cancellation) =>
        (await host.AskStoreAsync(new StoreQuestion.Take(demand), cancellation)).Taken!;

    /// <inheritdoc/>
    public async Task<LeaseRecord> RenewLeaseAsync(LeaseRenewal renewal, CancellationToken cancellation) =>
        (await host.AskStoreAsync(new StoreQuestion.Renew(renewal), cancellation)).Lease!;

    /// <inheritdoc/>
    public Task ReleaseLeaseAsync(long epoch, CancellationToken cancellation) => host.AskStoreAsync(new StoreQuestion.Return(epoch), cancellation);

    /// <inheritdoc/>
    public async Task<LeaseRecord?> BreakLeaseAsync(CancellationToken cancellation) =>
        (await host.AskStoreAsync(new StoreQuestion.Break(), cancellation)).Lease;

    /// <inheritdoc/>
    public async Task<LeaseRecord?> CancelAsync(string by, CancellationToken cancellation) =>
        (await host.AskStoreAsync(new StoreQuestion.Cancel(by), cancellation)).Lease;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(string id, CancellationToken cancellation) =>
        (await host.AskStoreAsync(new StoreQuestion.Journal(id), cancellation)).Entries!;

    /// <inheritdoc/>
    public Task AppendAsync(string id, IReadOnlyList<JournalEntry> entries, CancellationToken cancellation) =>
        host.AskStoreAsync(new StoreQuestion.Append(id, entries), cancellation);

    /// <inheritdoc/>
    public Task FinishAsync(string id, CancellationToken cancellation) => host.AskStoreAsync(new StoreQuestion.Finish(id), cancellation);

    /// <inheritdoc/>
    public Task WriteRecordAsync(HistoryRecord record, long epoch, CancellationToken cancellation) =>
        host.AskStoreAsync(new StoreQuestion.Write(record, epoch), cancellation);

    /// <inheritdoc/>
    public async Task<HistoryRecord?> FindRecordAsync(string id, CancellationToken cancellation) =>
        (await host.AskStoreAsync(new StoreQuestion.Find(id), cancellation)).Records is [var record, ..] ? record : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryRecord>> RecordsAsync(int limit, CancellationToken cancellation) =>
        (await host.AskStoreAsync(new StoreQuestion.Records(limit), cancellation)).Records!;
}
