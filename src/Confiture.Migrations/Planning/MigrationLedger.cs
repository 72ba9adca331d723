using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>Reads which migrations a database remembers. Takes no lock, creates nothing, and is safe while migrations run.</summary>
/// <param name="url">The database.</param>
/// <param name="table">The ledger; <see cref="LedgerTable.Default"/> when null.</param>
public sealed class MigrationLedger(DatabaseUrl url, LedgerTable? table = null)
{
    private readonly LedgerTable table = table ?? LedgerTable.Default;

    /// <summary>The rows, oldest version first, with unfinished ones; empty when the database has no ledger.</summary>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="ToolException">The database cannot be reached (<c>CONF-PG-002</c> to <c>CONF-PG-008</c>) or the ledger cannot be read
    /// (<c>CONF-MIG-010</c>).</exception>
    public async Task<IReadOnlyList<LedgerRow>> RowsAsync(CancellationToken cancellation = default) => await ReadAsync(cancellation) ?? [];

    /// <summary>The versions that were applied completely, oldest first.</summary>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="ToolException">As <see cref="RowsAsync"/>.</exception>
    public async Task<IReadOnlyList<string>> AppliedAsync(CancellationToken cancellation = default) =>
        [.. (await RowsAsync(cancellation)).Where(row => row.IsFinished).Select(row => row.Version)];

    /// <summary>The newest version that was applied completely; null when there is none.</summary>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="ToolException">As <see cref="RowsAsync"/>.</exception>
    public async Task<string?> CurrentAsync(CancellationToken cancellation = default) =>
        await AppliedAsync(cancellation) is [.., var newest] ? newest : null;

    /// <summary>Compares files with the ledger: what is applied, pending, changed since, missing.</summary>
    /// <param name="files">The migration files.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="ToolException">As <see cref="RowsAsync"/>.</exception>
    public async Task<MigrationStatus> StatusAsync(MigrationSet files, CancellationToken cancellation = default) =>
        MigrationStatus.Compare(files, await ReadAsync(cancellation));

    private async Task<IReadOnlyList<LedgerRow>?> ReadAsync(CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(url, SessionName.Of("status"), cancellation);
        try
        {
            return await table.ReadAsync(database, cancellation);
        }
        catch (DatabaseException e)
        {
            throw MigrationErrors.OfLedger(url, table, e);
        }
    }
}
