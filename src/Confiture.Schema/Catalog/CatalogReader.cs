using Confiture.Postgres;
using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>Reads a database's schema from its catalogs: one snapshot, one batch of queries, one round trip.</summary>
public static class CatalogReader
{
    private static readonly string[] Preparation = ["begin transaction isolation level repeatable read, read only", SessionSettings.PinForReading];

    private const string Comments = "select classoid, objoid, objsubid, description from pg_description where objoid >= 16384 or classoid in (2615, 3079)";
    private const string Tablespace = "select quote_ident(t.spcname) from pg_tablespace t join pg_database d on d.dattablespace = t.oid where "
        + "d.datname = current_database()";
    private const string Casts = "select format_type(castsource, null), format_type(casttarget, null), castcontext <> 'e' from pg_cast";
    private const string Labels = "select classoid, objoid, objsubid, array_agg(provider || '=' || label order by provider) from pg_seclabel group by 1, 2, 3";

    // What comes and goes with something else is not ours: members of extensions, functions and casts of ranges.
    private const string Members = """
        select classid, refclassid, deptype::text,
            array_send(array_agg(objid)), array_send(array_agg(objsubid)), array_send(array_agg(refobjid)), array_send(array_agg(refobjsubid))
        -- Arrays of an extension's types are members as the types are.
        from (select classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype from pg_depend where refclassid = 3079 and deptype = 'e' union all
              select classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype from pg_depend
              where classid in (1255, 2605) and deptype = 'i' union all
              select d.classid, t.typarray, 0, d.refclassid, d.refobjid, 0, d.deptype from pg_depend d join pg_type t on t.oid = d.objid
              where d.classid = 1247 and d.refclassid = 3079 and d.deptype = 'e' and t.typarray <> 0) d
        where refobjid >= 16384 or refclassid in (2615, 3079, 2612)
        group by 1, 2, 3
        """;

    // That defaults belong to their columns, the triggers of foreign keys to the keys and the types of rows to their tables,
    // is most of what there is and known without.
    private const string Links = """
        select classid, refclassid, deptype::text,
            array_send(array_agg(objid)), array_send(array_agg(objsubid)), array_send(array_agg(refobjid)), array_send(array_agg(refobjsubid))
        from pg_depend
        where (refobjid >= 16384 or refclassid in (2615, 3079, 2612)) and not (classid = 2604 and deptype = 'a')
            and not (classid = 2620 and refclassid = 2606 and deptype = 'i') and not (classid = 1247 and refclassid = 1259 and deptype = 'i')
            and deptype <> 'e' and not (deptype = 'i' and classid in (1255, 2605))
        group by 1, 2, 3
        """;

    /// <summary>The role that builds a database's schema; <see cref="CatalogOptions.Mark"/> says how it is found.</summary>
    /// <param name="database">An open connection without a transaction.</param>
    /// <param name="options">With a mark.</param>
    /// <param name="cancellation">Ends the queries.</param>
    public static async Task<string> BuilderAsync(Database database, CatalogOptions options, CancellationToken cancellation)
    {
        await using var results = await database.ReadAsync([.. Preparation, BuilderQuery(options)!, "commit"], cancellation);
        await results.EachAsync(_ => { }, cancellation);
        string? builder = null;
        await results.EachAsync(r => builder = r.Text(0), cancellation);
        return builder!;
    }

    /// <summary>Reads everything.</summary>
    /// <param name="database">An open connection without a transaction.</param>
    /// <param name="options">What to exclude.</param>
    /// <param name="cancellation">Ends the queries.</param>
    public static async Task<DatabaseSchema> ReadAsync(Database database, CatalogOptions options, CancellationToken cancellation)
    {
        var builder = new SchemaAssembly(database.ServerVersion, options);
        // What is said of objects comes before them: so each is made when its row arrives, while the server works on the next.
        string[] statements =
        [
            .. Preparation, .. BuilderQuery(options) is { } query ? (string[])[query] : [], Tablespace, Casts,
            Comments, Labels, Members, .. options.Links ? (string[])[Links] : [],
            .. AllKinds.List.Select(kind => kind.Query(database.ServerVersion)), UnknownObjects.Query(database.ServerVersion), "commit",
        ];
        await using var results = await database.ReadAsync(statements, cancellation);
        // The settings that were pinned come as a row.
        await EachAsync(_ => { });
        if (options.Mark is not null) await EachAsync(r => builder.Own(r.Text(0), r.Text(1)));
        await EachAsync(r => builder.Tablespace(r.Text(0)));
        await EachAsync(r => builder.Cast(r.Text(0), r.Text(1), r.Get<bool>(2)));
        await EachAsync(r => builder.Comment(AddressOf(r, 0), r.Text(3)));
        await EachAsync(r => builder.Label(AddressOf(r, 0), r.Get<string[]>(3)));
        await EachAsync(Depend);
        if (options.Links) await EachAsync(Depend);
        foreach (var kind in AllKinds.List)
        {
            var rows = new KindRows(kind, results.Row);
            await EachAsync(_ => builder.Add(rows.Read()));
        }

        await EachAsync(r => builder.Unknown(AddressOf(r, 0), new(r.Text(3), r.Text(4), r.TextOrNull(5))));
        return builder.Finish();

        void Depend(ResultRow r) => builder.Depend(new(r.Get<uint>(0), r.Get<uint>(1), r.Text(2)[0], Numbers(3), Numbers(4), Numbers(5), Numbers(6)));

        SentNumbers Numbers(int column) => new(results.Row.Get<byte[]>(column));

        Task EachAsync(Action<ResultRow> read) => results.EachAsync(read, cancellation);
    }

    private static string? BuilderQuery(CatalogOptions options) =>
        options.Mark is { } mark ? Ownership.Query(mark, options.Facts?.NamedOwners ?? []) : null;

    private static CatalogAddress AddressOf(ResultRow row, int column) =>
        new(row.Get<uint>(column), row.Get<uint>(column + 1), row.Get<int>(column + 2));
}

/// <summary>What a reader of catalogs excludes.</summary>
public sealed record CatalogOptions
{
    /// <summary>
    /// The role whose objects count as having no particular owner: who builds a schema owns it, whatever they are called. Null to name every owner,
    /// unless there is a <see cref="Mark"/>.
    /// </summary>
    public string? Self { get; init; }

    /// <summary>
    /// A table that the role that builds the schema owns, the ledger for example: so that role is found, or else by most of what there is, whoever
    /// reads. It takes the place of <see cref="Self"/>.
    /// </summary>
    public QualifiedName? Mark { get; init; }

    /// <summary>Another role that counts as the one that builds: files may name by its name whom the other schema does not name.</summary>
    public string? AlsoSelf { get; init; }

    /// <summary>What the files say of what a database may have from somebody else; null where there are no files, and everything counts.</summary>
    public FactsOfFiles? Facts { get; init; }

    /// <summary>False to leave owners out.</summary>
    public bool Owners { get; init; } = true;

    /// <summary>False to leave grants and default privileges out.</summary>
    public bool Grants { get; init; } = true;

    /// <summary>False to leave subscriptions out: they belong to one database, and no copy of it has them.</summary>
    public bool Subscriptions { get; init; } = true;

    /// <summary>False to leave out what depends on what, which nobody needs who only compares; <see cref="SchemaObject.DependsOn"/> then throws.</summary>
    public bool Links { get; init; } = true;

    /// <summary>Says which objects of schemas are none of the schema's, by schema and name: the ledger of migrations, for example.</summary>
    public Func<string, string, bool> Ignores { get; init; } = static (_, _) => false;

    /// <summary>Which objects of any kind to exclude, by the kind's name and the object's address.</summary>
    public Func<string, string, bool> IgnoresOfKind { get; init; } = static (_, _) => false;
}

/// <summary>Where the catalogs keep something.</summary>
/// <param name="Catalog">The catalog's oid.</param>
/// <param name="Oid">The row's oid.</param>
/// <param name="Sub">The number of a column, or 0.</param>
internal readonly record struct CatalogAddress(uint Catalog, uint Oid, int Sub);
