using System.CommandLine;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record RepairReport(string Schema, IReadOnlyList<string> Repaired);

internal sealed class MigrateRepairCommand : ToolCommand
{
    private readonly Argument<string> version = new("VERSION") { Description = "Version of an applied migration (14 digits)" };
    private readonly ProjectOptions project;

    public MigrateRepairCommand()
        : base("repair", "Accept the changed files of an applied migration and record that in the ledger")
    {
        Add(version);
        project = new(this);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var wanted = arguments.GetRequiredValue(version);
        var repaired = await project.Migrator(arguments, output, new MigrationNarration(output)).RepairAsync(wanted, cancellation);
        if (repaired is not null) output.Data($"repaired {repaired}");
        else output.Say($"Nothing to do: the files of {wanted} match the ledger.");
        output.Document(new RepairReport("confiture/migrate-repair/1", repaired is null ? [] : [repaired.ToString()]), () => Reports.Default.RepairReport);
        return ExitCode.Ok;
    }
}
