namespace Confiture.Schema;

/// <summary>What happens to objects, by the object.</summary>
internal sealed class Operations(PlannedActions actions)
{
    private readonly List<Operation> all = [];

    internal PlannedActions Actions => actions;

    internal Scope Scope => actions.Scope;

    internal IReadOnlyList<Operation> All => all;

    internal Dictionary<ObjectId, Operation> Drops { get; } = [];

    internal Dictionary<ObjectId, Operation> Creations { get; } = [];

    internal Dictionary<ObjectId, Operation> Alterations { get; } = [];

    /// <summary>What tables let go of before anything else about them changes.</summary>
    internal Dictionary<ObjectId, Operation> Leavings { get; } = [];

    /// <summary>Tables that become partitions.</summary>
    internal Dictionary<ObjectId, Operation> Attachments { get; } = [];

    /// <summary>What steps aside for its successor.</summary>
    internal Dictionary<ObjectId, Operation> Rooms { get; } = [];

    /// <summary>Tables that leave their parents for a moment, so that what they have from these becomes their own.</summary>
    internal List<Operation> Releases { get; } = [];

    /// <summary>An object of the first schema.</summary>
    internal SchemaObject Before(ObjectId id) => Scope.From.Find(id)!;

    /// <summary>An object of the second schema.</summary>
    internal SchemaObject After(ObjectId id) => Scope.To.Find(id)!;

    internal Operation Add(Operation operation)
    {
        all.Add(operation);
        return operation;
    }

    /// <summary>What changes an object in place; empty at first when nothing did so far.</summary>
    internal Operation AlterationOf(SchemaObject item) =>
        Alterations.TryGetValue(item.Id, out var known) ? known : Alterations[item.Id] = Add(new(Stage.Alter, item, []));

    /// <summary>Has an operation wait until what it needs is as it is to be.</summary>
    internal void Follow(Operation operation, SchemaObject needed)
    {
        if (Creations.TryGetValue(needed.Id, out var creation) && creation != operation) operation.After.Add(creation);
        if (Alterations.TryGetValue(needed.Id, out var alteration) && alteration != operation) operation.After.Add(alteration);
        foreach (var part in needed.Kind.NamedWith(needed, operation.Item)) Follow(operation, part);
    }
}
