namespace Confiture.Schema;

/// <summary>
/// Orders operations by what the bodies of routines use. A statement can execute a function while the plan is carried out: an index over an
/// expression, a check of rows that are there, a new column, a materialised view. What such a function uses has to be there by then.
/// </summary>
internal sealed class BodyOrder(Operations all)
{
    private readonly PlannedActions actions = all.Actions;
    private readonly IReadOnlyList<Operation> operations = all.All;
    private readonly Dictionary<ObjectId, Operation> drops = all.Drops, creations = all.Creations, alterations = all.Alterations;
    private readonly Dictionary<SchemaObject, IReadOnlyList<SchemaObject>> reach = [];

    private DatabaseSchema From => actions.Scope.From;

    private DatabaseSchema To => actions.Scope.To;

    internal void Link()
    {
        LinkNamesakes();
        if (operations.Count < 2 || !From.Objects.Concat(To.Objects).Any(HasBody)) return;
        var order = new WeakOrder(operations);
        // What is executed matters more than what is only made: in a circle the latter gives way.
        foreach (var operation in operations) LinkExecution(operation, order);
        LinkDefinitions(order);
    }

    // As long as a namesake is there a call could mean either, and the server refuses to choose.
    private void LinkNamesakes()
    {
        var going = drops.Where(d => From.Find(d.Key) is { Kind.NamedAs: NameSort.Callable } && To.Find(d.Key) is null)
            .ToLookup(d => (From.Find(d.Key)!.Schema, From.Find(d.Key)!.Name), d => d.Value);
        if (going.Count == 0) return;
        foreach (var (id, creation) in creations)
        {
            foreach (var drop in To.Find(id)!.DependsOn.Where(on => on.Kind.NamedAs is NameSort.Callable).SelectMany(on => going[(on.Schema, on.Name)])
                .Where(d => d != creation))
            {
                creation.After.Add(drop);
            }
        }
    }

    private void LinkExecution(Operation operation, WeakOrder order)
    {
        foreach (var routine in Executed(operation).SelectMany(Reached).Where(HasBody).Distinct())
        {
            foreach (var maker in Reach(routine).SelectMany(o => Makers(o, andChanges: true))) order.Wish(maker, operation);
            // A routine that stays as it is can name what goes: it works until then.
            if (From.Find(routine.Id) is not { } before || !actions.IsUntouched(routine.Id)) continue;
            foreach (var taker in From.Bodies.Of(before).Objects.Where(o => To.Find(o.Id) is null).SelectMany(Takers)) order.Wish(operation, taker);
        }
    }

    private void LinkDefinitions(WeakOrder order)
    {
        foreach (var (id, operation) in creations.Concat(alterations).Where(o => HasBody(To.Find(o.Key)!)))
        {
            // A new value of an enum ends its transaction, which is too much for what works without it.
            foreach (var maker in To.Bodies.Of(To.Find(id)!).Objects.SelectMany(o => Makers(o, andChanges: o.Kind.IsCode))
                .Where(m => !m.Changes.Exists(c => c.EndsTransaction)))
            {
                order.Wish(maker, operation);
            }
        }

        foreach (var (id, operation) in drops.Concat(alterations).Where(o => From.Find(o.Key) is { } item && HasBody(item)))
        {
            foreach (var taker in From.Bodies.Of(From.Find(id)!).Objects.SelectMany(Takers)) order.Wish(operation, taker);
        }
    }

    /// <summary>Objects whose expressions the server evaluates when it carries the operation out.</summary>
    private IEnumerable<SchemaObject> Executed(Operation operation) =>
        operation.Stage is Stage.Drop ? [] : operation.Item.Kind.Evaluated(operation.Item, operation.Stage is Stage.Create, Kept);

    // A table that is written again has its indexes built and its rows checked again.
    private IEnumerable<SchemaObject> Kept(SchemaObject table) => table.Children.Where(c => c.Kind.FollowsRows && actions.Stays(c.Id));

    /// <summary>An object and everything that it depends on by the catalogs.</summary>
    private static HashSet<SchemaObject> Reached(SchemaObject item) => Closure([item], static o => o.Kind.Needs(o));

    /// <summary>Everything that a call of a routine needs beyond what the catalogs know.</summary>
    private IReadOnlyList<SchemaObject> Reach(SchemaObject routine) => reach.TryGetValue(routine, out var known) ? known : reach[routine] =
        [.. Closure(To.Bodies.Of(routine).Objects, o => HasBody(o) ? o.DependsOn.Concat(To.Bodies.Of(o).Objects) : o.DependsOn)];

    private static HashSet<SchemaObject> Closure(IEnumerable<SchemaObject> start, Func<SchemaObject, IEnumerable<SchemaObject>> next)
    {
        HashSet<SchemaObject> seen = [];
        var left = new Stack<SchemaObject>(start);
        while (left.TryPop(out var item))
        {
            if (!seen.Add(item)) continue;
            foreach (var on in next(item)) left.Push(on);
        }

        return seen;
    }

    private IEnumerable<Operation> Makers(SchemaObject item, bool andChanges) =>
        WithColumns(item).SelectMany(o => (IEnumerable<Operation?>)[creations.GetValueOrDefault(o.Id), andChanges ? alterations.GetValueOrDefault(o.Id) : null])
            .OfType<Operation>();

    private IEnumerable<Operation> Takers(SchemaObject item) => WithColumns(item).Select(o => drops.GetValueOrDefault(o.Id)).OfType<Operation>();

    private static IEnumerable<SchemaObject> WithColumns(SchemaObject item) => item.Children.Where(c => c.Kind.IsColumn).Prepend(item);

    private static bool HasBody(SchemaObject item) => item.Kind.HasBody(item);
}
