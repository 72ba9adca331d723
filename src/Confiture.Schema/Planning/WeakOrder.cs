namespace Confiture.Schema;

/// <summary>
/// Lets operations wait for others where that makes no circle, and forgets the wish where it would. It keeps one order of all operations that
/// is good for everything asked so far, so that a wish which agrees with it costs nothing, and any other one a look at what lies between.
/// </summary>
internal sealed class WeakOrder
{
    private readonly Dictionary<Operation, int> places = [];
    private readonly Dictionary<Operation, List<Operation>> next = [];
    private readonly bool isOrdered;

    internal WeakOrder(IReadOnlyList<Operation> operations)
    {
        var waiting = operations.ToDictionary(o => o, o => o.After.Count);
        foreach (var operation in operations) next[operation] = [];
        foreach (var operation in operations)
        {
            foreach (var before in operation.After) next[before].Add(operation);
        }

        var ready = new Queue<Operation>(operations.Where(o => waiting[o] == 0));
        while (ready.TryDequeue(out var operation))
        {
            places[operation] = places.Count;
            foreach (var after in next[operation])
            {
                if (--waiting[after] == 0) ready.Enqueue(after);
            }
        }

        // Otherwise there is no plan at all, and who schedules says why.
        isOrdered = places.Count == operations.Count;
    }

    internal void Wish(Operation before, Operation after)
    {
        if (!isOrdered || before == after || after.After.Contains(before)) return;
        if (places[before] > places[after] && !MakeRoom(before, after)) return;
        after.After.Add(before);
        next[before].Add(after);
    }

    // What comes after the one moves behind what comes before the other, in the places that they have together.
    private bool MakeRoom(Operation before, Operation after)
    {
        var (first, last) = (places[after], places[before]);
        var behind = Between(after, o => next[o], first, last);
        if (behind.Contains(before)) return false;
        var ahead = Between(before, o => o.After, first, last);
        List<Operation> moved = [.. ahead.OrderBy(o => places[o]), .. behind.OrderBy(o => places[o])];
        var free = moved.Select(o => places[o]).Order().ToList();
        foreach (var (index, operation) in moved.Index()) places[operation] = free[index];
        return true;
    }

    private HashSet<Operation> Between(Operation start, Func<Operation, IEnumerable<Operation>> neighbours, int first, int last)
    {
        HashSet<Operation> seen = [];
        var left = new Stack<Operation>([start]);
        while (left.TryPop(out var operation))
        {
            if (places[operation] < first || places[operation] > last || !seen.Add(operation)) continue;
            foreach (var neighbour in neighbours(operation)) left.Push(neighbour);
        }

        return seen;
    }
}
