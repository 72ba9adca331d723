using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Confiture.Migrations;
using Confiture.Project;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record DownReport(string Schema, IReadOnlyList<string> TakenBack);

internal sealed class MigrateDownCommand : ToolCommand
{
    private readonly Option<int> steps =
        new("--steps") { Description = "Number of migrations to roll back", HelpName = "N", DefaultValueFactory = _ => 1, CustomParser = Number };
    private readonly Option<bool> yes =
        new("--yes", "-y") { Description = "Skip the confirmation prompt when rolling back several migrations would lose rows" };
    private readonly Option<bool> durableEach =
        new("--durable-each") { Description = "Wait for the disk after each migration (default: once, after the last)" };
    private readonly ProjectOptions project;

    public MigrateDownCommand()
        : base("down", "Roll back the newest migrations, one transaction each")
    {
        Add(steps);
        Add(yes);
        Add(durableEach);
        project = new(this);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var selection = new DownSelection.Steps(arguments.GetValue(steps));
        var taken = await project.Migrator(arguments, output, new MigrationNarration(output), arguments.GetValue(durableEach)).DownAsync(
            selection, cancellation,
            lost => arguments.GetValue(yes) || output.Confirm($"Roll back and lose the data in {string.Join(", ", lost)}?", cancellation));
        if (taken.Count == 0) output.Say("Nothing to do: no migration is applied.");
        output.Document(new DownReport("confiture/migrate-down/1", [.. taken.Select(m => m.ToString())]), () => Reports.Default.DownReport);
        return ExitCode.Ok;
    }

    private static int Number(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : string.Empty;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1) return number;
        argument.AddError($"`--steps` must be a whole number of 1 or more, not `{text}`.");
        return 0;
    }
}
