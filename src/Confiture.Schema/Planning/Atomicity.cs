namespace Confiture.Schema;

/// <summary>
/// Finds what has to happen in one transaction, in a database in use: an object that goes and comes again is never missing in between, and what reads a column
/// that gets a successor never reads the old one's values afterwards.
/// </summary>
internal sealed class Atomicity(Operations all)
{
    private readonly Scope scope = all.Scope;
    private readonly IReadOnlyList<Operation> operations = all.All;

    internal void Link()
    {
        if (scope.Style != PlanStyle.Online) return;
        foreach (var swap in scope.Swaps)
        {
            foreach (var operation in operations.Where(o => o != swap.Operation && swap.Touches(o, scope))) operation.After.Add(swap.Operation);
        }

        var pairs = all.Drops.Where(d => all.Creations.ContainsKey(d.Key) && d.Value != all.Creations[d.Key])
            .Select(d => (First: d.Value, Last: all.Creations[d.Key]))
            .Concat(scope.Swaps.SelectMany(e => operations.Where(o => o != e.Operation && e.Touches(o, scope)).Select(o => (First: e.Operation, Last: o))))
            .Distinct();
        foreach (var (first, last) in pairs) Join(first, last);
    }

    // What the last one waits for comes before the first one where it can, and between the two where it cannot.
    private static void Join(Operation first, Operation last)
    {
        if (first.Changes.Exists(c => c.OutsideTransaction) || last.Changes is [{ OutsideTransaction: true }, ..]) return;
        var before = Reach(last, static o => o.After);
        // A swap is made before its predecessor goes.
        if (!before.Contains(first)) return;
        var between = before.Where(o => o != first && Reach(o, static x => x.After).Contains(first)).ToList();
        foreach (var operation in between.Prepend(last)) first.Together.Join(operation.Together);
        foreach (var operation in before.Except(between).Where(o => o != first)) first.After.Add(operation);
    }

    private static HashSet<Operation> Reach(Operation start, Func<Operation, IEnumerable<Operation>> next)
    {
        HashSet<Operation> seen = [];
        var left = new Stack<Operation>(next(start));
        while (left.TryPop(out var operation))
        {
            if (!seen.Add(operation)) continue;
            foreach (var other in next(operation)) left.Push(other);
        }

        return seen;
    }
}

/// <summary>Operations that share a transaction, as far as their statements allow it,
/// and the tables in use that others cannot read or write meanwhile.</summary>
internal sealed class AtomicSet(IEnumerable<ObjectId> tables)
{
    private readonly HashSet<ObjectId> tables = [.. tables];
    private AtomicSet? joined;

    internal IReadOnlySet<ObjectId> Tables => Whole.tables;

    private AtomicSet Whole => joined?.Whole ?? this;

    internal void Join(AtomicSet other)
    {
        var (one, two) = (Whole, other.Whole);
        if (one == two) return;
        one.tables.UnionWith(two.tables);
        two.joined = one;
    }
}

/// <summary>Columns of tables that hang together by foreign keys or by a type change places with their successors.</summary>
/// <param name="Operation">The statements that do it.</param>
/// <param name="Objects">The columns and the types that change places with them, new and old.</param>
internal sealed record Swap(Operation Operation, IReadOnlySet<ObjectId> Objects)
{
    /// <summary>Says whether an operation is about one of them.</summary>
    internal bool Touches(Operation operation, Scope scope) =>
        new[] { scope.From.Find(operation.Item.Id), scope.To.Find(operation.Item.Id) }
            .OfType<SchemaObject>().Any(item => Touches(item) || item.Children.Any(Touches));

    private bool Touches(SchemaObject item) => Objects.Contains(item.Id) || item.DependsOn.Any(on => Objects.Contains(on.Id));
}
