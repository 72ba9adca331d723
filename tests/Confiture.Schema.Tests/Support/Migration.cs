namespace Confiture.Schema.Tests;

/// <summary>Plans, applies and looks at what has come of it.</summary>
internal static class Migration
{
    /// <summary>Makes one state into another in which nothing is declared to have another name.</summary>
    /// <returns>What is there afterwards.</returns>
    internal static async Task<SchemaState> RunAsync(SchemaDatabase database, SchemaState from, SchemaState to, string way) =>
        await RunAsync(database, await database.TransitionAsync(from, to, []), to, way);

    /// <summary>Makes a transition.</summary>
    /// <returns>What is there afterwards.</returns>
    internal static async Task<SchemaState> RunAsync(SchemaDatabase database, SchemaTransition transition, SchemaState to, string way)
    {
        var plan = transition.Plan;
        var sql = string.Join("\n", transition.Groups.SelectMany(g => g.Changes).Select(c => c.Sql + ";"));
        try
        {
            await database.RunAsync(transition.Groups);
        }
        catch (InvalidOperationException e)
        {
            Assert.Fail($"{way}: {e.Message}\n{sql}");
        }

        var inOtherOrder = plan.Reports.Any(r => r.Contains("are in another order", StringComparison.Ordinal));
        var reached = await SchemaState.OfAsync(database);
        Assert.True(SchemaPlan.Between(reached.Schema, to.Schema).Changes is { Count: 0 } rest,
            $"{way}: a second plan is not empty: {string.Join("; ", SchemaPlan.Between(reached.Schema, to.Schema).Changes.Select(c => c.Sql))}\n{sql}");
        if (Differences(reached.Schema, to.Schema, inOtherOrder) is [_, ..] differences)
            Assert.Fail($"{way}: we see a difference\n{string.Join("\n", differences)}\n{sql}");
        if (reached.Dump is { } seen && Dump.Difference(to.Dump!, seen, inOtherOrder) is { } difference)
            Assert.Fail($"{way}: pg_dump sees a difference\n{difference}\n{sql}");
        return reached;
    }

    // Where the plan has said that it cannot reach the order of columns, their numbers may differ and nothing else.
    private static IReadOnlyList<string> Differences(DatabaseSchema reached, DatabaseSchema wanted, bool inOtherOrder) =>
    [
        .. SchemaDifference.Between(reached, wanted)
            .Where(d => !(inOtherOrder && d is ObjectDifference.Changed { Attributes: ["number"] }))
            .Select(d => d is ObjectDifference.Changed c
                ? $"{c.Id}: {string.Join("; ", c.Attributes.Select(a => $"{a} is {c.From[a]} and not {c.To[a]}"))}"
                : d.ToString()),
    ];
}
