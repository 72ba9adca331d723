namespace Confiture.Schema;

/// <summary>
/// Decides for each object what happens to it: it goes, it comes, it changes in place, or it goes and comes again because it cannot
/// change, or because something that it depends on cannot change under it.
/// </summary>
internal sealed class PlannedActions
{
    private readonly Dictionary<ObjectId, List<SchemaObject>> dependents;
    private readonly HashSet<ObjectId> replaced = [];
    private readonly Dictionary<ObjectId, IReadOnlySet<string>> changed = [];
    private readonly HashSet<ObjectId> retyped = [];

    internal PlannedActions(Scope scope)
    {
        Scope = scope;
        dependents = scope.From.Objects.SelectMany(item => item.DependsOn.Select(on => (On: on.Id, Item: item))).GroupBy(pair => pair.On).ToDictionary(group => group.Key, group => group.Select(pair => pair.Item).ToList());
        foreach (var item in scope.To.Objects)
        {
            if (scope.From.Find(item.Id) is { } old && Differences(old, item) is { Count: > 0 } attributes) changed[item.Id] = attributes;
        }

        foreach (var type in scope.From.Objects.Where(item => item.Kind is CompositeKind && IsHeldByColumns(item) && ChangesInside(item)).ToList()) Replace(type);
        foreach (var (id, attributes) in changed.ToList()) Consider(scope.From.Find(id)!, scope.To.Find(id)!, attributes);
        foreach (var item in scope.From.Objects.Where(item => scope.To.Find(item.Id) is null).ToList()) ClearTheWay(item, static _ => true);
    }

    internal Scope Scope { get; }

    /// <summary>What is dropped, without what comes again.</summary>
    internal IEnumerable<SchemaObject> Dropped => Scope.From.Objects.Where(item => Scope.To.Find(item.Id) is null || replaced.Contains(item.Id));

    /// <summary>What is made, new or again.</summary>
    internal IEnumerable<SchemaObject> Created => Scope.To.Objects.Where(item => Scope.From.Find(item.Id) is null || replaced.Contains(item.Id));

    /// <summary>What changes in place, with the attributes that differ.</summary>
    internal IEnumerable<(SchemaObject From, SchemaObject To, IReadOnlySet<string> Attributes)> Altered =>
        changed.Where(c => !replaced.Contains(c.Key)).OrderBy(c => c.Key, ObjectId.Order).Select(c => (Scope.From.Find(c.Key)!, Scope.To.Find(c.Key)!, c.Value));

    /// <summary>Columns of a type that is made anew while they keep their values.</summary>
    internal IEnumerable<(SchemaObject From, SchemaObject To)> Retyped => retyped.Order(ObjectId.Order).Select(id => (Scope.From.Find(id)!, Scope.To.Find(id)!));

    /// <summary>Says whether an object makes room for its successor under another name: a type because columns still have it, an index because queries still use it.</summary>
    internal bool IsSwapped(SchemaObject type) =>
        IndexSwap.IsPossible(type, this) || (type.Kind is TypeKind && replaced.Contains(type.Id) && dependents.GetValueOrDefault(type.Id, []).Any(d => retyped.Contains(d.Id)));

    /// <summary>Says whether an object of both schemas goes and comes again.</summary>
    internal bool IsReplaced(ObjectId id) => replaced.Contains(id) && Scope.From.Find(id) is not null && Scope.To.Find(id) is not null;

    /// <summary>Says whether an object stays, changed or not.</summary>
    internal bool Stays(ObjectId id) => Scope.To.Find(id) is not null && !replaced.Contains(id);

    /// <summary>Says whether an object stays and what it is stays too.</summary>
    internal bool IsUntouched(ObjectId id) => Stays(id) && !retyped.Contains(id) && (!changed.TryGetValue(id, out var attributes) || attributes.IsSubsetOf(Facets.Names));

    private static HashSet<string> Differences(SchemaObject from, SchemaObject to) =>
        [.. from.DifferencesTo(to).Except(to.Kind.Descriptive, StringComparer.Ordinal)];

    // The server changes nothing about a composite type that a column has.
    private bool IsHeldByColumns(SchemaObject type) => dependents.GetValueOrDefault(type.Id, []).Any(d => d.Kind is ColumnKind && d.Parent!.Kind is TableKind);

    private bool ChangesInside(SchemaObject type)
    {
        if (Scope.To.Find(type.Id) is not { } to) return false;
        return !type.Children.Select(c => c.Id).ToHashSet().SetEquals(to.Children.Select(c => c.Id)) || type.Children.Any(c => changed.TryGetValue(c.Id, out var attributes) && !attributes.IsSubsetOf(Facets.Names));
    }

    private void Consider(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes)
    {
        HashSet<string> own = [.. attributes.Except(Facets.Names, StringComparer.Ordinal).Except(to.Kind.Late, StringComparer.Ordinal)];
        if (own.Count == 0) return;
        if (to.Kind.Alter(from, to, own, Scope) is null) Replace(from);
        else ClearTheWay(from, dependent => to.Kind.IsInTheWay(dependent, own));
    }

    private void Replace(SchemaObject from)
    {
        if (!replaced.Add(from.Id)) return;
        foreach (var child in from.Children) Replace(child);
        foreach (var child in Scope.To.Find(from.Id)?.Children ?? []) replaced.Add(child.Id);
        ClearTheWay(from, static _ => true);
    }

    // What is only in the old schema goes anyway; what is in both comes again.
    private void ClearTheWay(SchemaObject from, Func<SchemaObject, bool> isInTheWay)
    {
        foreach (var dependent in dependents.GetValueOrDefault(from.Id, []))
        {
            if (dependent.Kind is ColumnKind && from.Kind is ColumnKind && dependent.Parent != from.Parent) continue;
            if (!isInTheWay(dependent) || Scope.To.Find(dependent.Id) is null || replaced.Contains(dependent.Id)) continue;
            if (from.Kind is TypeKind or ExtensionKind && dependent.Kind is ColumnKind && dependent.Parent!.Kind is TableKind && Scope.To.Find(from.Id) is not null) Retype(dependent);
            else if (!LetsGoByItself(dependent, from)) Replace(dependent);
        }
    }

    private void Retype(SchemaObject column)
    {
        if (!retyped.Add(column.Id)) return;
        HashSet<string> type = ["type"];
        ClearTheWay(column, dependent => column.Kind.IsInTheWay(dependent, type));
    }

    // An object whose own change ends the dependency needs no replacement: a column default that names another function, for example.
    private bool LetsGoByItself(SchemaObject dependent, SchemaObject on)
    {
        if (Scope.To.Find(on.Id) is not null) return false;
        var to = Scope.To.Find(dependent.Id)!;
        if (!changed.TryGetValue(dependent.Id, out var attributes)) return false;
        HashSet<string> own = [.. attributes.Except(Facets.Names, StringComparer.Ordinal).Except(to.Kind.Late, StringComparer.Ordinal)];
        return own.Count > 0 && to.Kind.Alter(dependent, to, own, Scope) is not null;
    }
}
