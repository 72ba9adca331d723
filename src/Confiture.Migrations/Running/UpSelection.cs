namespace Confiture.Migrations;

/// <summary>Which pending migrations to apply: all of them by default.</summary>
public sealed record UpSelection
{
    /// <summary>Everything that is pending.</summary>
    public static readonly UpSelection All = new();

    /// <summary>The last version to apply; null for all.</summary>
    public string? Target { get; init; }

    /// <summary>How many at most; null for all.</summary>
    public int? Steps { get; init; }

    /// <summary>True to apply migrations, too, that are older than one that has run.</summary>
    public bool AllowsOutOfOrder { get; init; }

    /// <summary>True for one transaction around all of them: all are applied, or none.</summary>
    public bool IsOneTransaction { get; init; }

    /// <summary>The version whose up file is run again although the ledger has it; nothing else is applied then. Null for none.</summary>
    public string? Again { get; init; }

    /// <summary>Refuses a target that the files do not have.</summary>
    /// <param name="set">The migration files.</param>
    /// <exception cref="Foundation.Errors.ToolException"><c>CONF-MIG-007</c>.</exception>
    public void ThrowIfUnknown(MigrationSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (Target is not null && set.Find(Target) is null) throw MigrationErrors.NoSuchVersion(Target, set);
    }

    internal IReadOnlyList<Migration> Of(MigrationStatus status, MigrationSet set)
    {
        if (Again is { } version)
        {
            var again = set.Find(version) ?? throw MigrationErrors.NoSuchVersion(version, set);
            return status.Entries.Any(e => e.Version == version && e.Row is not null) ? [again] : throw MigrationErrors.NeverApplied(again);
        }

        status.ThrowIfDrifted(AllowsOutOfOrder ? MigrationState.OutOfOrder : null);
        ThrowIfUnknown(set);
        var pending = status.Entries
            .Where(e => e.State is MigrationState.Pending or MigrationState.Unfinished or MigrationState.OutOfOrder).Select(e => e.Migration!)
            .Where(m => Target is null || string.CompareOrdinal(m.Version, Target) <= 0);
        return [.. Steps is { } count ? pending.Take(count) : pending];
    }
}
