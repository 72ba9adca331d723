using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>
/// What the controllers of a target share: lease, journals, history. It keeps the highest epoch, and refuses every line of a
/// controller with an older one. Files today; a table can do the same.
/// </summary>
public interface IDeploymentStore
{
    /// <summary>True when a deployment has been here.</summary>
    bool Exists { get; }

    /// <summary>Where it is, for people.</summary>
    string Description { get; }

    /// <summary>Makes the store when it is missing.</summary>
    void Create();

    /// <summary>The stored lease; null when it was never taken.</summary>
    LeaseRecord? ReadLease();

    /// <summary>Changes the lease as one act.</summary>
    /// <param name="change">From the present record to the new one; null to leave it as it is. It may throw.</param>
    /// <param name="overdue">The process that may be killed when it keeps the store for itself; null when there is none. It may throw.</param>
    /// <param name="limit">The longest wait for the store.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The record before the change.</returns>
    Task<LeaseRecord?> ChangeLeaseAsync(
        Func<LeaseRecord?, LeaseRecord?> change, Func<ProcessIdentity?> overdue, TimeSpan limit, CancellationToken cancellation);

    /// <summary>The ids of deployments that are unfinished or could not be rolled back; oldest first.</summary>
    IReadOnlyList<string> OpenJournals();

    /// <summary>A deployment's journal; an empty one when it has none yet.</summary>
    /// <param name="id">The deployment's id.</param>
    IJournal Journal(string id);

    /// <summary>Puts the journal of a deployment away when it is over and whole.</summary>
    /// <param name="state">What the journal says.</param>
    void Finish(JournalState state);

    /// <summary>Writes a deployment's record; writing it again changes nothing else.</summary>
    /// <param name="epoch">The controller's epoch.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="Foundation.Errors.ToolException">Another controller took over (<c>FRAI-DEP-003</c>).</exception>
    Task WriteRecordAsync(HistoryRecord record, long epoch, CancellationToken cancellation);

    /// <summary>A deployment's record; null when it has none.</summary>
    /// <param name="id">The deployment's id.</param>
    HistoryRecord? FindRecord(string id);

    /// <summary>All records, newest first.</summary>
    IEnumerable<HistoryRecord> NewestFirst();
}
