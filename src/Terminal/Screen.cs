using System.Text;
using Foundation.Errors;
using Foundation.Text;

namespace Terminal;

/// <summary>The two streams, whether they are terminals, and the clock. Nothing is opened before it is used.</summary>
internal sealed class Screen
{
    private readonly Lock gate = new();
    private readonly Lazy<TextWriter> output;
    private readonly Lazy<TextWriter> errors;
    private readonly Lazy<bool> outputTerminal;
    private readonly Lazy<bool> errorTerminal;
    private string status = string.Empty;

    public Screen(TextWriter? output, TextWriter? errors, TimeProvider time)
    {
        Time = time;
        this.output = new(() => output ?? Opened(Console.OpenStandardOutput()));
        this.errors = new(() => errors ?? Opened(Console.OpenStandardError()));
        outputTerminal = new(() => output is null && !Console.IsOutputRedirected);
        errorTerminal = new(() => errors is null && !Console.IsErrorRedirected);
    }

    public TimeProvider Time { get; }

    /// <summary>Whatever is written passes it.</summary>
    public Redactor Redactor { get; } = new();

    public TextWriter Out => output.Value;

    public TextWriter Error => errors.Value;

    public bool OutputIsTerminal => outputTerminal.Value;

    public bool ErrorIsTerminal => errorTerminal.Value;

    /// <summary>False with NO_COLOR (no-color.org: set and not empty) and on a terminal that knows no colours.</summary>
    public static bool ColorAllowed =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    public bool ErrorColor => ErrorIsTerminal && ColorAllowed;

    /// <summary>
    /// Why standard output could not be written; null when it could. What a command does to a database does not stop for that: the tool says it at the end.
    /// A closed pipe is no error: the runtime drops the output.
    /// </summary>
    public ToolException? Unwritable { get; private set; }

    public void WriteData(string text)
    {
        lock (gate)
        {
            Clear();
            // What is there stays a beginning of the whole.
            if (Unwritable is null) TryWrite(text);
            Redraw();
        }
    }

    private void TryWrite(string text)
    {
        try
        {
            Out.Write(Redactor.Hidden(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unwritable = FoundationErrors.FileNotWritable.Error(
                "Cannot write to standard output.", $"{e.Message}. The command itself went on to its end.",
                "Free disk space or redirect the output elsewhere; the output so far is incomplete.", e);
        }
    }

    public void WriteMessage(string text)
    {
        lock (gate)
        {
            Clear();
            Print(Redactor.Hidden(text));
            Redraw();
        }
    }

    /// <summary>Shows lines that the next call replaces; empty removes them. On a real terminal only.</summary>
    public void SetStatus(string lines)
    {
        lock (gate)
        {
            Clear();
            status = Redactor.Hidden(lines);
            Redraw();
        }
    }

    private static StreamWriter Opened(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

    private void Clear()
    {
        if (status.Length == 0) return;
        var above = status.Count(c => c == '\n');
        Print(above == 0 ? "\r\x1b[K" : $"\r\x1b[{above}A\x1b[J");
    }

    private void Redraw()
    {
        if (status.Length == 0) return;
        // A line that wraps would be two, and could not be overwritten: letters may be wider than they count.
        Print(status.Contains('\n', StringComparison.Ordinal) ? $"\x1b[?7l{status}\x1b[?7h" : status);
    }

    private void Print(string text)
    {
        try
        {
            Error.Write(text);
        }
        catch (IOException)
        {
            // The terminal is gone (SIGHUP) or the log's disk is full: work and clean-up continue without messages.
        }
    }

    /// <summary>Standard input and output, unbuffered.</summary>
    internal static (Stream Input, Stream Output) Streams() => (Console.OpenStandardInput(), Console.OpenStandardOutput());
}
