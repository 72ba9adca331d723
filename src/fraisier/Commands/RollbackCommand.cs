using System.CommandLine;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary><c>fraisier rollback FRAISE ENVIRONMENT</c>.</summary>
internal sealed class RollbackCommand(Composition composition) : TargetCommand("rollback", "Roll back to the previous release, code and schema together")
{
    protected override async Task<ExitCode> RunAsync(Target target, ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var progress = new EngineProgress(output, target);
        await using var fleet = await composition.FleetOfAsync(target, progress.On, cancellation);
        return Ending.Report(await new Controller(target, fleet, composition.SenderOf(target), progress, composition.Time, composition.Engine)
            .RollBackAsync(new(), cancellation), output);
    }
}
