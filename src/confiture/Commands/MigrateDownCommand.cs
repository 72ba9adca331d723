using System.CommandLine;
using Confiture.Migrations;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record DownReport(string Schema, IReadOnlyList<string> TakenBack);

internal sealed class MigrateDownCommand : ToolCommand
{
    private readonly Option<int> steps = new("--steps") { Description = "How many migrations to take back (default: 1)", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly ProjectOptions project;

    public MigrateDownCommand()
        : base("down", "Takes the newest migrations back, each in a transaction of its own")
    {
        steps.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("`--steps` is a number from 1 on.");
        });
        Add(steps);
        project = new(this);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var selection = new DownSelection.Steps(arguments.GetValue(steps));
        var taken = await project.Migrator(arguments, new MigrationNarration(output)).DownAsync(selection, cancellation);
        foreach (var migration in taken) output.Data($"took back {migration}");
        if (taken.Count == 0) output.Say("Nothing to do: no migration is applied.");
        output.Document(new DownReport("confiture/migrate-down/1", [.. taken.Select(m => m.ToString())]), () => Reports.Default.DownReport);
        return ExitCode.Ok;
    }
}
