using Confiture.Sql;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>Finds the role that builds a schema from what is there, and not from who reads: every reader sees the same schema.</summary>
internal static class Ownership
{
    /// <summary>
    /// One row: who owns the mark, or else most objects, or else the database; and the first superuser of the cluster, who owns what initdb made.
    /// </summary>
    /// <param name="mark">The table that tells; it may be missing.</param>
    /// <param name="named">Roles that files name: that they own most says nothing of who builds.</param>
    internal static string Query(QualifiedName mark, IReadOnlyCollection<string> named) => $"""
        select coalesce(
            (select pg_get_userbyid(c.relowner)::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = {SqlLiteral.Quote(mark.Schema ?? "public")} and c.relname = {SqlLiteral.Quote(mark.Name)}),
            (select pg_get_userbyid(owner)::text from (
                {Owners("pg_class", "rel", "x.relkind in ('r', 'p', 'v', 'm', 'f', 'S')")}
                union all {Owners("pg_proc", "pro", "true")}
                union all {Owners("pg_type", "typ", "x.typtype in ('d', 'e', 'r')")}
                union all
                select n.nspowner, n.oid, 'pg_namespace'::regclass from pg_namespace n where {Managed} and n.nspname <> 'public') o (owner, oid, catalog)
             where not exists (select from pg_depend d where d.classid = o.catalog and d.objid = o.oid and d.deptype = 'e' and d.refclassid = 3079)
                 {(named.Count > 0 ? $"and pg_get_userbyid(owner) <> all({SqlLiteral.Array(named)}::name[])" : string.Empty)}
             group by owner order by count(*) desc, owner limit 1),
            (select pg_get_userbyid(datdba)::text from pg_database where datname = current_database())),
            pg_get_userbyid(10)::text
        """;

    private static string Owners(string catalog, string prefix, string which) =>
        $"select x.{prefix}owner, x.oid, '{catalog}'::regclass from {catalog} x join pg_namespace n on n.oid = x.{prefix}namespace where {Managed} and {which}";
}
