using Confiture.Sql;
using Confiture.Sql.Syntax;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>Indexes that no constraint made.</summary>
internal sealed class IndexKind : RelationKind
{
    private static readonly Attribute<string> Core = new("core");
    private static readonly Attribute<IReadOnlyList<string>> Targets = new("statistics");

    internal override string Name => "index";

    internal override uint? ParentCatalog => Relations;

    /// <summary>No statement of a body names one.</summary>
    internal override NameSort? NamedAs => null;

    internal override bool CanBeChosen => true;

    internal override bool CanGoFirst => true;

    internal override bool FollowsRows => true;

    internal override SchemaObject? WholeOf(SchemaObject item) => IndexOf(item, item[Part.PartOf]);

    /// <summary>An index that is part of another one goes with it.</summary>
    internal override IEnumerable<SchemaObject> TakenBy(SchemaObject item) => [item.Parent!, .. WholeOf(item) is { } whole ? (SchemaObject[])[whole] : []];

    internal override KeyWords? Demands(SchemaObject item) =>
        item[Part.Definition]!.StartsWith("CREATE UNIQUE ", StringComparison.Ordinal) ? KeyWords.OfIndex(item[Part.Definition]!) : null;

    internal override bool IsEnforced(SchemaObject item) => item[Part.Valid] == true;

    internal override bool IsUnbuilt(SchemaObject item) => item[Part.Valid] == false && item.Parent![Table.PartitionKey] is null;

    internal override bool IsAlike(SchemaObject from, SchemaObject to) => true;

    internal override IEnumerable<SchemaObject> Evaluated(SchemaObject item, bool isNew, Func<SchemaObject, IEnumerable<SchemaObject>> kept) => [item];

    internal override bool IsMadeForSuccessor(SchemaObject item) => true;

    internal override bool CanBeMadeAhead(SchemaObject item) => true;

    internal override string? Hindrance(SchemaObject item, IEnumerable<SchemaObject> dependents) => item[Part.Valid] == true ? null : $"{item.Id} is not valid";

    internal override IEnumerable<SchemaObject> ToReplace(SchemaObject item, Holders holders) => WholeThatIsLeft(item, holders);

    /// <summary>An index can join another one, and leaves it only when that one goes.</summary>
    internal static IEnumerable<SchemaObject> WholeThatIsLeft(SchemaObject part, Holders holders)
    {
        if (part[Part.PartOf] is not { } address || holders.Wanted(part.Parent!) is not { } table) return [];
        if (table[Table.Bound] is null || !table.Agrees(part.Parent!, Table.Inherits)) return [];
        if (holders.Wanted(part)?[Part.PartOf] == address) return [];
        return IndexOf(part, address) is { } whole && holders.Wanted(whole) is not null ? [Uppermost(whole)] : [];
    }

    // What is itself part of another one goes only with that one.
    private static SchemaObject Uppermost(SchemaObject index) => IndexOf(index, index[Part.PartOf]) is { } whole ? Uppermost(whole) : index;

    private static SchemaObject? IndexOf(SchemaObject part, string? address) =>
        address is null
            ? null
            : part.DependsOn.FirstOrDefault(d => (d.Kind is IndexKind ? d.Id.Address : d.Kind is ConstraintKind ? ConstraintKind.IndexOf(d) : null) == address);

    /// <summary>So that queries are never without one. Not for an index that hangs on something that goes, nor for one that is part of another.</summary>
    internal override bool StepsAside(SchemaObject item, PlannedActions actions) =>
        actions.IsReplaced(item.Id) && actions.Scope.IsInUse(item.Parent!) && actions.Stays(item.Parent!.Id) && OnlineWords.IsPlain(item)
        && actions.Scope.From.Find(item.Id)!.DependsOn.All(on => actions.IsUntouched(on.Id) || on.Id == item.Parent!.Id);

    internal override IEnumerable<Change> Forget(SchemaObject item, Scope scope) =>
        [new($"DROP INDEX CONCURRENTLY IF EXISTS {AddressAside(item, scope)}") { OutsideTransaction = true, Pace = Pace.Long }];

    internal override string Query(int version) => $"""
        select c.oid, 0 as sub, i.indrelid as parent, n.nspname::text as schema, {Plain}, c.relname::text as name,
               d.text as definition, case when c.reloptions is null then d.text else regexp_replace(d.text, ' WITH \([^)]*\)', '') end as core,
               i.indisvalid::text as valid, {TableKind.Relation},
               (select quote_ident(pn.nspname) || '.' || quote_ident(p.relname) from pg_inherits h join pg_class p on p.oid = h.inhparent
                   join pg_namespace pn on pn.oid = p.relnamespace where h.inhrelid = c.oid) as part_of,
               case when i.indexprs is not null then -- Only these can have any.
                   (select array_agg(attnum::text || '=' || attstattarget::text order by attnum) from pg_attribute where attrelid = c.oid and attnum > 0
                       and attstattarget >= 0) end as statistics
        from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
        cross join lateral (select pg_get_indexdef(c.oid) as text offset 0) d -- Printed once.
        where {Managed} and not exists (select from pg_constraint k where k.conindid = c.oid and k.contype in ('p', 'u', 'x'))
        """;

    /// <summary>The name stands alone: it is one of the schema's.</summary>
    internal override string Address(SchemaObject? parent, string? schema, string name, string? detail) => base.Address(null, schema, name, detail);

    internal override string? Rename(SchemaObject item, string name) => $"ALTER INDEX {item.Id.Address} RENAME TO {SqlIdentifier.Write(name)}";

    internal override bool IsSameButForName(SchemaObject from, SchemaObject to) =>
        from.DifferencesTo(to).All(name => Facets.Names.Contains(name) || name is "definition" or "core") && Nameless(from) == Nameless(to);

    // What stands before the table is the name alone.
    private static string Nameless(SchemaObject item) =>
        item[Core]!.Replace($" INDEX {SqlIdentifier.Write(item.Name)} ON ", " INDEX ON ", StringComparison.Ordinal);

    internal override string Reference(SchemaObject item) => $"INDEX {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) =>
        statement is CreateIndex { Name: { } name } index ? new(new(index.Table.Schema, name.Text)) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope)
    {
        var create = item[Part.Definition]! + (item[Stored.Tablespace] is { } tablespace ? $" TABLESPACE {tablespace}" : string.Empty);
        foreach (var change in OnlineWords.CreateIndex(item, create, scope)) yield return change;
        foreach (var target in item[Targets].Select(s => s.Split('=')))
            yield return new($"ALTER INDEX {item.Id.Address} ALTER COLUMN {target[0]} SET STATISTICS {target[1]}");
    }

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) => OnlineWords.DropIndex(item, item.Id.Address, scope);

    internal override IReadOnlySet<string> Late { get; } = new HashSet<string> { Part.PartOf };

    /// <summary>What a failed build leaves is repaired, and never made.</summary>
    internal override IReadOnlySet<string> OneWay { get; } = new HashSet<string> { Part.Valid };

    /// <summary>The order of its options is the order in which they were given.</summary>
    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { Part.Definition };

    internal override IEnumerable<LateChange> Finish(SchemaObject? from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        Join(to, to.Id.Address, scope);

    /// <summary>Joins an index of a partition to that of the parent; done already, it does nothing.</summary>
    internal static IEnumerable<LateChange> Join(SchemaObject item, string index, Scope scope)
    {
        if (item[Part.PartOf] is not { } whole) return [];
        var above = scope.To.Objects.Where(o => o.Kind is IndexKind ? o.Id.Address == whole : o.Kind is ConstraintKind && ConstraintKind.IndexOf(o) == whole);
        return [new(new Change($"ALTER INDEX {whole} ATTACH PARTITION {index}"), [.. above, item.Parent!])];
    }

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Contains(Core)) return null;
        List<Change> changes = [];
        // That of a whole is valid when it has one in each part.
        if (attributes.Contains(Part.Valid) && to[Part.Valid] == true && to.Parent![Table.PartitionKey] is null) changes.Add(OnlineWords.Repair(to, scope));
        if (attributes.Contains(Stored.Options))
            changes.AddRange(RelationOptions.Changed($"ALTER INDEX {to.Id.Address}", from[Stored.Options], to[Stored.Options]));
        if (attributes.Contains(Stored.Tablespace))
            changes.Add(new($"ALTER INDEX {to.Id.Address} SET TABLESPACE {to[Stored.Tablespace] ?? scope.From.Tablespace}"));
        if (attributes.Contains(Targets))
        {
            foreach (var gone in from[Targets].Except(to[Targets], StringComparer.Ordinal))
                changes.Add(new($"ALTER INDEX {to.Id.Address} ALTER COLUMN {gone.Split('=')[0]} SET STATISTICS -1"));
            foreach (var set in to[Targets].Except(from[Targets], StringComparer.Ordinal))
                changes.Add(new($"ALTER INDEX {to.Id.Address} ALTER COLUMN {set.Split('=')[0]} SET STATISTICS {set.Split('=')[1]}"));
        }

        return changes;
    }
}
