using System.CommandLine;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>A command on one fraise in one environment.</summary>
internal abstract class TargetCommand : ToolCommand
{
    private readonly Argument<string> fraise = new("fraise") { Description = "Fraise name in fraises.yaml" };
    private readonly Argument<string> environment = new("environment") { Description = "Environment name in fraises.yaml" };
    private readonly Option<string> config = ConfigOption.New();

    protected TargetCommand(string name, string description)
        : base(name, description)
    {
        Arguments.Add(fraise);
        Arguments.Add(environment);
        Options.Add(config);
    }

    protected sealed override Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var file = FraisesFile.Load(arguments.GetValue(config)!);
        var target = file.Select(arguments.GetValue(fraise)!, arguments.GetValue(environment)!);
        output.Hide(target.Secrets);
        foreach (var message in file.Notes.Messages(arguments.GetValue(config)!)) output.Warn(message);
        target.RequireSupported();
        return RunAsync(target, arguments, output, cancellation);
    }

    protected abstract Task<ExitCode> RunAsync(Target target, ParseResult arguments, Output output, CancellationToken cancellation);
}

/// <summary>The option that names fraises.yaml.</summary>
internal static class ConfigOption
{
    public static Option<string> New() => new("--config", "-c") { Description = "File that defines the fraises",
        DefaultValueFactory = _ => FraisesFile.DefaultName, HelpName = "FILE" };
}
