namespace Fraisier.Deployment;

/// <summary>A journal that a store keeps, as its controller has read it.</summary>
public sealed class StoredJournal : IJournal
{
    private readonly IDeploymentStore store;
    private readonly string id;
    private readonly List<JournalEntry> known;

    private StoredJournal(IDeploymentStore store, string id, IEnumerable<JournalEntry> entries) => (this.store, this.id, known) = (store, id, [.. entries]);

    /// <inheritdoc/>
    public IReadOnlyList<JournalEntry> Entries => known;

    /// <summary>Reads a journal; an empty one when the deployment has none yet.</summary>
    /// <param name="id">The deployment's id.</param>
    public static async Task<StoredJournal> OpenAsync(IDeploymentStore store, string id, CancellationToken cancellation) =>
        new(store, id, await store.ReadJournalAsync(id, cancellation));

    /// <inheritdoc/>
    public async Task AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        await store.AppendAsync(id, entries, cancellation);
        known.AddRange(entries);
    }
}
