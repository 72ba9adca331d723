using Confiture.Sql;
using Confiture.Sql.Syntax;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

internal sealed class PublicationKind : Kind
{
    private static readonly Attribute<bool> AllTables = new("all_tables");
    private static readonly Attribute<string> ViaRoot = new("via_root"), GeneratedColumns = new("generated_columns");
    private static readonly Attribute<IReadOnlyList<string>> Operations = new("operations");

    internal override string Name => "publication";

    internal override uint Catalog => Publications;

    internal override string OwnerWord => "PUBLICATION";

    internal override string Query(int version) => $"""
        select p.oid, 0 as sub, {Global}, {Plain}, p.pubname::text as name, {Owner("p.pubowner")}, p.puballtables::text as all_tables,
               array_remove(array[case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end, case when p.pubdelete then 'delete' end,
                   case when p.pubtruncate then 'truncate' end], null) as operations,
               p.pubviaroot::text as via_root, {(version >= 18_00_00 ? "p.pubgencols::text" : "null::text")} as generated_columns
        from pg_publication p
        """;

    internal override string Reference(SchemaObject item) => $"PUBLICATION {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) =>
        statement is CreatePublication publication ? new(new(null, publication.Name.Text)) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"CREATE PUBLICATION {item.Id.Address}{(item[AllTables] ? " FOR ALL TABLES" : string.Empty)} WITH ({Options(item, all: false)})")];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        attributes.Contains(AllTables) ? null : [new($"ALTER PUBLICATION {to.Id.Address} SET ({Options(to, all: true)})")];

    private static string Options(SchemaObject item, bool all) =>
        $"publish = {SqlLiteral.Quote(string.Join(", ", item[Operations]))}, publish_via_partition_root = {item[ViaRoot]}"
        + (item[GeneratedColumns] is { } generated && (all || generated != "n")
            ? $", publish_generated_columns = {(generated == "s" ? "stored" : "none")}"
            : string.Empty);
}

/// <summary>A table of a publication: an object of its own, because it depends on the columns that it names.</summary>
internal sealed class PublicationTableKind : Kind
{
    private static readonly Attribute<string> Relation = new("relation"), Part = new("part");

    internal override string Name => "published table";

    internal override uint Catalog => PublicationTables;

    internal override uint? ParentCatalog => Publications;

    internal override string Query(int version) => $"""
        select r.oid, 0 as sub, r.prpubid as parent, null::text as schema, null::oid[] as aliases, null::text as name,
               quote_ident(n.nspname) || '.' || quote_ident(c.relname) as detail, quote_ident(n.nspname) || '.' || quote_ident(c.relname) as relation,
               {Selection(version)} as part
        from pg_publication_rel r join pg_class c on c.oid = r.prrelid join pg_namespace n on n.oid = c.relnamespace
        """;

    internal override string Address(SchemaObject? parent, string? schema, string name, string? detail) => $"{parent!.Id.Address} {detail}";

    internal override string Reference(SchemaObject item) => $"TABLE {item[Relation]} OF PUBLICATION {item.Parent!.Id.Address}";

    /// <summary>Those below a table are listed themselves.</summary>
    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"ALTER PUBLICATION {item.Parent!.Id.Address} ADD TABLE ONLY {item[Relation]}{item[Part]}")];

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) =>
        [new($"ALTER PUBLICATION {item.Parent!.Id.Address} DROP TABLE ONLY {item[Relation]}")];

    // Columns and a filter, since 15.
    private static string Selection(int version) => version < 15_00_00 ? "null::text" : """
        coalesce(' (' || (select string_agg(quote_ident(a.attname), ', ' order by k.place) from unnest(r.prattrs::int2[]) with ordinality k(number, place)
            join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number) || ')', '')
        || coalesce(' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')', '')
        """;
}

/// <summary>A schema of which a publication has all tables; there are such since 15.</summary>
internal sealed class PublicationSchemaKind : Kind
{
    private static readonly Attribute<string> Relation = new("relation");

    internal override string Name => "published schema";

    internal override uint Catalog => PublicationSchemas;

    internal override uint? ParentCatalog => Publications;

    internal override string Query(int version) => version < 15_00_00
        ? $"select 0::oid as oid, 0 as sub, null::oid as parent, null::text as schema, {Plain}, null::text as name, null::text as relation where false"
        : """
        select r.oid, 0 as sub, r.pnpubid as parent, null::text as schema, null::oid[] as aliases, null::text as name, quote_ident(n.nspname) as detail,
               quote_ident(n.nspname) as relation
        from pg_publication_namespace r join pg_namespace n on n.oid = r.pnnspid
        """;

    internal override string Address(SchemaObject? parent, string? schema, string name, string? detail) => $"{parent!.Id.Address} {detail}";

    internal override string Reference(SchemaObject item) => $"TABLES IN SCHEMA {item[Relation]} OF PUBLICATION {item.Parent!.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"ALTER PUBLICATION {item.Parent!.Id.Address} ADD TABLES IN SCHEMA {item[Relation]}")];

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) =>
        [new($"ALTER PUBLICATION {item.Parent!.Id.Address} DROP TABLES IN SCHEMA {item[Relation]}")];
}
