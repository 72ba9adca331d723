namespace Confiture.Migrations;

/// <summary>A row of the ledger that comes from another tool.</summary>
/// <param name="AppliedAt">When it was applied; null for an unknown time.</param>
/// <param name="AppliedBy">Who applied it, and with what.</param>
/// <param name="Milliseconds">How long it took; 0 when that is unknown.</param>
internal sealed record AdoptedRow(Migration Migration, DateTimeOffset? AppliedAt, string AppliedBy, long Milliseconds)
{
    public bool Equals(AdoptedRow? other) => other is not null && (Migration.Version, Migration.Up.Checksum, AppliedAt, AppliedBy)
        == (other.Migration.Version, other.Migration.Up.Checksum, other.AppliedAt, other.AppliedBy);

    public override int GetHashCode() => HashCode.Combine(Migration.Version, AppliedAt);
}
