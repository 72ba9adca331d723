namespace Confiture.Migrations.Tests;

/// <summary>All that a database holds: every row of its catalogs and of its tables, with their places and files.</summary>
/// <param name="Contents">Hashes by relation.</param>
/// <param name="Sequences">The last values.</param>
internal sealed record DatabaseState(IReadOnlyDictionary<string, string> Contents, IReadOnlyDictionary<string, string> Sequences)
{
    // Those are written by ANALYZE, of whoever. Of pg_class, so are some columns.
    private const string Tables = """
        select format('%I.%I', n.nspname, c.relname), n.nspname = 'pg_catalog'
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'm') and not c.relisshared and n.nspname !~ '^pg_(toast|temp)' and n.nspname <> 'information_schema'
            and c.relname not in ('pg_statistic', 'pg_statistic_ext_data', 'pg_largeobject')
        order by 1
        """;

    private const string Volatile = "array['reltuples', 'relpages', 'relallvisible', 'relallfrozen', 'relfrozenxid', 'relminmxid', 'datfrozenxid',"
        + " 'datminmxid']";

    internal static async Task<DatabaseState> OfAsync(Project project)
    {
        await using var database = await project.OpenAsync();
        var tables = await database.RowsAsync(Tables, r => (Name: r.Text(0), IsCatalog: r.Get<bool>(1)), Project.Never);
        Dictionary<string, string> contents = new(StringComparer.Ordinal);
        foreach (var part in tables.Chunk(200))
        {
            var query = string.Join(" union all ", part.Select(t => t.IsCatalog
                ? $"select '{t.Name}', (select md5(coalesce(string_agg(row, '' order by row), '')) from (select md5((to_jsonb(t) - {Volatile})::text) as row"
                    + $" from {t.Name} t) rows)"
                : $"select '{t.Name}', md5(coalesce(string_agg(t.ctid::text || t.xmin::text || t::text, '' order by t.ctid), '')) from {t.Name} t"));
            foreach (var (name, hash) in await database.RowsAsync(query, r => (r.Text(0), r.Text(1)), Project.Never)) contents[name] = hash;
        }

        var sequences = await database.RowsAsync(
            "select schemaname || '.' || sequencename, coalesce(last_value::text, '-') from pg_sequences", r => (r.Text(0), r.Text(1)), Project.Never);
        return new(contents, sequences.ToDictionary(StringComparer.Ordinal));
    }

    internal IEnumerable<string> SequencesChangedIn(DatabaseState other) =>
        Sequences.Where(s => other.Sequences[s.Key] != s.Value).Select(s => s.Key).Order(StringComparer.Ordinal);
}
