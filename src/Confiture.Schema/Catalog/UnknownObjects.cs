namespace Confiture.Schema;

/// <summary>
/// What a database can hold and the model has no kind for, and what the role that reads may not see. It is found by name, so that nothing is skipped in
/// silence, and with as much of its definition as can be read, so that two that are alike are no difference.
/// </summary>
internal static class UnknownObjects
{
    /// <summary>What people call them.</summary>
    internal static readonly IReadOnlyList<string> Kinds = ["base type", "shell operator", "options of the user mapping"];

    internal static string Query(int version) => $"""
        select 1247::oid, t.oid, 0, 'base type', quote_ident(n.nspname) || '.' || quote_ident(t.typname),
               concat_ws(' ', t.typlen, t.typbyval, t.typinput::regproc, t.typoutput::regproc, t.typreceive::regproc, t.typsend::regproc, t.typmodin::regproc,
                         t.typmodout::regproc, t.typanalyze::regproc, t.typdelim, t.typalign, t.typstorage, t.typcategory, t.typispreferred, t.typdefault,
                         t.typelem::regtype, t.typisdefined)
        from pg_type t join pg_namespace n on n.oid = t.typnamespace
        where {CatalogSql.Managed} and (t.typtype = 'p' or (t.typtype = 'b' and not exists (select from pg_type e where e.typarray = t.oid)))
        union all
        select 2617::oid, o.oid, 0, 'shell operator', quote_ident(n.nspname) || '.' || o.oprname, o.oprleft::regtype || ' ' || o.oprright::regtype
        from pg_operator o join pg_namespace n on n.oid = o.oprnamespace where {CatalogSql.Managed} and o.oprcode = 0
        union all
        select 1418::oid, m.umid, 0, 'options of the user mapping', 'of ' || quote_ident(m.usename) || ' on server ' || quote_ident(m.srvname)
            || ' (hidden from ' || quote_ident(current_user) || ')', null::text
        from pg_user_mappings m join pg_foreign_server s on s.oid = m.srvid
        where {CatalogSql.HiddenMapping}
        """;
}
