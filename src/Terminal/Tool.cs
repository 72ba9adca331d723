using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;
using Foundation.Errors;

namespace Terminal;

/// <summary>Runs a tool: one place for usage errors, failures, signals and exit codes.</summary>
public static class Tool
{
    /// <summary>The tool's name: that of the executable's assembly.</summary>
    public static string Name { get; } = Assembly.GetEntryAssembly()?.GetName().Name ?? "tool";

    /// <summary>The tool's version, without build metadata.</summary>
    public static string Version =>
        (Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    private static bool Debugging =>
        Environment.GetEnvironmentVariable("CONFITURE_DEBUG") is "1" || Environment.GetEnvironmentVariable("FRAISIER_DEBUG") is "1";

    /// <summary>Parses the command line, runs the command and returns the process's exit code. Never throws.</summary>
    /// <param name="root">Makes the command tree; not called for <c>--version</c> alone.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="output">Standard output; the console's when null.</param>
    /// <param name="errors">Standard error; the console's when null.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <param name="cancellation">Acts like the user's interrupt.</param>
    public static async Task<int> RunAsync(
        Func<RootCommand> root,
        IReadOnlyList<string> arguments,
        TextWriter? output = null,
        TextWriter? errors = null,
        TimeProvider? time = null,
        CancellationToken cancellation = default)
    {
        var screen = new Screen(output, errors, time ?? TimeProvider.System);
        // Before the command line is parsed, and when it cannot be, this is how to learn the wanted format.
        var early = new Output(screen, WantsJson(arguments) ? Output.JsonFormat : string.Empty, quiet: false);
        try
        {
            if (arguments is not (["--version"] or ["-V"])) return await ParsedAsync(root(), arguments, screen, early, cancellation);
            screen.WriteData($"{Name} {Version}\n");
            return screen.Unwritable is { } unwritable ? Failed(unwritable, early, interrupted: false) : (int)ExitCode.Ok;
        }
#pragma warning disable CA1031 // The outermost frame: whatever went wrong is reported with its type, and decides the exit code.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Failed(e, early, interrupted: cancellation.IsCancellationRequested);
        }
    }

    /// <summary>As the other overload, with a command tree that exists already.</summary>
    /// <param name="root">The command tree.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="output">Standard output; the console's when null.</param>
    /// <param name="errors">Standard error; the console's when null.</param>
    public static Task<int> RunAsync(RootCommand root, IReadOnlyList<string> arguments, TextWriter? output = null, TextWriter? errors = null) =>
        RunAsync(() => root, arguments, output, errors);

    private static async Task<int> ParsedAsync(RootCommand root, IReadOnlyList<string> arguments, Screen screen, Output early, CancellationToken cancellation)
    {
        var options = new CommonOptions();
        options.AddTo(root);
        foreach (var version in root.Options.OfType<VersionOption>())
        {
            version.Aliases.Add("-V");
            version.Action = new VersionAction();
        }

        // The spellings of another system: do not offer them as completions.
        foreach (var alias in (string[])["/h", "/?"]) root.Options.OfType<HelpOption>().Single().Aliases.Remove(alias);
        // `@file` stays an ordinary argument: a deployment may well name one.
        var configuration = new ParserConfiguration { ResponseFileTokenReplacer = null };
        var parsed = root.Parse(arguments, configuration);
        if (parsed.Action is null or ParseErrorAction)
        {
            var lacksCommand = parsed.UnmatchedTokens.Count == 0 && parsed.CommandResult.Command is not ToolCommand;
            if (!lacksCommand || early.Json) throw UsageErrors.Of(parsed);
            Help(root.Parse([.. UsageErrors.WordsOf(parsed.CommandResult), "--help"], configuration), screen);
            return (int)ExitCode.Usage;
        }

        if (parsed.CommandResult.Command is ToolCommand command && parsed.Action == command.Action)
        {
            var output = new Output(screen, UsageErrors.FormatOf(command, parsed, options), parsed.GetValue(options.Quiet));
            return await CommandAsync(command, parsed, output, screen, cancellation);
        }

        return await parsed.InvokeAsync(Invocation(screen.Out), cancellation);
    }

    private static async Task<int> CommandAsync(ToolCommand command, ParseResult arguments, Output output, Screen screen, CancellationToken cancellation)
    {
        using var interruption = new Interruption(screen, cancellation);
        try
        {
            NativeLibraries.RequireOpenSsl();
            var code = await command.StartAsync(arguments, output, interruption.Token);
            return code == ExitCode.Ok && !command.ExitCodeIsTheResult && screen.Unwritable is { } unwritable
                ? Failed(unwritable, output, interrupted: false) : (int)code;
        }
#pragma warning disable CA1031 // As in RunAsync; here the command's own output is known.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Failed(e, output, interruption.Requested);
        }
    }

    private static int Failed(Exception exception, Output output, bool interrupted)
    {
        var error = exception switch
        {
            ToolException known => known,
            OperationCanceledException when interrupted => FoundationErrors.Interrupted.Error(
                "The command was interrupted.", "Ctrl-C or SIGTERM arrived before it finished.", "Run it again when you are ready.", exception),
            IOException or UnauthorizedAccessException => FoundationErrors.FileUnusable.Error(
                exception.Message, "The system refused to read or write it.",
                "Check the path, its permissions and the free disk space, and run the command again.",
                exception),
            _ => FoundationErrors.Unexpected.Error(
                $"{exception.GetType().FullName}: {exception.Message}",
                "This is a bug in the tool.",
                $"Run it again with {Name.ToUpperInvariant()}_DEBUG=1 and report the output.",
                exception),
        };
        if (Debugging) error = error.With([.. error.Details, .. exception.ToString().Split('\n')]);
        output.Report(error);
        return (int)error.Code.Exit;
    }

    private static void Help(ParseResult parsed, Screen screen) => _ = parsed.Invoke(Invocation(screen.Error));

    private static InvocationConfiguration Invocation(TextWriter output) =>
        new() { Output = output, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    private static bool WantsJson(IReadOnlyList<string> arguments) =>
        arguments.Index().Any(pair => pair.Item is "--format=json" or "--format:json"
            || (pair.Item is "--format" && pair.Index + 1 < arguments.Count && arguments[pair.Index + 1] is "json"));

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"{Name} {Version}");
            return (int)ExitCode.Ok;
        }
    }
}
