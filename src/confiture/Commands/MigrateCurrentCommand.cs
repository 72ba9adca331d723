using System.CommandLine;
using Confiture.Migrations;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record CurrentReport(string Schema, string? Version, string? Name);

internal sealed class MigrateCurrentCommand : ToolCommand
{
    private readonly ProjectOptions project;

    public MigrateCurrentCommand()
        : base("current", "Print the newest applied migration") => project = new(this);

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var status = await project.Migrator(arguments, output, IMigrationObserver.None).StatusAsync(cancellation);
        var newest = status.Entries.LastOrDefault(e => e.Row is { IsFinished: true });
        if (newest is null) output.Say("No migration is applied.");
        else output.Data($"{newest}");
        output.Document(new CurrentReport("confiture/migrate-current/1", newest?.Version, newest?.Name), () => Reports.Default.CurrentReport);
        return ExitCode.Ok;
    }
}
