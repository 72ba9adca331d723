using System.CommandLine;
using Confiture.Migrations;
using Confiture.Project;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record DownReport(string Schema, IReadOnlyList<string> RolledBack);

internal sealed class MigrateDownCommand : ToolCommand
{
    private readonly Option<int?> steps = Limits.Count("--steps", "Number of migrations to roll back (default: 1)");
    private readonly Option<string?> target = new("--target") { Description = "Roll back what is newer than this version", HelpName = "VERSION" };
    private readonly Option<bool> all = new("--all") { Description = "Roll back every applied migration" };
    private readonly Option<bool> yes =
        new("--yes", "-y") { Description = "Skip the confirmation prompt when rolling back several migrations would lose rows" };
    private readonly Option<bool> durableEach =
        new("--durable-each") { Description = "Wait for the disk after each migration (default: once, after the last)" };
    private readonly DryRunOptions dry;
    private readonly ProjectOptions project;
    private readonly TargetOptions targets;

    public MigrateDownCommand()
        : base("down", "Roll back the newest migrations, one transaction each")
    {
        Add(steps);
        Add(target);
        Add(all);
        Add(yes);
        Add(durableEach);
        dry = new(this);
        project = new(this);
        targets = new(this, project, changes: true);
        target.CompletionSources.Add(context => Completion.Words(() => project.Versions(context.ParseResult)));
        Validators.Add(result =>
        {
            if (((Option[])[steps, target, all]).Count(o => result.GetResult(o) is { Implicit: false }) > 1)
                result.AddError("`--steps`, `--target` and `--all` exclude each other.");
            if (targets.AreGiven(result) && result.GetResult(target) is null && !result.GetValue(all))
            {
                result.AddError("Many databases are rolled back to a version, so that a second run does only what is left: add `--target VERSION`, or `--all` "
                    + "for everything.");
            }

            targets.Refuse(result, dry.All, "run it for one of them with `--url`.");
        });
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        DownSelection selection = arguments.GetValue(all) ? new DownSelection.All() : arguments.GetValue(target) is { } version
            ? new DownSelection.After(version) : new DownSelection.Steps(arguments.GetValue(steps) ?? 1);
        if (targets.AreGiven(arguments))
        {
            return await new ManyDatabases(project, targets, arguments, output).DownAsync(
                selection, arguments.GetValue(yes), options => options with { DurableEach = arguments.GetValue(durableEach) },
                cancellation);
        }

        if (dry.Wanted(arguments)) return await TryOutAsync(arguments, output, selection, cancellation);
        var migrator = project.Migrator(
            arguments, output, new MigrationNarration(output), options => options with { DurableEach = arguments.GetValue(durableEach) });
        var taken = await migrator.DownAsync(
            selection, cancellation,
            lost => arguments.GetValue(yes) || output.Confirm($"Roll back and lose the data in {string.Join(", ", lost)}?", cancellation));
        if (taken.Count == 0)
            output.Say(selection is DownSelection.After ? "Nothing to do: no newer migration is applied." : "Nothing to do: no migration is applied.");
        output.Document(new DownReport("confiture/migrate-down/1", [.. taken.Select(m => m.ToString())]), () => Reports.Default.DownReport);
        return ExitCode.Ok;
    }

    private Task<ExitCode> TryOutAsync(ParseResult arguments, Output output, DownSelection selection, CancellationToken cancellation)
    {
        var environment = project.Environment(arguments, output);
        DryRunOptions.SayHooks(output, environment);
        var run = new DryRun(environment, project.Migrator(
            arguments, output, new DryRunNarration(output), options => options with { StatementLockWait = DryRun.LockWait }));
        return dry.RunAsync(arguments, output, environment.MigrationUrl.Database,
            () => dry.Executes(arguments) ? run.ExecuteAsync(selection, cancellation) : run.PredictAsync(selection, cancellation));
    }
}
