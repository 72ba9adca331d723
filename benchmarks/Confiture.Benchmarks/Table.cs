using System.Globalization;
using System.Text;

namespace Confiture.Benchmarks;

/// <summary>The figures of all rows: a table that reads well on a terminal and is Markdown as well.</summary>
internal static class Table
{
    private const string Nothing = "-";
    private static readonly string[] Header = ["row", "judged", "ours, ms (CPU)", "peer", "peer, ms (CPU)", "ratio", "limit", "met"];

    public static string Of(IEnumerable<Outcome> outcomes)
    {
        List<string[]> lines = [Header, .. outcomes.SelectMany(Lines)];
        var widths = Enumerable.Range(0, Header.Length).Select(column => lines.Max(line => line[column].Length)).ToList();
        lines.Insert(1, [.. widths.Select(width => new string('-', width))]);
        var text = new StringBuilder();
        foreach (var line in lines) text.Append("| ").AppendJoin(" | ", line.Select((cell, column) => cell.PadRight(widths[column]))).Append(" |\n");
        return text.ToString();
    }

    /// <summary>The figures of a row in a line.</summary>
    public static string Summary(Outcome outcome) => $"    {string.Join("; ", outcome.All.Select(measured => $"{measured.Contender.Name} {Cell(measured)}"))}";

    private static IEnumerable<string[]> Lines(Outcome outcome)
    {
        var (row, unit) = (outcome.Row, outcome.Row.Unit == Unit.Wall ? "wall" : "CPU");
        if (outcome.Fault is not null)
        {
            yield return [row.Name, unit, Nothing, Nothing, Nothing, Nothing, Nothing, "error"];
            yield break;
        }

        var ours = Cell(outcome.Ours);
        if (row.Below is { } below) yield return [row.Name, unit, ours, Nothing, Nothing, Nothing, $"below {below:0} ms", Word(outcome.IsBelow)];
        foreach (var peer in outcome.Peers)
        {
            var rounds = peer.Wall.Count < outcome.Ours.Wall.Count ? $" ({peer.Wall.Count} rounds)" : string.Empty;
            var limit = peer.Contender.AtMost is { } most ? $"at most {most.ToString("0.00", CultureInfo.InvariantCulture)}" : Nothing;
            yield return
            [
                row.Name, unit, ours, peer.Contender.Name + rounds, Cell(peer),
                outcome.RatioTo(peer).ToString("0.00", CultureInfo.InvariantCulture), limit, Word(outcome.Keeps(peer)),
            ];
        }
    }

    private static string Cell(Measured measured) => $"{Milliseconds(measured.Wall.Median)} ({Milliseconds(measured.Cpu.Median)})";

    private static string Milliseconds(double value) => value.ToString(value < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    private static string Word(bool? met) => met switch { true => "yes", false => "NO", null => Nothing };
}
