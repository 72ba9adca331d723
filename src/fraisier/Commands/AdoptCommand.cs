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
        await using var fleet = await composition.FleetOfAsync(target, new EngineProgress(output, target).On, cancellation);
        if (composition.SenderOf(target) is { } sender && arguments.GetValue(commit) is { } wanted)
            await sender.SendAsync(wanted, fleet.Hosts, rehearsal: false, cancellation);
        var adopted = await fleet.AskAsync(host => host.AdoptAsync(arguments.GetValue(commit), arguments.GetValue(from), cancellation));
        output.Document(new("fraisier/adopt/1", target.Name, adopted[0]), () => CliJson.Default.AdoptReport);
        foreach (var live in adopted)
        {
            var host = adopted.Count > 1 ? $"{live.Host}:" : string.Empty;
            output.Data($"{target}: {host}{live.Directory} is release {live.Release.Name} ({live.Release.Commit})");
        }

        return ExitCode.Ok;
    }
}
