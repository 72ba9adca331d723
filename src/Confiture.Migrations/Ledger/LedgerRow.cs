namespace Confiture.Migrations;

/// <summary>One applied migration in the ledger.</summary>
/// <param name="Version">Fourteen digits.</param>
/// <param name="Name">The migration's name.</param>
/// <param name="UpChecksum">Checksum of the up file that ran.</param>
/// <param name="DownChecksum">Checksum of the down file of that time; null when there was none.</param>
/// <param name="AppliedAt">When its transaction began, UTC.</param>
/// <param name="AppliedBy"><c>user@host</c> of the user who ran it.</param>
/// <param name="Milliseconds">How long it took on the server.</param>
/// <param name="Deployment">The deployment that applied it; null for a run by hand.</param>
public sealed record LedgerRow(
    string Version, string Name, string UpChecksum, string? DownChecksum, DateTimeOffset AppliedAt, string AppliedBy, long Milliseconds, string? Deployment)
{
    /// <summary>False while a migration outside a transaction runs, and after it was interrupted.</summary>
    public bool IsFinished { get; init; } = true;

    /// <summary>When a changed up file was accepted, UTC; null when none ever was.</summary>
    public DateTimeOffset? RepairedAt { get; init; }

    /// <summary><c>user@host</c> of the user who accepted it.</summary>
    public string? RepairedBy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Version}_{Name}";
}
