using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>
/// Privileges on what is not ours, where they are not what they were at first: on members of extensions, and on PostgreSQL's own objects.
/// </summary>
internal sealed class GivenPrivilegesKind : Kind
{
    // Rows of the catalogs that these privileges stand in have addresses already, as what they are.
    private const uint InitialPrivileges = 3394;

    internal override string Name => "privileges";

    internal override uint Catalog => InitialPrivileges;

    internal override uint? ParentCatalog => Extensions;

    internal override bool MayBeOurs => false;

    internal override bool IsAsUsual(SchemaObject item) =>
        item.Has(Facets.Privileges) && item[Facets.Privileges].SequenceEqual(item[Facets.Usual], StringComparer.Ordinal);

    internal override IReadOnlyList<string> PrivilegesAtFirst(SchemaObject item, int version) => item[Facets.Usual];

    /// <summary>Who owns it, and what it had at first, is a matter of the server.</summary>
    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { Facets.Owner, Facets.Usual };

    internal override string Query(int version) => string.Join("\nunion all\n",
    [
        Of("pg_class", "rel", "case when x.relkind = 'S' then 's' else 'r' end", "case when x.relkind = 'S' then 'SEQUENCE ' else 'TABLE ' end || "
            + "quote_ident(n.nspname) || '.' || quote_ident(x.relname)", "x.relkind in ('r', 'v', 'm', 'f', 'p', 'S')"),
        Of("pg_proc", "pro", "'f'",
            "'ROUTINE ' || quote_ident(n.nspname) || '.' || quote_ident(x.proname) || '(' || oidvectortypes(x.proargtypes) || ')'", "true"),
        Of("pg_type", "typ", "'T'", "'TYPE ' || quote_ident(n.nspname) || '.' || quote_ident(x.typname)", "true"),
        Of("pg_namespace", "nsp", "'n'", "'SCHEMA ' || quote_ident(x.nspname)", "x.nspname !~ '^pg_(toast|temp)'", inSchema: false),
        Of("pg_language", "lan", "'l'", "'LANGUAGE ' || quote_ident(x.lanname)", "true", inSchema: false),
        Of("pg_foreign_data_wrapper", "fdw", "'F'", "'FOREIGN DATA WRAPPER ' || quote_ident(x.fdwname)", "true", inSchema: false),
    ]);

    internal override string Address(SchemaObject? parent, string? schema, string name, string? detail) => $"ON {detail}";

    /// <summary>What stands behind ON in GRANT.</summary>
    internal override string Reference(SchemaObject item) => item.Id.Address["ON ".Length..];

    /// <summary>What is there is granted and revoked as for any object.</summary>
    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [];

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) => Grant(item, item[Facets.Privileges], item[Facets.Usual]);

    // The schema public is ours: it is no extension's and can be dropped.
    private static string Of(string catalog, string prefix, string sort, string name, string which, bool inSchema = true)
    {
        var usual = $"""coalesce(i.initprivs, acldefault(({sort})::"char", x.{prefix}owner){GivenByInitdb(catalog, prefix)})""";
        return $"""
            select x.oid, 0 as sub, e.refobjid as parent, null::text as schema, null::oid[] as aliases, null::text as name,
                   {name} as detail, {Owner($"x.{prefix}owner")}, coalesce(x.{prefix}acl, acldefault(({sort})::"char", x.{prefix}owner))::text[] as privileges,
                   {usual}::text[] as usual
            from {catalog} x {(inSchema ? $"join pg_namespace n on n.oid = x.{prefix}namespace " : string.Empty)}
            left join pg_init_privs i on i.classoid = '{catalog}'::regclass and i.objoid = x.oid and i.objsubid = 0
            -- Looked up for the few that have privileges.
            left join lateral (select refobjid, objid from pg_depend where classid = '{catalog}'::regclass and objid = x.oid and objsubid = 0
                and deptype = 'e' offset 0) e on true
            where (x.{prefix}acl is not null or i.initprivs is not null) and (x.oid < 16384 or e.objid is not null)
                and {which}{(catalog == "pg_namespace" ? " and x.nspname <> 'public'" : string.Empty)}
              and coalesce(x.{prefix}acl, acldefault(({sort})::"char", x.{prefix}owner)) is distinct from {usual}
            """;
    }

    // initdb makes information_schema after it has written down what there is at first: everybody may read it.
    private static string GivenByInitdb(string catalog, string prefix) => catalog switch
    {
        "pg_class" => $"|| case when n.nspname = 'information_schema' and x.oid < 16384 then array[makeaclitem(0, x.{prefix}owner, 'SELECT', "
            + $"false)] else '{{}}'::aclitem[] end",
        "pg_namespace" =>
            $"|| case when x.nspname = 'information_schema' then array[makeaclitem(0, x.{prefix}owner, 'USAGE', false)] else '{{}}'::aclitem[] end",
        _ => string.Empty,
    };
}
