using System.CommandLine;
using Confiture.Migrations;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record SeedReport(string Schema, string Environment, string Database, IReadOnlyList<string> Applied, int Unchanged);

internal sealed class SeedApplyCommand : ToolCommand
{
    private readonly Option<bool> reapply = new("--reapply") { Description = "Apply files again that were changed after being applied" };
    private readonly ProjectOptions project;

    public SeedApplyCommand()
        : base("apply", "Apply the seed files that were not applied yet, each in one transaction")
    {
        Add(reapply);
        project = new(this);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var environment = project.Environment(arguments, output);
        var seeds = SeedSet.Load(environment.SeedFiles, environment.Root);
        if (seeds.Files.Count == 0) throw SeedErrors.NoFiles(seeds);
        var options = ProjectOptions.Options(environment) with { Observer = new MigrationNarration(output) };
        var applied = await new SeedRun(environment.MigrationUrl, seeds, options)
            .ApplyAsync(arguments.GetValue(reapply), file => output.Completed($"applied {file}"), cancellation);
        if (applied.Count == 0) output.Say($"Nothing to do: all {seeds.Files.Count} seed files are applied.");
        output.Document(
            new SeedReport("confiture/seed-apply/1", environment.Name, environment.MigrationUrl.Database, [.. applied.Select(f => f.Name)],
                seeds.Files.Count - applied.Count),
            () => Reports.Default.SeedReport);
        return ExitCode.Ok;
    }
}
