using System.CommandLine;
using Foundation.Errors;
using Foundation.Text;

namespace Terminal;

/// <summary>
/// Prints the script with which a shell completes the tool's commands, options and values. The script asks the tool itself, so it is never outdated;
/// where the tool has no suggestions, the shell offers files.
/// </summary>
public sealed class CompletionCommand : ToolCommand
{
    private readonly Argument<string> shell = new("SHELL")
    {
        Description = $"Shell: {string.Join(", ", CompletionScripts.Shells)}",
        Arity = ArgumentArity.ExactlyOne,
    };

    /// <summary>Makes the command.</summary>
    public CompletionCommand()
        : base("completion", $"Print the completion script for {string.Join(", ", CompletionScripts.Shells.SkipLast(1))} or {CompletionScripts.Shells[^1]}")
    {
        shell.CompletionSources.Add(_ => Completion.Words(() => CompletionScripts.Shells));
        Add(shell);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Formats { get; } = ["text"];

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(output);
        var word = arguments.GetValue(shell)!;
        var script = CompletionScripts.Of(word, Tool.Name) ?? throw FoundationErrors.Usage.Error(
            $"There is no completion script for `{word}`{Spelling.End(word, CompletionScripts.Shells)}",
            $"Supported shells: {string.Join(", ", CompletionScripts.Shells)}.",
            $"For bash, add to ~/.bashrc: `source <({Tool.Name} completion bash)`");
        output.Verbatim(script);
        return Task.FromResult(ExitCode.Ok);
    }
}
