using Foundation.Files;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>The deployment store as files in one directory. A lock file makes each change one act.</summary>
/// <param name="root">The directory.</param>
/// <param name="time">The clock.</param>
public sealed class DeploymentFiles(string root, TimeProvider time) : IDeploymentStore
{
    private const string Open = ".journal";
    private const string Closed = ".closed";
    private const int KeptClosed = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Disk disk = new(root);

    /// <inheritdoc/>
    public bool Exists => Directory.Exists(root);

    /// <inheritdoc/>
    public string Description => root;

    /// <summary>The lease of the active controller.</summary>
    public string LeaseFile => Path.Combine(root, "lease.json");

    /// <summary>One journal per deployment that is not finished, or whose history is kept.</summary>
    public string JournalDirectory => Path.Combine(root, "journal");

    /// <summary>One record per finished deployment.</summary>
    public string HistoryDirectory => Path.Combine(root, "history");

    private string LockFile => Path.Combine(root, "lease.lock");

    /// <inheritdoc/>
    public void Create() => disk.Create(JournalDirectory, HistoryDirectory);

    /// <inheritdoc/>
    public LeaseRecord? ReadLease()
    {
        RequireReadable();
        return Document.Read(LeaseFile, StoreJson.Default.LeaseRecord);
    }

    /// <inheritdoc/>
    public async Task<LeaseRecord?> ChangeLeaseAsync(
        Func<LeaseRecord?, LeaseRecord?> change, Func<ProcessIdentity?> overdue, TimeSpan limit, CancellationToken cancellation)
    {
        using var guard = await TakeoverLock.TakeAsync(LockFile, overdue, limit, time, cancellation);
        var present = ReadLease();
        if (change(present) is { } changed) disk.Write(LeaseFile, changed, StoreJson.Default.LeaseRecord);
        return present;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> OpenJournals()
    {
        RequireReadable();
        return Directory.Exists(JournalDirectory)
            ? [.. Directory.EnumerateFiles(JournalDirectory, "*" + Open).Select(p => Path.GetFileNameWithoutExtension(p)!).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>The file of a deployment's journal.</summary>
    /// <param name="id">The deployment's id.</param>
    public string JournalOf(string id) => Path.Combine(JournalDirectory, id + Open);

    /// <inheritdoc/>
    public IJournal Journal(string id) => new FencedJournal(this, JournalFile.Open(JournalOf(id)));

    /// <inheritdoc/>
    public void Finish(JournalState state)
    {
        if (state.Closed is null or Outcome.RollbackFailed) return;
        var path = JournalOf(state.Plan.Id);
        if (File.Exists(path)) DurableFile.Rename(path, Path.ChangeExtension(path, Closed));
        foreach (var old in Directory.EnumerateFiles(JournalDirectory, "*" + Closed).OrderDescending(StringComparer.Ordinal).Skip(KeptClosed)) File.Delete(old);
    }

    /// <inheritdoc/>
    public Task WriteRecordAsync(HistoryRecord record, long epoch, CancellationToken cancellation) =>
        FencedAsync(epoch, () => disk.Write(RecordOf(record.Id), record, StoreJson.Default.HistoryRecord), cancellation);

    /// <inheritdoc/>
    public HistoryRecord? FindRecord(string id) => Document.Read(RecordOf(id), StoreJson.Default.HistoryRecord);

    /// <inheritdoc/>
    public IEnumerable<HistoryRecord> NewestFirst()
    {
        RequireReadable();
        return !Directory.Exists(HistoryDirectory) ? [] : Directory
            .EnumerateFiles(HistoryDirectory, "*.json")
            .OrderDescending(StringComparer.Ordinal)
            .Select(path => Document.Read(path, StoreJson.Default.HistoryRecord)!);
    }

    private string RecordOf(string id) => Path.Combine(HistoryDirectory, id + ".json");

    // What another user cannot see looks like nothing at all.
    private void RequireReadable()
    {
        if (Directory.Exists(root) && FileOwner.Of(root) is { } owner && owner != FileOwner.EffectiveUser && FileOwner.EffectiveUser != 0)
            throw Document.NotReadable(root);
    }

    // An old controller must not write behind its successor's back.
    private async Task FencedAsync(long epoch, Action write, CancellationToken cancellation)
    {
        using var guard = await TakeoverLock.TakeAsync(LockFile, () => null, Patience, time, cancellation);
        if (ReadLease() is { } lease && lease.Epoch > epoch)
        {
            throw DeploymentErrors.Superseded.Error(
                $"The state directory rejects epoch {epoch}: it has seen epoch {lease.Epoch}.",
                "This controller was paused or cut off for longer than its lease, and another one took over.",
                "It changed nothing after that. Check the result with `fraisier status` and `fraisier history`.");
        }

        disk.Save(write);
    }

    private sealed class FencedJournal(DeploymentFiles store, JournalFile file) : IJournal
    {
        public IReadOnlyList<JournalEntry> Entries => file.Entries;

        public Task AppendAsync(JournalEntry entry, CancellationToken cancellation) => store.FencedAsync(entry.Epoch, () => file.Append(entry), cancellation);
    }
}
