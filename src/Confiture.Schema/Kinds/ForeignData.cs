using Confiture.Sql;
using Confiture.Sql.Syntax;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

internal sealed class DataWrapperKind : Kind
{
    private static readonly Attribute<string> Handler = new("handler"), Validator = new("validator");

    internal override string Name => "foreign data wrapper";

    internal override uint Catalog => DataWrappers;

    internal override string OwnerWord => "FOREIGN DATA WRAPPER";

    internal override Grants Grants { get; } = new("U", string.Empty, null);

    internal override string Query(int version) => $"""
        select w.oid, 0 as sub, {Global}, {Plain}, w.fdwname::text as name, {Owner("w.fdwowner")}, {Privileges('F', "w.fdwacl", "w.fdwowner")},
               nullif(w.fdwhandler, 0)::regproc::text as handler, nullif(w.fdwvalidator, 0)::regproc::text as validator, w.fdwoptions::text[] as foreign_options
        from pg_foreign_data_wrapper w
        """;

    internal override string Reference(SchemaObject item) => $"FOREIGN DATA WRAPPER {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) =>
        statement is CreateForeignDataWrapper wrapper ? new(new(null, wrapper.Name.Text)) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"CREATE {Reference(item)} {Functions(item)}{ForeignOptions.Words(item)}")];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        [new($"ALTER {Reference(to)}{(attributes.Overlaps([Handler, Validator]) ? " " + Functions(to) : string.Empty)}"
            + $"{(attributes.Contains(ForeignOptions.All) ? " " + ForeignOptions.Changed(from, to) : string.Empty)}")];

    private static string Functions(SchemaObject item) =>
        $"{(item[Handler] is { } handler ? $"HANDLER {handler}" : "NO HANDLER")} "
            + $"{(item[Validator] is { } validator ? $"VALIDATOR {validator}" : "NO VALIDATOR")}";
}

internal sealed class ServerKind : Kind
{
    private static readonly Attribute<string> Type = new("type"), Version = new("version"), Wrapper = new("wrapper");

    internal override string Name => "server";

    internal override uint Catalog => Servers;

    internal override string OwnerWord => "SERVER";

    internal override Grants Grants { get; } = new("U", string.Empty, null);

    internal override string GrantTarget(SchemaObject item) => $"FOREIGN SERVER {item.Id.Address}";

    internal override bool HoldsSecrets => true;

    internal override string Query(int version) => $"""
        select s.oid, 0 as sub, {Global}, {Plain}, s.srvname::text as name, {Owner("s.srvowner")}, {Privileges('S', "s.srvacl", "s.srvowner")},
               s.srvtype as type, s.srvversion as version, (select quote_ident(w.fdwname) from pg_foreign_data_wrapper w where w.oid = s.srvfdw) as wrapper,
               s.srvoptions::text[] as foreign_options
        from pg_foreign_server s
        """;

    internal override string Reference(SchemaObject item) => $"SERVER {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is CreateServer server ? new(new(null, server.Name.Text)) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
    [
        new($"CREATE SERVER {item.Id.Address}{(item[Type] is { } type ? $" TYPE {SqlLiteral.Quote(type)}" : string.Empty)}"
                + $"{(item[Version] is { } version ? $" VERSION {SqlLiteral.Quote(version)}" : string.Empty)}"
            + $" FOREIGN DATA WRAPPER {item[Wrapper]}{ForeignOptions.Words(item)}"),
    ];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Overlaps([Type, Wrapper]) || (attributes.Contains(Version) && to[Version] is null)) return null;
        return [new($"ALTER SERVER {to.Id.Address}{(attributes.Contains(Version) ? $" VERSION {SqlLiteral.Quote(to[Version]!)}" : string.Empty)}"
            + $"{(attributes.Contains(ForeignOptions.All) ? " " + ForeignOptions.Changed(from, to) : string.Empty)}")];
    }
}

internal sealed class UserMappingKind : Kind
{
    private static readonly Attribute<bool> Hidden = new("hidden");

    internal override string Name => "user mapping";

    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string>(StringComparer.Ordinal) { Hidden.Name };

    internal override uint Catalog => UserMappings;

    internal override uint? ParentCatalog => Servers;

    internal override bool HoldsSecrets => true;

    /// <summary>The server does not remove it together with what it is for.</summary>
    internal override IEnumerable<SchemaObject> TakenBy(SchemaObject item) => [];

    /// <summary>The view hides the options from those who may not see them.</summary>
    internal override string Query(int version) => $"""
        select m.umid as oid, 0 as sub, m.srvid as parent, null::text as schema, null::oid[] as aliases, null::text as detail,
               case when m.umuser = 0 then 'public' else m.usename end::text as name, m.umoptions::text[] as foreign_options,
               nullif({HiddenMapping}, false)::text as hidden
        from pg_user_mappings m join pg_foreign_server s on s.oid = m.srvid
        """;

    // Hidden options are unknown, which is not the same as none.
    internal override bool IsUnknown(string attribute, SchemaObject from, SchemaObject to) =>
        attribute == ForeignOptions.All && (from[Hidden] || to[Hidden]);

    internal override string Reference(SchemaObject item) =>
        $"USER MAPPING FOR {(item.Name == "public" ? "PUBLIC" : SqlIdentifier.Write(item.Name))} SERVER {item.Parent!.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [new($"CREATE {Reference(item)}{ForeignOptions.Words(item)}")];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        [new($"ALTER {Reference(to)} {ForeignOptions.Changed(from, to)}")];
}
