using System.CommandLine;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary><c>fraisier rollback FRAISE ENVIRONMENT</c>.</summary>
internal sealed class RollbackCommand : TargetCommand
{
    private readonly Composition composition;
    private readonly Option<string?> to = new("--to", "--to-version")
    {
        Description = "Release to roll back to, by name or commit (default: the one before the live one)", HelpName = "RELEASE",
    };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Show what would happen without changing anything" };
    private readonly Option<bool> force = new("--force") { Description = "Skip health checks, and accept a release that is marked bad" };
    private readonly LockWait wait = new();

    public RollbackCommand(Composition composition)
        : base("rollback", "Roll back to an earlier release, code and schema together")
    {
        this.composition = composition;
        foreach (var option in (Option[])[to, dryRun, force, .. wait.Options]) Options.Add(option);
    }

    public override bool ExitCodeIsTheResult => true;

    protected override async Task<ExitCode> RunAsync(Target target, ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var request = new RollbackRequest(arguments.GetValue(to), arguments.GetValue(force));
        var progress = new EngineProgress(output, target);
        await using var fleet = await composition.FleetOfAsync(target, progress.On, cancellation);
        var sender = composition.SenderOf(target);
        if (arguments.GetValue(dryRun))
        {
            var history = await fleet.Store.RecordsAsync(int.MaxValue, cancellation);
            var plan = await new Preflight(target, fleet, sender, composition.Time).RollbackAsync(history, request, rehearsal: true, cancellation);
            PlanView.Show(plan, target, await fleet.First.DescribeAsync(cancellation), output);
            output.Document(new("fraisier/plan/1", target.Name, plan), () => CliJson.Default.PlanReport);
            return ExitCode.Ok;
        }

        var controller = new Controller(target, fleet, sender, progress, composition.Time, composition.Engine);
        var record = await wait.ForAsync(arguments, output, composition.Time, ct => controller.RollBackAsync(request, ct), cancellation);
        return Ending.Report(record, target, output);
    }
}
