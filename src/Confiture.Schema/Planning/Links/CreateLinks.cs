namespace Confiture.Schema;

/// <summary>What is needed is there before, and as it is to be.</summary>
internal sealed class CreateLinks(Operations operations)
{
    private readonly Dictionary<ObjectId, Operation> creations = operations.Creations;

    internal void Link()
    {
        foreach (var (id, creation) in creations)
        {
            if (operations.Drops.TryGetValue(id, out var drop) && !operations.Actions.StepsAside(drop.Item)) creation.After.Add(drop);
            var item = operations.After(id);
            foreach (var on in item.DependsOn)
            {
                if (!IsMadeBelowFirst(item, on)) operations.Follow(creation, on);
                else if (creations[on.Id] != creation) creations[on.Id].After.Add(creation);
            }
        }

        foreach (var (id, drop) in operations.Drops) LinkNoLongerOwn(operations.Before(id), drop);

        foreach (var (id, change) in operations.Alterations)
        {
            foreach (var on in operations.After(id).DependsOn) operations.Follow(change, on);
        }
    }

    // It is inherited again once the table's own is dropped.
    private void LinkNoLongerOwn(SchemaObject from, Operation drop)
    {
        if (operations.Scope.To.Find(from.Id) is not { } to || !to.Kind.IsNoLongerOwn(from, to)) return;
        foreach (var above in to.DependsOn.Where(on => on.Kind == to.Kind && creations.ContainsKey(on.Id))) creations[above.Id].After.Add(drop);
    }

    // A local column that a table is to inherit as well: the parent's is merged into it, and not the other way round.
    private bool IsMadeBelowFirst(SchemaObject item, SchemaObject on) =>
        item.Kind.IsColumn && item.Kind.IsHandedDown(item, on) && !item[Part.Inherited] && item.Parent![Table.Bound] is null
        && creations.ContainsKey(on.Id) && !creations.ContainsKey(item.Parent.Id) && !creations.ContainsKey(on.Parent!.Id);
}
