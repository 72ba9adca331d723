using System.CommandLine;
using Confiture.Migrations;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record CurrentReport(string Schema, string? Version, string? Name);

internal sealed class MigrateCurrentCommand : ToolCommand
{
    private readonly ProjectOptions project;
    private readonly TargetOptions targets;

    public MigrateCurrentCommand()
        : base("current", "Print the newest applied migration")
    {
        project = new(this);
        targets = new(this, project, changes: false);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        if (targets.AreGiven(arguments)) return await new ManyDatabases(project, targets, arguments, output).CurrentAsync(cancellation);
        var newest = (await project.Migrator(arguments, output, IMigrationObserver.None).StatusAsync(cancellation)).Newest;
        if (newest is null) output.Say("No migration is applied.");
        else output.Data($"{newest}");
        output.Document(new CurrentReport("confiture/migrate-current/1", newest?.Version, newest?.Name), () => Reports.Default.CurrentReport);
        return ExitCode.Ok;
    }
}
