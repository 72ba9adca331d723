using Confiture.Sql;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>The attributes of default privileges.</summary>
internal static class DefaultPrivileges
{
    /// <summary>The catalog's letter for what they are about.</summary>
    internal static readonly Attribute<string> Type = new("type");

    internal static readonly Attribute<bool> Everywhere = new("everywhere");

    internal static readonly Attribute<string> InSchema = new("in_schema"), ForRole = new("for_role");
}

/// <summary>The attributes of settings.</summary>
internal static class RoleSettings
{
    internal static readonly Attribute<IReadOnlyList<string>> Settings = new("settings");
}

/// <summary>What new objects of a role are granted by themselves.</summary>
internal sealed class DefaultPrivilegesKind : Kind
{
    private const string ForRole = "FOR ROLE ";

    internal override string Name => "default privileges";

    internal override uint Catalog => CatalogSql.DefaultPrivileges;

    internal override bool IsRead(CatalogOptions options) => options.Grants;

    internal override string? RoleIn(in CatalogRow row) => row.Values[row.Attributes.IndexOf(DefaultPrivileges.ForRole)];

    internal override void LeaveOut(SchemaObject item, FactsOfFiles? facts, Func<string, bool> isBuilder)
    {
        if (!NamesRole(item.Id.Address)) item[DefaultPrivileges.ForRole] = null;
    }

    internal override IReadOnlyList<string> PrivilegesAtFirst(SchemaObject item, int version) => item[Facets.Usual];

    internal override IEnumerable<Change> Grant(SchemaObject item, IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        var (scope, role, objects) = Parts(item.Id.Address);
        return Privilege.Changes(objects, role, string.Empty, from, to).Select(change => change with { Sql = $"ALTER DEFAULT PRIVILEGES {scope}{change.Sql}" });
    }

    internal override string Query(int version) => $"""
        select d.oid, 0 as sub, {Global}, null::oid[] as aliases, null::text as name,
               coalesce('IN SCHEMA ' || (select quote_ident(n.nspname) from pg_namespace n where n.oid = nullif(d.defaclnamespace, 0)) || ' ', '')
               || 'ON ' || case d.defaclobjtype when 'r' then 'TABLES' when 'S' then 'SEQUENCES' when 'f' then 'FUNCTIONS' when 'T' then 'TYPES'
                   when 'n' then 'SCHEMAS' else 'LARGE OBJECTS' end as detail,
               d.defaclobjtype::text as type, (d.defaclnamespace = 0)::text as everywhere,
               (select n.nspname::text from pg_namespace n where n.oid = d.defaclnamespace) as in_schema,
               pg_get_userbyid(d.defaclrole)::text as for_role, d.defaclacl::text[] as privileges,
               (case when d.defaclnamespace = 0 then acldefault(case when d.defaclobjtype = 'S' then 's' else d.defaclobjtype end,
                   d.defaclrole) end)::text[] as usual
        from pg_default_acl d
        """;

    internal override string Address(SchemaObject? parent, string? schema, string name, string? detail) => detail!;

    /// <summary>What tells them apart: whose, in which schema, on what. The role that builds the schema is named nowhere;
    /// the statements are about whoever runs them.</summary>
    internal override string? Detail(string? role, string? detail) => role is null ? detail : $"{ForRole}{SqlIdentifier.Write(role)} {detail}";

    /// <summary>Says whether an address names whose they are.</summary>
    private static bool NamesRole(string address) => address.StartsWith(ForRole, StringComparison.Ordinal);

    /// <summary>An address cut into whose and where, as it stands behind ALTER DEFAULT PRIVILEGES, the role as SQL, and the objects.</summary>
    private static (string Scope, string Role, string Objects) Parts(string address)
    {
        var at = address.LastIndexOf("ON ", StringComparison.Ordinal);
        var scope = address[..at];
        return (scope, NamesRole(address) ? scope[ForRole.Length..].Split(" IN SCHEMA ")[0].TrimEnd() : "CURRENT_USER", address[(at + 3)..]);
    }

    internal override string Reference(SchemaObject item) => $"DEFAULT PRIVILEGES {item.Id.Address}";

    /// <summary>What there is to be is granted and revoked as for any object.</summary>
    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [];

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) => Grant(item, item[Facets.Privileges], item[Facets.Usual]);
}

/// <summary>Settings of the database, and of roles in it.</summary>
internal sealed class RoleSettingsKind : Kind
{
    private static readonly Attribute<string> Role = new("role");

    internal override string Name => "settings";

    internal override uint Catalog => CatalogSql.RoleSettings;

    internal override string Query(int version) => $"""
        select s.setrole as oid, 0 as sub, {Global}, null::oid[] as aliases, null::text as name,
               case when s.setrole = 0 then 'of the database' else 'of ' || quote_ident(pg_get_userbyid(s.setrole)) end as detail,
               case when s.setrole <> 0 then quote_ident(pg_get_userbyid(s.setrole)) end as role, {Sorted("s.setconfig")} as settings
        from pg_db_role_setting s where s.setdatabase = (select oid from pg_database where datname = current_database())
        """;

    internal override string Address(SchemaObject? parent, string? schema, string name, string? detail) => detail!;

    internal override string Reference(SchemaObject item) => $"SETTINGS {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => Changes(item, [], item[RoleSettings.Settings]);

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) => Changes(item, item[RoleSettings.Settings], []);

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        Changes(to, from[RoleSettings.Settings], to[RoleSettings.Settings]);

    // The name of the database is not known beforehand: one schema serves databases of any name.
    private static IEnumerable<Change> Changes(SchemaObject item, IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        foreach (var gone in from.Select(SettingItem.NameOf).Except(to.Select(SettingItem.NameOf), StringComparer.Ordinal))
            yield return Run(item, $"RESET {gone}");
        foreach (var setting in to.Except(from, StringComparer.Ordinal)) yield return Run(item, SettingItem.Assignment(setting));
    }

    /// <summary>Settings that the files do not name belong to whoever runs the server.</summary>
    internal override bool Narrow(SchemaObject item, SchemaObject? inFiles)
    {
        HashSet<string> names = [.. (inFiles?[RoleSettings.Settings] ?? []).Select(SettingItem.NameOf)];
        item[RoleSettings.Settings] = [.. item[RoleSettings.Settings].Where(setting => names.Contains(SettingItem.NameOf(setting)))];
        return item[RoleSettings.Settings].Count > 0;
    }

    private static Change Run(SchemaObject item, string action)
    {
        var format = $"{(item[Role] is { } role ? $"ALTER ROLE {Escaped(role)} IN DATABASE" : "ALTER DATABASE")} %I {Escaped(action)}";
        return new($"DO {SqlLiteral.QuoteWithDollars("do", $" BEGIN EXECUTE format({SqlLiteral.Quote(format)}, current_database()); END ")}")
        {
            Ignores = ["unclassified-statement the name of the database is looked up"],
        };

        static string Escaped(string words) => words.Replace("%", "%%", StringComparison.Ordinal);
    }
}
