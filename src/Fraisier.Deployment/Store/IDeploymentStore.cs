namespace Fraisier.Deployment;

/// <summary>
/// What the controllers of a target share: lease, journals, history. It keeps the highest epoch, and refuses every line of a
/// controller with an older one. Files of the target's first host; another host's controller reaches them through its agent.
/// </summary>
public interface IDeploymentStore
{
    /// <summary>Where it is, for people.</summary>
    string Description { get; }

    /// <summary>Looks at the lease and at what is unfinished. Changes nothing.</summary>
    Task<StoreView> LookAsync(CancellationToken cancellation);

    /// <summary>Takes the lease, and makes the store when it is missing.</summary>
    /// <param name="demand">Who takes it, and for what.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="Foundation.Errors.ToolException">Someone else holds it (<c>FRAI-DEP-002</c>, exit 5).</exception>
    Task<LeaseTaken> TakeLeaseAsync(LeaseDemand demand, CancellationToken cancellation);

    /// <summary>Renews the lease.</summary>
    /// <param name="renewal">Which one, and what is new.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <returns>The lease from now on.</returns>
    /// <exception cref="Foundation.Errors.ToolException">Another controller has it (<c>FRAI-DEP-003</c>).</exception>
    Task<LeaseRecord> RenewLeaseAsync(LeaseRenewal renewal, CancellationToken cancellation);

    /// <summary>Gives the lease back. Nothing happens when another controller has it.</summary>
    /// <param name="epoch">The lease's epoch.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    Task ReleaseLeaseAsync(long epoch, CancellationToken cancellation);

    /// <summary>Breaks the lease. The next controller recovers what its holder left.</summary>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <returns>The broken lease; null when it was free. Every host must learn the next epoch.</returns>
    Task<LeaseRecord?> BreakLeaseAsync(CancellationToken cancellation);

    /// <summary>Asks the holder of the lease to roll back what it is doing.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <returns>The lease; null when nobody holds it.</returns>
    Task<LeaseRecord?> CancelAsync(string by, CancellationToken cancellation);

    /// <summary>The entries of a deployment's journal, oldest first; empty when it has none yet.</summary>
    /// <param name="id">The deployment's id.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(string id, CancellationToken cancellation);

    /// <summary>Adds entries to a journal; they are on the disk when the call returns.</summary>
    /// <param name="id">The deployment's id.</param>
    /// <param name="entries">The entries, at least one, all of one epoch.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="Foundation.Errors.ToolException">Another controller took over (<c>FRAI-DEP-003</c>).</exception>
    Task AppendAsync(string id, IReadOnlyList<JournalEntry> entries, CancellationToken cancellation);

    /// <summary>Puts the journal of a deployment away when it is over and whole.</summary>
    /// <param name="id">The deployment's id.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    Task FinishAsync(string id, CancellationToken cancellation);

    /// <summary>Writes a deployment's record; writing it again changes nothing else.</summary>
    /// <param name="epoch">The controller's epoch.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="Foundation.Errors.ToolException">Another controller took over (<c>FRAI-DEP-003</c>).</exception>
    Task WriteRecordAsync(HistoryRecord record, long epoch, CancellationToken cancellation);

    /// <summary>A deployment's record; null when it has none.</summary>
    /// <param name="id">The deployment's id.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<HistoryRecord?> FindRecordAsync(string id, CancellationToken cancellation);

    /// <summary>The newest records, newest first.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<IReadOnlyList<HistoryRecord>> RecordsAsync(int limit, CancellationToken cancellation);
}

/// <summary>What a store holds now.</summary>
/// <param name="Lease">The stored lease; null when it was never taken.</param>
/// <param name="IsHeld">True when no other controller may take the lease now, by the clock of the store's host.</param>
/// <param name="Open">The ids of deployments that are unfinished or could not be rolled back; oldest first.</param>
/// <param name="Last">The newest record; null when there is none.</param>
public sealed record StoreView(LeaseRecord? Lease, bool IsHeld, IReadOnlyList<string> Open, HistoryRecord? Last)
{
    /// <summary>True when a deployment is unfinished, or its controller never gave the lease back.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool NeedsRecovery => Open.Count > 0 || Lease is { Released: false };

    /// <summary>The lease, while it is held.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public LeaseRecord? Held => IsHeld ? Lease : null;

    /// <summary>The id of the newest unfinished deployment; null when there is none.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? Unfinished => Open is [.., var id] ? id : null;
}
