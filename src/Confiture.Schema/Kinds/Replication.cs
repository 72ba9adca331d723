using Confiture.Sql;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

internal sealed class PublicationKind : Kind
{
    private static readonly string[] Operations = ["insert", "update", "delete", "truncate"];

    internal override string Name => "publication";

    internal override uint Catalog => Publications;

    internal override string OwnerWord => "PUBLICATION";

    internal override string Query(int version) => $"""
        select p.oid, 0 as sub, {Global}, {Plain}, p.pubname::text as name, {Owner("p.pubowner")}, p.puballtables::text as all_tables,
               array_remove(array[case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end, case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end], null) as operations,
               p.pubviaroot::text as via_root, {(version >= 18_00_00 ? "p.pubgencols::text" : "null::text")} as generated_columns,
               (select array_agg({Table(version)} order by quote_ident(tn.nspname), quote_ident(t.relname))
                from pg_publication_rel r join pg_class t on t.oid = r.prrelid join pg_namespace tn on tn.oid = t.relnamespace where r.prpubid = p.oid) as tables,
               {(version >= 15_00_00 ? "(select array_agg(quote_ident(s.nspname) order by s.nspname) from pg_publication_namespace r join pg_namespace s on s.oid = r.pnnspid where r.pnpubid = p.oid)" : "null::text[]")} as schemas
        from pg_publication p
        """;

    internal override string Reference(SchemaObject item) => $"PUBLICATION {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope)
    {
        var content = item.Is("all_tables") ? " FOR ALL TABLES" : Content(item) is { Length: > 0 } list ? $" FOR {list}" : string.Empty;
        return [new($"CREATE PUBLICATION {item.Id.Address}{content} WITH ({Options(item)})")];
    }

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Contains("all_tables") || (attributes.Overlaps(["tables", "schemas"]) && Content(to).Length == 0)) return null;
        List<Change> changes = [];
        if (attributes.Overlaps(["operations", "via_root", "generated_columns"])) changes.Add(new($"ALTER PUBLICATION {to.Id.Address} SET ({Options(to)})"));
        if (attributes.Overlaps(["tables", "schemas"])) changes.Add(new($"ALTER PUBLICATION {to.Id.Address} SET {Content(to)}"));
        return changes;
    }

    private static string Options(SchemaObject item) =>
        $"publish = {SqlLiteral.Quote(string.Join(", ", item.ListOf("operations")))}, publish_via_partition_root = {item["via_root"]}"
        + (item["generated_columns"] is { } generated and not "n" ? $", publish_generated_columns = {(generated == "s" ? "stored" : "none")}" : string.Empty);

    private static string Content(SchemaObject item) => string.Join(", ",
    [
        .. item.ListOf("tables").Select(table => $"TABLE {table}"),
        .. item.ListOf("schemas") is [_, ..] schemas ? (string[])[$"TABLES IN SCHEMA {string.Join(", ", schemas)}"] : [],
    ]);

    private static string Table(int version) => "quote_ident(tn.nspname) || '.' || quote_ident(t.relname)" + (version < 15_00_00 ? string.Empty : """
         || coalesce(' (' || (select string_agg(quote_ident(a.attname), ', ' order by k.place) from unnest(r.prattrs::int2[]) with ordinality k(number, place) join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number) || ')', '')
         || coalesce(' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')', '')
        """);
}

internal sealed class SubscriptionKind : Kind
{
    internal override string Name => "subscription";

    internal override uint Catalog => Subscriptions;

    internal override string OwnerWord => "SUBSCRIPTION";

    /// <summary>The connection string holds a password and is only for superusers: it is not read, and so no plan makes a subscription.</summary>
    internal override string Query(int version) => $"""
        select s.oid, 0 as sub, {Global}, {Plain}, s.subname::text as name, {Owner("s.subowner")}, s.subpublications as publications, s.subenabled::text as enabled,
               s.subslotname::text as slot, s.subsynccommit as synchronous_commit, s.subbinary::text as binary,
               {(version >= 16_00_00 ? "case s.substream when 'p' then 'parallel' when 't' then 'on' else 'off' end" : "case when s.substream then 'on' else 'off' end")} as streaming
        from pg_subscription s where s.subdbid = (select oid from pg_database where datname = current_database())
        """;

    internal override string Reference(SchemaObject item) => $"SUBSCRIPTION {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        throw new InvalidOperationException($"{item}: its connection is not known.");

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) =>
        [new($"ALTER SUBSCRIPTION {item.Id.Address} DISABLE"), new($"ALTER SUBSCRIPTION {item.Id.Address} SET (slot_name = NONE)"), new($"DROP SUBSCRIPTION {item.Id.Address}")];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        List<Change> changes = [];
        if (attributes.Contains("publications")) changes.Add(new($"ALTER SUBSCRIPTION {to.Id.Address} SET PUBLICATION {string.Join(", ", to.ListOf("publications").Select(SqlIdentifier.Write))} WITH (refresh = false)"));
        if (attributes.Overlaps(["synchronous_commit", "binary", "streaming"])) changes.Add(new($"ALTER SUBSCRIPTION {to.Id.Address} SET ({Options(to)})"));
        if (attributes.Contains("slot")) changes.Add(new($"ALTER SUBSCRIPTION {to.Id.Address} SET (slot_name = {Slot(to)})"));
        if (attributes.Contains("enabled")) changes.Add(new($"ALTER SUBSCRIPTION {to.Id.Address} {(to.Is("enabled") ? "ENABLE" : "DISABLE")}"));
        return changes;
    }

    private static string Slot(SchemaObject item) => item["slot"] is { } slot ? SqlLiteral.Quote(slot) : "NONE";

    private static string Options(SchemaObject item) => $"synchronous_commit = {SqlLiteral.Quote(item["synchronous_commit"]!)}, binary = {item["binary"]}, streaming = {item["streaming"]}";
}
