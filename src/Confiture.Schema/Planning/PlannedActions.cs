namespace Confiture.Schema;

/// <summary>
/// Decides for each object what happens to it: it goes, it comes, it changes in place, or it goes and comes again because it cannot
/// change, or because something that it depends on cannot change under it.
/// </summary>
internal sealed class PlannedActions
{
    private static readonly HashSet<string> Type = [Column.Type];
    private readonly Dictionary<ObjectId, List<SchemaObject>> dependents;
    private readonly HashSet<ObjectId> replaced = [];
    private readonly Dictionary<ObjectId, IReadOnlySet<string>> changed = [];
    private readonly HashSet<ObjectId> retyped = [];
    private readonly HashSet<ObjectId> parked = [];
    private readonly Holders holders;

    internal PlannedActions(Scope scope)
    {
        Scope = scope with { Stays = Stays };
        dependents = scope.From.Objects.SelectMany(item => item.DependsOn.Select(on => (On: on.Id, Item: item))).GroupBy(pair => pair.On)
            .ToDictionary(group => group.Key, group => group.Select(pair => pair.Item).ToList());
        foreach (var item in scope.To.Objects)
        {
            if (scope.From.Find(item.Id) is { } old && Differences(old, item) is { Count: > 0 } attributes) changed[item.Id] = attributes;
        }

        holders = new(scope, DependentsOf, item => changed.TryGetValue(item.Id, out var attributes) && !attributes.IsSubsetOf(Facets.Names));
        foreach (var item in scope.From.Objects.SelectMany(item => item.Kind.ToReplace(item, holders)).ToList()) Replace(item);
        foreach (var check in scope.To.Objects.Where(o => o.Kind.IsNoLongerOwn(scope.From.Find(o.Id), o)).ToList()) HandDownAgain(check);
        foreach (var (id, attributes) in changed.ToList()) Consider(scope.From.Find(id)!, scope.To.Find(id)!, attributes);
        foreach (var item in scope.From.Objects.Where(item => scope.To.Find(item.Id) is null).ToList()) ClearTheWay(item, static _ => true);
        Scope = Scope.Decided();
    }

    internal Scope Scope { get; private set; }

    /// <summary>What is dropped, without what comes again.</summary>
    internal IEnumerable<SchemaObject> Dropped => Scope.From.Objects.Where(item => Scope.To.Find(item.Id) is null || replaced.Contains(item.Id));

    /// <summary>What is made, new or again.</summary>
    internal IEnumerable<SchemaObject> Created => Scope.To.Objects.Where(item => Scope.From.Find(item.Id) is null || replaced.Contains(item.Id));

    /// <summary>What changes in place, with the attributes that differ.</summary>
    internal IEnumerable<(SchemaObject From, SchemaObject To, IReadOnlySet<string> Attributes)> Altered =>
        changed.Where(c => !replaced.Contains(c.Key)).OrderBy(c => c.Key, ObjectId.Order)
            .Select(c => (Scope.From.Find(c.Key)!, Scope.To.Find(c.Key)!, c.Value));

    /// <summary>Columns of a type that is recreated while they keep their values.</summary>
    internal IEnumerable<(SchemaObject From, SchemaObject To)> Retyped =>
        retyped.Except(replaced).Order(ObjectId.Order).Select(id => (Scope.From.Find(id)!, Scope.To.Find(id)!));

    /// <summary>Columns that hold rows of a table, which cannot change under them.</summary>
    internal IEnumerable<SchemaObject> Parked => parked.Except(replaced).Order(ObjectId.Order).Select(id => Scope.To.Find(id)!);

    /// <summary>Says whether an object makes room for its successor under another name:
    /// a type because columns still have it, an index because queries still use it.</summary>
    internal bool StepsAside(SchemaObject item) => item.Kind.StepsAside(item, this);

    /// <summary>Says whether columns keep their values although their type, or their collation, is recreated.</summary>
    internal bool IsKeptByColumns(SchemaObject type) =>
        replaced.Contains(type.Id) && DependentsOf(type).Any(d => retyped.Contains(d.Id) && !replaced.Contains(d.Id));

    /// <summary>Says whether an object of both schemas goes and comes again.</summary>
    internal bool IsReplaced(ObjectId id) => replaced.Contains(id) && Scope.From.Find(id) is not null && Scope.To.Find(id) is not null;

    /// <summary>Says whether an object stays, changed or not.</summary>
    internal bool Stays(ObjectId id) => Scope.To.Find(id) is not null && !replaced.Contains(id);

    /// <summary>Says whether an object stays and what it is stays too.</summary>
    internal bool IsUntouched(ObjectId id) =>
        Stays(id) && !retyped.Contains(id) && (!changed.TryGetValue(id, out var attributes) || attributes.IsSubsetOf(Facets.Names));

    private IReadOnlyList<SchemaObject> DependentsOf(SchemaObject item) => dependents.GetValueOrDefault(item.Id, []);

    private static HashSet<string> Differences(SchemaObject from, SchemaObject to) =>
        [.. from.DifferencesTo(to).Except(to.Kind.Descriptive, StringComparer.Ordinal).Where(name => name != Column.Type || !Extension.HasMovedWith(from, to))];

    private void Consider(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes)
    {
        HashSet<string> own = [.. attributes.Except(Facets.Names, StringComparer.Ordinal).Except(to.Kind.Late, StringComparer.Ordinal)];
        if (own.Count > 0 && to.Kind.Alter(from, to, own, Scope) is null) Replace(from);
        else if (!IsOfKey(from, own)) ClearTheWay(from, dependent => to.Kind.IsInTheWay(dependent, attributes));
    }

    // What a table has declared itself is dropped, and inherited again from what is recreated in the parent.
    private void HandDownAgain(SchemaObject check)
    {
        Replace(Scope.From.Find(check.Id)!);
        foreach (var above in check.DependsOn.Where(on => on.Kind == check.Kind && on.Name == check.Name && Scope.From.Find(on.Id) is not null))
            Replace(Scope.From.Find(above.Id)!);
    }

    // A table is divided by the values of its key: of others it is another table. And nobody else may hold its rows while they change.
    private bool IsOfKey(SchemaObject column, IReadOnlySet<string> attributes)
    {
        if (!column.Kind.ChangesValues(attributes)) return false;
        if (column[Column.InKey])
        {
            Replace(column.Parent!);
        }
        else
        {
            foreach (var holder in holders.ColumnsOfRows(column.Parent!).Where(h => parked.Add(h.Id)).ToList())
                ClearTheWay(holder, dependent => holder.Kind.IsInTheWay(dependent, Type));
        }

        return column[Column.InKey];
    }

    private void Replace(SchemaObject from)
    {
        if (!replaced.Add(from.Id)) return;
        if (from.Kind.ReplacesParent(from, holders)) Replace(from.Parent!);
        // What is only inherited is dropped and created in the parent.
        foreach (var below in DependentsOf(from)
            .Where(d => d.Kind.IsColumn && from.Kind.IsColumn && d[Part.Inherited] && Scope.To.Find(d.Id) is not null).ToList())
        {
            Replace(below);
        }

        foreach (var child in from.Children) Replace(child);
        foreach (var child in Scope.To.Find(from.Id)?.Children ?? []) replaced.Add(child.Id);
        ClearTheWay(from, static _ => true);
    }

    // What is only in the old schema goes anyway; what is in both comes again.
    private void ClearTheWay(SchemaObject from, Func<SchemaObject, bool> isInTheWay)
    {
        foreach (var dependent in DependentsOf(from))
        {
            if (dependent.Kind.IsColumn && from.Kind.IsColumn && dependent.Parent != from.Parent) continue;
            if (!isInTheWay(dependent) || Scope.To.Find(dependent.Id) is null || replaced.Contains(dependent.Id)) continue;
            if (from.Kind.DescribesValues && dependent.Kind.HoldsValues(dependent) && dependent[Column.Generated] is null
                && Scope.To.Find(from.Id) is not null)
            {
                Retype(dependent);
            }
            else if (!LetsGoByItself(dependent, from))
            {
                Replace(dependent);
            }
        }
    }

    private void Retype(SchemaObject column)
    {
        if (retyped.Add(column.Id) && !IsOfKey(column, Type)) ClearTheWay(column, dependent => column.Kind.IsInTheWay(dependent, Type));
    }

    // An object whose own change ends the dependency needs no replacement: a column default that names another function, for example.
    private bool LetsGoByItself(SchemaObject dependent, SchemaObject on)
    {
        if (Scope.To.Find(on.Id) is not null || on.Kind.HoldsDependents) return false;
        // While both are there a call could mean the old one or its namesake.
        if (on.Kind.NamedAs is NameSort.Callable && Scope.To.Objects.Any(o => o.Kind.NamedAs is NameSort.Callable && o.Name == on.Name && o.Schema == on.Schema
            && (Scope.From.Find(o.Id) is null || changed.ContainsKey(o.Id))))
        {
            return false;
        }

        var to = Scope.To.Find(dependent.Id)!;
        if (!changed.TryGetValue(dependent.Id, out var attributes)) return false;
        HashSet<string> own = [.. attributes.Except(Facets.Names, StringComparer.Ordinal).Except(to.Kind.Late, StringComparer.Ordinal)];
        return own.Count > 0 && to.Kind.Alter(dependent, to, own, Scope) is not null;
    }
}
