using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>What a build found out about the order of the files.</summary>
/// <param name="OutOfOrder">A sentence for each statement that had to wait for a later one: <c>file:line</c>, and the file that it needs.</param>
/// <param name="Better">All files in an order in which each stands behind those that it waited for; empty when the declared order holds, or when files need each other.</param>
public sealed record BuildOrder(IReadOnlyList<string> OutOfOrder, IReadOnlyList<string> Better)
{
    /// <summary>The declared order holds.</summary>
    public static readonly BuildOrder AsDeclared = new([], []);

    /// <summary>What to tell people: which files are out of order, and which order would be right.</summary>
    public IReadOnlyList<string> Notes => OutOfOrder.Count == 0 ? [] :
    [
        .. OutOfOrder,
        Better.Count > 0 ? $"Run in this order, no statement waits: {string.Join(", ", Better)}" : "These files need each other: no order of whole files is right.",
    ];

    internal static BuildOrder Of(SchemaSource source, IReadOnlyList<((SqlScript Script, SqlStatement Statement) Waited, SqlScript? Maker)> moved)
    {
        var needs = moved.Where(m => m.Maker is not null && m.Maker != m.Waited.Script).ToLookup(m => m.Waited.Script, m => m.Maker!);
        return new([.. moved.Select(m => Sentence(m.Waited.Script, m.Waited.Statement, m.Maker))], Sorted(source.Scripts, needs) is { } better ? [.. better.Select(s => s.Name)] : []);
    }

    private static string Sentence(SqlScript script, SqlStatement statement, SqlScript? maker)
    {
        var place = script.PositionOf(statement.Start);
        return $"{script.Name}:{place.Line} ran late: it needs {(maker is null ? "a later statement" : maker == script ? "a later statement of the same file" : maker.Name)}";
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
