using Confiture.Postgres;

namespace Confiture.Schema;

/// <summary>What comes before a plan so that no column in use changes its type: successors take the place of such columns.</summary>
/// <param name="Groups">The statements that come before, as they go into transactions.</param>
/// <param name="Swaps">What is swapped then, with what the plan does about it.</param>
/// <param name="After">The schema that they lead to.</param>
/// <param name="Copies">Which column holds the values of which.</param>
/// <param name="Reports">What could not be done so, and what somebody should know, in words.</param>
internal sealed record Retyping(IReadOnlyList<ChangeGroup> Groups, IReadOnlyList<Swap> Swaps, DatabaseSchema After, IReadOnlyList<ColumnCopy> Copies,
    IReadOnlyList<string> Reports)
{
    /// <summary>Plans, on a copy: only the server knows what follows a column that gets another name.</summary>
    internal static async Task<Retyping> PlanAsync(
        ShadowServer server, DatabaseUrl copy, CatalogOptions options, Scope scope, RewriteJudge? rewrites, CancellationToken cancellation)
    {
        if (scope.Style != PlanStyle.Online) return new([], [], scope.From, [], []);
        var search = new RetypeSearch(scope, rewrites);
        if (search.Tables is not [_, ..] tables) return new([], [], scope.From, [], search.Reports);
        List<Operation> types = [.. Types(search.NewTypes(), scope), .. search.Enums.Select(e => new Operation(Stage.Create, e.To, [e.Create()]))];
        List<Operation> fills = [.. tables.Select(t => Locking(new Operation(Stage.Alter, t.Table, [.. t.Begin(), .. t.Fill()]), t))];
        foreach (var fill in fills) fill.After.UnionWith(types);
        List<Operation> begun = [.. types, .. fills];
        await server.ExecuteAsync(copy, [.. Schedule.Of(begun).SelectMany(g => g.Changes)], cancellation);
        var now = await ShadowServer.ReadAsync(copy, options, cancellation);

        var moved = await server.CloneAsync(copy, cancellation);
        // A foreign key between two of the tables goes once.
        await server.ExecuteAsync(moved, [.. search.Enums.SelectMany(e => e.Swap()),
            .. tables.SelectMany(t => RetypedParts.MoveAhead(now, scope.To, t)).Distinct(), .. search.Enums.SelectMany(e => e.SwapBack())], cancellation);
        var ahead = await ShadowServer.ReadAsync(moved, options, cancellation);

        List<Operation> made = [.. tables.SelectMany((t, index) => Made(new(now, ahead, scope.To, t), t, fills[index]))];
        var groups = Schedule.Of([.. begun, .. made]);
        List<Swap> swaps = [.. Together(tables, search.Enums, now).Select(t => SwapOf(t.Tables, t.Enums, now, ahead, scope))];
        await server.ExecuteAsync(copy, [.. made.SelectMany(o => o.Changes), .. swaps.SelectMany(e => e.Operation.Changes)], cancellation);
        var after = await ShadowServer.ReadAsync(copy, options, cancellation);
        return new(groups, swaps, after, [.. tables.SelectMany(t => t.Columns).SelectMany(c => c.Copies)], search.Reports);
    }

    // Queries know what the new columns hold before they meet them: with nothing known the first plans would be the worst.
    private static IEnumerable<Operation> Made(RetypedParts parts, RetypedTable table, Operation fill)
    {
        List<Operation> made = [.. parts.Make().Select(o => Locking(o, table))];
        foreach (var part in made) part.After.Add(fill);
        var analysis = new Operation(Stage.Finish, table.Table, [table.Analyze()]);
        analysis.After.UnionWith(made.Where(o => !o.Item.Kind.IsColumn).Prepend(fill));
        return made.Append(analysis);
    }

    private static Operation Locking(Operation operation, RetypedTable table) => operation.Locking([table.Table.Id]);

    // Each table by itself, but for what a foreign key or a type that changes places with it holds together.
    private static List<(IReadOnlyList<RetypedTable> Tables, IReadOnlyList<EnumSwap> Enums)> Together(
        IReadOnlyList<RetypedTable> tables, IReadOnlyList<EnumSwap> enums, DatabaseSchema now)
    {
        List<List<RetypedTable>> sets = [.. tables.Select(t => new List<RetypedTable> { t })];
        foreach (var held in enums.Select(e => tables.Where(t => t.Columns.Any(e.IsOf)).ToList())
            .Concat(tables.Select(t => tables.Where(o => IsReferred(t, o, now)).Append(t).ToList())))
        {
            var joined = sets.Where(s => s.Intersect(held).Any()).ToList();
            sets = [.. sets.Except(joined), [.. joined.SelectMany(s => s)]];
        }

        return [.. sets.Where(s => s.Count > 0).Select(s => ((IReadOnlyList<RetypedTable>)[.. s.OrderBy(t => t.Table.Id, ObjectId.Order)],
            (IReadOnlyList<EnumSwap>)[.. enums.Where(e => s.Any(t => t.Columns.Any(e.IsOf)))])).OrderBy(s => s.Item1[0].Table.Id, ObjectId.Order)];
    }

    private static bool IsReferred(RetypedTable table, RetypedTable other, DatabaseSchema now) =>
        table != other
            && RetypedParts.ForeignKeys(now, table).Any(k => other.Family.Any(member => member.Id == k.Parent!.Id || member.Id == k.ReferredTable!.Id));

    private static Swap SwapOf(IReadOnlyList<RetypedTable> tables, IReadOnlyList<EnumSwap> enums, DatabaseSchema now, DatabaseSchema ahead, Scope scope)
    {
        var operation = new Operation(Stage.Drop, tables[0].Table,
            [.. tables.SelectMany(t => t.Swap(new(now, ahead, scope.To, t))).Distinct(), .. enums.SelectMany(e => e.Swap())]);
        var keys = tables.SelectMany(t => RetypedParts.ForeignKeys(now, t)).SelectMany(k => new[] { k.Parent!.Id, k.ReferredTable!.Id });
        var columns = tables.SelectMany(t =>
            t.Family.SelectMany(member => t.Columns.SelectMany(c => new[] { c.Name, c.Predecessor }.Select(name => Column.IdOf(member, name)))));
        return new(operation.Locking([.. tables.Select(t => t.Table.Id), .. keys]), columns.Concat(enums.SelectMany(e => e.Types)).ToHashSet());
    }

    private static List<Operation> Types(IReadOnlyList<SchemaObject> items, Scope scope)
    {
        Dictionary<SchemaObject, Operation> operations = [];
        foreach (var item in items.Where(i => i.Parent is null || !items.Contains(i.Parent)
                || !i.Kind.IsMadeWithin(i, id => items.Any(other => other.Id == id))))
        {
            operations[item] = new(Stage.Create, item, [.. item.Kind.Create(item, scope), .. Facets.Create(item, scope)]);
        }

        foreach (var (item, operation) in operations) operation.After.UnionWith(item.DependsOn.Where(operations.ContainsKey).Select(on => operations[on]));
        return [.. operations.Values];
    }
}
