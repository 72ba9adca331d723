using System.Text;

namespace Confiture.Project;

/// <summary>Which tables get rows, how many, and in which order.</summary>
internal sealed class SeedPlan
{
    private const int ChildrenPerParent = 10;

    private readonly SeedCatalog catalog;
    private readonly IReadOnlyDictionary<uint, long> existing;
    private readonly uint target;
    private readonly Dictionary<uint, long> rows = [];

    private SeedPlan(SeedCatalog catalog, IReadOnlyDictionary<uint, long> existing, uint target) =>
        (this.catalog, this.existing, this.target) = (catalog, existing, target);

    /// <summary>The tables in the order in which they get their rows; those of a circle together.</summary>
    internal IReadOnlyList<IReadOnlyList<PlannedTable>> Steps { get; private set; } = [];

    /// <summary>Plans the rows of a table and of those that it refers to.</summary>
    /// <param name="existing">How many rows tables have.</param>
    /// <param name="seed">What chance starts from; each table has its own.</param>
    internal static SeedPlan Of(SeedCatalog catalog, IReadOnlyDictionary<uint, long> existing, SeedTableFacts target, long count, int seed)
    {
        var plan = new SeedPlan(catalog, existing, target.Oid);
        plan.Need(target.Oid, count);
        var references = plan.rows.Keys.Order().ToDictionary(table => table, plan.ReferencesOf);
        plan.Order(references);
        var tables = plan.rows.Where(r => r.Value > 0).ToDictionary(r => r.Key, r => plan.Table(r.Key, references, seed));
        plan.Steps = [.. plan.Circles(references, static r => r.Time != ReferenceTime.After)
            .Select(circle => (IReadOnlyList<PlannedTable>)[.. circle.Where(tables.ContainsKey).Select(t => tables[t])]).Where(s => s.Count > 0)];
        return plan;
    }

    private PlannedTable Table(uint oid, Dictionary<uint, IReadOnlyList<PlannedReference>> references, int seed)
    {
        var facts = FactsOf(oid);
        HashSet<int> needed = [.. references.Values.SelectMany(r => r).Where(r => r.Facts.Parent == oid && r.Time != ReferenceTime.Never)
            .SelectMany(r => r.Facts.Keys)];
        // Rows that are updated later have to be found.
        if (references[oid].Any(r => r.Time == ReferenceTime.After)) needed.UnionWith(catalog.Uniques[oid].FirstOrDefault(u => u.IsPrimary)?.Columns ?? []);
        return new(catalog, facts, rows[oid], existing.GetValueOrDefault(oid), references[oid], needed, SeedOf(facts, seed));
    }

    internal SeedTableFacts FactsOf(uint oid) => catalog.Tables.First(t => t.Oid == oid);

    // A table has the same rows whichever others there are.
    private static int SeedOf(SeedTableFacts table, int seed)
    {
        var hash = 2166136261u ^ (uint)seed;
        foreach (var b in Encoding.UTF8.GetBytes(table.Title)) hash = (hash ^ b) * 16777619u;
        return (int)(hash & int.MaxValue);
    }

    // A row needs the rows that it has to refer to; the table that was asked for also gets those that it may refer to.
    private void Need(uint table, long count)
    {
        if (rows.TryGetValue(table, out var known) && known >= count) return;
        rows[table] = count;
        if (count == 0) return;
        foreach (var reference in catalog.References[table].Where(r => r.Parent != table && (table == target || !IsNullable(r))))
        {
            var wanted = ParentsOf(reference, count);
            var there = existing.GetValueOrDefault(reference.Parent);
            Need(reference.Parent, there == 0 ? wanted : IsUnique(reference) ? Math.Max(0, wanted - there) : 0);
        }
    }

    // A parent has some children. Pairs of parents suffice for a table of pairs; a parent with another column in one index has as many children as
    // that column has values, which are few in some types.
    private long ParentsOf(SeedReference reference, long children)
    {
        if (IsUnique(reference)) return children;
        var referring = catalog.References[reference.Table].SelectMany(r => r.Columns).ToHashSet();
        var others = catalog.Uniques[reference.Table].Where(u => u.Only is null && reference.Columns.All(u.Columns.Contains))
            .SelectMany(u => u.Columns.Where(c => !referring.Contains(c))).ToList();
        var least = (others.Count, others.Any(HasFewValues)) switch { (0, _) => children / ChildrenPerParent, (_, false) => children / 2, _ => children };
        return Math.Min(children, Math.Max((long)Math.Ceiling(2 * Math.Sqrt(children)), least));

        bool HasFewValues(int number) => catalog.TypeOf(catalog.Columns[reference.Table].First(c => c.Number == number)) is { Kind: 'e' } or { Name: "bool" };
    }

    private bool IsNullable(SeedReference reference)
    {
        var nullable = reference.Columns.Select(number => catalog.Columns[reference.Table].First(c => c.Number == number)).Select(c => !c.IsNotNull);
        return reference.IsFull ? nullable.All(n => n) : nullable.Any(n => n);
    }

    private bool IsUnique(SeedReference reference) =>
        catalog.Uniques[reference.Table].Any(u => u.Only is null && u.Columns.All(reference.Columns.Contains));

    // A key of more columns decides those that it shares with others.
    private IReadOnlyList<PlannedReference> ReferencesOf(uint table) =>
        [.. catalog.References[table].OrderByDescending(r => r.Columns.Count).Select(r => new PlannedReference(r, IsNullable(r), IsUnique(r))
        {
            Time = r.Parent == table ? ReferenceTime.Within : rows.ContainsKey(r.Parent) ? ReferenceTime.Before : ReferenceTime.Never,
        })];

    private void Order(Dictionary<uint, IReadOnlyList<PlannedReference>> references)
    {
        foreach (var circle in Circles(references, static _ => true).Where(c => c.Count > 1))
        {
            foreach (var reference in Inside(circle).Where(r => r.IsNullable && catalog.Uniques[r.Facts.Table].Any(u => u.IsPrimary)))
                reference.Time = ReferenceTime.After;
        }

        foreach (var circle in Circles(references, static r => r.Time != ReferenceTime.After).Where(c => c.Count > 1))
            foreach (var reference in Inside(circle).Where(r => r.Time == ReferenceTime.Before)) reference.Time = ReferenceTime.Within;

        IEnumerable<PlannedReference> Inside(IReadOnlyList<uint> circle) => circle.SelectMany(t => references[t])
            .Where(r => !r.IsToSelf && r.Time == ReferenceTime.Before && circle.Contains(r.Facts.Parent) && rows[r.Facts.Parent] > 0);
    }

    // The strongly connected components, what is referred to first.
    private List<IReadOnlyList<uint>> Circles(Dictionary<uint, IReadOnlyList<PlannedReference>> references, Func<PlannedReference, bool> counts)
    {
        List<IReadOnlyList<uint>> found = [];
        Dictionary<uint, int> numbers = [], lows = [];
        Stack<uint> open = new();
        foreach (var table in rows.Keys.OrderBy(t => FactsOf(t).Title, StringComparer.Ordinal))
            if (!numbers.ContainsKey(table)) Visit(table);
        return found;

        void Visit(uint table)
        {
            numbers[table] = lows[table] = numbers.Count;
            open.Push(table);
            foreach (var parent in references[table].Where(r => !r.IsToSelf && r.Time != ReferenceTime.Never && counts(r)).Select(r => r.Facts.Parent)
                .Where(p => rows.GetValueOrDefault(table) > 0 && rows.ContainsKey(p)))
            {
                if (!numbers.ContainsKey(parent)) Visit(parent);
                if (open.Contains(parent)) lows[table] = Math.Min(lows[table], lows[parent]);
            }

            if (lows[table] != numbers[table]) return;
            List<uint> circle = [];
            do circle.Add(open.Pop());
            while (circle[^1] != table);
            found.Add([.. circle.OrderBy(t => FactsOf(t).Title, StringComparer.Ordinal)]);
        }
    }
}
