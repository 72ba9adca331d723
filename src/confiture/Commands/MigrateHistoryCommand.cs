using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Confiture.Migrations;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record MigrationHistoryReport(string Schema, IReadOnlyList<MigrationHistoryReport.Happened> Events)
{
    internal sealed record Happened(
        DateTimeOffset At, string Event, string Version, string Name, string By, long? Milliseconds, string? Deployment, string? Detail);
}

internal sealed class MigrateHistoryCommand : ToolCommand
{
    private const int Usual = 50;
    private readonly Option<int?> limit = Limits.Count("--limit", $"Maximum number of events to show (default: {Usual})");
    private readonly Option<string?> version = new("--version") { Description = "Show only this migration", HelpName = "VERSION" };
    private readonly ProjectOptions project;

    public MigrateHistoryCommand()
        : base("history", "Show what happened to migrations in this database, newest first")
    {
        Add(limit);
        Add(version);
        project = new(this);
        version.CompletionSources.Add(context => Completion.Words(() => project.Versions(context.ParseResult)));
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var one = arguments.GetValue(version);
        var all = await project.Migrator(arguments, output, IMigrationObserver.None).HistoryAsync(cancellation);
        List<MigrationEvent> shown = [.. all.Reverse().Where(e => one is null || e.Version == one).Take(arguments.GetValue(limit) ?? Usual)];
        if (shown.Count == 0) output.Say($"No migration {(one is null ? string.Empty : $"{one} ")}has run here.");
        else output.Table(["at", "event", "migration", "ms", "by", "deployment", "detail"], [.. shown.Select(Cells)]);
        output.Document(
            new MigrationHistoryReport("confiture/migrate-history/1", [.. shown.Select(e => new MigrationHistoryReport.Happened(
                e.At, JsonNamingPolicy.CamelCase.ConvertName(e.Kind.ToString()), e.Version, e.Name, e.By, e.Milliseconds, e.Deployment, e.Detail))]),
            () => Reports.Default.MigrationHistoryReport);
        return ExitCode.Ok;
    }

    private static IReadOnlyList<string> Cells(MigrationEvent e) =>
    [
        e.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        e.Word,
        $"{e.Version}_{e.Name}",
        e.Milliseconds?.ToString(CultureInfo.InvariantCulture) ?? "-",
        e.By,
        e.Deployment ?? "-",
        e.Detail ?? "-",
    ];
}
