using Confiture.Postgres;

namespace Confiture.Migrations;

/// <summary>The table in which a database remembers its seed files.</summary>
internal static class SeedTable
{
    /// <summary>The checksums of the files that were applied, by name.</summary>
    internal static async Task<IReadOnlyDictionary<string, string>> ReadAsync(LedgerTable ledger, Database database, CancellationToken cancellation)
    {
        if (await database.ScalarAsync<bool>("select to_regclass($1) is null", cancellation, ledger.SeedsName.ToString()))
            return new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = await database.RowsAsync(
            $"select file, checksum from {ledger.SeedsName}", r => KeyValuePair.Create(r.Text(0), r.Text(1)), cancellation);
        return rows.ToDictionary(StringComparer.Ordinal);
    }

    internal static void AddCreation(LedgerTable ledger, ScriptBatch batch) => batch.Add(
        $"""
        create table if not exists {ledger.SeedsName} (
            file text primary key,
            checksum text not null,
            applied_at timestamptz not null default now(),
            applied_by text not null
        )
        """);

    internal static void AddApplied(LedgerTable ledger, ScriptBatch batch, SeedFile file, string appliedBy) => batch.Add(
        $"""
        insert into {ledger.SeedsName} (file, checksum, applied_by) values ($1, $2, $3)
        on conflict (file) do update set checksum = excluded.checksum, applied_at = now(), applied_by = excluded.applied_by
        """,
        file.Name, file.File.Checksum, appliedBy);
}
