namespace Confiture.Migrations;

/// <summary>
/// Squashed migrations in ledgers that have what they replace. A squashed migration has the version of the newest one that it replaces; so its own row
/// alone says that it ran, and rows of the others say that they did.
/// </summary>
internal static class Replacement
{
    /// <summary>The state of a migration that replaces others; null when the ledger has none of these.</summary>
    internal static MigrationState? StateOf(Migration migration, Dictionary<string, LedgerRow> rows)
    {
        var replaced = migration.Up.Replaces;
        var found = replaced.Where(rows.ContainsKey).ToList();
        if (!found.Exists(version => version != migration.Version)) return null;
        return found.Count == replaced.Count && found.TrueForAll(version => rows[version].IsFinished) ? MigrationState.Replaced : MigrationState.PartlyReplaced;
    }

    /// <summary>All versions that are replaced.</summary>
    internal static HashSet<string> VersionsIn(MigrationSet set) => set.Migrations.SelectMany(m => m.Up.Replaces).ToHashSet(StringComparer.Ordinal);

    /// <summary>The rows as they are after a squashed migration took the place of those that it replaces.</summary>
    internal static IReadOnlyList<LedgerRow> After(Migration migration, IReadOnlyList<LedgerRow> rows) =>
    [
        .. rows.Where(r => r.Version == migration.Version || !migration.Up.Replaces.Contains(r.Version, StringComparer.Ordinal))
            .Select(r => r.Version != migration.Version ? r
                : r with { Name = migration.Name, UpChecksum = migration.Up.Checksum, DownChecksum = migration.Down?.Checksum }),
    ];
}
