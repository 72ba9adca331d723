using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>Finds the columns in use whose new type would make the server write every row again,
/// and says of which of them a successor can take the place.</summary>
internal sealed class RetypeSearch
{
    private readonly Scope scope;
    private readonly ILookup<SchemaObject, SchemaObject> dependents;
    private readonly List<string> reports = [];

    internal RetypeSearch(Scope scope, RewriteJudge? judge)
    {
        this.scope = scope;
        dependents = scope.From.Objects.SelectMany(item => item.DependsOn.Select(on => (On: on, Item: item))).ToLookup(p => p.On, p => p.Item);
        // Most changes retype nothing, and then the schema is not read for it.
        var rewrites = new Lazy<Func<SqlScript, bool>>(() =>
            judge is null ? throw new InvalidOperationException("An online plan that retypes columns needs a judge of rewrites.") : judge(scope.From));
        List<RetypedColumn> columns = [.. scope.To.Objects.Select(Retyped).OfType<RetypedColumn>()
            .Where(c => rewrites.Value(c.InPlace()) && IsPossible(c, TypeHindrance(c)))];
        List<EnumSwap> enums = [];
        foreach (var swap in scope.To.Objects.Select(Swapped).OfType<EnumSwap>())
        {
            if (ColumnsOf(swap) is not { } held) continue;
            enums.Add(swap);
            columns.AddRange(held);
        }

        Enums = enums;
        Tables = [.. columns.GroupBy(c => c.From.Parent!).OrderBy(g => g.Key.Id, ObjectId.Order)
            .Select(g => new RetypedTable(g.Key, TableWords.Family(g.Key, scope.From), [.. g.OrderBy(c => c.From.Id, ObjectId.Order)], scope.Names))];
        foreach (var table in Tables) ReportTriggers(table);
    }

    internal IReadOnlyList<RetypedTable> Tables { get; }

    /// <summary>Types that change places together with the columns.</summary>
    internal IReadOnlyList<EnumSwap> Enums { get; }

    internal IReadOnlyList<string> Reports => reports;

    private RetypedColumn? Retyped(SchemaObject to) =>
        to.Kind.HoldsValues(to) && scope.From.Find(to.Id) is { } from && from[Column.Type] != to[Column.Type] && !from[Part.Above] && !to[Part.Above]
            && Casting.Of(from, to, scope) is { } value ? new(from, to, to[Column.Type]!, value, scope.Names) : null;

    private EnumSwap? Swapped(SchemaObject to) =>
        to.Kind.HasLabels && scope.From.Find(to.Id) is { } from && !from.Agrees(to, EnumType.Labels) && to.Kind.Alter(from, to, EnumSwap.Labels, scope) is null
            ? new(from, to, scope.Names)
            : null;

    // Null when somebody else holds it: then it is recreated in place.
    private List<RetypedColumn>? ColumnsOf(EnumSwap swap)
    {
        var holders = dependents[swap.From].Where(d => d.Kind.IsOfItsTypes(d)).ToList();
        var columns = holders.Select(h => h.Kind.HoldsValues(h) ? swap.Retyped(h, scope.To.Find(h.Id)) : null).OfType<RetypedColumn>().ToList();
        return columns.Count > 0 && columns.Count == holders.Count && columns.TrueForAll(c => Hindrance(c) is null) ? columns : null;
    }

    private bool IsPossible(RetypedColumn column, string? hindrance)
    {
        hindrance ??= Hindrance(column);
        if (hindrance is null) return true;
        reports.Add($"{column.From.Parent!.Id} is rewritten and cannot be read meanwhile: {column.Name} becomes {column.To[Column.Type]}, and {hindrance}");
        return false;
    }

    private string? TypeHindrance(RetypedColumn column) =>
        TypesOf(column).Any(t => scope.From.Find(t.Id) is { } old && old.DifferencesTo(t).Any(name => !Facets.Names.Contains(name)))
            ? "the type changes as well"
            : null;

    private string? Hindrance(RetypedColumn column)
    {
        var family = TableWords.Family(column.From.Parent!, scope.From);
        if (family[0].Has(Table.Inherits) && scope.From.Objects.Any(above => above != family[0] && above.Kind.HoldsRows && IsRetyped(above)
            && TableWords.Family(above, scope.From).Contains(family[0])))
        {
            return "one of its parent tables changes, too";
        }

        if (scope.To.Find(family[0].Id) is { } top && TableWords.HasOtherParents(family[0], top)) return $"{family[0].Id} gets another parent";
        return family.Select(member => Hindrance(column, member, family)).FirstOrDefault(h => h is not null);
    }

    private bool IsRetyped(SchemaObject table) => TableWords.ColumnsOf(table).Any(column => !column[Part.Above] && scope.To.Find(column.Id) is { } wanted
        && (wanted[Column.Type] != column[Column.Type]
            || column.DependsOn.Any(type => type.Kind.HasLabels && scope.To.Find(type.Id)?.Agrees(type, EnumType.Labels) != true)));

    private string? Hindrance(RetypedColumn column, SchemaObject table, IReadOnlyList<SchemaObject> family)
    {
        if (!table.Kind.HoldsRows) return $"the rows of {table.Id} are on another server";
        var own = column.In(scope.From, table);
        if (table != family[0] && (scope.To.Find(table.Id) is not { } kept || !kept.Agrees(table, Table.Inherits) || kept[Table.Bound] != table[Table.Bound]))
            return $"{table.Id} leaves";
        if (table != family[0] && (!own[Part.Inherited] || own.DependsOn.Any(d => d.Kind.IsColumn && !family.Contains(d.Parent!))))
            return $"{table.Id} also inherits the column from another table";
        if (own[Column.InKey]) return "it is a partition key";
        if (table[Table.OfType] is not null) return $"{table.Id} is a typed table";
        if (dependents[table].Any(d => d.Kind.IsColumn && d.Parent != table)) return $"other columns have the row type of {table.Id}";
        if (own[Column.Generated] is not null || dependents[own].Any(d => d[Column.Generated] is not null))
            return "it is generated, or another column is generated from it";
        return dependents[own].Select(part => part.Kind.Hindrance(part, dependents[part])).FirstOrDefault(h => h is not null);
    }

    /// <summary>What the types of columns need and the first schema does not have, with what belongs to it.</summary>
    internal IReadOnlyList<SchemaObject> NewTypes() =>
        [.. Tables.SelectMany(t => t.Columns).SelectMany(TypesOf).Where(t => scope.From.Find(t.Id) is null).Distinct().OrderBy(t => t.Id, ObjectId.Order)];

    private static HashSet<SchemaObject> TypesOf(RetypedColumn column)
    {
        HashSet<SchemaObject> found = [];
        var open = new Stack<SchemaObject>(column.To.DependsOn.Where(d => d != column.To.Parent));
        while (open.TryPop(out var item))
        {
            if (!found.Add(item)) continue;
            foreach (var next in item.DependsOn.Concat(item.Children)) open.Push(next);
        }

        return found;
    }

    private void ReportTriggers(RetypedTable table)
    {
        var names = table.Family.SelectMany(member => dependents[member]).Where(d => d.Kind.Fires && d[Trigger.Enabled] != "D"
            && d[Part.Definition]!.Contains(" FOR EACH ROW", StringComparison.Ordinal)).Select(d => d.Name).Distinct().ToList();
        if (names.Count > 0)
            reports.Add($"{table.Table.Id}: its triggers fire during the backfill ({string.Join(", ", names)}) unless the migration role is a superuser");
    }
}
