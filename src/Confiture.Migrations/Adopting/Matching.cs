namespace Confiture.Migrations;

/// <summary>Decides entry by entry what becomes of another tool's history.</summary>
/// <param name="correspondence">Which migrations here correspond to an entry.</param>
/// <param name="applied">The versions that the ledger has.</param>
/// <param name="notes">Takes a sentence for each file that has changed since it was applied.</param>
internal sealed class Matching(OlderTool tool, Correspondence correspondence, IReadOnlySet<string> applied, List<string> notes)
{
    private readonly List<AdoptionLine> lines = [];
    private readonly List<AdoptedRow> rows = [];

    /// <summary>A line for each entry, or for each migration that an entry stands for.</summary>
    public IReadOnlyList<AdoptionLine> Lines => lines;

    /// <summary>What is to be recorded.</summary>
    public IReadOnlyList<AdoptedRow> Rows => rows;

    /// <summary>Whether a migration is applied once the rows are recorded.</summary>
    public bool IsApplied(Migration migration) => applied.Contains(migration.Version) || rows.Exists(r => r.Migration.Version == migration.Version);

    /// <summary>Takes the next entry.</summary>
    public void Add(OlderEntry entry)
    {
        var found = correspondence.Of(entry);
        if (found.Count == 0) lines.Add(LineOf(entry, null, AdoptionState.WithoutFile));
        foreach (var migration in found)
        {
            var isNew = !IsApplied(migration);
            lines.Add(LineOf(entry, migration, isNew ? AdoptionState.Recorded : AdoptionState.InLedger));
            if (isNew)
                rows.Add(new(migration, entry.AppliedAt, entry.AppliedBy is null ? tool.Word : $"{entry.AppliedBy} ({tool.Word})", entry.Milliseconds ?? 0));
            if (!entry.IsThrough && entry.Checksum is { } theirs && correspondence.FileOf(migration) is { Checksum: { } present } file && theirs != present)
                notes.Add($"{file.Path} has changed since {tool.Title} applied it");
        }
    }

    private static AdoptionLine LineOf(OlderEntry entry, Migration? migration, AdoptionState state) =>
        new(entry.Version, entry.Name, entry.AppliedAt, entry.AppliedBy, migration, state);
}
