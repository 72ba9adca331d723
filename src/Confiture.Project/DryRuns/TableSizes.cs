using System.Diagnostics;
using Confiture.Postgres;
using Confiture.Safety;

namespace Confiture.Project;

/// <summary>Sizes of tables, and how fast this server reads them: measured once, by reading a part of the first table that is large enough.</summary>
/// <param name="database">An open connection; it is only read.</param>
internal sealed class TableSizes(Database database)
{
    // A page has 8 KiB: 32 MiB take some milliseconds from memory and a second from a slow disk.
    private const int PagesRead = 4096, FewestPages = 64;

    // A build reads the table, sorts, and writes an index; a rewrite reads the table, writes it and builds every index again. In multiples of one reading.
    private const double BuildFactor = 3, RewriteFactor = 5;
    private double? bytesPerSecond;

    internal async Task<PredictedWork> PredictAsync(ObjectWork work, CancellationToken cancellation)
    {
        var name = work.Object.ToString();
        var sizes = await database.RowsAsync(
            """
            select case when c.reltuples < 0 then null else c.reltuples::bigint end, pg_table_size(c.oid), pg_total_relation_size(c.oid), c.relpages
            from pg_class c where c.oid = to_regclass($1)
            """,
            r => (Rows: r.IsNull(0) ? (long?)null : r.Get<long>(0), Table: r.Get<long>(1), Total: r.Get<long>(2), Pages: r.Get<int>(3)), cancellation, name);
        if (sizes is not [var size]) return new(name, work.Work, null, 0, null);
        var bytes = work.Work == TableWork.Rewrite ? size.Total : size.Table;
        await MeasureAsync(name, size.Table / 8192, cancellation);
        var factor = work.Work switch { TableWork.Rewrite => RewriteFactor, TableWork.IndexBuild => BuildFactor, _ => 1 };
        return new(name, work.Work, size.Rows, bytes, bytesPerSecond is { } rate ? TimeSpan.FromSeconds(bytes * factor / rate) : null);
    }

    private async Task MeasureAsync(string table, long pages, CancellationToken cancellation)
    {
        if (bytesPerSecond is not null || pages < FewestPages) return;
        var read = Math.Min(pages, PagesRead);
        try
        {
            await database.ExecuteAsync("begin read only", cancellation);
            await database.ExecuteAsync("set local statement_timeout = '5s'", cancellation);
            await database.ExecuteAsync("set local lock_timeout = '100ms'", cancellation);
            var start = Stopwatch.GetTimestamp();
            await database.ScalarAsync<long>($"select count(*) from only {table} where ctid < '({read},0)'", cancellation);
            bytesPerSecond = read * 8192 / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        catch (ServerException)
        {
            // Who may not read the table, or has to wait for it, gets no estimate from it.
        }
        finally
        {
            await database.ExecuteAsync("rollback", CancellationToken.None);
        }
    }
}
