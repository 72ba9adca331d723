using Confiture.Sql.Syntax;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>The attributes of sequences.</summary>
internal static class Sequence
{
    internal static readonly Attribute<string> Type = new("type"), Increment = new("increment"), Minimum = new("minimum"), Maximum = new(
        "maximum"), Start = new("start");

    /// <summary>The column that it is dropped with.</summary>
    internal static readonly Attribute<string> OwnedBy = new("owned_by");

    internal static Change Logged(SchemaObject item) => new($"ALTER SEQUENCE {item.Id.Address} SET {(item[Stored.Unlogged] == true ? "UNLOGGED" : "LOGGED")}");

    internal static string Clause(string option, string value) => option switch
    {
        "type" => $"AS {value}",
        "increment" => $"INCREMENT BY {value}",
        "minimum" => $"MINVALUE {value}",
        "maximum" => $"MAXVALUE {value}",
        "start" => $"START WITH {value}",
        "cache" => $"CACHE {value}",
        _ => value == "true" ? "CYCLE" : "NO CYCLE",
    };
}

/// <summary>Sequences that stand on their own; those of identity columns belong to their columns.</summary>
internal sealed class SequenceKind : RelationKind
{
    private static readonly Attribute<string>[] Options =
        [Sequence.Type, Sequence.Increment, Sequence.Minimum, Sequence.Maximum, Sequence.Start, new("cache"), new("cycle")];

    internal override string Name => "sequence";

    internal override string OwnerWord => "SEQUENCE";

    internal override bool Counts => true;

    internal override Grants Grants => Grants.OfSequences;

    internal override bool IsOwnedBy(char dependency) => dependency == 'a';

    internal override IEnumerable<SchemaObject> TakenBy(SchemaObject item) => item.OwningColumn is { } column ? [column] : [];

    internal override bool HoldsData(SchemaObject item) => item.OwningColumn is null;

    internal override double LikenessOf(SchemaObject from, SchemaObject to, bool byName) => Likeness.OfCounters(from, to);

    internal override bool StepsAside(SchemaObject item, PlannedActions actions) => actions.Scope.Counters.StepsAside(item);

    internal override string Query(int version) => $"""
        select c.oid, 0 as sub, {InSchema}, {Plain}, c.relname::text as name, {Owner("c.relowner")}, {Privileges('s', "c.relacl", "c.relowner")},
               format_type(s.seqtypid, null) as type, s.seqincrement::text as increment, s.seqmin::text as minimum, s.seqmax::text as maximum,
               s.seqstart::text as start, s.seqcache::text as cache, s.seqcycle::text as cycle, (c.relpersistence = 'u')::text as unlogged,
               (select quote_ident(tn.nspname) || '.' || quote_ident(t.relname) || '.' || quote_ident(a.attname)
                from pg_depend d join pg_class t on t.oid = d.refobjid join pg_namespace tn on tn.oid = t.relnamespace
                join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                where d.classid = 1259 and d.objid = c.oid and d.refclassid = 1259 and d.deptype = 'a') as owned_by
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_sequence s on s.seqrelid = c.oid
        where c.relkind = 'S' and {Managed} and not exists (select from pg_depend d where d.classid = 1259 and d.objid = c.oid and d.deptype = 'i')
        """;

    /// <summary>The sequence of a column is named after it.</summary>
    internal override bool IsSameButForName(SchemaObject from, SchemaObject to) => from[Sequence.OwnedBy] is { } column && to[Sequence.OwnedBy] == column;

    internal override string Reference(SchemaObject item) => $"SEQUENCE {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is CreateSequence sequence ? new(sequence.Name.Value) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"CREATE {(item[Stored.Unlogged] == true ? "UNLOGGED " : string.Empty)}SEQUENCE {item.Id.Address} "
            + $"{string.Join(" ", Options.Select(option => Sequence.Clause(option, item[option]!)))}"), .. scope.Counters.Begin(item)];

    /// <summary>What counts for a column goes with the column, or hands its value over.</summary>
    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) =>
        [new($"DROP SEQUENCE {item.Id.Address}") { Loses = item[Sequence.OwnedBy] is not null
            || scope.Counters.Successions.Any(s => s.Old?.Holder == item) ? null : $"the value of {item.Id}" }];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        List<Change> changes = [];
        // It has to have its table's owner before it can belong to a column, and no column while it gets another one.
        if (attributes.Contains(Sequence.OwnedBy) && from[Sequence.OwnedBy] is not null && from[Facets.Owner] != to[Facets.Owner])
            changes.Add(new($"ALTER SEQUENCE {to.Id.Address} OWNED BY NONE"));
        if (attributes.Contains(Stored.Unlogged)) changes.Add(Sequence.Logged(to));
        // A new type brings new limits of its own unless they are said again.
        Attribute<string>[] changed =
            [.. Options.Where(option => attributes.Contains(option)
                || (attributes.Contains(Sequence.Type) && (option == Sequence.Minimum || option == Sequence.Maximum)))];
        changes.AddRange(SequenceBounds.Of(from).MakeFit(to.Id.Address, SequenceBounds.Of(to)));
        if (changed.Length > 0)
            changes.Add(new($"ALTER SEQUENCE {to.Id.Address} {string.Join(" ", changed.Select(option => Sequence.Clause(option, to[option]!)))}"));
        return changes;
    }

    internal override IReadOnlySet<string> Late { get; } = new HashSet<string> { Sequence.OwnedBy };

    internal override IEnumerable<LateChange> Finish(SchemaObject? from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        [new(new Change($"ALTER SEQUENCE {to.Id.Address} OWNED BY {to[Sequence.OwnedBy] ?? "NONE"}"),
            to[Sequence.OwnedBy] is { } column && scope.To.Find(Column.Kind, column) is { } owner ? [owner] : [])];
}
