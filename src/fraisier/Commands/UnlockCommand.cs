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
        var progress = new EngineProgress(output);
        await using var host = await composition.HostOfAsync(target, progress, cancellation);
        var store = composition.StoreOf(target);
        if (!store.Exists || store.ReadLease() is not { Released: false } lease)
        {
            output.Document(new("fraisier/unlock/1", target.Name, Unlocked: false, Unfinished(store)), () => CliJson.Default.UnlockReport);
            output.Data($"{target} is not locked");
            return ExitCode.Ok;
        }

        output.Say($"{target} is locked by {lease.Who}: deployment {lease.Deployment}, step {lease.Step}, since {lease.AcquiredAt:u}");
        if (!arguments.GetValue(yes) && !output.Confirm("Release this lock? That deployment can then change nothing more.",
            cancellation))
        {
            return ExitCode.Failed;
        }

        await new Controller(target, store, host, progress, composition.Time).UnlockAsync(cancellation);
        output.Document(new("fraisier/unlock/1", target.Name, Unlocked: true, Unfinished(store)), () => CliJson.Default.UnlockReport);
        output.Data($"{target} is unlocked");
        if (store.OpenJournals().Count > 0)
        {
            output.Hint($"a deployment is unfinished; finish or roll it back with: fraisier recover {target.Fraise} "
                + $"{target.Environment}");
        }

        return ExitCode.Ok;
    }

    private static string? Unfinished(IDeploymentStore store) => store.OpenJournals() is [.., var id] ? id : null;
}
