using System.CommandLine;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record UpReport(string Schema, IReadOnlyList<string> Applied);

internal sealed class MigrateUpCommand : ToolCommand
{
    private readonly Option<string?> target = new("--target") { Description = "Stop after this version (default: apply all)", HelpName = "VERSION" };
    private readonly Option<bool> durableEach =
        new("--durable-each") { Description = "Wait for the disk after each migration (default: once, after the last)" };
    private readonly ProjectOptions project;

    public MigrateUpCommand()
        : base("up", "Apply pending migrations, one transaction each")
    {
        Add(target);
        Add(durableEach);
        project = new(this);
        target.CompletionSources.Add(context => Completion.Words(() => project.Versions(context.ParseResult)));
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var last = arguments.GetValue(target);
        var applied = await project.Migrator(arguments, output, new MigrationNarration(output), arguments.GetValue(durableEach)).UpAsync(last, cancellation);
        if (applied.Count == 0)
            project.SayNothing(arguments, output, $"Nothing to do: no migration {(last is null ? string.Empty : $"up to {last} ")}is pending.");
        output.Document(new UpReport("confiture/migrate-up/1", [.. applied.Select(m => m.ToString())]), () => Reports.Default.UpReport);
        return ExitCode.Ok;
    }
}
