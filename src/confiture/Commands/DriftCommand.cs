using System.CommandLine;
using Confiture.Migrations;
using Confiture.Project;
using Confiture.Schema;
using Foundation.Errors;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record DriftReport(string Schema, string Database, bool HasDrift, IReadOnlyList<DifferenceEntry> Differences, IReadOnlyList<string> Ledger,
    IReadOnlyList<string> Pending, IReadOnlyList<string> Unfinished, IReadOnlyList<string> NotCompared);

internal sealed class DriftCommand : ToolCommand
{
    private readonly ProjectOptions project;
    private readonly ComparisonOptions comparison;

    public DriftCommand()
        : base("drift", "Compare a live database with the DDL files and the ledger (exit 1 on drift)")
    {
        project = new(this);
        comparison = new(this);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var environment = project.Environment(arguments, output);
        var parser = project.Origins(arguments, environment);
        var status = await new Migrator(environment.RequiredUrl, environment.LoadMigrationsIfAny(), ProjectOptions.Options(environment))
            .StatusAsync(cancellation);
        var (live, files) = await new SchemaLoader(environment, comparison.Of(arguments, environment)).LoadAsync(parser.Database, parser.Files, cancellation);
        await using var built = files;
        foreach (var note in files.Order.Notes) output.Warn(note);
        // From the files to the database: additions were made in the database.
        var lines = DifferenceText.Lines(SchemaDifference.Between(files.Schema, live.Schema));
        var unknown = live.Schema.UnknownUnlike(files.Schema);
        IReadOnlyList<string> unfinished = [.. status.Unfinished.Select(e => e.ToString())];
        var report = new DriftReport(
            "confiture/drift/1", live.Origin.Name, lines.Count + status.Drift.Count + unknown.Count + status.Pending.Count > 0, DifferenceEntry.Of(lines),
            [.. status.Drift.Select(e => $"{e}: {e.State}")], [.. status.Pending.Select(m => m.ToString()).Except(unfinished)], unfinished, unknown);
        foreach (var warning in status.Warnings) output.Warn(warning);
        Write(output, lines, report);
        return report.HasDrift ? ExitCode.Failed : ExitCode.Ok;
    }

    private static void Write(Output output, IReadOnlyList<DifferenceLine> lines, DriftReport report)
    {
        List<IReadOnlyList<string>> rows =
        [
            .. lines.Select(l => (IReadOnlyList<string>)[Word(l.Change), l.Id.ToString(),
                l.Change == "changed" ? string.Join("; ", l.Attributes) : l.Parts.Trim()]),
            .. report.Ledger.Select(l => (IReadOnlyList<string>)["ledger", l.Split(": ")[0], l.Split(": ")[1]]),
            .. report.Pending.Select(p => (IReadOnlyList<string>)["pending", p, "not applied here"]),
            .. report.Unfinished.Select(u => (IReadOnlyList<string>)["unfinished", u, "interrupted; `migrate up` restarts it, `migrate down` undoes it"]),
            .. report.NotCompared.Select(u => (IReadOnlyList<string>)["unknown", u, "cannot be compared"]),
        ];
        if (rows.Count > 0) output.Table(["drift", "object", "what"], rows);
        output.Say(report.HasDrift ? $"{report.Database} differs from the files: {Counted.Of(rows.Count, "finding")}."
            : $"No drift: {report.Database} matches the files and the ledger.");
        output.Document(report, () => Reports.Default.DriftReport);
    }

    private static string Word(string change) => change switch { "added" => "surplus", "removed" => "missing", _ => change };
}
