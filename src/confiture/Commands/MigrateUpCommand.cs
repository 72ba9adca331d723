using System.CommandLine;
using Confiture.Migrations;
using Confiture.Project;
using Foundation.Errors;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record UpReport(string Schema, IReadOnlyList<string> Applied);

internal sealed class MigrateUpCommand : ToolCommand
{
    private readonly Option<string?> target = new("--target") { Description = "Stop after this version (default: apply all)", HelpName = "VERSION" };
    private readonly Option<int?> steps = Limits.Count("--steps", "Apply at most N migrations (default: all)");
    private readonly Option<bool> together = new("--single-transaction") { Description = "Apply all in one transaction: all of them, or none" };
    private readonly Option<bool> outOfOrder = new("--allow-out-of-order") { Description = "Apply migrations that are older than an applied one, too" };
    private readonly Option<TimeSpan?> lockTimeout = Limits.Time("--lock-timeout", "Maximum wait of a statement for a lock (default: 10s)");
    private readonly Option<TimeSpan?> statementTimeout = Limits.Time("--statement-timeout", "Maximum time of a statement (default: that of the database)");
    private readonly Option<string?> force = new("--force") { Description = "Run the up file of VERSION again although it is applied", HelpName = "VERSION" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Show what each statement would lock, scan and rewrite; change nothing" };
    private readonly Option<bool> durableEach =
        new("--durable-each") { Description = "Wait for the disk after each migration (default: once, after the last)" };
    private readonly ProjectOptions project;
    private readonly TargetOptions targets;

    public MigrateUpCommand()
        : base("up", "Apply pending migrations, one transaction each")
    {
        foreach (var option in (Option[])[target, steps, together, outOfOrder, lockTimeout, statementTimeout, force, dryRun, durableEach]) Add(option);
        project = new(this);
        targets = new(this, project, changes: true);
        foreach (var version in (Option[])[target, force])
            version.CompletionSources.Add(context => Completion.Words(() => project.Versions(context.ParseResult)));
        Validators.Add(result =>
        {
            if (result.GetResult(force) is not null && ((Option[])[target, steps, together]).Any(o => result.GetResult(o) is not null))
                result.AddError("`--force` applies one migration; it excludes `--target`, `--steps` and `--single-transaction`.");
            targets.Refuse(result, [steps, force], "running the command again must do only what is left. Use `--target VERSION`.");
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
        if (targets.AreGiven(arguments))
        {
            var many = new ManyDatabases(project, targets, arguments, output);
            return await (arguments.GetValue(dryRun)
                ? many.PredictAsync(selection, cancellation) : many.UpAsync(selection, options => With(options, arguments), cancellation));
        }

        var migrator = project.Migrator(arguments, output, new MigrationNarration(output), options => With(options, arguments));
        if (arguments.GetValue(dryRun)) return await PredictAsync(arguments, output, await migrator.PendingAsync(selection, cancellation), cancellation);
        var applied = await migrator.UpAsync(selection, cancellation);
        if (applied.Count == 0)
            project.SayNothing(arguments, output, $"Nothing to do: no migration {(last is null ? string.Empty : $"up to {last} ")}is pending.");
        output.Document(new UpReport("confiture/migrate-up/1", [.. applied.Select(m => m.ToString())]), () => Reports.Default.UpReport);
        return ExitCode.Ok;
    }

    private MigratorOptions With(MigratorOptions options, ParseResult arguments) => options with
    {
        DurableEach = arguments.GetValue(durableEach),
        StatementLockWait = arguments.GetValue(lockTimeout) ?? options.StatementLockWait,
        StatementTimeout = arguments.GetValue(statementTimeout),
    };

    private async Task<ExitCode> PredictAsync(
        ParseResult arguments, Output output, IReadOnlyList<Migration> pending, CancellationToken cancellation)
    {
        var environment = project.Environment(arguments, output);
        var live = new SchemaOrigin.Live(environment.MigrationUrl, $"the database of {environment.Name}");
        DryRunText.Write(output, environment.MigrationUrl.Database, await new DryRun(environment).PredictAsync(live, pending, cancellation));
        output.Say(pending.Count == 0 ? "Nothing to do: no migration is pending."
            : $"{Counted.Of(pending.Count, "migration")} would be applied. Nothing was changed.");
        return ExitCode.Ok;
    }
}
