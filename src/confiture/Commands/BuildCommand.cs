using System.CommandLine;
using System.Diagnostics;
using Confiture.Migrations;
using Confiture.Project;
using Confiture.Schema;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record BuildReport(
    string Schema, string Environment, string Database, bool Created, int Files, int Statements, int MigrationsRecorded, long Milliseconds);

internal sealed class BuildCommand : ToolCommand
{
    private readonly ProjectOptions project;

    public BuildCommand()
        : base("build", "Build a new or empty database from the DDL files, in one transaction") => project = new(this);

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var environment = project.Environment(arguments, output);
        var source = SchemaSource.Load(environment.SchemaFiles).InOrder(environment.BuildsStrictly);
        var set = environment.LoadMigrationsIfAny();
        var options = ProjectOptions.Options(environment) with { Observer = new MigrationNarration(output) };
        var (created, order) = await new DatabaseBuild(environment.MigrationUrl, set, options).RunAsync(source, cancellation);
        var report = new BuildReport(
            "confiture/build/1", environment.Name, environment.MigrationUrl.Database, created, source.Scripts.Count,
            source.Scripts.Sum(s => s.Statements.Count),
            set.Migrations.Count, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        output.Data(
            $"Built {report.Database}{(created ? " (created)" : string.Empty)}: {report.Files} files, {report.Statements} statements, "
            + $"{report.MigrationsRecorded} migrations recorded as applied, {report.Milliseconds} ms.");
        foreach (var note in order.Notes) output.Warn(note);
        output.Document(report, () => Reports.Default.BuildReport);
        return ExitCode.Ok;
    }
}
