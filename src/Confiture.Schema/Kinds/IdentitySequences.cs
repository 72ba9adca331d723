using Confiture.Sql;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>The sequence of an identity column. It comes and goes with the column's identity;
/// it has privileges and a comment of its own, and may count in another type.</summary>
internal sealed class IdentitySequenceKind : Kind
{
    private static readonly Attribute<string> Sequence = new("sequence"), UsualType = new("usual_type"), Minimum = new("minimum"), Maximum = new(
        "maximum"), Type = new("type");

    internal override string Name => "identity sequence";

    internal override uint Catalog => Relations;

    internal override uint? ParentCatalog => Relations;

    internal override Grants Grants => Grants.OfSequences;

    internal override bool StepsAside(SchemaObject item, PlannedActions actions) => actions.Scope.Counters.StepsAside(item.Parent!);

    /// <summary>It goes with the identity of its column.</summary>
    internal override IEnumerable<Change> Forget(SchemaObject item, Scope scope) => [];

    internal override string Query(int version) => $"""
        select c.oid, 0 as sub, d.refobjid as parent, d.refobjsubid::int as parent_sub, null::text as schema, {Plain}, null::text as name,
               {Privileges('s', "c.relacl", "c.relowner")},
               quote_ident(n.nspname) || '.' || quote_ident(c.relname) as sequence,
               case when s.seqtypid <> a.atttypid then format_type(s.seqtypid, null) end as type, format_type(a.atttypid, null) as usual_type,
               {(version >= 15_00_00
                   ? "case when c.relpersistence <> (select relpersistence from pg_class where oid = a.attrelid) then (c.relpersistence = 'u')::text end"
                   : "null::text")} as unlogged,
               s.seqmin::text as minimum, s.seqmax::text as maximum
        from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_depend d on d.classid = 1259 and d.objid = c.oid and d.refclassid = 1259 and d.deptype = 'i'
        join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
        where {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"SEQUENCE {item[Sequence]}";

    internal override IReadOnlySet<string> Descriptive { get; } = new HashSet<string> { Sequence };

    internal override string Occupies(SchemaObject item)
    {
        var name = QualifiedName.Parse(item[Sequence]!);
        return $"types and relations {name.Schema}.{name.Name}";
    }

    internal override string Rename(SchemaObject item, string name) => $"ALTER SEQUENCE {item[Sequence]} RENAME TO {SqlIdentifier.Write(name)}";

    /// <summary>The limits are the column's to change.</summary>
    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { UsualType, Minimum, Maximum };

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [.. item[Type] is null ? [] : Retyped(item), .. item[Stored.Unlogged] is null ? [] : (IEnumerable<Change>)[Logged(item)]];

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) => [];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        [.. attributes.Contains(Type) ? Retyped(to) : [], .. attributes.Contains(Stored.Unlogged) ? (IEnumerable<Change>)[Logged(to)] : []];

    // The table hands on its own persistence, in which the sequence may differ.
    private static Change Logged(SchemaObject item) =>
        new($"ALTER SEQUENCE {item[Sequence]} SET {((item[Stored.Unlogged] ?? item.Parent!.Parent![Stored.Unlogged]) == true ? "UNLOGGED" : "LOGGED")}");

    private static Change[] Retyped(SchemaObject item) =>
        [new($"ALTER SEQUENCE {item[Sequence]} AS {item[Type] ?? item[UsualType]} MINVALUE {item[Minimum]} MAXVALUE {item[Maximum]}")];
}

/// <summary>A system column, such as <c>ctid</c>, on which somebody has a privilege.</summary>
internal sealed class SystemColumnKind : Kind
{
    internal override string Name => "system column";

    internal override uint Catalog => Relations;

    internal override uint? ParentCatalog => Relations;

    internal override IEnumerable<Change> Grant(SchemaObject item, IReadOnlyList<string> from, IReadOnlyList<string> to) => GrantColumn(item, from, to);

    internal override string Query(int version) => $"""
        select a.attrelid as oid, a.attnum::int as sub, a.attrelid as parent, null::text as schema, {Plain}, a.attname::text as name,
               a.attacl::text[] as privileges
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace where a.attnum < 0
            and a.attacl is not null and {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"COLUMN {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [];

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) => Grant(item, item[Facets.Privileges], []);
}
