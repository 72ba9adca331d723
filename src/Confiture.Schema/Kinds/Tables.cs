using Confiture.Sql;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>Tables, partitioned tables and partitions.</summary>
internal sealed class TableKind : RelationKind
{
    internal override string Name => "table";

    internal override string OwnerWord => "TABLE";

    internal override string Query(int version) => $"""
        {Rows()},
               (c.relpersistence = 'u')::text as unlogged, {Relation}, {Inheritance},
               pg_get_partkeydef(c.oid) as partition_key, pg_get_expr(c.relpartbound, c.oid) as bound,
               case when c.relispartition then pg_get_partition_constraintdef(c.oid) end as partition_constraint,
               {(version >= 17_00_00 ? "case when c.relkind = 'p' then null else am.amname::text end" : "am.amname::text")} as access_method,
               {TypeOf("c.reloftype")} as of_type, c.relrowsecurity::text as row_security, c.relforcerowsecurity::text as force_row_security,
               case c.relreplident when 'f' then 'FULL' when 'n' then 'NOTHING' when 'i' then
                   (select 'USING INDEX ' || quote_ident(ic.relname) from pg_index i join pg_class ic on ic.oid = i.indexrelid where i.indrelid = c.oid and i.indisreplident) end as replica_identity,
               (select quote_ident(ic.relname) from pg_index i join pg_class ic on ic.oid = i.indexrelid where i.indrelid = c.oid and i.indisclustered) as clustered_on,
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

    internal override IReadOnlySet<string> Late { get; } = new HashSet<string> { "bound", "clustered_on", "replica_identity" };

    /// <summary>It says what the bound says.</summary>
    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { "partition_constraint" };

    internal override IEnumerable<LateChange> Finish(SchemaObject? from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) => TableWords.Finish(from, to, attributes, scope);

    internal override bool IsLateChange(string name, SchemaObject from, SchemaObject to) => TableWords.IsLateChange(name, from, to);

    /// <summary>A partition that leaves loses the triggers that it has from above, and with them when they fire here.</summary>
    internal override bool IsInTheWay(SchemaObject dependent, IReadOnlySet<string> attributes) => dependent.Kind is PartitionTriggerKind && attributes.Overlaps(["bound", "inherits"]);

    internal override IEnumerable<Change> Leave(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) => TableWords.Leave(from, to, attributes, scope);

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => TableWords.Create(item, scope);

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) => TableWords.Drop(item, scope);

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) => TableWords.Alter(from, to, attributes, scope);
}

/// <summary>Tables whose rows are elsewhere.</summary>
internal sealed class ForeignTableKind : RelationKind
{
    internal override string Name => "foreign table";

    internal override string OwnerWord => "FOREIGN TABLE";

    internal override string Query(int version) => $"""
        {Rows()}, {TableKind.Inheritance}, pg_get_expr(c.relpartbound, c.oid) as bound,
               (select quote_ident(s.srvname) from pg_foreign_server s where s.oid = f.ftserver) as server, f.ftoptions::text[] as foreign_options
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_type y on y.oid = c.reltype join pg_foreign_table f on f.ftrelid = c.oid
        where c.relkind = 'f' and {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"FOREIGN TABLE {item.Id.Address}";

    internal override IReadOnlySet<string> Late { get; } = new HashSet<string> { "bound" };

    internal override IEnumerable<LateChange> Finish(SchemaObject? from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) => TableWords.Finish(from, to, attributes, scope);

    internal override IEnumerable<Change> Leave(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) => TableWords.Leave(from, to, attributes, scope);

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => TableWords.Create(item, scope);

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Contains("server")) return null;
        List<Change> changes = [.. TableWords.Join(from, to, attributes, scope)];
        if (attributes.Contains("foreign_options")) changes.Add(new($"ALTER FOREIGN TABLE {to.Id.Address} {ForeignOptions.Changed(from, to)}"));
        return changes;
    }
}
