namespace Fraisier.Simulation.Tests;

/// <summary>The store on the first host, for one controller.</summary>
internal sealed class SimulatedStore(Wire wire) : IDeploymentStore
{
    private readonly HostState host = wire.World.Hosts[0];

    public string Description => "the store";

    private StoreState Store => wire.World.Store;

    private bool IsFenced => wire.Mutant != Mutant.NoFence;

    public Task<StoreView> LookAsync(CancellationToken cancellation) => wire.CallAsync(host, "store look", Store.View, cancellation);

    public Task<LeaseTaken> TakeLeaseAsync(LeaseDemand demand, CancellationToken cancellation) =>
        wire.CallAsync(host, "store take", () => Store.Take(demand, wire.Life), cancellation);

    public Task<LeaseRecord> RenewLeaseAsync(LeaseRenewal renewal, CancellationToken cancellation) => wire.Mutant == Mutant.LeaseNotRenewed
        ? Task.FromResult(Store.Lease! with { Epoch = renewal.Epoch, CancelledBy = null })
        : wire.CallAsync(host, "store renew", () => Store.Renew(renewal), cancellation);

    public Task ReleaseLeaseAsync(long epoch, CancellationToken cancellation) =>
        wire.CallAsync(host, "store release", () => Store.Release(epoch, wire.Mutant == Mutant.LockFreedByAnother, wire.Life), cancellation);

    public Task<LeaseRecord?> BreakLeaseAsync(CancellationToken cancellation) => wire.CallAsync(host, "store break", Store.Break, cancellation);

    public Task<LeaseRecord?> CancelAsync(string by, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(string id, CancellationToken cancellation) => wire.CallAsync<IReadOnlyList<JournalEntry>>(
        host, "store read", () => Store.Journals.TryGetValue(id, out var journal) ? [.. journal] : [], cancellation);

    public Task AppendAsync(string id, IReadOnlyList<JournalEntry> entries, CancellationToken cancellation) =>
        wire.CallAsync(host, $"store append {entries[0].GetType().Name}", () => Store.Append(id, entries, IsFenced), cancellation);

    public Task FinishAsync(string id, CancellationToken cancellation) => wire.CallAsync(host, "store finish", () =>
    {
        if (!Store.Finished.Contains(id)) Store.Finished.Add(id);
    }, cancellation);

    public Task WriteRecordAsync(HistoryRecord record, long epoch, CancellationToken cancellation) =>
        wire.CallAsync(host, "store write", () => Store.Write(record, epoch, IsFenced), cancellation);

    public Task<HistoryRecord?> FindRecordAsync(string id, CancellationToken cancellation) =>
        wire.CallAsync(host, "store find", () => Store.Records.FirstOrDefault(r => r.Id == id), cancellation);

    public Task<IReadOnlyList<HistoryRecord>> RecordsAsync(int limit, CancellationToken cancellation) => wire.CallAsync<IReadOnlyList<HistoryRecord>>(
        host, "store records", () => [.. Store.Records.OrderByDescending(r => r.Id, StringComparer.Ordinal).Take(limit)], cancellation);
}
