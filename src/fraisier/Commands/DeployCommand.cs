using System.CommandLine;
using System.Text.Json;
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
    private readonly Option<string?> planFile = new("--output", "-o") { Description = "With --dry-run: save the plan to this file", HelpName = "FILE" };
    private readonly Option<string?> plan = new("--plan")
    {
        Description = "Apply exactly this saved plan, or refuse if anything has changed", HelpName = "FILE",
    };

    private readonly Option<bool> noRollback = new("--no-rollback") { Description = "Allow irreversible migrations" };
    private readonly Option<bool> force = new("--force") { Description = "Deploy even if the commit is already live" };
    private readonly Option<bool> onlyFailed = new("--only-failed") { Description = "Deploy the last release to the hosts that it left behind" };
    private readonly LockWait wait = new();

    public DeployCommand(Composition composition)
        : base("deploy", "Deploy a fraise: preflight, migrate, restart, health check; roll back on failure")
    {
        this.composition = composition;
        foreach (var option in (Option[])[dryRun, planFile, plan, noRollback, force, onlyFailed, .. wait.Options]) Options.Add(option);
        Validators.Add(result =>
        {
            bool Has(Option option) => result.GetResult(option) is not null;
            if (Has(planFile) && !Has(dryRun)) result.AddError("`--output` saves the plan of `--dry-run`; add it.");
            if (Has(plan) && ((Option[])[dryRun, noRollback, force, onlyFailed]).FirstOrDefault(Has) is { } other)
                result.AddError($"`--plan` applies a plan exactly; `{other.Name}` cannot change it.");
            if (Has(onlyFailed) && Has(force)) result.AddError("`--only-failed` and `--force` exclude each other.");
        });
    }

    public override bool ExitCodeIsTheResult => true;

    protected override async Task<ExitCode> RunAsync(Target target, ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var request = new DeployRequest(arguments.GetValue(noRollback) || target.AllowsIrreversible, arguments.GetValue(force), arguments.GetValue(onlyFailed));
        if (arguments.GetValue(dryRun)) return await ShowAsync(target, request, arguments.GetValue(planFile), output, cancellation);
        var saved = arguments.GetValue(plan) is { } path ? Read(path) : null;
        var progress = new EngineProgress(output, target);
        await using var fleet = await composition.FleetOfAsync(target, progress.On, cancellation);
        output.Say($"deploying {target} from {(await fleet.First.DescribeAsync(cancellation)).Repository}, {saved?.Release.Name ?? target.Branch}");
        var controller = new Controller(target, fleet, composition.SenderOf(target), progress, composition.Time, composition.Engine);
        var record = await wait.ForAsync(
            arguments, output, composition.Time, ct => saved is null ? controller.DeployAsync(request, ct) : controller.DeployAsync(saved, ct), cancellation);
        if (record is not null) return Ending.Report(record, target, output);
        output.Data($"{target}: {target.Branch} is already live and healthy, and no migration is pending; nothing was changed");
        output.Document(new("fraisier/deploy/1", target.Name, "alreadyLive", null), () => CliJson.Default.DeployReport);
        return ExitCode.Ok;
    }

    private async Task<ExitCode> ShowAsync(Target target, DeployRequest request, string? file, Output output, CancellationToken cancellation)
    {
        if (file is not null) Output.RequireWritable(file);
        await using var fleet = await composition.FleetOfAsync(target, new EngineProgress(output, target).On, cancellation);
        var preflight = new Preflight(target, fleet, composition.SenderOf(target), composition.Time);
        var made = request.OnlyFailed
            ? await preflight.OnlyFailedAsync((await fleet.Store.LookAsync(cancellation)).Last, rehearsal: true, cancellation)
            : await preflight.DeployAsync(request, rehearsal: true, cancellation);
        if (made is null) output.Data($"{target}: {target.Branch} is already live and healthy, and no migration is pending; a deployment would change nothing");
        else PlanView.Show(made, target, await fleet.First.DescribeAsync(cancellation), output);
        var report = new PlanReport("fraisier/plan/1", target.Name, made);
        output.Document(report, () => CliJson.Default.PlanReport);
        if (file is null) return ExitCode.Ok;
        if (made is null) throw NothingToSave();
        output.SaveDocument(file, report, () => CliJson.Default.PlanReport);
        output.Hint($"apply exactly this with: fraisier deploy {target.Fraise} {target.Environment} --plan {file}");
        return ExitCode.Ok;
    }

    private static DeploymentPlan Read(string path)
    {
        try
        {
            if (JsonSerializer.Deserialize(File.ReadAllBytes(path), CliJson.Default.PlanReport) is { Schema: "fraisier/plan/1", Plan: { } plan }) return plan;
            throw NoPlan(path, "it is another document, or its plan is empty", null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            throw NoPlan(path, e.Message, e);
        }
    }

    private static ToolException NothingToSave() => DeploymentErrors.NoPrevious.Error(
        "There is no plan to save.", "The commit is live and healthy, and no migration is pending.", "To deploy it once more: --dry-run --force --output FILE");

    private static ToolException NoPlan(string path, string reason, Exception? cause) => FoundationErrors.Usage.Error(
        $"{path} is not a saved plan: {reason.TrimEnd('.')}.", "`--plan` takes a file that `--dry-run --output` has written.",
        "Make one: fraisier deploy FRAISE ENVIRONMENT --dry-run --output FILE", cause);
}
