using System.CommandLine;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>The release that was adopted.</summary>
internal sealed record AdoptReport(string Schema, string Target, Placement Live);

/// <summary><c>fraisier adopt FRAISE ENVIRONMENT</c>.</summary>
internal sealed class AdoptCommand : TargetCommand
{
    private readonly Composition composition;
    private readonly Option<string?> commit = new("--commit")
    {
        Description = "Commit that is live (default: the one in its REVISION file)",
        HelpName = "COMMIT",
    };
    private readonly Option<string?> from = new("--from")
    {
        Description = "Fraise and environment that owned the directory until now",
        HelpName = "FRAISE/ENVIRONMENT",
    };

    public AdoptCommand(Composition composition)
        : base("adopt", "Adopt a live release from another tool, or from a renamed fraise or environment")
    {
        this.composition = composition;
        Options.Add(commit);
        Options.Add(from);
    }

    protected override async Task<ExitCode> RunAsync(Target target, ParseResult arguments, Output output, CancellationToken cancellation)
    {
        await using var host = await composition.HostOfAsync(target, new EngineProgress(output), cancellation);
        var live = await host.AdoptAsync(arguments.GetValue(commit), arguments.GetValue(from), cancellation);
        output.Document(new("fraisier/adopt/1", target.Name, live), () => CliJson.Default.AdoptReport);
        output.Data($"{target}: {live.Directory} is release {live.Release.Name} ({live.Release.Commit})");
        return ExitCode.Ok;
    }
}
