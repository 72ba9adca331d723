using System.CommandLine;

namespace Terminal;

/// <summary>The options that every command has. <see cref="Tool"/> adds a fresh pair to each root, because a symbol belongs to one tree.</summary>
public sealed class CommonOptions
{
    /// <summary><c>--format</c>: one of the words that the command knows (<see cref="ToolCommand.Formats"/>).</summary>
    public Option<string?> Format { get; } = new("--format")
    {
        Description = "Output format: text (default) or json; some commands offer more",
        HelpName = "text|json|...",
        Recursive = true,
    };

    /// <summary><c>--quiet</c>.</summary>
    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print only data, warnings and errors", Recursive = true };

    internal void AddTo(RootCommand root)
    {
        Format.CompletionSources.Add(context =>
            Completion.Words(() => context.ParseResult.CommandResult.Command is ToolCommand command ? command.Formats : []));
        root.Add(Format);
        root.Add(Quiet);
    }
}
