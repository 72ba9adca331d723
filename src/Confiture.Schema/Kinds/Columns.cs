using Confiture.Sql;
using Confiture.Sql.Syntax;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>The attributes of columns; those of composite types have the first ones.</summary>
internal static class Column
{
    internal const string Kind = "column";

    internal static readonly Attribute<string> Type = new("type"), Collation = new("collation");

    /// <summary>Its place among its neighbours, from 1.</summary>
    internal static readonly Attribute<int> Number = new("number");

    /// <summary><c>true</c>, or <c>not valid</c> where it does not hold for all rows.</summary>
    internal static readonly Attribute<string> NotNull = new("not_null");

    internal static readonly Attribute<string> NotNullName = new("not_null_name"), NotNullConstraint = new("not_null_constraint");

    internal static readonly Attribute<bool> NotNullNoInherit = new("not_null_no_inherit"), NotNullToo = new("not_null_too");

    internal static readonly Attribute<string> Generated = new("generated"), Expression = new("expression"), Identity = new("identity");

    internal static readonly Attribute<string> Storage = new("storage"), UsualStorage = new("usual_storage");

    internal static readonly Attribute<string> Compression = new("compression"), Statistics = new("statistics");

    internal static readonly Attribute<IReadOnlyList<string>> IdentityOptions = new("identity_options"), Options = new("options");

    internal static readonly Attribute<string> TypeCategory = new("type_category");

    /// <summary>True when rows are divided by it.</summary>
    internal static readonly Attribute<bool> InKey = new("in_key");

    /// <summary>Which column it is, by its table and its name as SQL.</summary>
    internal static ObjectId IdOf(SchemaObject table, string name) => new(Kind, $"{table.Id.Address}.{name}");
}

/// <summary>Columns of tables, foreign tables, views and materialised views.</summary>
internal sealed class ColumnKind : Kind
{
    internal override string Name => Column.Kind;

    internal override uint Catalog => Relations;

    internal override uint? ParentCatalog => Relations;

    internal override bool IsColumn => true;

    internal override bool ReachesBelow => true;

    internal override bool FollowsRows => true;

    internal override NameSort? NamedAs => NameSort.Column;

    internal override bool IsHandedDown(SchemaObject item) => true;

    internal override bool IsMadeWithin(SchemaObject item, Func<ObjectId, bool> isMade) => isMade(item.Parent!.Id);

    internal override bool HoldsValues(SchemaObject item) => item.Parent!.Kind.HoldsRows;

    internal override bool HoldsData(SchemaObject item) => HoldsValues(item);

    internal override bool IsOfItsTypes(SchemaObject item) => !item[Part.Above] && item.Parent!.Kind is TableKind or ForeignTableKind;

    internal override bool ChangesValues(IReadOnlySet<string> attributes) => attributes.Overlaps([Column.Type, Column.Collation]);

    internal override bool HoldsInside(SchemaObject item, Holders holders) => HoldsValues(item) && item[Column.Type]!.EndsWith("[]", StringComparison.Ordinal);

    internal override bool IsAlike(SchemaObject from, SchemaObject to) =>
        from[Column.Type] == to[Column.Type] && from[Column.Collation] == to[Column.Collation];

    internal override double LikenessOf(SchemaObject from, SchemaObject to, bool byName) => Likeness.OfFields(from, to, byName);

    internal override IEnumerable<Change> Grant(SchemaObject item, IReadOnlyList<string> from, IReadOnlyList<string> to) => GrantColumn(item, from, to);

    internal override IEnumerable<SchemaObject> Evaluated(SchemaObject item, bool isNew, Func<SchemaObject, IEnumerable<SchemaObject>> kept) =>
        HoldsValues(item) ? [item, .. item.Children, .. kept(item.Parent!)] : [];

    internal override IEnumerable<Change> SayOwn(SchemaObject? from, SchemaObject to, Scope scope) =>
        to[Column.NotNullToo] && from?[Column.NotNullToo] != true ? [ColumnWords.SayNotNull(to)] : [];

    /// <summary>The sequence of its identity.</summary>
    internal override IEnumerable<Change> MakeRoom(SchemaObject item, Scope scope)
    {
        var address = Counter.OfIdentity(item)!.Address;
        return [new($"ALTER SEQUENCE {address} RENAME TO {SqlIdentifier.Write(scope.Names.Aside(QualifiedName.Parse(address).Name))}")];
    }

    /// <summary>The catalog goes on counting columns that are gone.</summary>
    internal override void Complete(IReadOnlyList<SchemaObject> all)
    {
        foreach (var table in all.Select(column => column.Parent!).Distinct())
        {
            var columns = table.Children.Where(child => child.Kind is ColumnKind).OrderBy(column => column.Sub).ToList();
            if (columns[^1].Sub == columns.Count) continue;
            foreach (var (index, column) in columns.Index()) column[Column.Number] = index + 1;
        }
    }

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
               case when c.relkind in ('v', 'm') then null
                   when {(version >= 18_00_00 ? "nn.oid is not null and not nn.convalidated" : "false")} then 'not valid'
                   else nullif(a.attnotnull, false)::text end as not_null,
               {(version >= 18_00_00 ? $"case when nn.coninhcount > 0 then '{ColumnWords.FromAbove}' "
                   + "when nn.conname <> c.relname || '_' || a.attname || '_not_null' then quote_ident(nn.conname) end as not_null_name, "
                   + "quote_ident(nn.conname)"
                   : "null::text as not_null_name, null::text")} as not_null_constraint,
               {(version >= 18_00_00 ? "nullif(nn.connoinherit, false)::text" : "null::text")} as not_null_no_inherit,
               {(version >= 18_00_00 ? "case when nn.coninhcount > 0 and nn.conislocal and not c.relispartition then 'true' end"
                   : "null::text")} as not_null_too,
               case a.attgenerated when 's' then 'stored' when 'v' then 'virtual' end as generated,
               case when a.attgenerated <> '' then (select pg_get_expr(adbin, adrelid) {Expression}) end as expression,
               case when s.options is not null then case a.attidentity when 'a' then 'ALWAYS' when 'd' then 'BY DEFAULT' end end as identity,
               s.options as identity_options,
               case when c.relkind in ('v', 'f') or a.attstorage = y.typstorage then null else
                   case a.attstorage when 'p' then 'PLAIN' when 'e' then 'EXTERNAL' when 'm' then 'MAIN' else 'EXTENDED' end end as storage,
               case y.typstorage when 'p' then 'PLAIN' when 'e' then 'EXTERNAL' when 'm' then 'MAIN' else 'EXTENDED' end as usual_storage,
               case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end as compression,
               {(version >= 17_00_00 ? "a.attstattarget::text" : "nullif(a.attstattarget, -1)::text")} as statistics,
               {Sorted("a.attoptions")} as options, a.attfdwoptions::text[] as foreign_options,
               nullif(not a.attislocal, false)::text as inherited, nullif(a.attinhcount > 0, false)::text as above,
               a.attnum::text as number, y.typcategory::text as type_category,
               case when c.relkind = 'p' then exists(select from pg_depend k where k.classid = 1259 and k.objid = a.attrelid and k.objsubid = a.attnum
                   and k.refclassid = 1259 and k.refobjid = a.attrelid and k.refobjsubid = 0 and k.deptype = 'i')::text end as in_key
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type y on y.oid = a.atttypid
        left join ({Sequences}) s on s.refobjid = a.attrelid and s.refobjsubid = a.attnum
        {(version >= 18_00_00 ? "left join pg_constraint nn on nn.conrelid = a.attrelid and nn.contype = 'n' and nn.conkey = array[a.attnum]" : string.Empty)}
        where c.relkind in ('r', 'p', 'f', 'v', 'm') and a.attnum > 0 and not a.attisdropped and {Managed}
        """;

    internal override string? Rename(SchemaObject item, string name) =>
        $"ALTER {item.Parent!.Kind.OwnerWord} {item.Parent.Id.Address} RENAME COLUMN {SqlIdentifier.Write(item.Name)} TO {SqlIdentifier.Write(name)}";

    internal override string Reference(SchemaObject item) => $"COLUMN {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) =>
        (GivenName.ElementAt(statement, offset), GivenName.ActionAt(statement, offset)) switch
    {
        ((var table, ColumnDefinition column), _) => new(table, column.Name.Text),
        (_, TableAction.AddColumn add) => new(((AlterTable)statement).Name.Value, add.Column.Name.Text),
        _ => null,
    };

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => ColumnWords.Add(item, scope);

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope)
    {
        if ((item[Part.Inherited] && !TableWords.IsLeft(item.Parent!, scope) && !ColumnWords.IsLetGo(item, scope)) || IsTyped(item, scope)
            || item.Parent!.Kind is ViewKind or MaterializedViewKind)
        {
            return [];
        }

        var lost = scope.LostWith(item);
        return
        [
            .. ColumnWords.UndoNotNull(item, scope),
            new($"ALTER {(item.Parent!.Kind is ForeignTableKind ? "FOREIGN TABLE" : "TABLE")} "
                + $"{(ColumnWords.IsKeptBelow(item, scope) ? "ONLY " : string.Empty)}{item.Parent!.Id.Address} DROP COLUMN {SqlIdentifier.Write(item.Name)}")
            {
                Loses = lost, Ignores = lost is null ? ["drop-column another column contains its values"] : [],
            },
        ];
    }

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        ColumnWords.Alter(from, to, attributes, scope);

    /// <summary>Where a column stands among the others can only be seen, not changed.</summary>
    internal override IReadOnlySet<string> Descriptive { get; } =
        new HashSet<string> { Column.Number, Part.Inherited, Part.Above, Column.UsualStorage, Column.NotNullToo };

    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { Column.TypeCategory, Column.InKey, Column.NotNullConstraint };

    /// <summary>Keys, checks, indexes and statistics are rebuilt by the server itself; nothing else may look at a column whose type changes.</summary>
    internal override bool IsInTheWay(SchemaObject dependent, IReadOnlySet<string> attributes) =>
        attributes.Overlaps([Column.Type, Column.Collation, Column.Expression, Column.Generated]) && dependent.Kind switch
        {
            TableKind or SequenceKind => false,
            ColumnKind => dependent[Column.Generated] is not null,
            ConstraintKind when dependent[Constraint.Type] == "f" => true,
            ConstraintKind or IndexKind or StatisticsKind => !IsRebuiltAlike(dependent[Part.Definition]!),
            _ => true,
        };

    // The server rebuilds what it prints, and what is not checked yet it hands down unchecked to tables that have it checked.
    private static bool IsRebuiltAlike(string definition) =>
        !definition.EndsWith(ConstraintKind.Unchecked, StringComparison.Ordinal) && ServerPrint.Readable(definition) == definition;

    /// <summary>The columns of a table of a type change with the type.</summary>
    internal static bool IsTyped(SchemaObject item, Scope scope) =>
        item.Parent![Table.OfType] is not null && scope.From.Find(item.Parent.Id)?[Table.OfType] == scope.To.Find(item.Parent.Id)?[Table.OfType];
}

/// <summary>Default values of columns; an object of its own because it may depend on what depends on the table.</summary>
internal sealed class DefaultKind : Kind
{
    internal override string Name => "default";

    internal override uint Catalog => Defaults;

    internal override uint? ParentCatalog => Relations;

    internal override bool CanGoFirst => true;

    internal override bool ReachesBelow => true;

    internal override bool IsMadeWithin(SchemaObject item, Func<ObjectId, bool> isMade) =>
        isMade(item.Parent!.Id) && !isMade(item.Parent.Parent!.Id) && item.Parent.Parent.Kind is not ViewKind;

    internal override string Query(int version) => $"""
        select d.oid, 0 as sub, d.adrelid as parent, d.adnum::int as parent_sub, null::text as schema, {Plain}, null::text as name,
               pg_get_expr(d.adbin, 0) as expression -- A default names no columns, so the table has not to be looked into.
        from pg_attrdef d where (d.adrelid, d.adnum) not in (select attrelid, attnum from pg_attribute where attgenerated <> '')
        """;

    internal override string Reference(SchemaObject item) => $"DEFAULT OF {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [Set(item, $"SET DEFAULT {item[Column.Expression]}"), .. scope.Counters.Begin(item.Parent!, item.DependsOn)];

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) => [Set(item, "DROP DEFAULT")];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) => Create(to, scope);

    private static Change Set(SchemaObject item, string action) =>
        new($"ALTER {(item.Parent!.Parent!.Kind is ViewKind ? "VIEW" : item.Parent.Parent.Kind is ForeignTableKind ? "FOREIGN TABLE" : "TABLE ONLY")} "
            + $"{item.Parent.Parent.Id.Address} ALTER COLUMN {SqlIdentifier.Write(item.Parent.Name)} {action}");
}
