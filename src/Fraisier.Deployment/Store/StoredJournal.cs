namespace Fraisier.Deployment;

/// <summary>A journal that a store keeps, as its controller has read it.</summary>
public sealed class StoredJournal : IJournal
{
    private readonly IDeploymentStore store;
    private readonly string id;
    private readonly TimeProvider time;
    private readonly List<JournalEntry> known;
    private bool isUnsure;

    private StoredJournal(IDeploymentStore store, string id, TimeProvider time, IEnumerable<JournalEntry> entries) =>
        (this.store, this.id, this.time, known) = (store, id, time, [.. entries]);

    /// <inheritdoc/>
    public IReadOnlyList<JournalEntry> Entries => known;

    /// <summary>Reads a journal; an empty one when the deployment has none yet.</summary>
    /// <param name="store">Keeps it.</param>
    /// <param name="id">The deployment's id.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<StoredJournal> OpenAsync(IDeploymentStore store, string id, TimeProvider time, CancellationToken cancellation) =>
        new(store, id, time, await Reaching.AskAsync(() => store.ReadJournalAsync(id, cancellation), time, cancellation));

    /// <inheritdoc/>
    public Task AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation) =>
        Reaching.AskAsync(() => AppendOnceAsync(entries, cancellation), time, cancellation);

    private static bool IsSame(JournalEntry one, JournalEntry other) => one.GetType() == other.GetType() && one.At == other.At && one.Epoch == other.Epoch;

    // An answer that does not come says nothing about what was written: then the store is asked first what is there.
    private async Task AppendOnceAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        if (isUnsure)
        {
            var there = await store.ReadJournalAsync(id, cancellation);
            var isWritten = there.Count == known.Count + entries.Count && there.Skip(known.Count).Zip(entries).All(pair => IsSame(pair.First, pair.Second));
            known.Clear();
            known.AddRange(there);
            isUnsure = false;
            if (isWritten) return;
        }

        isUnsure = true;
        await store.AppendAsync(id, entries, cancellation);
        isUnsure = false;
        known.AddRange(entries);
    }
}
