namespace Confiture.Schema;

internal enum Stage
{
    Drop,
    Alter,
    Create,
    Finish,
}

/// <summary>Statements about one object that belong together.</summary>
internal sealed class Operation(Stage stage, SchemaObject item, IEnumerable<Change> changes)
{
    internal Stage Stage => stage;

    internal SchemaObject Item => item;

    internal List<Change> Changes { get; } = [.. changes];

    internal HashSet<Operation> After { get; } = [];

    /// <summary>What shares a transaction with it.</summary>
    internal AtomicSet Together { get; private set; } = new([]);

    /// <summary>Says which tables it locks, now that all of its statements are known.</summary>
    internal Operation Locking(IEnumerable<ObjectId> tables)
    {
        Together = new(tables);
        return this;
    }

    internal (int, int, string) Priority { get; } = ((int)stage, Rank(stage, item.Kind), item.Kind.Place(item));

    public override string ToString() => $"{stage.ToString().ToLowerInvariant()} {item.Id}";

    // Among what could come next: what stands alone before what belongs to something, and the other way round when it goes.
    private static int Rank(Stage stage, Kind kind)
    {
        var place = AllKinds.PlaceOf(kind);
        return stage == Stage.Drop ? -place : place;
    }
}
