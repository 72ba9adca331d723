using Confiture.Sql;

namespace Confiture.Migrations;

/// <summary>What becomes of an entry in another tool's table.</summary>
public enum AdoptionState
{
    /// <summary>A migration here corresponds to it, and adopting records that as applied.</summary>
    Recorded,

    /// <summary>The ledger has its migration already.</summary>
    InLedger,

    /// <summary>No migration here corresponds to it: it stays history of the other tool.</summary>
    WithoutFile,
}

/// <summary>One applied migration of another tool.</summary>
/// <param name="Version">The version as the other tool writes it; null when it has none.</param>
/// <param name="Name">Its name there; null when it has none.</param>
/// <param name="AppliedAt">When it was applied; null when that is not on record.</param>
/// <param name="AppliedBy">Who applied it; null when that is not on record.</param>
/// <param name="Migration">The migration here that corresponds to it; null when none does.</param>
public sealed record AdoptionLine(
    string? Version, string? Name, DateTimeOffset? AppliedAt, string? AppliedBy, Migration? Migration, AdoptionState State);

/// <summary>What adopting would write and record.</summary>
/// <param name="Tool">The other tool's name.</param>
/// <param name="Belongings">Everything in the database that is the other tool's own, its table included.</param>
/// <param name="HasSqlFiles">True when its migrations are SQL files, which can be converted.</param>
/// <param name="Lines">What it has applied, oldest first.</param>
/// <param name="Pending">The migrations here that stay pending.</param>
/// <param name="Notes">What to know, a sentence each.</param>
public sealed record AdoptionPlan(
    string Tool, string Table, IReadOnlyList<QualifiedName> Belongings, bool HasSqlFiles, IReadOnlyList<AdoptionLine> Lines, IReadOnlyList<Migration> Pending,
    IReadOnlyList<string> Notes)
{
    /// <summary>The migrations that would be recorded as applied.</summary>
    public IReadOnlyList<Migration> Recorded => [.. Rows.Select(r => r.Migration)];

    /// <summary>The files that would be written.</summary>
    public IReadOnlyList<string> Written => [.. Files.Select(f => f.Path)];

    /// <summary>True when there is something to write or to record.</summary>
    public bool HasWork => Rows.Count + Files.Count > 0;

    internal IReadOnlyList<AdoptedRow> Rows { get; init; } = [];

    internal IReadOnlyList<(string Path, string Text)> Files { get; init; } = [];

    internal bool IsAs(AdoptionPlan other) => Rows.SequenceEqual(other.Rows) && Table == other.Table;
}
