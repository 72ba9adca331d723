using System.CommandLine;
using Foundation.Errors;
using Foundation.Processes;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary><c>fraisier scaffold</c>.</summary>
internal sealed class ScaffoldCommand : System.CommandLine.Command
{
    public ScaffoldCommand()
        : base("scaffold", "Write the files that a host needs for deployments") => Add(new ScaffoldSudoersCommand());
}

/// <summary><c>fraisier scaffold sudoers [FRAISE ENVIRONMENT]</c>.</summary>
internal sealed class ScaffoldSudoersCommand : ToolCommand
{
    private readonly Argument<string?> fraise = new("fraise") { Arity = ArgumentArity.ZeroOrOne, Description = "Fraise name (default: all)" };
    private readonly Argument<string?> environment = new("environment") { Arity = ArgumentArity.ZeroOrOne, Description = "Environment name (default: all)" };

    private readonly Option<string> user = new("--user")
    {
        Description = "User who deploys (default: the current user)",
        HelpName = "USER",
        DefaultValueFactory = _ => SystemUser.Name,
    };

    private readonly Option<string> config = ConfigOption.New();

    public ScaffoldSudoersCommand()
        : base("sudoers", "Print the lines for sudo that let a user restart the units of fraises, and nothing else")
    {
        Arguments.Add(fraise);
        Arguments.Add(environment);
        Options.Add(user);
        Options.Add(config);
    }

    public override IReadOnlyList<string> Formats { get; } = ["text"];

    protected override Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var name = arguments.GetValue(user)!;
        if (!IsUser(name))
        {
            throw FoundationErrors.Usage.Error($"`{name}` is not the name of a user.", "It begins with a letter and has letters, digits, `_`, `-` and dots.",
                "Pass the user who deploys with --user.");
        }

        var path = arguments.GetValue(config)!;
        var chosen = FraisesFile.Load(path).Names(arguments.GetValue(fraise), arguments.GetValue(environment));
        var targets = chosen.Select(c => Readable(path, c.Fraise, c.Environment, chosen.Count == 1, output)).OfType<Target>().ToList();
        if (!targets.Exists(t => t.Service is ServiceSettings.Systemd))
        {
            throw FoundationErrors.Usage.Error("No fraise has a systemd unit.", "Only units need lines for sudo.",
                "Set `systemd_service` in fraises.yaml, or choose another fraise.");
        }

        output.Verbatim(SudoersFile.Of(name, targets));
        return Task.FromResult(ExitCode.Ok);
    }

    // The variables of another host's environments need not be set here.
    private static Target? Readable(string path, string fraise, string environment, bool alone, Output output)
    {
        try
        {
            return FraisesFile.Load(path).Select(fraise, environment);
        }
        catch (ToolException e) when (!alone && e.Code.Exit == ExitCode.Usage)
        {
            output.Warn($"{fraise}/{environment} is skipped: {e.What}");
            return null;
        }
    }

    private static bool IsUser(string name) =>
        name is [var first, ..] && (char.IsAsciiLetter(first) || first == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
}
