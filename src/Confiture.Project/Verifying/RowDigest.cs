using Confiture.Migrations;
using Confiture.Postgres;

namespace Confiture.Project;

/// <summary>The rows of a table in numbers: how many, and for each column a sum that does not depend on their order.</summary>
internal sealed record RowDigest(string Table, IReadOnlyList<string> Columns, long Rows, IReadOnlyList<string> Sums)
{
    private const string Tables = """
        select n.nspname::text, c.relname::text, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
               array_agg(quote_ident(a.attname) order by a.attnum) filter (where a.attname is not null)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
            left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        group by 1, 2, 3 order by 3
        """;

    /// <summary>Measures every table; only a small database has this done to it.</summary>
    internal static async Task<IReadOnlyList<RowDigest>> OfAsync(Database database, LedgerTable ledger, CancellationToken cancellation)
    {
        var tables = (await database.RowsAsync(
            Tables, r => (Schema: r.Text(0), Name: r.Text(1), Table: r.Text(2), Columns: r.IsNull(3) ? [] : r.Get<string[]>(3)), cancellation))
            .Where(t => !ledger.Owns(t.Schema, t.Name)).ToList();
        List<RowDigest> digests = [];
        if (tables.Count == 0) return digests;
        await using var results = await database.ReadAsync(tables.Select(t => Query(t.Table, t.Columns)), cancellation);
        foreach (var (_, _, table, columns) in tables)
            await results.EachAsync(r => digests.Add(new(table, columns, r.Get<long>(0), r.Get<string[]>(1))), cancellation);
        return digests;
    }

    /// <summary>The tables of which rows or values are not the same.</summary>
    internal static IReadOnlyList<ChangedRows> Between(IReadOnlyList<RowDigest> before, IReadOnlyList<RowDigest> after)
    {
        var later = after.ToDictionary(d => d.Table, StringComparer.Ordinal);
        return [.. before.Where(d => d.Rows > 0).Select(d => d.To(later.GetValueOrDefault(d.Table))).Where(c => c.Before != c.After || c.Columns.Count > 0)];
    }

    private ChangedRows To(RowDigest? other)
    {
        if (other is null) return new(Table, Rows, 0, []);
        var sums = other.Columns.Zip(other.Sums).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal);
        return new(Table, Rows, other.Rows, Rows != other.Rows ? [] : [.. Columns.Zip(Sums).Where(c => sums.GetValueOrDefault(c.First) != c.Second)
            .Select(c => c.First)]);
    }

    private static string Query(string table, string[] columns)
    {
        var sums = columns.Select(c => $"coalesce(sum(hashtextextended({c}::text collate \"C\", 0)), 0)::text");
        return $"select count(*), array[{string.Join(", ", sums)}]::text[] from {table}";
    }
}
