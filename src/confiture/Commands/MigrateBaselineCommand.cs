using System.CommandLine;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record BaselineReport(string Schema, IReadOnlyList<string> Recorded);

internal sealed class MigrateBaselineCommand : ToolCommand
{
    private readonly Option<string?> through = new("--through") { Description = "Last version to record (default: all)", HelpName = "VERSION" };
    private readonly ProjectOptions project;

    public MigrateBaselineCommand()
        : base("baseline", "Record migrations as applied without running them, for a database that has their changes")
    {
        Add(through);
        project = new(this);
        through.CompletionSources.Add(context => Completion.Words(() => project.Versions(context.ParseResult)));
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var recorded = await project.Migrator(arguments, output, new MigrationNarration(output)).BaselineAsync(arguments.GetValue(through), cancellation);
        foreach (var migration in recorded) output.Completed($"recorded {migration}");
        if (recorded.Count == 0) output.Say("Nothing to do: the ledger has them all.");
        else output.Hint("Whether the database really has their changes is not checked; `confiture drift` compares it with the DDL files.");
        output.Document(new BaselineReport("confiture/migrate-baseline/1", [.. recorded.Select(m => m.ToString())]), () => Reports.Default.BaselineReport);
        return ExitCode.Ok;
    }
}
