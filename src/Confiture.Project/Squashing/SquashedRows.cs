using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Sql;

namespace Confiture.Project;

/// <summary>The rows of a small database as statements: a table after those that it refers to, and then the values of sequences.</summary>
internal static class SquashedRows
{
    private const string Columns = """
        select coalesce(string_agg(quote_ident(attname), ', ' order by attnum), ''),
               coalesce(string_agg(format('coalesce(quote_literal(%I::text), ''NULL'')', attname), ' || '', '' || ' order by attnum), '''''')
        from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
        """;

    private const string References = """
        select quote_ident(n.nspname) || '.' || quote_ident(c.relname), quote_ident(m.nspname) || '.' || quote_ident(r.relname)
        from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_class r on r.oid = k.confrelid join pg_namespace m on m.oid = r.relnamespace
        where k.contype = 'f' and k.conrelid <> k.confrelid
        """;

    private const string Sequences = """
        select quote_ident(schemaname) || '.' || quote_ident(sequencename), last_value from pg_sequences where last_value is not null order by 1
        """;

    internal static async Task<string> OfAsync(DatabaseUrl url, IReadOnlyList<string> tables, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(url, SessionName.Of("squash"), cancellation);
        await database.ExecuteAsync(SessionSettings.Pin, cancellation);
        var references = await database.RowsAsync(References, r => (Table: r.Text(0), To: r.Text(1)), cancellation);
        List<string> statements = [];
        foreach (var table in InOrder(tables, references.ToLookup(r => r.Table, r => r.To, StringComparer.Ordinal)))
            statements.Add(await InsertAsync(database, table, cancellation));
        statements.AddRange(await database.RowsAsync(
            Sequences, r => $"SELECT pg_catalog.setval({SqlLiteral.Quote(r.Text(0))}, {r.Get<long>(1)});\n", cancellation));
        return string.Concat(statements);
    }

    private static async Task<string> InsertAsync(Database database, string table, CancellationToken cancellation)
    {
        var (columns, values) = (await database.RowsAsync(Columns, r => (r.Text(0), r.Text(1)), cancellation, table)).Single();
        var rows = await database.RowsAsync($"select {values} from {table} order by tableoid, ctid", r => $"({r.Text(0)})", cancellation);
        return columns.Length == 0 ? string.Concat(rows.Select(_ => $"INSERT INTO {table} DEFAULT VALUES;\n"))
            : $"INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE VALUES\n    {string.Join(",\n    ", rows)};\n";
    }

    // One statement for each table: the rows of one may refer to each other.
    private static List<string> InOrder(IReadOnlyList<string> tables, ILookup<string, string> references)
    {
        List<string> ordered = [];
        var left = tables.ToList();
        while (left.Count > 0)
        {
            var next = left.Find(table => !references[table].Any(left.Contains)) ?? throw SquashErrors.InCircle(left);
            ordered.Add(next);
            left.Remove(next);
        }

        return ordered;
    }
}
