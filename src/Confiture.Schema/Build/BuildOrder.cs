using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>What a build found out about the order of the files.</summary>
/// <param name="OutOfOrder">A sentence for each file whose statements had to wait: <c>file:line</c> of the first, and the files that it needs.</param>
/// <param name="Better">
/// All files in an order in which each stands behind those that it waited for; empty when the declared order holds, or when files need each other.
/// </param>
public sealed record BuildOrder(IReadOnlyList<string> OutOfOrder, IReadOnlyList<string> Better)
{
    /// <summary>The declared order holds.</summary>
    public static readonly BuildOrder AsDeclared = new([], []);

    /// <summary>What to tell people: which files are out of order, and which order would be right.</summary>
    public IReadOnlyList<string> Notes => OutOfOrder.Count == 0 ? [] :
    [
        .. OutOfOrder,
        Better.Count > 0 ? $"In this order, no statement has to wait: {string.Join(", ", Better)}"
            : "These files depend on each other: no order of whole files works.",
    ];

    internal static BuildOrder Of(SchemaSource source, IReadOnlyList<((SqlScript Script, SqlStatement Statement) Waited, List<SqlScript> Makers)> moved)
    {
        var needs = moved.SelectMany(m => m.Makers, (m, maker) => (m.Waited.Script, Maker: maker))
            .Where(need => need.Script != need.Maker).Distinct().ToLookup(need => need.Script, need => need.Maker);
        var better = Sorted(source.Scripts, needs) ?? [];
        return new([.. moved.GroupBy(m => m.Waited.Script).Select(Sentence)], [.. better.Select(script => script.Name)]);
    }

    private static string Sentence(IGrouping<SqlScript, ((SqlScript Script, SqlStatement Statement) Waited, List<SqlScript> Makers)> late)
    {
        var place = late.Key.PositionOf(late.Min(m => m.Waited.Statement.Start));
        var others = late.Count() == 1 ? string.Empty : $" and {late.Count() - 1} more of this file";
        List<string> makers =
        [
            .. late.SelectMany(m => m.Makers).Distinct().Select(maker => maker == late.Key ? "a later statement of the same file" : maker.Name),
        ];
        return $"{late.Key.Name}:{place.Line}{others} ran late, needing {(makers.Count == 0 ? "a later statement" : string.Join(", ", makers))}";
    }

    // A file moves only to get in front of one that needs it.
    private static List<SqlScript>? Sorted(IReadOnlyList<SqlScript> scripts, ILookup<SqlScript, SqlScript> needs)
    {
        List<SqlScript> sorted = [];
        HashSet<SqlScript> begun = [];
        return scripts.All(Place) ? sorted : null;

        bool Place(SqlScript script)
        {
            if (sorted.Contains(script)) return true;
            if (!begun.Add(script) || !needs[script].All(Place)) return false;
            sorted.Add(script);
            return true;
        }
    }
}
