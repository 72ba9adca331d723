using System.CommandLine;
using Confiture.Migrations;
using Confiture.Project;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record UpReport(string Schema, IReadOnlyList<string> Applied);

internal sealed class MigrateUpCommand : ToolCommand
{
    private readonly Option<string?> target = new("--target") { Description = "Stop after this version (default: apply all)", HelpName = "VERSION" };
    private readonly Option<int?> steps = Limits.Count("--steps", "Apply at most N migrations (default: all)");
    private readonly Option<bool> together = new("--single-transaction") { Description = "Apply all in one transaction: all of them, or none" };
    private readonly Option<bool> outOfOrder = new("--allow-out-of-order") { Description = "Apply migrations that are older than an applied one, too" };
    private readonly Option<TimeSpan?> lockTimeout = Limits.Time("--lock-timeout", "Maximum wait of a statement for a lock (default: 2s)");
    private readonly Option<TimeSpan?> lockBudget = Limits.Time("--lock-budget", "Keep trying to get locks for this long (default: 1min)");
    private readonly Option<TimeSpan?> statementTimeout = Limits.Time("--statement-timeout", "Maximum time of a statement (default: that of the database)");
    private readonly Option<string?> force = new("--force") { Description = "Run the up file of VERSION again although it is applied", HelpName = "VERSION" };
    private readonly Option<bool> durableEach =
        new("--durable-each") { Description = "Wait for the disk after each migration (default: once, after the last)" };
    private readonly DryRunOptions dry;
    private readonly ProjectOptions project;
    private readonly TargetOptions targets;

    public MigrateUpCommand()
        : base("up", "Apply pending migrations, one transaction each")
    {
        foreach (var option in (Option[])[target, steps, together, outOfOrder, lockTimeout, lockBudget, statementTimeout, force, durableEach]) Add(option);
        dry = new(this);
        project = new(this);
        targets = new(this, project, changes: true);
        foreach (var version in (Option[])[target, force])
            version.CompletionSources.Add(context => Completion.Words(() => project.Versions(context.ParseResult)));
        Validators.Add(result =>
        {
            if (result.GetResult(force) is not null && ((Option[])[target, steps, together]).Any(o => result.GetResult(o) is not null))
                result.AddError("`--force` applies one migration; it excludes `--target`, `--steps` and `--single-transaction`.");
            targets.Refuse(result, [steps, force], "running the command again must do only what is left. Use `--target VERSION`.");
            targets.Refuse(result, dry.ForOneDatabase, "use `--dry-run`, whose report is printed.");
        });
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var last = arguments.GetValue(target);
        var selection = new UpSelection
        {
            Target = last, Steps = arguments.GetValue(steps), AllowsOutOfOrder = arguments.GetValue(outOfOrder),
            IsOneTransaction = arguments.GetValue(together), Again = arguments.GetValue(force),
        };
        MigratorOptions With(MigratorOptions options) => Limited(arguments, options) with { DurableEach = arguments.GetValue(durableEach) };
        if (targets.AreGiven(arguments))
        {
            var many = new ManyDatabases(project, targets, arguments, output);
            return await (dry.Wanted(arguments) ? many.PredictAsync(selection, cancellation) : many.UpAsync(selection, With, cancellation));
        }

        if (dry.Wanted(arguments)) return await TryOutAsync(arguments, output, selection, cancellation);
        var migrator = project.Migrator(arguments, output, new MigrationNarration(output), With);
        var applied = await migrator.UpAsync(selection, cancellation);
        if (applied.Count == 0)
            project.SayNothing(arguments, output, $"Nothing to do: no migration {(last is null ? string.Empty : $"up to {last} ")}is pending.");
        output.Document(new UpReport("confiture/migrate-up/1", [.. applied.Select(m => m.ToString())]), () => Reports.Default.UpReport);
        return ExitCode.Ok;
    }

    private MigratorOptions Limited(ParseResult arguments, MigratorOptions options, TimeSpan? lockWait = null) => options with
    {
        StatementLockWait = arguments.GetValue(lockTimeout) ?? lockWait ?? options.StatementLockWait,
        LockBudget = arguments.GetValue(lockBudget) ?? options.LockBudget,
        StatementTimeout = arguments.GetValue(statementTimeout),
    };

    private Task<ExitCode> TryOutAsync(ParseResult arguments, Output output, UpSelection selection, CancellationToken cancellation)
    {
        var environment = project.Environment(arguments, output);
        DryRunOptions.SayHooks(output, environment);
        var run = new DryRun(environment, project.Migrator(
            arguments, output, new DryRunNarration(output), options => Limited(arguments, options, DryRun.LockWait)));
        return dry.RunAsync(arguments, output, environment.MigrationUrl.Database,
            () => dry.Executes(arguments) ? run.ExecuteAsync(selection, cancellation) : run.PredictAsync(selection, cancellation));
    }
}
