using System.CommandLine;
using Confiture.Migrations;
using Confiture.Schema;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record SeedValidation(string Schema, string Environment, IReadOnlyList<SeededTable> Tables, int Files);

internal sealed record SeededTable(string Table, long Rows);

/// <summary>Proves seeds where nobody has data: in a schema that is built for it on a temporary server.</summary>
internal sealed class SeedValidateCommand : ToolCommand
{
    private readonly ProjectOptions project;

    public SeedValidateCommand()
        : base("validate", "Apply all seed files to a temporary database that is built from the DDL files") => project = new(this);

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var environment = project.EnvironmentOrDefault(arguments, output);
        var seeds = SeedSet.Load(environment.SeedFiles, environment.Root);
        if (seeds.Files.Count == 0) throw SeedErrors.NoFiles(seeds);
        var source = SchemaSource.Load(environment.SchemaFiles).InOrder(environment.BuildsStrictly);
        await using var server = await ShadowServer.StartAsync(environment.ShadowPostgres, cancellation);
        var (url, order) = await server.BuildAsync(source, cancellation);
        foreach (var note in order.Notes) output.Warn(note);
        await new SeedRun(url, seeds, ProjectOptions.Options(environment)) { Occasion = SeedOccasion.Scratch }
            .ApplyAsync(reapply: false, file => output.Say($"valid {file}"), cancellation);
        var rows = await SeededRows.InAsync(url, environment.Ledger, cancellation);
        output.Table(["table", "rows"], [.. rows.Select(r => (IReadOnlyList<string>)[r.Table, $"{r.Rows:#,0}"])]);
        output.Document(
            new SeedValidation("confiture/seed-validate/1", environment.Name, [.. rows.Select(r => new SeededTable(r.Table, r.Rows))], seeds.Files.Count),
            () => Reports.Default.SeedValidation);
        return ExitCode.Ok;
    }
}
