using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>How a plan treats those who work on the database at the same time.</summary>
public enum PlanStyle
{
    /// <summary>The short form: nobody else is there, or may wait.</summary>
    Offline,

    /// <summary>Nothing that takes long holds a lock that others wait for.</summary>
    Online,
}

/// <summary>The statements that make one schema into another, in order.</summary>
/// <param name="Groups">The statements, as they go into transactions.</param>
/// <param name="Reports">What the plan cannot reach or somebody should know, in words: an order of columns, for example.</param>
public sealed record SchemaPlan(IReadOnlyList<ChangeGroup> Groups, IReadOnlyList<string> Reports)
{
    /// <summary>All statements.</summary>
    public IReadOnlyList<Change> Changes => [.. Groups.SelectMany(g => g.Changes)];

    /// <summary>Plans.</summary>
    /// <param name="from">The schema as it is.</param>
    /// <param name="to">The schema as it is to be.</param>
    /// <param name="style">How to treat others at work.</param>
    /// <exception cref="Foundation.Errors.ToolException">One of them holds what the model does not know, a subscription would have to be made,
    /// or the order of the statements would be a circle.</exception>
    public static SchemaPlan Between(DatabaseSchema from, DatabaseSchema to, PlanStyle style = PlanStyle.Offline) => Between(new Scope(from, to, style));

    /// <summary>Plans how to make a copy of a schema, without what no copy can hold: subscriptions, and what the model does not know.</summary>
    /// <param name="from">The schema of an empty database.</param>
    /// <param name="to">The schema to copy.</param>
    /// <exception cref="Foundation.Errors.ToolException">The order of the statements would be a circle.</exception>
    public static SchemaPlan ForCopy(DatabaseSchema from, DatabaseSchema to)
    {
        ArgumentNullException.ThrowIfNull(from);
        return Between(new Scope(from.WithWhatIsNeverCopied(to), to, PlanStyle.Offline));
    }

    internal static SchemaPlan Between(Scope scope)
    {
        var (from, to) = (scope.From, scope.To);
        // What both have alike is nobody's business.
        if (from.UnknownUnlike(to) is [_, ..] unknown) throw SchemaErrors.Unsupported(unknown);
        var actions = new PlannedActions(scope);
        // Its connection string holds a password and is not read.
        if (actions.Created.Where(item => !item.Kind.CanBeMade).Select(item => item.Id.ToString()).ToList() is [_, ..] subscriptions)
            throw SchemaErrors.Unsupported(subscriptions);
        return new([.. new OperationGraph(actions).InOrder().Select(Prepared)],
            [.. ColumnOrder.Of(actions), .. InheritanceWords.Reports(actions), .. Rewrites(actions), .. BodyReports.Of(from, to)]);
    }

    // A type that cannot change while columns have it is recreated, and the columns are converted in place.
    private static IEnumerable<string> Rewrites(PlannedActions actions) =>
        actions.Retyped.Where(c => actions.Scope.IsInUse(c.To.Parent!))
            .Select(c => $"{c.To.Parent!.Id} is rewritten and cannot be read meanwhile: {c.To[Column.Type]}, the type of {c.To.Name}, is recreated");

    // The bodies of functions may name what comes later; the server looks at them when they are called.
    private static ChangeGroup Prepared(ChangeGroup group)
    {
        var changes = group.Changes.Select(change => change with { Sql = ServerPrint.Readable(change.Sql) });
        return group with { Changes = group.Changes.Any(change => change.IsRoutine) ? [new("SET check_function_bodies = off"), .. changes] : [.. changes] };
    }
}
