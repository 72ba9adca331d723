using Confiture.Sql.Syntax;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>The attributes of tables; foreign tables have some of them.</summary>
internal static class Table
{
    internal const string Kind = "table";

    /// <summary>The tables above.</summary>
    internal static readonly Attribute<IReadOnlyList<string>> Inherits = new("inherits");

    /// <summary>Which rows a partition takes, and the same as a condition.</summary>
    internal static readonly Attribute<string> Bound = new("bound"), PartitionConstraint = new("partition_constraint");

    internal static readonly Attribute<string> PartitionKey = new("partition_key"), OfType = new("of_type"), Server = new("server");

    internal static readonly Attribute<bool> RowSecurity = new("row_security"), ForceRowSecurity = new("force_row_security");

    internal static readonly Attribute<string> ReplicaIdentity = new("replica_identity"), ClusteredOn = new("clustered_on");
}

/// <summary>Tables, partitioned tables and partitions.</summary>
internal sealed class TableKind : RelationKind
{
    internal override string Name => Table.Kind;

    internal override string OwnerWord => "TABLE";

    internal override bool HoldsRows => true;

    internal override bool HasIndexes => true;

    internal override bool IsLockedAlone => true;

    internal override bool GrowsAtTheEnd => true;

    internal override Grants Grants => Grants.OfRows;

    internal override bool IsAlike(SchemaObject from, SchemaObject to) => true;

    internal override bool HoldsData(SchemaObject item) => true;

    internal override double LikenessOf(SchemaObject from, SchemaObject to, bool byName) => Likeness.OfRows(from, to);

    internal override IEnumerable<SchemaObject> Evaluated(SchemaObject item, bool isNew, Func<SchemaObject, IEnumerable<SchemaObject>> kept) =>
        isNew ? [] : [item, .. kept(item)];

    internal override string Query(int version) => $"""
        {Rows()},
               (c.relpersistence = 'u')::text as unlogged, {Relation}, {Inheritance},
               pg_get_partkeydef(c.oid) as partition_key, pg_get_expr(c.relpartbound, c.oid) as bound,
               case when c.relispartition then pg_get_partition_constraintdef(c.oid) end as partition_constraint,
               {(version >= 17_00_00 ? "case when c.relkind = 'p' then null else am.amname::text end" : "am.amname::text")} as access_method,
               {TypeOf("c.reloftype")} as of_type, c.relrowsecurity::text as row_security, c.relforcerowsecurity::text as force_row_security,
               case c.relreplident when 'f' then 'FULL' when 'n' then 'NOTHING' when 'i' then
                   (select 'USING INDEX ' || quote_ident(ic.relname) from pg_index i join pg_class ic on ic.oid = i.indexrelid where i.indrelid = c.oid
                       and i.indisreplident) end as replica_identity,
               (select quote_ident(ic.relname) from pg_index i join pg_class ic on ic.oid = i.indexrelid where i.indrelid = c.oid
                   and i.indisclustered) as clustered_on,
               {Sorted("t.reloptions")} as toast_options
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_type y on y.oid = c.reltype
        left join pg_am am on am.oid = c.relam left join pg_class t on t.oid = c.reltoastrelid
        where c.relkind in ('r', 'p') and {Managed}
        """;

    /// <summary>Options and tablespace, as every relation has them.</summary>
    internal static string Relation => $"""
        {Sorted("c.reloptions")} as options,
        (select quote_ident(spcname) from pg_tablespace where oid = c.reltablespace) as tablespace
        """;

    /// <summary>The tables above, in order.</summary>
    internal static string Inheritance => """
        (select array_agg(quote_ident(pn.nspname) || '.' || quote_ident(p.relname) order by h.inhseqno) from pg_inherits h
         join pg_class p on p.oid = h.inhparent join pg_namespace pn on pn.oid = p.relnamespace where h.inhrelid = c.oid) as inherits
        """;

    internal override string Reference(SchemaObject item) => $"TABLE {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is CreateTable table ? new(table.Name.Value) : null;

    internal override IReadOnlySet<string> Late { get; } = new HashSet<string> { Table.Bound, Table.ClusteredOn, Table.ReplicaIdentity };

    /// <summary>It says what the bound says.</summary>
    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { Table.PartitionConstraint };

    internal override IEnumerable<LateChange> Finish(SchemaObject? from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        TableWords.Finish(from, to, attributes, scope);

    internal override bool IsLateChange(string name, SchemaObject from, SchemaObject to) => TableWords.IsLateChange(name, from, to);

    /// <summary>A partition that is detached loses its inherited triggers, and with them the setting when they fire here.</summary>
    internal override bool IsInTheWay(SchemaObject dependent, IReadOnlySet<string> attributes) =>
        dependent.Kind is PartitionTriggerKind && attributes.Overlaps([Table.Bound, Table.Inherits]);

    internal override IEnumerable<Change> Leave(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        TableWords.Leave(from, to, attributes, scope);

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => TableWords.Create(item, scope);

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) => TableWords.Drop(item, scope);

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        TableWords.Alter(from, to, attributes, scope);
}

/// <summary>Tables whose rows are elsewhere.</summary>
internal sealed class ForeignTableKind : RelationKind
{
    internal override string Name => "foreign table";

    internal override string OwnerWord => "FOREIGN TABLE";

    internal override bool IsLockedAlone => true;

    internal override bool GrowsAtTheEnd => true;

    internal override Grants Grants => Grants.OfRows;

    internal override string GrantTarget(SchemaObject item) => $"TABLE {item.Id.Address}";

    internal override bool HoldsData(SchemaObject item) => true;

    internal override bool IsOfItsTypes(SchemaObject item) => true;

    internal override double LikenessOf(SchemaObject from, SchemaObject to, bool byName) => Likeness.OfRows(from, to);

    internal override string Query(int version) => $"""
        {Rows()}, {TableKind.Inheritance}, pg_get_expr(c.relpartbound, c.oid) as bound,
               (select quote_ident(s.srvname) from pg_foreign_server s where s.oid = f.ftserver) as server, f.ftoptions::text[] as foreign_options
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_type y on y.oid = c.reltype join pg_foreign_table f on f.ftrelid = c.oid
        where c.relkind = 'f' and {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"FOREIGN TABLE {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is CreateForeignTable table ? new(table.Table.Name.Value) : null;

    internal override IReadOnlySet<string> Late { get; } = new HashSet<string> { Table.Bound };

    internal override IEnumerable<LateChange> Finish(SchemaObject? from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        TableWords.Finish(from, to, attributes, scope);

    internal override IEnumerable<Change> Leave(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        TableWords.Leave(from, to, attributes, scope);

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => TableWords.Create(item, scope);

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Contains(Table.Server)) return null;
        List<Change> changes = [.. TableWords.Join(from, to, attributes, scope)];
        if (attributes.Contains(ForeignOptions.All)) changes.Add(new($"ALTER FOREIGN TABLE {to.Id.Address} {ForeignOptions.Changed(from, to)}"));
        return changes;
    }
}
