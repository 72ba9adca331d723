namespace Confiture.Schema;

/// <summary>What comes, and what comes with something else.</summary>
internal sealed class CreateOperations(Operations operations)
{
    internal void Add()
    {
        var (scope, creations) = (operations.Scope, operations.Creations);
        var created = operations.Actions.Created.ToDictionary(item => item.Id);
        foreach (var item in created.Values.OrderBy(DropOperations.Depth))
        {
            // Named already by what makes its maker; its grants and its comment are not.
            var isWithin = item.Kind.IsMadeWithin(item, created.ContainsKey);
            creations[item.Id] = isWithin ? creations[item.Kind.MakerOf(item)!.Id] : operations.Add(new(Stage.Create, item, item.Kind.Create(item, scope)));
            creations[item.Id].Changes.AddRange(Facets.Create(item, scope));
        }

        foreach (var item in created.Values.Where(operations.Actions.StepsAside)) MakeRoom(operations.Before(item.Id));
    }

    // What steps aside goes when its successor is there.
    private void MakeRoom(SchemaObject old)
    {
        var creation = operations.Creations[old.Id];
        creation.After.Add(operations.Rooms[old.Id] = operations.Add(new(Stage.Drop, old, old.Kind.MakeRoom(old, operations.Scope))));
        operations.Drops[old.Id].After.Add(creation);
    }
}
