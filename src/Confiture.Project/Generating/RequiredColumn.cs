using Confiture.Migrations;
using Confiture.Postgres;

namespace Confiture.Project;

/// <summary>A new column that must have a value and gets none by itself, in a table that may have rows.</summary>
/// <param name="Table">The table, qualified and quoted.</param>
/// <param name="HasKey">Whether the table has a primary key.</param>
public sealed record RequiredColumn(string Table, string Name, bool HasKey)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Table}.{Name}";

    /// <summary>Those of one built schema that another lacks. A renamed column is among them.</summary>
    /// <param name="from">The schema as it is, built.</param>
    /// <param name="to">The schema as it is to be, built.</param>
    /// <param name="cancellation">Ends the queries.</param>
    internal static async Task<IReadOnlyList<RequiredColumn>> NewAsync(DatabaseUrl from, DatabaseUrl to, CancellationToken cancellation)
    {
        var before = (await AllAsync(from, cancellation)).ToLookup(c => c.Column.Table, c => c.Column.Name, StringComparer.Ordinal);
        return [.. from c in await AllAsync(to, cancellation)
            where c.IsRequired && before.Contains(c.Column.Table) && !before[c.Column.Table].Contains(c.Column.Name, StringComparer.Ordinal)
            select c.Column];
    }

    private static async Task<List<(RequiredColumn Column, bool IsRequired)>> AllAsync(DatabaseUrl url, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(url, SessionName.Of("generate"), cancellation);
        return await database.RowsAsync(
            """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname::text, k.indkey is not null,
                   a.attnotnull and not a.atthasdef and a.attidentity = '' and y.typdefault is null and not (a.attnum = any (coalesce(k.indkey, '')))
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type y on y.oid = a.atttypid
            left join pg_index k on k.indrelid = c.oid and k.indisprimary
            where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped and a.attislocal
                and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            order by 1, a.attnum
            """,
            r => (new RequiredColumn(r.Text(0), r.Text(1), r.Get<bool>(2)), r.Get<bool>(3)), cancellation);
    }
}

/// <summary>The value that existing rows get in a new column.</summary>
/// <param name="Expression">An SQL expression, which may use the other columns of the row.</param>
public sealed record Backfill(RequiredColumn Column, string Expression);
