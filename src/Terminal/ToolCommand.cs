using System.CommandLine;
using Foundation.Errors;

namespace Terminal;

/// <summary>A command: its options as fields, and its action. <see cref="Tool"/> handles errors, signals and output.</summary>
public abstract class ToolCommand : Command
{
    /// <summary>Names the command.</summary>
    /// <param name="name">The word on the command line.</param>
    /// <param name="description">One line for the help.</param>
    protected ToolCommand(string name, string description)
        : base(name, description) => SetAction(NeverInvoked);

    /// <summary>What <c>--format</c> may be; the first one counts when it is not given.</summary>
    public virtual IReadOnlyList<string> Formats { get; } = ["text", "json"];

    /// <summary>
    /// True for a command whose exit code says what became of something that stays, a release for example: it is right even where the output cannot be written.
    /// </summary>
    public virtual bool ExitCodeIsTheResult => false;

    /// <summary>Does the work.</summary>
    /// <param name="arguments">The values of options and arguments.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="cancellation">The user's interrupt. Cleaning up goes on after it.</param>
    /// <returns>How it ended.</returns>
    protected abstract Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation);

    internal Task<ExitCode> StartAsync(ParseResult arguments, Output output, CancellationToken cancellation) => RunAsync(arguments, output, cancellation);

    // The parser asks that a command without subcommands has an action; Tool calls StartAsync instead, so that no time-out of the parser's cuts clean-up short.
    private static int NeverInvoked(ParseResult arguments) => throw new InvalidOperationException("Commands are run by Tool.RunAsync.");
}
