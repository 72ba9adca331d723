namespace Terminal;

/// <summary>How far one piece of long work is.</summary>
public sealed class Progress : IDisposable
{
    private static readonly TimeSpan RedrawEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(10);
    private readonly Output output;
    private readonly Screen screen;
    private readonly string title;
    private readonly long total;
    private readonly bool drawn;
    private long last;

    internal Progress(Output output, Screen screen, string title, long total)
    {
        this.output = output;
        this.screen = screen;
        this.title = title;
        this.total = total;
        drawn = output.IsErrorTerminal && Screen.ColorAllowed;
        last = screen.Time.GetTimestamp();
    }

    /// <summary>Reports progress. Cheap to call often.</summary>
    /// <param name="done">Units done so far.</param>
    /// <param name="what">What is being worked on now.</param>
    public void Report(long done, string? what = null)
    {
        if (output.Quiet || screen.Time.GetElapsedTime(last) < (drawn ? RedrawEvery : LogEvery)) return;
        last = screen.Time.GetTimestamp();
        var amount = total > 0 ? $"{done:N0} of {total:N0} ({100 * done / total} %)" : $"{done:N0}";
        var line = $"{title}: {amount}{(what is null ? string.Empty : $", {what}")}";
        if (drawn) screen.SetStatus(Shortened(Printable.Line(line)));
        else output.Say(line);
    }

    /// <summary>Removes the moving line.</summary>
    public void Dispose()
    {
        if (drawn) screen.SetStatus(string.Empty);
    }

    // A wrapped line cannot be overwritten.
    private static string Shortened(string line)
    {
        var width = Math.Max(20, Console.WindowWidth - 1);
        return line.Length <= width ? line : string.Concat(line.AsSpan(0, width - 3), "...");
    }
}
