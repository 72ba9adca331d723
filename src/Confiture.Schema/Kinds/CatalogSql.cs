namespace Confiture.Schema;

/// <summary>Catalogs by their oid, and the fragments that queries of all kinds share.</summary>
internal static class CatalogSql
{
    internal const uint Relations = 1259, Types = 1247, Routines = 1255, Constraints = 2606, Defaults = 2604, Rewrites = 2618, Triggers = 2620,
        Schemas = 2615, Extensions = 3079, Collations = 3456, Casts = 2605, Operators = 2617, OperatorClasses = 2616, OperatorFamilies = 2753,
        FamilyOperators = 2602, FamilyFunctions = 2603, Languages = 2612, Policies = 3256, Publications = 6104, PublicationTables =
            6106, PublicationSchemas = 6237,
        Subscriptions = 6100, Statistics = 3381, SearchConfigurations = 3602, SearchDictionaries = 3600, SearchParsers = 3601, SearchTemplates = 3764,
        Transforms = 3576, DataWrappers = 2328, Servers = 1417, UserMappings = 1418, EventTriggers = 3466, DefaultPrivileges = 826, RoleSettings = 2964,
        Conversions = 2607, AccessMethods = 2601;

    /// <summary>The first columns of every query, for an object that stands alone in a schema.</summary>
    internal const string InSchema = "null::oid as parent, n.nspname::text as schema";

    /// <summary>The first columns of every query, for an object that is in no schema.</summary>
    internal const string Global = "null::oid as parent, null::text as schema";

    /// <summary>Whether the view hides the options of mapping <c>m</c> on server <c>s</c> from the role that reads.</summary>
    internal const string HiddenMapping = """
        not (select rolsuper from pg_roles where rolname = current_user) and not coalesce(case when m.umuser = 0 then pg_has_role(s.srvowner, 'USAGE')
            else m.usename = current_user and (pg_has_role(s.srvowner, 'USAGE') or has_server_privilege(s.oid, 'USAGE')) end, false)
        """;

    /// <summary>Excludes PostgreSQL's own schemas, and those of temporary objects.</summary>
    internal const string Managed = "n.nspname !~ '^pg_' and n.nspname <> 'information_schema'";

    /// <summary>No further addresses, and nothing that tells objects of one name apart.</summary>
    internal const string Plain = "null::oid[] as aliases, null::text as detail";

    /// <summary>The members of a list in their order; for most rows there is no list, and then nothing is looked at.</summary>
    internal static string Sorted(string column) => $"case when {column} is not null then (select array_agg(o order by o) from unnest({column}) o) end";

    internal static string Owner(string column) => $"pg_get_userbyid({column})::text as owner";

    /// <summary>The privileges, and nothing when they are what the owner and PUBLIC have anyway.</summary>
    internal static string Privileges(char kind, string privileges, string owner) =>
        $"nullif({privileges}, acldefault('{kind}', {owner}))::text[] as privileges";

    /// <summary>A type as SQL; a NULL oid gives NULL.</summary>
    internal static string TypeOf(string type, string modifier = "null") => $"format_type(nullif({type}, 0), {modifier})";

    /// <summary>The qualified name of a row of a catalog with a schema, quoted where it must be.</summary>
    internal static string NameOf(string oid, string catalog, string prefix) =>
        $"(select quote_ident(x_n.nspname) || '.' || quote_ident(x.{prefix}name) from {catalog} x join pg_namespace x_n "
            + $"on x_n.oid = x.{prefix}namespace where x.oid = {oid})";

    /// <summary>A collation's name when it is not the type's own.</summary>
    internal static string CollationOf(string collation, string usual) =>
        $"case when {collation} <> {usual} then {NameOf(collation, "pg_collation", "coll")} end as collation";
}
