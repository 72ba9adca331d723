using Confiture.Postgres;

namespace Confiture.Migrations;

/// <summary>How many rows the tables of a small database hold.</summary>
public static class SeededRows
{
    /// <summary>Counts the rows of every table that has any.</summary>
    /// <param name="url">The database.</param>
    /// <param name="ledger">The ledger, which does not count.</param>
    /// <param name="cancellation">Ends the queries.</param>
    /// <returns>The tables by name, with their rows.</returns>
    public static async Task<IReadOnlyList<(string Table, long Rows)>> InAsync(DatabaseUrl url, LedgerTable ledger, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        await using var database = await Database.OpenAsync(url, SessionName.Of("seed"), cancellation);
        var tables = await database.RowsAsync(
            """
            select n.nspname::text, c.relname::text, quote_ident(n.nspname) || '.' || quote_ident(c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1, 2
            """,
            r => (Schema: r.Text(0), Name: r.Text(1), Table: r.Text(2)), cancellation);
        List<(string Table, long Rows)> counts = [];
        foreach (var (_, _, table) in tables.Where(t => !ledger.Owns(t.Schema, t.Name)))
        {
            var rows = await database.ScalarAsync<long>($"select count(*) from {table}", cancellation);
            if (rows > 0) counts.Add((table, rows));
        }

        return counts;
    }
}
