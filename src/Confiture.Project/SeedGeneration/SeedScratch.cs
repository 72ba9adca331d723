using Confiture.Postgres;

namespace Confiture.Project;

/// <summary>The scratch database in which every statement of the file runs before it is written.</summary>
internal sealed class SeedScratch(Database database, TextWriter file, CancellationToken cancellation)
{
    private const int MostRefusals = 400;
    private const int MostKeys = 1_000_000;

    private readonly Dictionary<string, KeySet> keys = new(StringComparer.Ordinal);

    /// <summary>Runs a statement as the file has it, in a transaction of its own; then it is in the file.</summary>
    internal async Task ExecuteAsync(string statement)
    {
        await database.ExecuteAsync(statement, cancellation);
        await file.WriteAsync($"{statement};\n\n");
    }

    /// <summary>Whether another row may help.</summary>
    internal static bool IsRefusal(ServerException e) => e.SqlState is not (SqlState.DiskFull or SqlState.QueryCanceled)
        && (e.SqlState.StartsWith("23", StringComparison.Ordinal) || e.SqlState.StartsWith("22", StringComparison.Ordinal)
            || e.SqlState.StartsWith("P0", StringComparison.Ordinal));

    /// <summary>Inserts rows; those that the server refuses are made again.</summary>
    /// <param name="again">Makes a row again: its place in the list, and how often it was refused; null when there is none.</param>
    /// <returns>What refused a row for which there is no other; the rows before it are in.</returns>
    internal async Task<ServerMessage?> InsertAsync(PlannedTable table, List<Sample[]> rows, Func<int, int, Sample[]?> again)
    {
        if (rows.Count == 0) return null;
        try
        {
            await ExecuteAsync(SeedText.Insert(table, rows));
            return null;
        }
        catch (ServerException e) when (IsRefusal(e))
        {
            // Some row is at fault; which one is found without leaving anything.
        }

        ServerMessage? refusal = null;
        await database.ExecuteAsync("begin", cancellation);
        try
        {
            await database.ExecuteAsync("set constraints all immediate", cancellation);
            for (var start = 0; start < rows.Count && refusal is null;)
            {
                var (accepted, message) = await TryAsync(table, rows, start, rows.Count - start, again);
                start += accepted;
                if (message is null) continue;
                refusal = message;
                rows.RemoveRange(start, rows.Count - start);
            }
        }
        finally
        {
            await database.ExecuteAsync("rollback", CancellationToken.None);
        }

        if (rows.Count > 0) await ExecuteAsync(SeedText.Insert(table, rows));
        return refusal;
    }

    /// <summary>The keys of a table that is complete.</summary>
    internal async Task<KeySet> KeysAsync(PlannedReference reference, SeedCatalog catalog)
    {
        var parent = catalog.Tables.First(t => t.Oid == reference.Facts.Parent);
        var columns = reference.Facts.Keys.Select(n => catalog.Columns[parent.Oid].First(c => c.Number == n)).ToList();
        var names = columns.Select(c => Sql.SqlIdentifier.Quote(c.Name)).ToList();
        var query = $"""
            select {string.Join(", ", names.Select(n => $"{n}::text"))} from {parent.Sql} where {string.Join(" and ", names.Select(n => $"{n} is not null"))}
            order by {string.Join(", ", names.Select(n => $"length({n}::text), {n}::text collate \"C\""))} limit {MostKeys}
            """;
        if (keys.TryGetValue(query, out var known)) return known;
        var choice = new SourceChoice(catalog);
        var sources = columns.Select(c => choice.Of(c.Type, c.Modifier, new(c.Name, parent.Name, false, false))).ToList();
        var found = new KeySet();
        var rows = await database.RowsAsync(query, r => columns.Select((_, i) => new Sample(r.Text(i), sources[i]?.Rank(r.Text(i)))).ToArray(), cancellation);
        foreach (var key in rows) found.Add(key);
        keys.Add(query, found);
        return found;
    }

    /// <summary>The largest value of a counted column in a table that has rows.</summary>
    internal Task<long> LargestAsync(PlannedTable table, SeedColumn column) => database.ScalarAsync<long>(
        $"select coalesce(max({Sql.SqlIdentifier.Quote(column.Name)}), 0)::bigint from {table.Facts.Sql}", cancellation);

    // Half, and half again: one row at fault among many is soon found.
    private async Task<(int Accepted, ServerMessage? Refusal)> TryAsync(
        PlannedTable table, List<Sample[]> rows, int start, int count, Func<int, int, Sample[]?> again)
    {
        for (var refused = 1; ; refused++)
        {
            await database.ExecuteAsync("savepoint row", cancellation);
            try
            {
                await database.ExecuteAsync(SeedText.Insert(table, rows.GetRange(start, count)), cancellation);
                await database.ExecuteAsync("release row", cancellation);
                return (count, null);
            }
            catch (ServerException e) when (IsRefusal(e))
            {
                await database.ExecuteAsync("rollback to row", cancellation);
                if (count == 1)
                {
                    if (refused == MostRefusals || again(start, refused) is not { } other) return (0, e.Server);
                    rows[start] = other;
                    continue;
                }
            }

            var (first, refusal) = await TryAsync(table, rows, start, count / 2, again);
            if (refusal is not null) return (first, refusal);
            var (second, last) = await TryAsync(table, rows, start + (count / 2), count - (count / 2), again);
            return (first + second, last);
        }
    }
}
