namespace Confiture.Project;

/// <summary>The checks of a table: what they ask of each row's columns, and whether a row satisfies what of them is understood.</summary>
internal sealed class TableChecks
{
    private readonly PlannedTable table;
    private readonly IReadOnlyList<SeedCheck> checks, choices, partitions;
    private readonly Demand[] always;

    internal TableChecks(PlannedTable table, IReadOnlyList<SeedCheck> checks, IReadOnlyList<SeedCheck> partitions)
    {
        this.table = table;
        this.checks = checks;
        // A partition for the rest, or by hashes, asks for what only the server knows.
        this.partitions = partitions.Any(p => p.Ways.IsWhole) ? [.. partitions.Where(p => p.Ways.IsWhole)] : partitions;
        choices = [.. checks.Where(c => c.Ways.Lists.Count > 1)];
        always = [.. table.Columns.Select(_ => new Demand())];
        foreach (var atom in checks.Where(c => c.Ways.Lists.Count == 1).SelectMany(c => c.Ways.Lists[0])) Add(always, atom);
        foreach (var atom in UsualOrder.Of(table.Columns)) Add(always, atom);
        Order = OrderOf();
    }

    /// <summary>The places of the columns in the order in which they get their values: what others have to exceed first.</summary>
    internal IReadOnlyList<int> Order { get; }

    /// <summary>What is asked of each column of one row: of each check with alternatives one is chosen.</summary>
    internal Demand[] Demands(Bogus.Randomizer random)
    {
        if (choices.Count == 0 && partitions.Count == 0) return always;
        Demand[] found = [.. always.Select(d => d.Copy())];
        foreach (var check in choices) AddOne(check);
        if (partitions.Count > 0) AddOne(partitions[random.Number(partitions.Count - 1)]);
        return found;

        void AddOne(SeedCheck check)
        {
            if (check.Ways.Lists.Count == 0) return;
            foreach (var atom in check.Ways.Lists[random.Number(check.Ways.Lists.Count - 1)]) Add(found, atom);
        }
    }

    /// <summary>The first check that a row fails; null when it fails none that is understood.</summary>
    internal SeedCheck? Failed(Sample[] row) => checks.FirstOrDefault(check => check.Ways.IsWhole && Holds(check.Ways, table, row) == false);

    internal IReadOnlyList<SeedCheck> All => checks;

    /// <summary>The check that the server names.</summary>
    internal SeedCheck? Named(string message) =>
        checks.FirstOrDefault(c => message.EndsWith($"\"{c.Name}\"", StringComparison.Ordinal));

    /// <summary>Whether a row satisfies one of the alternatives; null where NULL or something unknown decides.</summary>
    internal static bool? Holds(Alternatives ways, PlannedTable table, Sample[] row)
    {
        bool? any = false;
        foreach (var list in ways.Lists)
        {
            bool? all = true;
            foreach (var atom in list)
            {
                var one = Holds(atom, table, row);
                if (one == false)
                {
                    all = false;
                    break;
                }

                if (one is null) all = null;
            }

            if (all == true) return true;
            if (all is null) any = null;
        }

        return any;
    }

    private static bool? Holds(Atom atom, PlannedTable table, Sample[] row)
    {
        var place = table.PlaceOf(atom.Column);
        if (place < 0) return null;
        var value = row[place];
        if (atom is Atom.Null nothing) return value.IsNull == nothing.IsNull;
        if (value.IsNull) return null;
        return atom switch
        {
            Atom.OneOf one when table.Columns[place].Source is not ArraySource => IsOneOf(one.Values, value, table.Columns[place]),
            Atom.NoneOf none => !IsOneOf(none.Values, value, table.Columns[place]),
            Atom.Bound bound => Compared(value.Rank, bound.Sign, table.Columns[place].Source?.Rank(bound.Text)),
            Atom.Order order when table.PlaceOf(order.Other) is >= 0 and var other => Compared(value, order.Sign, row[other]),
            Atom.Length length when table.Columns[place].Source is TextSource => Compared(value.Text!.Length, length.Sign, length.Count),
            _ => null,
        };
    }

    private static bool IsOneOf(IReadOnlyList<string> values, Sample value, PlannedColumn column) =>
        values.Contains(value.Text, StringComparer.Ordinal) || (value.Rank is { } rank && values.Any(v => column.Source?.Rank(v) == rank));

    private static bool? Compared(Sample one, string sign, Sample other)
    {
        if (one.IsNull || other.IsNull) return null;
        if (one.Rank is not null && other.Rank is not null) return Compared(one.Rank, sign, other.Rank);
        return sign switch { "=" => one.Text == other.Text, "<>" => one.Text != other.Text, _ => null };
    }

    private static bool? Compared(decimal? one, string sign, decimal? other) => one is null || other is null ? null : sign switch
    {
        "<" => one < other,
        "<=" => one <= other,
        ">" => one > other,
        ">=" => one >= other,
        "=" => one == other,
        _ => one != other,
    };

    private void Add(Demand[] demands, Atom atom)
    {
        var place = table.PlaceOf(atom.Column);
        if (place < 0) return;
        demands[place].Add(atom, text => table.Columns[place].Source?.Rank(text));
        // The other column has to know it too: which of them is first is not known here.
        if (atom is Atom.Order order && table.PlaceOf(order.Other) is >= 0 and var other)
            demands[other].Add(new Atom.Order(order.Other, Alternatives.Mirror(order.Sign), order.Column), static _ => null);
    }

    private List<int> OrderOf()
    {
        List<int> found = [];
        HashSet<int> seen = [];
        for (var i = 0; i < table.Columns.Count; i++) Visit(i);
        return found;

        void Visit(int place)
        {
            if (!seen.Add(place)) return;
            foreach (var lesser in always[place].Orders.Where(o => o.Sign[0] == '>' || o.Sign == "=")) Visit(table.PlaceOf(lesser.Other));
            found.Add(place);
        }
    }
}
