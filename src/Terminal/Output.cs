using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Foundation.Errors;
using Foundation.Files;

namespace Terminal;

/// <summary>
/// The output of a command: data on standard output, messages on standard error. In JSON mode standard output contains one document and nothing
/// else: <see cref="Data"/> and <see cref="Table"/> write in text mode only, <see cref="Document{T}"/> in JSON mode only, so a command may call both.
/// </summary>
public sealed class Output
{
    internal const string JsonFormat = "json";

    // A terminal of unknown size reports 0; lines of more than a hundred columns are hard to read.
    private const int NarrowestScreen = 40, UsualScreen = 80, WidestText = 100;

    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly Screen screen;
    private readonly List<string> completed = [];

    internal Output(Screen screen, string format, bool quiet)
    {
        this.screen = screen;
        Format = format;
        Quiet = quiet;
    }

    /// <summary>What standard output holds: one of the words of <see cref="ToolCommand.Formats"/>.</summary>
    public string Format { get; }

    /// <summary>True with <c>--format json</c>.</summary>
    public bool Json => Format == JsonFormat;

    /// <summary>True with <c>--quiet</c>.</summary>
    public bool Quiet { get; }

    /// <summary>Raw standard input and output, for a command that exchanges messages with a program. Nothing else may be written then.</summary>
    public static (Stream Input, Stream Output) Streams() => Screen.Streams();

    /// <summary>Standard error as bytes, for what another program writes there.</summary>
    public static Stream Errors() => Console.OpenStandardError();

    /// <summary>True when a person types at standard input, and both outputs are theirs, too: then a program may have the terminal for itself.</summary>
    public bool IsInteractive => IsTerminal && IsErrorTerminal && !Console.IsInputRedirected;

    /// <summary>True when standard output is a terminal.</summary>
    public bool IsTerminal => screen.OutputIsTerminal;

    /// <summary>True when standard error is a terminal.</summary>
    public bool IsErrorTerminal => screen.ErrorIsTerminal;

    /// <summary>How many columns a line of text should have at most: those of the terminal, 80 where there is none.</summary>
    public int Width => IsTerminal ? Math.Clamp(Console.WindowWidth, NarrowestScreen, WidestText) : UsualScreen;

    /// <summary>True when a user can answer a question.</summary>
    public bool CanAsk => IsErrorTerminal && !Console.IsInputRedirected;

    /// <summary>True when colours may be used on standard error.</summary>
    public bool Color => screen.ErrorColor;

    internal bool HasDocument { get; private set; }

    /// <summary>Keeps values out of everything that is written from now on, whichever way it takes.</summary>
    public void Hide(IEnumerable<string> secrets) => screen.Redactor.Add(secrets);

    /// <summary>Writes a line of data to standard output, with control characters escaped. Nothing in JSON mode.</summary>
    /// <param name="line">The line; it may contain line breaks.</param>
    public void Data(string line)
    {
        if (!Json) screen.WriteData(Printable.Text(line) + "\n");
    }

    /// <summary>
    /// Reports something that is done and stays, whatever happens next: immediately as a line of data; in JSON mode in the error document if the
    /// command fails.
    /// </summary>
    /// <param name="line">What was done.</param>
    public void Completed(string line)
    {
        completed.Add(line);
        Data(line);
    }

    /// <summary>Writes a text exactly as it is, for another program to read: generated SQL, a file.
    /// On a terminal control characters are escaped. Nothing in JSON mode.</summary>
    /// <param name="text">The text, with its own line breaks.</param>
    public void Verbatim(string text)
    {
        if (!Json) screen.WriteData(IsTerminal ? Printable.Text(text) : text);
    }

    /// <summary>Prints a message to standard error, prefixed with the UTC time unless it is a terminal. Nothing with <c>--quiet</c>.</summary>
    public void Say(string line)
    {
        if (!Quiet) screen.WriteMessage($"{Dated()}{Indented(line)}\n");
    }

    /// <summary>Prints a warning to standard error.</summary>
    public void Warn(string line) => screen.WriteMessage($"{Dated()}{Colored("1;33", "warning:")} {Indented(line)}\n");

    /// <summary>Prints a hint to standard error. Nothing with <c>--quiet</c>.</summary>
    public void Hint(string line)
    {
        if (!Quiet) screen.WriteMessage($"{Colored("1;36", "hint:")} {Indented(line)}\n");
    }

    /// <summary>Writes the one JSON document of the command, indented. Nothing in text mode.</summary>
    /// <param name="value">The document.</param>
    /// <param name="type">Its source-generated type information; asked for in JSON mode only, because making it takes longer than some commands.</param>
    /// <typeparam name="T">The type of the document.</typeparam>
    /// <exception cref="InvalidOperationException">A document was written before.</exception>
    public void Document<T>(T value, Func<JsonTypeInfo<T>> type)
    {
        if (!Json) return;
        if (HasDocument) throw new InvalidOperationException("A command writes one JSON document.");
        HasDocument = true;
        screen.WriteData(Serialized(value, type));
    }

    /// <summary>Makes sure, before long work, that a file can be written.</summary>
    /// <param name="path">The file; its directory exists.</param>
    /// <exception cref="ToolException">It cannot (<c>BASE-FIL-001</c>).</exception>
    public static void RequireWritable(string path) => Writing(path, () =>
    {
        if (File.Exists(path))
        {
            File.OpenWrite(path).Dispose();
            return;
        }

        var full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new IOException("It is a directory");
        File.Create($"{full}.{Environment.ProcessId}.new", 1, FileOptions.DeleteOnClose).Dispose();
    });

    /// <summary>Writes a file as one act: what would otherwise be on standard output.</summary>
    /// <param name="path">The file; its directory exists. Another kind of file, such as a pipe, is written into.</param>
    /// <param name="text">Its content.</param>
    /// <exception cref="ToolException">It cannot be written (<c>BASE-FIL-001</c>).</exception>
    public void Save(string path, string text) => Writing(path, () =>
    {
        var hidden = screen.Redactor.Hidden(text);
        // What a link leads to is written, and the link stays.
        if (new FileInfo(path).LinkTarget is not null) path = File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        if (!File.Exists(path) || FileOwner.IsPlainFile(path)) DurableFile.Replace(Path.GetFullPath(path), hidden, Readable);
        else File.WriteAllText(path, hidden);
    });

    /// <summary>Writes the JSON document of the command into a file, as one act.</summary>
    /// <param name="path">The file; its directory exists.</param>
    /// <param name="value">The document.</param>
    /// <param name="type">Its source-generated type information.</param>
    /// <typeparam name="T">The type of the document.</typeparam>
    /// <exception cref="ToolException">It cannot be written (<c>BASE-FIL-001</c>).</exception>
    public void SaveDocument<T>(string path, T value, Func<JsonTypeInfo<T>> type) => Save(path, Serialized(value, type));

    /// <summary>Writes a table to standard output; in a pipe as aligned plain text that is never wrapped or cut. Nothing in JSON mode.</summary>
    /// <param name="headers">The column titles.</param>
    /// <param name="rows">The cells, as many in each row as there are titles.</param>
    public void Table(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (Json) return;
        IReadOnlyList<IReadOnlyList<string>> safe = [.. rows.Select(row => (IReadOnlyList<string>)[.. row.Select(Printable.Line)])];
        screen.WriteData(IsTerminal && Screen.ColorAllowed ? TerminalTable.Drawn(headers, safe) : PlainTable.Drawn(headers, safe));
    }

    /// <summary>Shows how far long work is: one moving line on a terminal, a dated line every ten seconds elsewhere. Dispose it at the end.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="total">How many units there are; 0 when that is not known.</param>
    public Progress Progress(string title, long total) => new(this, screen, title, total);

    /// <summary>Shows several pieces of work at once: a moving table on a terminal, a dated line every ten seconds elsewhere. Dispose it at the end.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="total">How many pieces of work there are.</param>
    public LiveTable LiveTable(string title, int total) => new(this, screen, title, total);

    /// <summary>Asks a question that <c>y</c> or <c>yes</c> answers; anything else is no.</summary>
    /// <param name="question">The question, without the choice of answers.</param>
    /// <param name="cancellation">Ends the wait for an answer.</param>
    /// <exception cref="ToolException">There is no terminal to ask on (<c>BASE-CLI-002</c>).</exception>
    public bool Confirm(string question, CancellationToken cancellation = default)
    {
        if (!CanAsk)
        {
            throw FoundationErrors.NoTerminal.Error(
                $"Confirmation required: {question}",
                "Standard input or standard error is not a terminal, so nobody can answer.",
                "Pass --yes to confirm in advance.");
        }

        return Ask($"{question} [y/N]", cancellation)?.ToUpperInvariant() is "Y" or "YES";
    }

    /// <summary>Asks for a line; the caller has looked at <see cref="CanAsk"/>.</summary>
    /// <param name="cancellation">Ends the wait for an answer.</param>
    /// <returns>The answer without space around it; null when the input has ended.</returns>
    public string? Ask(string question, CancellationToken cancellation = default)
    {
        screen.WriteMessage($"{Indented(question)} ");
        // The read itself cannot be interrupted; it is left behind, and the process ends soon.
        return Task.Run(Console.In.ReadLine, CancellationToken.None).WaitAsync(cancellation).GetAwaiter().GetResult()?.Trim();
    }

    internal void Report(ToolException error)
    {
        screen.WriteMessage(ErrorReport.Text(error, Color));
        if (Json && !HasDocument) Document(ErrorReport.Of(error, completed), () => ErrorReportJson.Default.ErrorReport);
    }

    private static string Serialized<T>(T value, Func<JsonTypeInfo<T>> type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            JsonSerializer.Serialize(writer, value, type());
        }

        return Printable.Json(Encoding.UTF8.GetString(buffer.WrittenSpan)) + "\n";
    }

    private static void Writing(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FoundationErrors.FileNotWritable.Error(
                $"Cannot write {path}.", $"{e.Message.TrimEnd('.')}.", "Choose another file, or make its directory writable.", e);
        }
    }

    private static string Indented(string text) => Printable.Text(text).Replace("\n", "\n  ", StringComparison.Ordinal);

    private string Dated() => IsErrorTerminal ? string.Empty : screen.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z' ", CultureInfo.InvariantCulture);

    private string Colored(string color, string text) => Color ? $"\x1b[{color}m{text}\x1b[0m" : text;
}
