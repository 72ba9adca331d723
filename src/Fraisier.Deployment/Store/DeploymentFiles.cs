using System.Collections.Concurrent;
using Foundation.Errors;
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
    private readonly ConcurrentDictionary<string, JournalFile> journals = new(StringComparer.Ordinal);

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
    public Task<StoreView> LookAsync(CancellationToken cancellation)
    {
        var lease = ReadLease();
        return Task.FromResult(new StoreView(lease, lease?.IsHeld(time.GetUtcNow()) == true, OpenJournals(), NewestFirst().FirstOrDefault()));
    }

    /// <inheritdoc/>
    public async Task<LeaseTaken> TakeLeaseAsync(LeaseDemand demand, CancellationToken cancellation)
    {
        disk.Create(JournalDirectory, HistoryDirectory);
        LeaseRecord? taken = null;
        var former = await ChangeLeaseAsync(
            present =>
            {
                var now = time.GetUtcNow();
                if (present?.IsHeld(now) == true) throw Held(present, demand.Target, now);
                return taken = new(ProcessIdentity.Current, demand.User, demand.Purpose, "preflight", Math.Max(present?.Epoch ?? 0, demand.LeastEpoch) + 1,
                    now, now + demand.Life, Released: false, demand.From);
            },
            () => Overdue(demand.Target), demand.Life + Patience, cancellation);
        journals.Clear(); // Another controller may have written behind what was read.
        return new(taken!, former is { Released: false } ? former : null);
    }

    /// <inheritdoc/>
    public async Task<LeaseRecord> RenewLeaseAsync(LeaseRenewal renewal, CancellationToken cancellation)
    {
        LeaseRecord? renewed = null;
        await ChangeLeaseAsync(
            present =>
            {
                // An epoch names one lease: the controller may come through another agent than before.
                if (present is not { Released: false } || present.Epoch != renewal.Epoch) throw Superseded(renewal.Epoch);
                return renewed = present with
                {
                    Holder = ProcessIdentity.Current,
                    Step = renewal.Step ?? present.Step,
                    Deployment = renewal.Deployment ?? present.Deployment,
                    Epoch = Math.Max(present.Epoch, renewal.RaiseTo ?? 0),
                    ExpiresAt = time.GetUtcNow() + renewal.Life,
                };
            },
            () => null, Patience, cancellation);
        return renewed!;
    }

    /// <inheritdoc/>
    public Task ReleaseLeaseAsync(long epoch, CancellationToken cancellation) => ChangeLeaseAsync(
        present => present is { Released: false } && present.Epoch == epoch ? present with { Released = true } : null, () => null, Patience, cancellation);

    /// <inheritdoc/>
    public async Task<LeaseRecord?> BreakLeaseAsync(CancellationToken cancellation)
    {
        if (!Directory.Exists(root)) return null;
        var present = await ChangeLeaseAsync(
            present => present is null or { Released: true } ? null : present with { Epoch = present.Epoch + 1, Released = true },
            () => ReadLease()?.Holder, Patience, cancellation);
        return present is { Released: false } ? present : null;
    }

    /// <inheritdoc/>
    public async Task<LeaseRecord?> CancelAsync(string by, CancellationToken cancellation)
    {
        if (!Directory.Exists(root)) return null;
        var present = await ChangeLeaseAsync(
            present => present?.IsHeld(time.GetUtcNow()) == true ? present with { CancelledBy = present.CancelledBy ?? by } : null,
            () => null, Patience, cancellation);
        return present?.IsHeld(time.GetUtcNow()) == true ? present : null;
    }

    /// <summary>The stored lease; null when it was never taken.</summary>
    public LeaseRecord? ReadLease()
    {
        RequireReadable();
        return Document.Read(LeaseFile, StoreJson.Default.LeaseRecord);
    }

    /// <summary>The ids of deployments that are unfinished or could not be rolled back; oldest first.</summary>
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
    public Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(string id, CancellationToken cancellation)
    {
        RequireId(id);
        return Task.FromResult<IReadOnlyList<JournalEntry>>([.. (journals[id] = JournalFile.Open(JournalOf(id))).Entries]);
    }

    /// <inheritdoc/>
    public Task AppendAsync(string id, IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        RequireId(id);
        return FencedAsync(
            entries[0].Epoch,
            () => (journals.TryGetValue(id, out var file) ? file : journals[id] = JournalFile.Open(JournalOf(id))).Append(entries),
            cancellation);
    }

    /// <inheritdoc/>
    public Task FinishAsync(string id, CancellationToken cancellation)
    {
        RequireId(id);
        journals.TryRemove(id, out _);
        var path = JournalOf(id);
        if (File.Exists(path)) DurableFile.Rename(path, Path.ChangeExtension(path, Closed));
        foreach (var old in Directory.EnumerateFiles(JournalDirectory, "*" + Closed).OrderDescending(StringComparer.Ordinal).Skip(KeptClosed)) File.Delete(old);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WriteRecordAsync(HistoryRecord record, long epoch, CancellationToken cancellation) =>
        FencedAsync(epoch, () => disk.Write(RecordOf(record.Id), record, StoreJson.Default.HistoryRecord), cancellation);

    /// <inheritdoc/>
    public Task<HistoryRecord?> FindRecordAsync(string id, CancellationToken cancellation) => Task.FromResult(FindRecord(id));

    /// <inheritdoc/>
    public Task<IReadOnlyList<HistoryRecord>> RecordsAsync(int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<HistoryRecord>>([.. NewestFirst().Take(limit)]);

    /// <summary>A deployment's record; null when it has none.</summary>
    /// <param name="id">The deployment's id.</param>
    public HistoryRecord? FindRecord(string id) => Document.Read(RecordOf(id), StoreJson.Default.HistoryRecord);

    /// <summary>All records, newest first.</summary>
    public IEnumerable<HistoryRecord> NewestFirst()
    {
        RequireReadable();
        return !Directory.Exists(HistoryDirectory) ? [] : Directory
            .EnumerateFiles(HistoryDirectory, "*.json")
            .OrderDescending(StringComparer.Ordinal)
            .Select(path => Document.Read(path, StoreJson.Default.HistoryRecord)!);
    }

    private string RecordOf(string id)
    {
        RequireId(id);
        return Path.Combine(HistoryDirectory, id + ".json");
    }

    // An id may come from a controller on another machine, and becomes a file's name.
    private static void RequireId(string id)
    {
        if (id.Length == 0 || id[0] == '.' || id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
            throw new ArgumentException($"`{id}` is not the id of a deployment.", nameof(id));
    }

    private async Task<LeaseRecord?> ChangeLeaseAsync(
        Func<LeaseRecord?, LeaseRecord?> change, Func<ProcessIdentity?> overdue, TimeSpan limit, CancellationToken cancellation)
    {
        using var guard = await TakeoverLock.TakeAsync(LockFile, overdue, limit, time, cancellation);
        var present = ReadLease();
        if (change(present) is { } changed) disk.Write(LeaseFile, changed, StoreJson.Default.LeaseRecord);
        return present;
    }

    // A process that holds the store's lock for longer than its lease is paused or hangs; until then it is a normal holder.
    private ProcessIdentity? Overdue(string target)
    {
        var now = time.GetUtcNow();
        if (ReadLease() is not { Released: false } present) return null;
        return present.IsHeld(now) ? throw Held(present, target, now) : present.Holder;
    }

    private static ToolException Superseded(long epoch) => DeploymentErrors.Superseded.Error(
        $"The lease with epoch {epoch} belongs to another controller now, or was released.",
        "This controller was paused or cut off for longer than its lease, or someone ran `fraisier unlock`. It changes nothing more.",
        "Check `fraisier status`; if a deployment is unfinished and no other controller took over, run: fraisier recover");

    private static ToolException Held(LeaseRecord held, string target, DateTimeOffset now) => DeploymentErrors.Locked.Error(
        $"{target} is locked by {held.Who}: deployment {held.Deployment}, step {held.Step}, since {(now - held.AcquiredAt).TotalSeconds:0} s.",
        "Only one deployment at a time can change a target. The lock is released at once when that process ends, or "
            + $"{Math.Max(0, (held.ExpiresAt - now).TotalSeconds):0} s after it stops renewing its lease.",
        $"Wait and try again, or deploy with --wait. If that deployment is stuck, run: fraisier unlock {target.Replace('/', ' ')}");

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
}
