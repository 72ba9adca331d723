using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Confiture.Migrations;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record StatusReport(string Schema, bool HasLedger, int Applied, int Pending, int Drift, IReadOnlyList<StatusReport.Line> Migrations)
{
    internal sealed record Line(
        string Version, string Name, string State, DateTimeOffset? AppliedAt, long? Milliseconds, string? AppliedBy, string? Deployment,
        DateTimeOffset? RepairedAt, string? RepairedBy);
}

internal sealed class MigrateStatusCommand : ToolCommand
{
    private readonly ProjectOptions project;
    private readonly TargetOptions targets;

    public MigrateStatusCommand()
        : base("status", "Show applied and pending migrations (exit 8 if files and ledger disagree)")
    {
        project = new(this);
        targets = new(this, project, changes: false);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        if (targets.AreGiven(arguments)) return await new ManyDatabases(project, targets, arguments, output).StatusAsync(cancellation);
        var status = await project.Migrator(arguments, output, IMigrationObserver.None).StatusAsync(cancellation);
        if (status.Entries.Count > 0) output.Table(["version", "name", "state", "applied at", "ms", "by", "deployment"], [.. status.Entries.Select(Cells)]);
        if (!status.HasLedger) output.Say("The database has no ledger yet: no migration has run here.");
        if (status.Entries.Count == 0) project.SayNothing(arguments, output, "There are no migrations.");
        foreach (var entry in status.Entries.Where(e => e.Row?.RepairedAt is not null))
        {
            output.Say(string.Create(CultureInfo.InvariantCulture,
                $"{entry} was repaired by {entry.Row!.RepairedBy} at {entry.Row.RepairedAt:yyyy-MM-dd'T'HH:mm:ss'Z'}."));
        }

        foreach (var warning in status.Warnings) output.Warn(warning);
        output.Document(
            new StatusReport(
                "confiture/migrate-status/1", status.HasLedger, status.Entries.Count(e => e.Row is not null), status.Pending.Count, status.Drift.Count,
                [.. status.Entries.Select(LineOf)]),
            () => Reports.Default.StatusReport);
        status.ThrowIfDrifted();
        return ExitCode.Ok;
    }

    private static IReadOnlyList<string> Cells(MigrationEntry entry) =>
    [
        entry.Version,
        entry.Name,
        StateOf(entry),
        entry.Row?.AppliedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-",
        entry.Row?.Milliseconds.ToString(CultureInfo.InvariantCulture) ?? "-",
        entry.Row?.AppliedBy ?? "-",
        entry.Row?.Deployment ?? "-",
    ];

    private static StatusReport.Line LineOf(MigrationEntry entry) =>
        new(
            entry.Version, entry.Name, JsonNamingPolicy.CamelCase.ConvertName(entry.State.ToString()), entry.Row?.AppliedAt, entry.Row?.Milliseconds,
            entry.Row?.AppliedBy, entry.Row?.Deployment, entry.Row?.RepairedAt, entry.Row?.RepairedBy);

    private static string StateOf(MigrationEntry entry) => entry.State switch
    {
        MigrationState.Applied => "applied",
        MigrationState.Pending => "pending",
        MigrationState.Unfinished => "unfinished",
        MigrationState.ChangedUp => "changed up",
        MigrationState.ChangedDown => "changed down",
        MigrationState.Missing => "missing",
        MigrationState.OutOfOrder => "out of order",
        MigrationState.Replaced => "replaced",
        MigrationState.PartlyReplaced => "partly replaced",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
