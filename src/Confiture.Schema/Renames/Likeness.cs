namespace Confiture.Schema;

/// <summary>How much alike two objects of one kind are but for their names: 1 for the same, 0 for nothing in common.</summary>
internal static class Likeness
{
    /// <summary>From here on a rename is as likely as anything else, and somebody has to be asked.</summary>
    internal const double Doubtful = 0.5;

    // What speaks for one and the same column; together 1.
    private const double SameType = 0.4, SameSortOfType = 0.2, LikeName = 0.25, SamePlace = 0.2, SameDefault = 0.05, SameNulls = 0.05, SameRest = 0.05;

    // Sequences have little more than their names.
    private const double SameSettings = 0.4;

    /// <summary>Compares.</summary>
    /// <param name="from">The one.</param>
    /// <param name="to">The other.</param>
    /// <param name="byName">False when the names say nothing, because they are swapped.</param>
    internal static double Of(SchemaObject from, SchemaObject to, bool byName = true) => from.Kind.LikenessOf(from, to, byName);

    /// <summary>Compares what nothing better is known of.</summary>
    internal static double ByAttributes(SchemaObject from, SchemaObject to) => 1 - ((double)from.DifferencesTo(to).Count / from.Attributes.Count);

    /// <summary>Compares what counts.</summary>
    internal static double OfCounters(SchemaObject from, SchemaObject to) => SameSettings + ((1 - SameSettings) * OfNames(from.Name, to.Name));

    /// <summary>Compares what rows are in, by the fields.</summary>
    internal static double OfRows(SchemaObject from, SchemaObject to) => Shared([.. Fields(from)], [.. Fields(to)]);

    /// <summary>Compares columns, or attributes of composite types.</summary>
    internal static double OfFields(SchemaObject from, SchemaObject to, bool byName) =>
        BesideNames(from, to) + (byName ? LikeName * OfNames(from.Name, to.Name) : 0);

    /// <summary>Compares two labels of one enum: by their neighbours, which say what a label that has another name stands between,
    /// and by what they are called.</summary>
    internal static double OfLabels(IReadOnlyList<string> before, string old, IReadOnlyList<string> after, string next)
    {
        var (here, there) = (At(before, old), At(after, next));
        return (here.Index == there.Index || here.Left == there.Left || here.Right == there.Right ? Doubtful : 0) + ((1 - SameSettings) * OfNames(old, next));

        static (int Index, string? Left, string? Right) At(IReadOnlyList<string> labels, string label)
        {
            var at = labels.ToList().IndexOf(label);
            // The ends are neighbours of no one.
            return (at, at > 0 ? labels[at - 1] : string.Empty, at + 1 < labels.Count ? labels[at + 1] : null);
        }
    }

    private static double BesideNames(SchemaObject from, SchemaObject to)
    {
        var likeness = from[Column.Type] == to[Column.Type] ? SameType : SortOf(from) == SortOf(to) ? SameSortOfType : 0;
        if (IsInPlace(from, to)) likeness += SamePlace;
        if (DefaultOf(from) == DefaultOf(to)) likeness += SameDefault;
        if (from[Column.NotNull] == to[Column.NotNull]) likeness += SameNulls;
        if (from[Facets.Comment] == to[Facets.Comment] && from[Column.Identity] == to[Column.Identity]
            && from[Column.Generated] == to[Column.Generated])
        {
            likeness += SameRest;
        }

        return likeness;
    }

    // The types of attributes stand without their categories: what comes before a modifier says as much.
    private static string? SortOf(SchemaObject column) => column[Column.TypeCategory] ?? column[Column.Type]!.Split('(')[0];

    // Columns that come and go before it move it: then its neighbour tells.
    private static bool IsInPlace(SchemaObject from, SchemaObject to) =>
        from[Column.Number] == to[Column.Number] || (Before(from) is { } before && before == Before(to));

    private static string? Before(SchemaObject column) =>
        column.Parent!.Children.FirstOrDefault(c => c.Kind == column.Kind && c[Column.Number] == column[Column.Number] - 1)?.Name;

    private static string? DefaultOf(SchemaObject column) =>
        column.Children.Prepend(column).Select(c => c[Column.Expression]).LastOrDefault(e => e is not null);

    /// <summary>How many pairs of letters that stand side by side two names share.</summary>
    internal static double OfNames(string one, string other)
    {
        var (first, second) = (Pairs(one), Pairs(other));
        if (first.Count + second.Count == 0) return 0;
        return 2.0 * first.Intersect(second, StringComparer.Ordinal).Count() / (first.Count + second.Count);

        static HashSet<string> Pairs(string name) =>
            [.. Enumerable.Range(0, Math.Max(0, name.Length - 1)).Select(i => name.Substring(i, 2).ToLowerInvariant())];
    }

    private static IEnumerable<string> Fields(SchemaObject item) => item.Children.Where(c => c.Kind.IsField).Select(c => $"{c.Name} {c[Column.Type]}");

    /// <summary>How much of the longer one two lists have in common.</summary>
    internal static double Shared(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        Math.Max(one.Count, other.Count) is 0 and var none
            ? none
            : (double)one.Intersect(other, StringComparer.Ordinal).Count() / Math.Max(one.Count, other.Count);
}
