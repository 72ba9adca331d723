using Confiture.Sql;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>Columns of tables, foreign tables, views and materialised views.</summary>
internal sealed class ColumnKind : Kind
{
    internal override string Name => "column";

    internal override uint Catalog => Relations;

    internal override uint? ParentCatalog => Relations;

    // Few columns are generated: what belongs to these is looked up for them, and not joined for all.
    private const string Expression = "from pg_attrdef where adrelid = a.attrelid and adnum = a.attnum";
    private const string Sequences = """
        select p.refobjid, p.refobjsubid, array[s.seqincrement::text, s.seqmin::text, s.seqmax::text, s.seqstart::text, s.seqcache::text, s.seqcycle::text,
                                                quote_ident(sn.nspname) || '.' || quote_ident(sc.relname)] as options
        from pg_depend p join pg_sequence s on s.seqrelid = p.objid join pg_class sc on sc.oid = p.objid join pg_namespace sn on sn.oid = sc.relnamespace
        where p.refclassid = 1259 and p.classid = 1259 and p.deptype = 'i'
        """;

    internal override string Query(int version) => $"""
        select a.attrelid as oid, a.attnum::int as sub, a.attrelid as parent, null::text as schema,
               case when a.attgenerated <> '' then (select array[2604, oid] {Expression}) end as aliases,
               null::text as detail, a.attname::text as name,
               a.attacl::text[] as privileges,
               format_type(a.atttypid, a.atttypmod) as type, {CollationOf("a.attcollation", "y.typcollation")},
               case when c.relkind in ('v', 'm') then null when {(version >= 18_00_00 ? "nn.oid is not null and not nn.convalidated" : "false")} then 'not valid' else nullif(a.attnotnull, false)::text end as not_null,
               {(version >= 18_00_00 ? $"case when nn.coninhcount > 0 then '{ColumnWords.FromAbove}' when nn.conname <> c.relname || '_' || a.attname || '_not_null' then quote_ident(nn.conname) end as not_null_name, quote_ident(nn.conname)" : "null::text as not_null_name, null::text")} as not_null_constraint,
               {(version >= 18_00_00 ? "nullif(nn.connoinherit, false)::text" : "null::text")} as not_null_no_inherit,
               {(version >= 18_00_00 ? "case when nn.coninhcount > 0 and nn.conislocal and not c.relispartition then 'true' end" : "null::text")} as not_null_too,
               case a.attgenerated when 's' then 'stored' when 'v' then 'virtual' end as generated,
               case when a.attgenerated <> '' then (select pg_get_expr(adbin, adrelid) {Expression}) end as expression,
               case when s.options is not null then case a.attidentity when 'a' then 'ALWAYS' when 'd' then 'BY DEFAULT' end end as identity, s.options as identity_options,
               case when c.relkind in ('v', 'f') or a.attstorage = y.typstorage then null else
                   case a.attstorage when 'p' then 'PLAIN' when 'e' then 'EXTERNAL' when 'm' then 'MAIN' else 'EXTENDED' end end as storage,
               case y.typstorage when 'p' then 'PLAIN' when 'e' then 'EXTERNAL' when 'm' then 'MAIN' else 'EXTENDED' end as usual_storage,
               case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end as compression,
               {(version >= 17_00_00 ? "a.attstattarget::text" : "nullif(a.attstattarget, -1)::text")} as statistics,
               {Sorted("a.attoptions")} as options, a.attfdwoptions::text[] as foreign_options,
               nullif(not a.attislocal, false)::text as inherited, nullif(a.attinhcount > 0, false)::text as above,
               a.attnum::text as number, y.typcategory::text as type_category,
               case when c.relkind = 'p' then exists(select from pg_depend k where k.classid = 1259 and k.objid = a.attrelid and k.objsubid = a.attnum and k.refclassid = 1259 and k.refobjid = a.attrelid and k.refobjsubid = 0 and k.deptype = 'i')::text end as in_key
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type y on y.oid = a.atttypid
        left join ({Sequences}) s on s.refobjid = a.attrelid and s.refobjsubid = a.attnum
        {(version >= 18_00_00 ? "left join pg_constraint nn on nn.conrelid = a.attrelid and nn.contype = 'n' and nn.conkey = array[a.attnum]" : string.Empty)}
        where c.relkind in ('r', 'p', 'f', 'v', 'm') and a.attnum > 0 and not a.attisdropped and {Managed}
        """;

    internal override string? Rename(SchemaObject item, string name) => $"ALTER {item.Parent!.Kind.OwnerWord} {item.Parent.Id.Address} RENAME COLUMN {SqlIdentifier.Write(item.Name)} TO {SqlIdentifier.Write(name)}";

    internal override string Reference(SchemaObject item) => $"COLUMN {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => ColumnWords.Add(item, scope);

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope)
    {
        if ((item.Is("inherited") && !TableWords.IsLeft(item.Parent!, scope) && !ColumnWords.IsLetGo(item, scope)) || IsTyped(item, scope) || item.Parent!.Kind is ViewKind or MaterializedViewKind) return [];
        var lost = scope.LostWith(item);
        return
        [
            .. ColumnWords.TakeBackNotNull(item, scope),
            new($"ALTER {(item.Parent!.Kind is ForeignTableKind ? "FOREIGN TABLE" : "TABLE")} {(ColumnWords.IsKeptBelow(item, scope) ? "ONLY " : string.Empty)}{item.Parent!.Id.Address} DROP COLUMN {SqlIdentifier.Write(item.Name)}")
            {
                Loses = lost, Ignores = lost is null ? ["drop-column another column contains its values"] : [],
            },
        ];
    }

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) => ColumnWords.Alter(from, to, attributes, scope);

    /// <summary>Where a column stands among the others can only be seen, not changed.</summary>
    internal override IReadOnlySet<string> Descriptive { get; } = new HashSet<string> { "number", "inherited", "above", "usual_storage", "not_null_too" };

    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { "type_category", "in_key", "not_null_constraint" };

    /// <summary>Keys, checks, indexes and statistics are rebuilt by the server itself; nothing else may look at a column whose type changes.</summary>
    internal override bool IsInTheWay(SchemaObject dependent, IReadOnlySet<string> attributes) => attributes.Overlaps(["type", "collation", "expression", "generated"]) && dependent.Kind switch
    {
        TableKind or SequenceKind => false,
        ColumnKind => dependent["generated"] is not null,
        ConstraintKind when dependent["type"] == "f" => true,
        ConstraintKind or IndexKind or StatisticsKind => !IsRebuiltAlike(dependent["definition"]!),
        _ => true,
    };

    // The server rebuilds what it prints, and what is not checked yet it hands down unchecked to tables that have it checked.
    private static bool IsRebuiltAlike(string definition) => !definition.EndsWith(ConstraintKind.Unchecked, StringComparison.Ordinal) && ServerPrint.Readable(definition) == definition;

    /// <summary>The columns of a table of a type change with the type.</summary>
    internal static bool IsTyped(SchemaObject item, Scope scope) =>
        item.Parent!.Get("of_type") is not null && scope.From.Find(item.Parent.Id)?.Get("of_type") == scope.To.Find(item.Parent.Id)?.Get("of_type");
}

/// <summary>Default values of columns; an object of its own because it may depend on what depends on the table.</summary>
internal sealed class DefaultKind : Kind
{
    internal override string Name => "default";

    internal override uint Catalog => Defaults;

    internal override uint? ParentCatalog => Relations;

    internal override string Query(int version) => $"""
        select d.oid, 0 as sub, d.adrelid as parent, d.adnum::int as parent_sub, null::text as schema, {Plain}, null::text as name, pg_get_expr(d.adbin, 0) as expression -- A default names no columns, so the table has not to be looked into.
        from pg_attrdef d where (d.adrelid, d.adnum) not in (select attrelid, attnum from pg_attribute where attgenerated <> '')
        """;

    internal override string Reference(SchemaObject item) => $"DEFAULT OF {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [Set(item, $"SET DEFAULT {item["expression"]}"), .. scope.Counters.Begin(item.Parent!, item.DependsOn)];

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) => [Set(item, "DROP DEFAULT")];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) => Create(to, scope);

    private static Change Set(SchemaObject item, string action) =>
        new($"ALTER {(item.Parent!.Parent!.Kind is ViewKind ? "VIEW" : item.Parent.Parent.Kind is ForeignTableKind ? "FOREIGN TABLE" : "TABLE ONLY")} {item.Parent.Parent.Id.Address} ALTER COLUMN {SqlIdentifier.Write(item.Parent.Name)} {action}");
}
