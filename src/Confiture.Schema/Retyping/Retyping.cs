using Confiture.Postgres;

namespace Confiture.Schema;

/// <summary>What comes before a plan so that no column in use changes its type: successors take the place of such columns.</summary>
/// <param name="Groups">The statements, as they go into transactions; the last group changes places, and what the plan begins with belongs to it.</param>
/// <param name="After">The schema that they lead to.</param>
/// <param name="Copies">Which column holds the values of which.</param>
/// <param name="Reports">What could not be done so, and what somebody should know, in words.</param>
internal sealed record Retyping(IReadOnlyList<ChangeGroup> Groups, DatabaseSchema After, IReadOnlyList<ColumnCopy> Copies, IReadOnlyList<string> Reports)
{
    /// <summary>Plans, on a copy: only the server knows what follows a column that gets another name.</summary>
    internal static async Task<Retyping> PlanAsync(ShadowServer server, DatabaseUrl copy, CatalogOptions options, Scope scope, CancellationToken cancellation)
    {
        if (scope.Style != PlanStyle.Online) return new([], scope.From, [], []);
        var search = new RetypeSearch(scope);
        if (search.Tables is not [_, ..] tables) return new([], scope.From, [], search.Reports);
        List<Operation> types = [.. Types(search.NewTypes(), scope), .. search.Enums.Select(e => new Operation(Stage.Create, e.To, [e.Create()]))];
        List<Operation> fills = [.. tables.Select(t => new Operation(Stage.Alter, t.Table, [.. t.Begin(), .. t.Fill()]))];
        foreach (var fill in fills) fill.After.UnionWith(types);
        List<Operation> begun = [.. types, .. fills];
        await server.ExecuteAsync(copy, [.. Schedule.Of(begun).SelectMany(g => g.Changes)], cancellation);
        var now = await ShadowServer.ReadAsync(copy, options, cancellation);

        var moved = await server.CloneAsync(copy, cancellation);
        // A foreign key between two of the tables goes once.
        await server.ExecuteAsync(moved, [.. search.Enums.SelectMany(e => e.Exchange()), .. tables.SelectMany(t => RetypedParts.MoveAhead(now, scope.To, t)).Distinct(), .. search.Enums.SelectMany(e => e.ExchangeBack())], cancellation);
        var ahead = await ShadowServer.ReadAsync(moved, options, cancellation);

        List<Operation> made = [.. tables.SelectMany(t => new RetypedParts(now, ahead, scope.To, t).Make())];
        foreach (var part in made) part.After.UnionWith(fills);
        var groups = Schedule.Of([.. begun, .. made]);
        ChangeGroup exchange = new(true, [.. tables.SelectMany(t => t.Exchange(new(now, ahead, scope.To, t))).Distinct(), .. search.Enums.SelectMany(e => e.Exchange())]);
        await server.ExecuteAsync(copy, [.. made.SelectMany(o => o.Changes), .. exchange.Changes], cancellation);
        var after = await ShadowServer.ReadAsync(copy, options, cancellation);
        return new([.. groups, exchange], after, [.. tables.SelectMany(t => t.Columns).SelectMany(c => c.Copies)], search.Reports);
    }

    private static List<Operation> Types(IReadOnlyList<SchemaObject> items, Scope scope)
    {
        Dictionary<SchemaObject, Operation> operations = [];
        foreach (var item in items.Where(i => i.Parent is null || !items.Contains(i.Parent) || !(i.Kind is AttributeKind || DomainConstraintKind.IsWithin(i))))
            operations[item] = new(Stage.Create, item, [.. item.Kind.Create(item, scope), .. Facets.Create(item, scope)]);
        foreach (var (item, operation) in operations) operation.After.UnionWith(item.DependsOn.Where(operations.ContainsKey).Select(on => operations[on]));
        return [.. operations.Values];
    }
}
