namespace Confiture.Schema;

/// <summary>Puts what happens to objects into an order in which the server accepts it, always the same one.</summary>
internal sealed class OperationGraph
{
    // First what happens, then what waits for what; what only wishes for an order comes when that is known.
    private static readonly Action<Operations>[] Links =
    [
        o => new DropOperations(o).Add(),
        o => new CreateOperations(o).Add(),
        o => new AlterOperations(o).Add(),
        o => new PersistenceLinks(o).Link(),
        o => new OwnParts(o).Add(),
        o => new NotNullBelow(o).Add(),
        o => new RetypedColumns(o).Add(),
        o => new ParkedColumns(o).Add(),
        o => new LateOperations(o).Add(),
        o => new PartitionLinks(o).Link(),
        o => new DropLinks(o).Link(),
        o => new CreateLinks(o).Link(),
        o => new DomainLinks(o).Link(),
        o => new NameLinks(o).Link(),
        o => new ReleaseLinks(o).Link(),
        o => new CounterLinks(o).Link(),
        o => new BodyOrder(o).Link(),
        Lock,
        o => new Atomicity(o).Link(),
    ];

    private readonly Operations operations;

    internal OperationGraph(PlannedActions actions)
    {
        operations = new(actions);
        foreach (var link in Links) link(operations);
    }

    internal IReadOnlyList<ChangeGroup> InOrder() => Schedule.Of(operations.All);

    private static void Lock(Operations operations)
    {
        foreach (var operation in operations.All) operation.Locking(LockedTables.Of(operation.Item, operation.Changes, operations.Scope));
        foreach (var swap in operations.Scope.Swaps) operations.Add(swap.Operation);
    }
}
