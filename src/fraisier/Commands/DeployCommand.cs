using System.CommandLine;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>What a deployment or rollback came to; <c>alreadyLive</c> has no record, because nothing was deployed.</summary>
internal sealed record DeployReport(string Schema, string Target, string Outcome, HistoryRecord? Deployment);

/// <summary>What a deployment would do; null when it would change nothing.</summary>
internal sealed record PlanReport(string Schema, string Target, DeploymentPlan? Plan);

/// <summary><c>fraisier deploy FRAISE ENVIRONMENT</c>.</summary>
internal sealed class DeployCommand : TargetCommand
{
    private readonly Composition composition;
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Show what would happen without changing anything" };
    private readonly Option<bool> noRollback = new("--no-rollback") { Description = "Allow irreversible migrations" };

    public DeployCommand(Composition composition)
        : base("deploy", "Deploy a fraise: preflight, migrate, restart, health check; roll back on failure")
    {
        this.composition = composition;
        Options.Add(dryRun);
        Options.Add(noRollback);
    }

    protected override async Task<ExitCode> RunAsync(Target target, ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var request = new DeployRequest(arguments.GetValue(noRollback) || target.AllowsIrreversible);
        if (arguments.GetValue(dryRun)) return await ShowAsync(target, request, output, cancellation);
        var progress = new EngineProgress(output);
        await using var host = await composition.HostOfAsync(target, progress, cancellation);
        output.Say($"deploying {target} from {(await host.DescribeAsync(cancellation)).Repository}, {target.Branch}");
        var record = await new Controller(target, composition.StoreOf(target), host, progress, composition.Time, composition.Engine)
            .DeployAsync(request, cancellation);
        if (record is not null) return Ending.Report(record, output);
        output.Data($"{target}: {target.Branch} is already live and healthy, and no migration is pending; nothing was changed");
        output.Document(new("fraisier/deploy/1", target.Name, "alreadyLive", null), () => CliJson.Default.DeployReport);
        return ExitCode.Ok;
    }

    private async Task<ExitCode> ShowAsync(Target target, DeployRequest request, Output output, CancellationToken cancellation)
    {
        await using var host = await composition.HostOfAsync(target, new EngineProgress(output), cancellation);
        var plan = await new Preflight(target, host, composition.Time).DeployAsync(request, rehearsal: true, cancellation);
        if (plan is null) output.Data($"{target}: {target.Branch} is already live and healthy, and no migration is pending; a deployment would change nothing");
        else PlanView.Show(plan, target, await host.DescribeAsync(cancellation), output);
        output.Document(new("fraisier/plan/1", target.Name, plan), () => CliJson.Default.PlanReport);
        return ExitCode.Ok;
    }
}
