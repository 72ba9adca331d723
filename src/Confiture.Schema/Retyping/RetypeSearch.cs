using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>Finds the columns in use whose new type would make the server write every row again, and says of which of them a successor can take the place.</summary>
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
        var rewrites = new Lazy<Func<SqlScript, bool>>(() => judge is null ? throw new InvalidOperationException("An online plan that retypes columns needs a judge of rewrites.") : judge(scope.From));
        List<RetypedColumn> columns = [.. scope.To.Objects.Select(Retyped).OfType<RetypedColumn>().Where(c => rewrites.Value(c.InPlace()) && IsPossible(c, TypeHindrance(c)))];
        List<EnumSwap> enums = [];
        foreach (var swap in scope.To.Objects.Select(Swapped).OfType<EnumSwap>())
        {
            if (ColumnsOf(swap) is not { } held) continue;
            enums.Add(swap);
            columns.AddRange(held);
        }

        Enums = enums;
        Tables = [.. columns.GroupBy(c => c.From.Parent!).OrderBy(g => g.Key.Id, ObjectId.Order).Select(g => new RetypedTable(g.Key, TableWords.Family(g.Key, scope.From), [.. g.OrderBy(c => c.From.Id, ObjectId.Order)], scope.Names))];
        foreach (var table in Tables) ReportTriggers(table);
    }

    internal IReadOnlyList<RetypedTable> Tables { get; }

    /// <summary>Types that change places together with the columns.</summary>
    internal IReadOnlyList<EnumSwap> Enums { get; }

    internal IReadOnlyList<string> Reports => reports;

    private RetypedColumn? Retyped(SchemaObject to) =>
        to is { Kind: ColumnKind, Parent.Kind: TableKind } && scope.From.Find(to.Id) is { } from && from["type"] != to["type"] && !from.Is("above") && !to.Is("above") && Casting.Of(from, to, scope) is { } value ? new(from, to, to["type"]!, value, scope.Names) : null;

    private EnumSwap? Swapped(SchemaObject to) =>
        to is { Kind: EnumKind } && scope.From.Find(to.Id) is { } from && from["labels"] != to["labels"] && to.Kind.Alter(from, to, EnumSwap.Labels, scope) is null ? new(from, to, scope.Names) : null;

    // Null when somebody else holds it: then it is made anew in place.
    private List<RetypedColumn>? ColumnsOf(EnumSwap swap)
    {
        var holders = dependents[swap.From].Where(d => d.Kind is TypeKind or AttributeKind or ForeignTableKind || (d.Kind is ColumnKind && !d.Is("above") && d.Parent!.Kind is TableKind or ForeignTableKind)).ToList();
        var columns = holders.Select(h => h is { Kind: ColumnKind, Parent.Kind: TableKind } ? swap.Retyped(h, scope.To.Find(h.Id)) : null).OfType<RetypedColumn>().ToList();
        return columns.Count > 0 && columns.Count == holders.Count && columns.TrueForAll(c => Hindrance(c) is null) ? columns : null;
    }

    private bool IsPossible(RetypedColumn column, string? hindrance)
    {
        hindrance ??= Hindrance(column);
        if (hindrance is null) return true;
        reports.Add($"{column.From.Parent!.Id} is rewritten and cannot be read meanwhile: {column.Name} becomes {column.To["type"]}, and {hindrance}");
        return false;
    }

    private string? TypeHindrance(RetypedColumn column) =>
        TypesOf(column).Any(t => scope.From.Find(t.Id) is { } old && old.DifferencesTo(t).Any(name => !Facets.Names.Contains(name))) ? "the type changes as well" : null;

    private string? Hindrance(RetypedColumn column)
    {
        var family = TableWords.Family(column.From.Parent!, scope.From);
        if (family[0]["inherits"] is not null && scope.From.Objects.Any(above => above != family[0] && above.Kind is TableKind && IsRetyped(above) && TableWords.Family(above, scope.From).Contains(family[0]))) return "one of its parent tables changes, too";
        if (scope.To.Find(family[0].Id) is { } top && TableWords.HasOtherParents(family[0], top)) return $"{family[0].Id} gets another parent";
        return family.Select(member => Hindrance(column, member, family)).FirstOrDefault(h => h is not null);
    }

    private bool IsRetyped(SchemaObject table) => TableWords.ColumnsOf(table).Any(column => !column.Is("above") && scope.To.Find(column.Id) is { } wanted
        && (wanted["type"] != column["type"] || column.DependsOn.Any(type => type is { Kind: EnumKind } && scope.To.Find(type.Id)?["labels"] != type["labels"])));

    private string? Hindrance(RetypedColumn column, SchemaObject table, IReadOnlyList<SchemaObject> family)
    {
        if (table.Kind is ForeignTableKind) return $"the rows of {table.Id} are on another server";
        var own = column.In(scope.From, table);
        if (table != family[0] && (scope.To.Find(table.Id) is not { } kept || kept["inherits"] != table["inherits"] || kept.Get("bound") != table.Get("bound"))) return $"{table.Id} leaves";
        if (table != family[0] && (!own.Is("inherited") || own.DependsOn.Any(d => d.Kind is ColumnKind && !family.Contains(d.Parent!)))) return $"{table.Id} also inherits the column from another table";
        if (own.Is("in_key")) return "it is a partition key";
        if (table.Get("of_type") is not null) return $"{table.Id} is a typed table";
        if (dependents[table].Any(d => d.Kind is ColumnKind && d.Parent != table)) return $"other columns have the row type of {table.Id}";
        if (own["generated"] is not null || dependents[own].Any(d => d is { Kind: ColumnKind } && d["generated"] is not null)) return "it is generated, or another column is generated from it";
        return dependents[own].Where(d => d.Kind is ConstraintKind or IndexKind).Select(Hindrance).FirstOrDefault(h => h is not null);
    }

    private string? Hindrance(SchemaObject part) => part switch
    {
        { Kind: IndexKind } => part.Is("valid") ? null : $"{part.Id} is not valid",
        _ => part["type"] switch
        {
            "f" => null,
            "c" => OnlineWords.IsChecked(part["definition"]!) ? null : $"{part.Id} is not checked",
            "p" or "u" when OnlineWords.IsKeyOfIndex(part) => dependents[part].Any(d => d.Kind is not ConstraintKind) ? $"other objects depend on {part.Id}" : null,
            _ => $"{part.Id} cannot be created while the table is in use",
        },
    };

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
            foreach (var next in item.DependsOn.Concat(item.Kind is SchemaKind ? [] : item.Children)) open.Push(next);
        }

        return found;
    }

    private void ReportTriggers(RetypedTable table)
    {
        var names = table.Family.SelectMany(member => dependents[member]).Where(d => d is { Kind: TriggerKind } && d["enabled"] != "D" && d["definition"]!.Contains(" FOR EACH ROW", StringComparison.Ordinal)).Select(d => d.Name).Distinct().ToList();
        if (names.Count > 0) reports.Add($"{table.Table.Id}: its triggers fire during the backfill ({string.Join(", ", names)}) unless the migration role is a superuser");
    }
}
