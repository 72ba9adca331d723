using System.Globalization;

namespace Terminal;

/// <summary>
/// Several pieces of work at once. On a terminal, a line of counts and a row for each piece at work stand under all other output and move; elsewhere, a
/// dated line every ten seconds says what is at work. What is finished is only counted: the caller prints it as it likes. Safe to call from any thread.
/// </summary>
public sealed class LiveTable : IDisposable
{
    private const int NarrowestScreen = 20, WidestName = 40, OtherLines = 3;
    private static readonly TimeSpan RedrawEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private readonly Output output;
    private readonly Screen screen;
    private readonly string title;
    private readonly int total;
    private readonly bool drawn;
    private readonly ITimer timer;
    private readonly List<Row> rows = [];
    private readonly List<(string Word, int Count)> ended = [];
    private bool isOver;

    internal LiveTable(Output output, Screen screen, string title, int total)
    {
        (this.output, this.screen, this.title, this.total) = (output, screen, title, total);
        drawn = output.IsErrorTerminal && Screen.ColorAllowed && !output.Quiet;
        var pause = drawn ? RedrawEvery : LogEvery;
        timer = screen.Time.CreateTimer(_ => Show(), null, drawn ? TimeSpan.Zero : pause, pause);
    }

    /// <summary>Adds a row, or changes what it says.</summary>
    /// <param name="name">The piece of work.</param>
    /// <param name="detail">What is happening to it now, in a few words.</param>
    public void Set(string name, string detail)
    {
        lock (gate)
        {
            if (rows.Find(r => r.Name == name) is { } row) row.Detail = detail;
            else rows.Add(new(name, screen.Time.GetTimestamp()) { Detail = detail });
        }
    }

    /// <summary>Removes a row and counts how it ended.</summary>
    /// <param name="word">How: <c>done</c>, <c>failed</c>.</param>
    public void End(string name, string word)
    {
        lock (gate)
        {
            rows.RemoveAll(r => r.Name == name);
            var at = ended.FindIndex(e => e.Word == word);
            if (at < 0) ended.Add((word, 1));
            else ended[at] = (word, ended[at].Count + 1);
        }
    }

    /// <summary>Removes the table.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
            timer.Dispose();
            if (drawn) screen.SetStatus(string.Empty);
        }
    }

    private void Show()
    {
        // A terminal that stands still must not collect a thread for each drawing.
        if (!gate.TryEnter()) return;
        try
        {
            if (isOver) return;
            if (drawn) screen.SetStatus(string.Join('\n', Lines().Select(Shortened)));
            else output.Say($"{Counts()}; at work: {string.Join(", ", rows.Select(r => r.Name))}");
        }
        finally
        {
            gate.Exit();
        }
    }

    private string Counts() => string.Create(CultureInfo.InvariantCulture,
        $"{title}: {ended.Sum(e => e.Count)} of {total}{string.Concat(ended.Select(e => $", {e.Count} {e.Word}"))}");

    private IEnumerable<string> Lines()
    {
        var most = Math.Max(1, Console.WindowHeight - OtherLines);
        var width = Math.Min(WidestName, rows.Select(r => TextLines.WidthOf(Printable.Line(r.Name))).DefaultIfEmpty().Max());
        var shown = rows.Select(row =>
        {
            var name = Printable.Line(row.Name);
            var padding = new string(' ', Math.Max(0, width - TextLines.WidthOf(name)));
            return string.Create(CultureInfo.InvariantCulture,
                $"  {name}{padding}  {screen.Time.GetElapsedTime(row.Since).TotalSeconds,6:0.0} s  {Printable.Line(row.Detail)}");
        });
        string[] more = rows.Count > most ? [$"  and {rows.Count - most} more"] : [];
        return [Counts(), .. shown.Take(most), .. more];
    }

    private static string Shortened(string line)
    {
        var width = Math.Max(NarrowestScreen, Console.WindowWidth - 1);
        return TextLines.WidthOf(line) <= width ? line : $"{new StringInfo(line).SubstringByTextElements(0, width - 3)}...";
    }

    private sealed class Row(string name, long since)
    {
        public string Name => name;

        public long Since => since;

        public string Detail { get; set; } = string.Empty;
    }
}
