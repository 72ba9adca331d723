namespace Confiture.Schema;

/// <summary>What goes, and what goes with something else.</summary>
internal sealed class DropOperations(Operations operations)
{
    private readonly Dictionary<ObjectId, SchemaObject> dropped = operations.Actions.Dropped.ToDictionary(item => item.Id);

    internal void Add()
    {
        var drops = operations.Drops;
        // Whoever takes others along comes before them.
        foreach (var item in dropped.Values.OrderBy(item => item.OwningColumn is null ? Depth(item) + DepthOfPart(item) : int.MaxValue))
        {
            drops[item.Id] = item.Kind.TakenBy(item).FirstOrDefault(t => dropped.ContainsKey(t.Id) && !StaysApart(item, t)) is { } taker
                ? drops[taker.Id] : operations.Add(new(Stage.Drop, item, Changes(item)));
        }
    }

    private IEnumerable<Change> Changes(SchemaObject item) =>
        operations.Actions.StepsAside(item) ? item.Kind.Forget(item, operations.Scope) : item.Kind.Drop(item, operations.Scope);

    private bool StaysApart(SchemaObject item, SchemaObject taker) => taker == item.Parent && (LeadsBack(item) || IsKeyBetweenDropped(item));

    private bool IsKeyBetweenDropped(SchemaObject item) => item.ReferredTable is { } referred && referred != item.Parent && dropped.ContainsKey(referred.Id);

    // A default whose function reads the default's own table, for example: it goes first, then the function, then the table.
    private bool LeadsBack(SchemaObject item)
    {
        if (!item.Kind.CanGoFirst) return false;
        var table = item.Top;
        HashSet<SchemaObject> seen = [];
        return item.DependsOn.Any(d => d.Top != table && Leads(d));

        bool Leads(SchemaObject on) => dropped.ContainsKey(on.Id) && seen.Add(on) && on.DependsOn.Any(d => d.Top == table || Leads(d));
    }

    private static int DepthOfPart(SchemaObject item) => item.Kind.WholeOf(item) is { } whole ? 1 + DepthOfPart(whole) : 0;

    internal static int Depth(SchemaObject item) => item.Kind.MakerOf(item) is { } maker ? 1 + Depth(maker) : 0;
}
