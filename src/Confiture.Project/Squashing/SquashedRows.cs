using Confiture.Postgres;

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

    // What a trigger did to the rows is in them already. Each trigger gets back the state that it has now.
    private const string Triggers = """
        select format('ALTER TABLE %s DISABLE TRIGGER %I;', name, tgname) || E'\n',
               format('ALTER TABLE %s ENABLE %sTRIGGER %I;', name, case tgenabled when 'A' then 'ALWAYS ' when 'R' then 'REPLICA ' else '' end, tgname) || E'\n'
        from unnest($1::text[]) root, pg_partition_tree(root::regclass) p join pg_class c on c.oid = p.relid
            join pg_namespace n on n.oid = c.relnamespace cross join lateral (select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name) q
            join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal and t.tgenabled <> 'D'
        order by root, p.level, 1
        """;

    internal static async Task<string> OfAsync(
        Database database, IReadOnlyList<string> tables, IReadOnlyList<MovedSequence> sequences, CancellationToken cancellation)
    {
        await database.ExecuteAsync(SessionSettings.Pin, cancellation);
        var references = await database.RowsAsync(References, r => (Table: r.Text(0), To: r.Text(1)), cancellation);
        var triggers = await database.RowsAsync(Triggers, r => (Disable: r.Text(0), Enable: r.Text(1)), cancellation, (object)tables.ToArray());
        List<string> statements = [.. triggers.Select(t => t.Disable)];
        foreach (var table in InOrder(tables, references.ToLookup(r => r.Table, r => r.To, StringComparer.Ordinal)))
            statements.Add(await InsertAsync(database, table, cancellation));
        // A deferred foreign key that waits for its check would not let its table be altered.
        if (triggers.Count > 0) statements.Add("SET CONSTRAINTS ALL IMMEDIATE;\n");
        statements.AddRange(triggers.Select(t => t.Enable));
        statements.AddRange(sequences.Select(s => s.Statement));
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
