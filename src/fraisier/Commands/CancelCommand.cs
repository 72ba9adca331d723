using System.CommandLine;
using Foundation.Errors;
using Foundation.Processes;
using Foundation.Waiting;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>What became of a deployment that was cancelled; null when none was running.</summary>
internal sealed record CancelReport(string Schema, string Target, bool Running, HistoryRecord? Deployment);

/// <summary><c>fraisier cancel FRAISE ENVIRONMENT</c>.</summary>
internal sealed class CancelCommand : TargetCommand
{
    private const int FiveMinutes = 300, Day = 86_400;
    private static readonly Pace Pace = Pace.Every(TimeSpan.FromSeconds(0.5));
    private readonly Composition composition;
    private readonly Option<int> limit = NumberOption.New("--timeout", "Maximum wait for the rollback in seconds", FiveMinutes, Day);

    public CancelCommand(Composition composition)
        : base("cancel", "Cancel a running deployment: its controller rolls back, and this command waits for it")
    {
        this.composition = composition;
        Options.Add(limit);
    }

    protected override async Task<ExitCode> RunAsync(Target target, ParseResult arguments, Output output, CancellationToken cancellation)
    {
        await using var open = composition.StoreOf(target);
        if (await open.Store.CancelAsync(SystemUser.AtHost, cancellation) is not { } lease)
        {
            output.Data($"{target}: no deployment is running");
            output.Document(new("fraisier/cancel/1", target.Name, Running: false, null), () => CliJson.Default.CancelReport);
            var left = await open.Store.LookAsync(cancellation);
            if (left.NeedsRecovery) output.Hint($"a deployment is unfinished; roll it back with: fraisier recover {target.Fraise} {target.Environment}");
            return ExitCode.Ok;
        }

        output.Say($"asked {lease.Who} to roll back deployment {lease.Deployment}, step {lease.Step}");
        var deployment = await EndAsync(open.Store, lease, target, TimeSpan.FromSeconds(arguments.GetValue(limit)), cancellation);
        var record = await open.Store.FindRecordAsync(deployment, cancellation);
        if (record is null && (await open.Store.LookAsync(cancellation)).Open.Contains(deployment, StringComparer.Ordinal)) throw Gone(target, deployment);
        output.Document(new("fraisier/cancel/1", target.Name, Running: true, record), () => CliJson.Default.CancelReport);
        output.Data($"{target}: {(record is null ? "cancelled before anything was changed" : Ending.Sentence(record))}");
        if (record?.WentLive == true) output.Hint($"it was too late to cancel; go back with: fraisier rollback {target.Fraise} {target.Environment}");
        return record is null or { Outcome: Outcome.RolledBack } ? ExitCode.Ok
            : record.Outcome == Outcome.RollbackFailed ? ExitCode.RollbackFailed : ExitCode.Failed;
    }

    // Waits for the lease to be free, and returns what it was used for last: the wish may have come before the deployment had its id. A lease is the same
    // as long as it was taken at the same time; its epoch may be raised.
    private async Task<string> EndAsync(IDeploymentStore store, LeaseRecord lease, Target target, TimeSpan time, CancellationToken cancellation)
    {
        var (last, isHeld) = (lease, true);
        var over = await Deadline.In(time, composition.Time).UntilAsync(
            async () =>
            {
                var now = await store.LookAsync(cancellation);
                if (now.Lease?.AcquiredAt == lease.AcquiredAt) (last, isHeld) = (now.Lease, now.IsHeld);
                else isHeld = false;
                return !isHeld;
            },
            Pace, cancellation);
        if (!over) throw StillAtWork(target);
        return last.Deployment;
    }

    private static ToolException Gone(Target target, string deployment) => DeploymentErrors.Unfinished.Error(
        $"The controller of deployment {deployment} ended without rolling it back.", "It was killed, or its machine stopped.",
        $"Run: fraisier recover {target.Fraise} {target.Environment}");

    private static ToolException StillAtWork(Target target) => DeploymentErrors.Locked.Error(
        $"{target} is still being deployed.", "Its controller may be past the point of no return, or it hangs.",
        $"See what it does with `fraisier status {target.Fraise} {target.Environment}`; take the lock away from it with: "
            + $"fraisier unlock {target.Fraise} {target.Environment}");
}
