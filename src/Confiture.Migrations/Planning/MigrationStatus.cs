using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>The state of one migration.</summary>
public enum MigrationState
{
    /// <summary>The ledger has it and the files are those that ran.</summary>
    Applied,

    /// <summary>It has not run and may run next.</summary>
    Pending,

    /// <summary>It runs outside a transaction and was interrupted: to be restarted, or undone.</summary>
    Unfinished,

    /// <summary>It ran, and its up file has changed since.</summary>
    ChangedUp,

    /// <summary>It ran, and its down file was changed, added or deleted since. That is allowed: a down file may be corrected until it runs.</summary>
    ChangedDown,

    /// <summary>The ledger has it and its files are not there.</summary>
    Missing,

    /// <summary>It has not run, and one with a later version has.</summary>
    OutOfOrder,

    /// <summary>All migrations that it replaces have run, so that it counts as applied; the next run records that.</summary>
    Replaced,

    /// <summary>Only some of the migrations that it replaces have run.</summary>
    PartlyReplaced,
}

/// <summary>One line of the comparison of files and ledger.</summary>
/// <param name="Version">Fourteen digits.</param>
/// <param name="Name">The migration's name.</param>
/// <param name="Migration">Its files; null when they are missing.</param>
/// <param name="Row">Its row in the ledger; null when it has not run.</param>
public sealed record MigrationEntry(string Version, string Name, MigrationState State, Migration? Migration, LedgerRow? Row)
{
    /// <summary>True when files and ledger disagree about it.</summary>
    public bool IsDrift => State is MigrationState.ChangedUp or MigrationState.Missing or MigrationState.OutOfOrder
        or MigrationState.PartlyReplaced;

    /// <summary>How its down file changed since it ran, as a sentence that names the file; null when it did not.</summary>
    public string? DownChange => Migration is null || Row is null || State is MigrationState.Replaced or MigrationState.PartlyReplaced
        || Migration.Down?.Checksum == Row.DownChecksum ? null
        : Migration.Down is not { } down ? $"{this}.down.sql was deleted after {this} ran: it cannot be rolled back."
        : Row.DownChecksum is null ? $"{down.Path} was added after {this} ran; a rollback uses it."
        : $"{down.Path} has changed since {this} ran; a rollback uses the current file.";

    /// <inheritdoc/>
    public override string ToString() => $"{Version}_{Name}";
}

/// <summary>Compares files and ledger, without reading or writing either.</summary>
public sealed class MigrationStatus
{
    private MigrationStatus(IReadOnlyList<MigrationEntry> entries, bool hasLedger)
    {
        Entries = entries;
        HasLedger = hasLedger;
    }

    /// <summary>Every migration that the files or the ledger know, by version.</summary>
    public IReadOnlyList<MigrationEntry> Entries { get; }

    /// <summary>False when the database has no ledger table yet.</summary>
    public bool HasLedger { get; }

    /// <summary>The newest migration that is applied and finished; null when there is none.</summary>
    public MigrationEntry? Newest => Entries.LastOrDefault(e => e.Row is { IsFinished: true });

    /// <summary>The migrations that would run next, oldest first, including unfinished ones.</summary>
    public IReadOnlyList<Migration> Pending =>
        [.. Entries.Where(e => e.State is MigrationState.Pending or MigrationState.Unfinished).Select(e => e.Migration!)];

    /// <summary>The disagreements of files and ledger.</summary>
    public IReadOnlyList<MigrationEntry> Drift => [.. Entries.Where(e => e.IsDrift)];

    /// <summary>The disagreements, each with a sentence.</summary>
    internal IReadOnlyList<(MigrationEntry Entry, string Text)> DriftLines => [.. Drift.Select(e => (e, Describe(e)))];

    /// <summary>How down files changed since their migrations ran, a sentence for each.</summary>
    public IReadOnlyList<string> Warnings => [.. Entries.Select(e => e.DownChange).OfType<string>()];

    /// <summary>The migrations that were interrupted outside a transaction.</summary>
    public IReadOnlyList<MigrationEntry> Unfinished => [.. Entries.Where(e => e.State == MigrationState.Unfinished)];

    /// <summary>Compares files and ledger.</summary>
    /// <param name="set">The files.</param>
    /// <param name="ledger">The ledger's rows; null when there is no ledger.</param>
    public static MigrationStatus Compare(MigrationSet set, IReadOnlyList<LedgerRow>? ledger)
    {
        var rows = (ledger ?? []).ToDictionary(r => r.Version, StringComparer.Ordinal);
        var newest = rows.Keys.Max(StringComparer.Ordinal);
        var present = set.Migrations.Select(m => Replacement.StateOf(m, rows) is { } state
            ? new MigrationEntry(m.Version, m.Name, state, m, rows.GetValueOrDefault(m.Version))
            : rows.GetValueOrDefault(m.Version) is { } row
            ? new MigrationEntry(m.Version, m.Name, StateOf(m, row), m, row)
            : new MigrationEntry(m.Version, m.Name,
                string.CompareOrdinal(m.Version, newest) < 0 ? MigrationState.OutOfOrder : MigrationState.Pending, m, null));
        var replaced = Replacement.VersionsIn(set);
        var missing = rows.Values.Where(r => set.Find(r.Version) is null && !replaced.Contains(r.Version))
            .Select(r => new MigrationEntry(r.Version, r.Name, MigrationState.Missing, null, r));
        return new([.. present.Concat(missing).OrderBy(e => e.Version, StringComparer.Ordinal)], ledger is not null);
    }

    /// <summary>Refuses when files and ledger disagree.</summary>
    /// <param name="except">A mismatch to ignore.</param>
    /// <exception cref="ToolException">Names every disagreement (<c>CONF-MIG-004</c>, exit 8).</exception>
    public void ThrowIfDrifted(MigrationState? except = null)
    {
        if (Drift.Where(e => e.State != except).ToList() is not [var first, ..] drift) return;
        List<string> lines = [.. drift.Select(Describe)];
        throw MigrationErrors.Drift.Error(
            drift.Count == 1 ? lines[0] : $"{drift.Count} migrations differ from the ledger.",
            "The files must match what ran on this database; otherwise it can be neither rebuilt nor rolled back.",
            FixFor(first)).With(drift.Count == 1 ? [] : lines);
    }

    private static MigrationState StateOf(Migration migration, LedgerRow row) =>
        !row.IsFinished ? MigrationState.Unfinished
        : migration.Up.Checksum != row.UpChecksum ? MigrationState.ChangedUp
        : migration.Down?.Checksum != row.DownChecksum ? MigrationState.ChangedDown
        : MigrationState.Applied;

    private static string Describe(MigrationEntry entry) => entry.State switch
    {
        MigrationState.ChangedUp => $"{entry.Migration!.Up.Path} has changed since it ran.",
        MigrationState.Missing => $"{entry} is applied here, but its files are missing.",
        MigrationState.PartlyReplaced =>
            $"{entry.Migration!.Up.Path} replaces {entry.Migration.Up.Replaces.Count} migrations, and only some of them are applied here.",
        _ => $"{entry.Migration!.Up.Path} is out of order: it is pending, but a later version is applied.",
    };

    private static string FixFor(MigrationEntry entry) => entry.State switch
    {
        MigrationState.Missing => "Restore the files (git log --all -- '*" + entry + "*' finds them), or deploy the release that contains them.",
        MigrationState.PartlyReplaced => "Check out the commit before the migrations were squashed (git log -- '*" + entry + "*' finds it), "
            + $"run `confiture migrate up --target {entry.Version}` there, and come back.",
        MigrationState.OutOfOrder => "Rename both of its files to a version later than all others.",
        _ => $"Restore the file (git checkout -- {entry.Migration!.Up.Path}) and put the change into a new migration. To accept the changed file instead, "
            + $"run: confiture migrate repair {entry.Version}",
    };
}
