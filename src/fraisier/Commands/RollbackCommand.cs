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
        var progress = new EngineProgress(output);
        await using var host = await composition.HostOfAsync(target, progress, cancellation);
        return Ending.Report(await new Controller(target, composition.StoreOf(target), host, progress, composition.Time, composition.Engine)
            .RollBackAsync(cancellation), output);
    }
}
