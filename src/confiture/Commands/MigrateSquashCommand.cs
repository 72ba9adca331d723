using System.CommandLine;
using Confiture.Project;
using Foundation.Errors;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record SquashReport(string Schema, string? Up, string? Down, IReadOnlyList<string> Replaced, IReadOnlyList<string> Deleted);

internal sealed class MigrateSquashCommand : ToolCommand
{
    private readonly Option<string> through = new("--through") { Description = "Newest version to replace", HelpName = "VERSION", Required = true };
    private readonly Option<string> name = new("--name") { Description = "Name of the new migration (default: squashed)", HelpName = "NAME" };
    private readonly Option<bool> data = new("--data") { Description = "Copy the rows that the migrations insert, as INSERTs" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Print the up file; write and delete nothing" };
    private readonly Option<bool> force = new("--force") { Description = "Delete files that are not committed to git, too" };
    private readonly ProjectOptions project;

    public MigrateSquashCommand()
        : base("squash", "Replace the oldest migrations by one that builds the same schema, proved on scratch databases")
    {
        foreach (var option in (Option[])[through, name, data, dryRun, force]) Add(option);
        project = new(this);
        through.CompletionSources.Add(context => Completion.Words(() => project.Versions(context.ParseResult)));
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var environment = project.EnvironmentOrDefault(arguments, output);
        var set = environment.LoadMigrations();
        var loader = new SchemaLoader(environment, new() { Subscriptions = false });
        var squashed = await new MigrationSquash(environment, loader).PlanAsync(
            set, arguments.GetValue(through)!, arguments.GetValue(name) ?? "squashed", arguments.GetValue(data), cancellation);
        IReadOnlyList<string> replaced = [.. squashed.Replaced.Select(m => m.ToString())];
        if (arguments.GetValue(dryRun))
        {
            output.Verbatim(squashed.UpText);
            output.Say($"{Counted.Of(replaced.Count, "migration")} would be replaced by {squashed.Version}_{squashed.Name}. Nothing was changed.");
            output.Document(new("confiture/migrate-squash/1", null, null, replaced, []), () => Reports.Default.SquashReport);
            return ExitCode.Ok;
        }

        if (!arguments.GetValue(force)) await CommittedFiles.RequireAsync(set.Directory, squashed.OldFiles, cancellation);
        var (up, down) = MigrationSquash.Write(squashed, set.Directory);
        foreach (var file in squashed.OldFiles) output.Data($"deleted {file}");
        output.Data($"wrote {up}");
        output.Data($"wrote {down}");
        output.Hint("The next `confiture migrate up` records it in databases that have all of the old migrations. Those that have only some of them need "
            + "the old files: migrate them first.");
        output.Document(new("confiture/migrate-squash/1", up, down, replaced, squashed.OldFiles), () => Reports.Default.SquashReport);
        return ExitCode.Ok;
    }
}
