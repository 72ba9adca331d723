using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>Puts operations into an order that respects who waits for whom, in as few groups as that allows, always the same way.</summary>
internal static class Schedule
{
    internal static IReadOnlyList<ChangeGroup> Of(IReadOnlyList<Operation> operations)
    {
        var chains = operations.ToDictionary(o => o, StepsOf);
        foreach (var (operation, chain) in chains)
        {
            foreach (var before in operation.After)
            {
                chain[0]
                    .WaitFor(chains[before][^1], apart: chain[0].Changes is [{ InNewTransaction: true }, ..] || before.Changes.Exists(c => c.EndsTransaction));
            }

            for (var i = 1; i < chain.Count; i++) chain[i].WaitFor(chain[i - 1], apart: chain[i].Changes[0].InNewTransaction);
        }

        return new Run([.. chains.Values.SelectMany(c => c)]).Groups();
    }

    // A step is what one transaction may hold of an operation.
    private static List<Step> StepsOf(Operation operation)
    {
        List<Step> steps = [new(operation)];
        foreach (var change in operation.Changes)
        {
            if (steps[^1].Changes is [.., var last] && (change.InNewTransaction || change.OutsideTransaction != last.OutsideTransaction))
                steps.Add(new(operation));
            steps[^1].Changes.Add(change);
        }

        return steps;
    }

    private sealed class Step(Operation operation)
    {
        internal Operation Operation => operation;

        internal List<Change> Changes { get; } = [];

        /// <summary>The tables in use that its transaction locks, with those of the steps that have to be in the same one.</summary>
        internal IReadOnlySet<ObjectId> Tables => operation.Together.Tables;

        internal List<(Step Step, bool Apart)> Next { get; } = [];

        internal int Waiting { get; set; }

        /// <summary>The first group that it may be in.</summary>
        internal int Earliest { get; set; }

        internal bool IsOutside => Changes is [{ OutsideTransaction: true }, ..];

        /// <summary>It takes its time, and the locks that other steps take must not be held meanwhile.</summary>
        internal bool IsLong => Changes is [{ InNewTransaction: true, Pace: Pace.Long, OutsideTransaction: false }, ..];

        internal void WaitFor(Step before, bool apart)
        {
            Waiting++;
            before.Next.Add((this, apart));
        }
    }

    private sealed class Run(List<Step> steps)
    {
        private readonly PriorityQueue<Step, (int, int, string)> quick = new(), slow = new(), outside = new();
        private readonly List<ChangeGroup> groups = [];
        private readonly List<Step> later = [];
        private int done;

        internal IReadOnlyList<ChangeGroup> Groups()
        {
            foreach (var step in steps.Where(s => s.Waiting == 0)) Enqueue(step);
            while (quick.Count + slow.Count + outside.Count > 0)
            {
                List<Change> changes = [];
                var alone = quick.Count + slow.Count == 0;
                IReadOnlySet<ObjectId> locked = new HashSet<ObjectId>();
                if (alone) Take(outside.Dequeue(), changes);
                else locked = TakeAll(quick.Count > 0 ? quick : slow, changes);
                if (changes.Count > 0)
                    groups.Add(new(!alone, changes) { Tables = locked.Select(t => QualifiedName.Parse(t.Address).Name).ToHashSet(StringComparer.Ordinal) });
                var waited = later.ToList();
                later.Clear();
                foreach (var step in waited) Enqueue(step, groups.Count);
            }

            return done == steps.Count
                ? groups
                : throw SchemaErrors.Circle(Circle([.. steps.Where(s => s.Waiting > 0).Select(s => s.Operation)]).Select(o => o.ToString()));
        }

        private IReadOnlySet<ObjectId> TakeAll(PriorityQueue<Step, (int, int, string)> queue, List<Change> changes)
        {
            IReadOnlySet<ObjectId> locked = new HashSet<ObjectId>();
            while (queue.TryDequeue(out var step, out _))
            {
                // What waits for its lock on one table must hold none on another meanwhile.
                if (queue == quick && locked.Count > 0 && !step.Tables.IsSubsetOf(locked))
                {
                    later.Add(step);
                    continue;
                }

                if (locked.Count == 0) locked = step.Tables;
                Take(step, changes);
            }

            return locked;
        }

        private void Take(Step step, List<Change> changes)
        {
            done++;
            changes.AddRange(step.Changes);
            foreach (var (next, apart) in step.Next)
            {
                if (apart) next.Earliest = groups.Count + 1;
                if (--next.Waiting == 0) Enqueue(next);
            }
        }

        private void Enqueue(Step step) => Enqueue(step, groups.Count);

        private void Enqueue(Step step, int group)
        {
            if (step.Earliest > group) later.Add(step);
            else (step.IsOutside ? outside : step.IsLong ? slow : quick).Enqueue(step, step.Operation.Priority);
        }

        // Whoever follows the waiting back comes to somebody for the second time.
        private static IEnumerable<Operation> Circle(HashSet<Operation> left)
        {
            List<Operation> path = [left.MinBy(o => o.Priority)!];
            while (true)
            {
                var before = path[^1].After.Where(left.Contains).MinBy(o => o.Priority)!;
                if (path.IndexOf(before) is >= 0 and var start) return path.Skip(start).Reverse();
                path.Add(before);
            }
        }
    }
}
