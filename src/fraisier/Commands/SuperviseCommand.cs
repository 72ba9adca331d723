using System.CommandLine;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>The supervisor of a service of type <c>process</c>; started by deployments, not by people.</summary>
internal sealed class SuperviseCommand : ToolCommand
{
    public const string Word = "supervise";

    private readonly Composition composition;
    private readonly Argument<string> directory = new("directory");

    public SuperviseCommand(Composition composition)
        : base(Word, "Keep a service's process running")
    {
        this.composition = composition;
        Hidden = true;
        Arguments.Add(directory);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var token = Environment.GetEnvironmentVariable(Supervisor.TokenVariable)
            ?? throw FoundationErrors.Usage.Error("`fraisier supervise` is internal.", "A deployment starts it to keep a service running.",
                "Run: fraisier deploy FRAISE ENVIRONMENT");
        await new Supervisor(arguments.GetValue(directory)!, composition.Time).RunAsync(token, cancellation);
        return ExitCode.Ok;
    }
}
