using Confiture.Postgres;
using Confiture.Sql;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>The table of another tool in a database.</summary>
/// <param name="Name">The table, with its schema.</param>
internal sealed record OlderTable(OlderTool Tool, QualifiedName Name)
{
    /// <summary>The name for people: quoted only where it has to be.</summary>
    public string Written => AdoptionErrors.Written(Name);

    /// <summary>Finds the one table that is meant.</summary>
    /// <param name="database">An open connection; it is only read.</param>
    /// <param name="tool">The tool; null looks for all.</param>
    /// <param name="name">The table; null looks for the default names in every schema.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="ToolException">There is none, or there are several.</exception>
    public static async Task<OlderTable> FindAsync(Database database, OlderTool? tool, QualifiedName? name, CancellationToken cancellation)
    {
        var tools = tool is null ? OlderTools.All : [tool];
        var candidates = await database.RowsAsync(
            """
            select n.nspname::text, c.relname::text, array_agg(a.attname::text),
                   array(select s.relname::text from pg_class s where s.relnamespace = n.oid and s.relname::text = any ($4))
            from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
            where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and c.relpersistence <> 't'
              and (($2::text is null and c.relname::text = any ($1)) or (c.relname = $2 and ($3::text is null or n.nspname = $3)))
            group by n.oid, 1, 2 order by 1, 2
            """,
            row => (Name: new QualifiedName(row.Text(0), row.Text(1)), Columns: row.Get<string[]>(2), Neighbors: row.Get<string[]>(3)),
            cancellation, tools.SelectMany(t => t.Tables).ToArray(), name?.Name, name?.Schema, tools.SelectMany(t => t.WithoutTables).ToArray());
        List<OlderTable> found = [.. from candidate in candidates
            from t in tools
            // A renamed table says nothing of its tool.
            where (name is not null && tool is not null) || t.Tables.Contains(candidate.Name.Name, StringComparer.Ordinal)
            where t.Columns.All(c => candidate.Columns.Contains(c, StringComparer.Ordinal))
                && !t.Without.Any(c => candidate.Columns.Contains(c, StringComparer.Ordinal))
                && (tool is not null || !t.WithoutTables.Any(n => candidate.Neighbors.Contains(n, StringComparer.Ordinal)))
            select new OlderTable(t, candidate.Name)];
        return found switch
        {
            [var one] => one,
            [] when name is not null && tool is not null => candidates.Count == 0
                ? throw AdoptionErrors.NoTable(database.Url, tool, name, await AlikeAsync(database, name, cancellation))
                : throw AdoptionErrors.OtherTable(tool, candidates[0].Name, [.. tool.Columns.Except(candidates[0].Columns, StringComparer.Ordinal)],
                    [.. tool.Without.Intersect(candidates[0].Columns, StringComparer.Ordinal)]),
            [] => throw AdoptionErrors.None(database.Url, tool),
            _ => throw AdoptionErrors.Several(database.Url, found),
        };
    }

    private static Task<List<QualifiedName>> AlikeAsync(Database database, QualifiedName name, CancellationToken cancellation) => database.RowsAsync(
        """
        select n.nspname::text, c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and lower(c.relname) = lower($1) order by 1, 2
        """,
        row => new QualifiedName(row.Text(0), row.Text(1)), cancellation, name.Name);

    /// <summary>What the tool has applied, oldest first.</summary>
    /// <exception cref="ToolException">A migration failed or is unfinished, or the table cannot be read.</exception>
    public async Task<IReadOnlyList<OlderEntry>> EntriesAsync(Database database, CancellationToken cancellation)
    {
        try
        {
            var entries = await database.RowsAsync(Tool.Entries(Name), EntryOf, cancellation);
            List<string> problems = [.. entries.Where(e => e.Problem is not null).Select(e => $"{e}: {e.Problem}")];
            if (Tool.Trouble is { } trouble
                && await database.ScalarAsync<bool>("select to_regclass($1) is not null", cancellation, trouble.Table(Name).ToString()))
            {
                problems.AddRange(await database.RowsAsync(trouble.Query(trouble.Table(Name)), row => row.Text(0), cancellation));
            }

            return problems.Count == 0 ? entries : throw AdoptionErrors.Failed(this, problems);
        }
        catch (ServerException e) when (!e.Server.EndsSession)
        {
            throw AdoptionErrors.CannotRead(this, e);
        }
    }

    private static OlderEntry EntryOf(ResultRow row) => new(
        row.TextOrNull(0), row.TextOrNull(1), row.IsNull(2) ? null : new DateTimeOffset(row.Get<DateTime>(2), TimeSpan.Zero), row.TextOrNull(3),
        row.IsNull(4) ? null : row.Get<long>(4), row.TextOrNull(5), row.TextOrNull(6), row.Get<bool>(7));
}
