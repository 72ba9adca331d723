namespace Confiture.Schema;

/// <summary>What the server does not allow because somebody holds values of a type, or because an object is part of another.</summary>
/// <param name="scope">The two schemas.</param>
/// <param name="dependents">Who depends on an object of the first schema.</param>
internal sealed class Holders(Scope scope, Func<SchemaObject, IReadOnlyList<SchemaObject>> dependents)
{
    /// <summary>Objects of the first schema that have to be made anew although they could change in place if nobody held them.</summary>
    internal IEnumerable<SchemaObject> ToReplace(Func<SchemaObject, bool> isChanged) =>
    [
        .. scope.From.Objects.Where(item => item.Kind is CompositeKind && HaveColumns(item) && ChangesInside(item, isChanged)),
        .. scope.From.Objects.Where(item => item.Kind is DomainKind && IsInside(item) && GetsStricter(item)),
        .. scope.From.Objects.Select(WholeThatIsLeft).OfType<SchemaObject>(),
        .. scope.From.Objects.Where(PointsAtWhatLeaves),
    ];

    /// <summary>Says whether a column of a table has a type.</summary>
    internal bool HaveColumns(SchemaObject type) => dependents(type).Any(d => d.Kind is ColumnKind && d.Parent!.Kind is TableKind);

    /// <summary>Columns of other tables whose values are rows of a table.</summary>
    internal IEnumerable<SchemaObject> ColumnsOfRows(SchemaObject table) =>
        dependents(table).Where(d => d.Kind is ColumnKind && d.Parent != table && d.Parent!.Kind is TableKind && d["generated"] is null && !d.Is("above") && scope.To.Find(d.Id) is not null);

    // The server changes nothing about a composite type that a column has.
    private bool ChangesInside(SchemaObject type, Func<SchemaObject, bool> isChanged) =>
        scope.To.Find(type.Id) is { } to && (!type.Children.Select(c => c.Id).ToHashSet().SetEquals(to.Children.Select(c => c.Id)) || type.Children.Any(isChanged));

    // Nor does it look for values inside of arrays, rows and ranges, when a domain allows fewer.
    private bool IsInside(SchemaObject type) => dependents(type).Where(d => d.Parent != type).Any(d => d.Kind switch
    {
        ColumnKind => d.Parent!.Kind is TableKind && d["type"]!.EndsWith("[]", StringComparison.Ordinal),
        AttributeKind => HaveColumns(d.Parent!) || IsInside(d.Parent!),
        RangeKind => HaveColumns(d) || IsInside(d),
        DomainKind => IsInside(d),
        _ => false,
    });

    private bool GetsStricter(SchemaObject domain) =>
        scope.To.Find(domain.Id) is { } to
        && ((to.Is("not_null") && !domain.Is("not_null")) || to.Children.Any(c => DomainConstraintKind.IsWithin(c) && scope.From.Find(c.Id)?["definition"] != c["definition"]));

    // A partition that leaves, if only for a moment, takes rows away from the foreign keys that point at the whole.
    private bool PointsAtWhatLeaves(SchemaObject key) =>
        key.Kind is ConstraintKind && scope.To.Find(key.Id) is not null && key["inherited"] != "true" && ConstraintKind.ReferredTable(key) is { } referred && referred.Get("partition_key") is not null
        && TableWords.Family(referred, scope.From).Any(t => t != referred && t != key.Parent && scope.To.Find(t.Id) is { } to && TableWords.HasOtherParents(t, to));

    // An index can join another one, and leaves it only when that one goes.
    private SchemaObject? WholeThatIsLeft(SchemaObject part)
    {
        if (part.Kind is not (IndexKind or ConstraintKind) || part["part_of"] is not { } address) return null;
        if (scope.To.Find(part.Parent!.Id) is not { } table || table.Get("bound") is null || table["inherits"] != part.Parent["inherits"] || scope.To.Find(part.Id)?["part_of"] == address) return null;
        return WholeOf(part) is { } whole && scope.To.Find(whole.Id) is not null ? Uppermost(whole) : null;
    }

    // What is itself part of another one goes only with that one.
    private static SchemaObject Uppermost(SchemaObject index) => WholeOf(index) is { } whole ? Uppermost(whole) : index;

    private static SchemaObject? WholeOf(SchemaObject part) =>
        part.DependsOn.FirstOrDefault(d => d.Kind is IndexKind ? d.Id.Address == part["part_of"] : d.Kind is ConstraintKind && ConstraintKind.IndexOf(d) == part["part_of"]);
}
