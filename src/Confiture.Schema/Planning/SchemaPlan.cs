namespace Confiture.Schema;

/// <summary>The statements that make one schema into another, in order.</summary>
/// <param name="Changes">The statements.</param>
/// <param name="Reports">What the plan cannot reach or somebody should know, in words: an order of columns, for example.</param>
public sealed record SchemaPlan(IReadOnlyList<Change> Changes, IReadOnlyList<string> Reports)
{
    // The bodies of functions may name what comes later; the server looks at them when they are called.
    private static IReadOnlyList<Change> Prepared(IReadOnlyList<Change> changes) =>
        changes.Any(change => change.IsRoutine) ? [new("SET check_function_bodies = off"), .. changes] : changes;

    /// <summary>Plans.</summary>
    /// <param name="from">The schema as it is.</param>
    /// <param name="to">The schema as it is to be.</param>
    /// <exception cref="Foundation.Errors.ToolException">One of them holds what the model does not know, a subscription would have to be made, or the order of the statements would be a circle.</exception>
    public static SchemaPlan Between(DatabaseSchema from, DatabaseSchema to)
    {
        if (from.Unknown.Union(to.Unknown, StringComparer.Ordinal).ToList() is [_, ..] unknown) throw SchemaErrors.PassedOver(unknown);
        var actions = new PlannedActions(new Scope(from, to));
        // Its connection string holds a password and is not read.
        if (actions.Created.Where(item => item.Kind is SubscriptionKind).Select(item => item.Id.ToString()).ToList() is [_, ..] subscriptions) throw SchemaErrors.PassedOver(subscriptions);
        return new(Prepared(new OperationGraph(actions).InOrder()), ColumnOrder.Of(from, to));
    }
}
