using System.CommandLine;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>Whether there was a lock to release, and the deployment that is unfinished.</summary>
internal sealed record UnlockReport(string Schema, string Target, bool Unlocked, string? Unfinished);

/// <summary><c>fraisier unlock FRAISE ENVIRONMENT</c>.</summary>
internal sealed class UnlockCommand : TargetCommand
{
    private readonly Composition composition;
    private readonly Option<bool> yes = new("--yes", "-y") { Description = "Skip the confirmation prompt" };

    public UnlockCommand(Composition composition)
        : base("unlock", "Release the lock of a stuck deployment")
    {
        this.composition = composition;
        Options.Add(yes);
    }

    protected override async Task<ExitCode> RunAsync(Target target, ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var progress = new EngineProgress(output, target);
        await using var fleet = await composition.FleetOfAsync(target, progress.On, cancellation);
        var seen = await fleet.Store.LookAsync(cancellation);
        if (seen.Lease is not { Released: false } lease)
        {
            output.Document(new("fraisier/unlock/1", target.Name, Unlocked: false, seen.Unfinished), () => CliJson.Default.UnlockReport);
            output.Data($"{target} is not locked");
            return ExitCode.Ok;
        }

        output.Say($"{target} is locked by {lease.Who}: deployment {lease.Deployment}, step {lease.Step}, since {lease.AcquiredAt:u}");
        if (!arguments.GetValue(yes) && !output.Confirm("Release this lock? That deployment can then change nothing more.",
            cancellation))
        {
            return ExitCode.Failed;
        }

        await new Controller(target, fleet, null, progress, composition.Time).UnlockAsync(cancellation);
        output.Document(new("fraisier/unlock/1", target.Name, Unlocked: true, seen.Unfinished), () => CliJson.Default.UnlockReport);
        output.Data($"{target} is unlocked");
        if (seen.Unfinished is not null)
        {
            output.Hint($"a deployment is unfinished; finish or roll it back with: fraisier recover {target.Fraise} "
                + $"{target.Environment}");
        }

        return ExitCode.Ok;
    }
}
