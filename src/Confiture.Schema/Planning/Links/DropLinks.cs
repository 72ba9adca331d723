namespace Confiture.Schema;

/// <summary>Who depends on something goes before it, and before it changes.</summary>
internal sealed class DropLinks(Operations operations)
{
    private readonly PlannedActions actions = operations.Actions;

    internal void Link()
    {
        foreach (var (id, drop) in operations.Drops)
        {
            foreach (var on in operations.Before(id).DependsOn) Link(id, drop, on);
        }

        foreach (var (id, leaving) in operations.Leavings) LinkHandedDown(operations.Before(id), leaving);

        foreach (var (id, change) in operations.Alterations)
        {
            foreach (var on in operations.Before(id).DependsOn)
            {
                if (operations.Drops.TryGetValue(on.Id, out var later) && !operations.Creations.ContainsKey(on.Id)) later.After.Add(change);
            }
        }
    }

    private void Link(ObjectId id, Operation drop, SchemaObject on)
    {
        if (operations.Drops.TryGetValue(on.Id, out var later) && later != drop)
        {
            // What a table inherits can be dropped only after the parent's.
            if (drop.Item.Kind.IsHandedDown(drop.Item, later.Item)) drop.After.Add(later);
            else later.After.Add(drop);
        }

        if (!actions.StepsAside(drop.Item))
        {
            // What is called by the name of what steps aside goes while that has the name.
            if (operations.Rooms.TryGetValue(on.Id, out var room) && id.Address.Contains(on.Id.Address, StringComparison.Ordinal)) room.After.Add(drop);

            // An owner or a comment changes whoever depends.
            if (operations.Alterations.TryGetValue(on.Id, out var change) && !actions.IsUntouched(on.Id)) change.After.Add(drop);
        }

        if (!operations.Leavings.TryGetValue(on.Id, out var leaving)) return;
        // What a table inherits is local only once it is no longer a child table.
        if (drop.Item[Part.Inherited] && on == drop.Item.Parent) drop.After.Add(leaving);
        else leaving.After.Add(drop);
    }

    // What a table keeps when it leaves must not go with what is above it. A partition takes all with it; other tables leave what goes above.
    private void LinkHandedDown(SchemaObject table, Operation leaving)
    {
        foreach (var item in table.Children)
        {
            foreach (var on in item.DependsOn.Where(on => item.Kind.IsHandedDown(item, on)))
            {
                if (!operations.Drops.TryGetValue(on.Id, out var drop)) continue;
                if (actions.Stays(item.Id) || TableWords.IsLeft(table, operations.Scope)) drop.After.Add(leaving);
                else leaving.After.Add(drop);
            }
        }
    }
}
