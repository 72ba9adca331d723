using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Schema;
using Foundation.Errors;

namespace Confiture.Project;

/// <summary>
/// Says whether <c>migrate up</c> would succeed now. Reads only: it takes no lock that others wait for, and creates nothing. A check that this user may not
/// make is a warning.
/// </summary>
/// <param name="environment">The environment with the database.</param>
/// <param name="options">How the run would work.</param>
/// <param name="time">The clock.</param>
public sealed class Readiness(ConfitureEnvironment environment, MigratorOptions options, TimeProvider time)
{
    private readonly List<ReadinessLine> lines = [];

    /// <summary>Makes all checks; when there is no connection, those that need none.</summary>
    /// <param name="cancellation">Ends the queries.</param>
    /// <returns>A line for each check, and how it ends: <see cref="ExitCode.Unreachable"/> or another code when there is no connection.</returns>
    /// <exception cref="ToolException">The migrations directory is missing, or the URL is none.</exception>
    public async Task<(IReadOnlyList<ReadinessLine> Lines, ExitCode Exit)> RunAsync(CancellationToken cancellation)
    {
        lines.Clear();
        var files = environment.HasNoMigrationsYet ? null : MigrationValidation.Of(environment.MigrationsDirectory, [], [], time);
        if (files is not null) lines.Add(PendingChecks.Files(files));
        try
        {
            await using var database = await Database.OpenAsync(environment.MigrationUrl, SessionName.Of("preflight"), cancellation);
            lines.Add(ReadinessLine.Ok("connection", $"connected to {database.Url}"));
            await CheckAsync(database, lines.TrueForAll(l => l.State != ReadinessState.Fail), cancellation);
        }
        catch (ToolException e) when (lines.TrueForAll(l => l.Check != "connection"))
        {
            lines.Add(ReadinessLine.Fail("connection", e.What.TrimEnd('.'), e.Fix));
            return (lines, e.Code.Exit);
        }

        return (lines, lines.Exists(l => l.State == ReadinessState.Fail) ? ExitCode.Failed : ExitCode.Ok);
    }

    private async Task CheckAsync(Database database, bool canLoad, CancellationToken cancellation)
    {
        await AddAsync("server", async () => await ServerChecks.OfAsync(database, options.Ledger, cancellation));
        await AddAsync("pooler", async () => [await ServerChecks.PoolerAsync(database, cancellation)]);
        await AddAsync("migration-lock", async () => [await SessionChecks.MigrationLockAsync(database, options.Ledger, cancellation)]);
        await AddAsync("sessions", () => SessionChecks.LongAsync(database, cancellation));
        await AddAsync("invalid-indexes", async () => [await UpkeepChecks.IndexesAsync(database, cancellation)]);
        await AddAsync("replication", async () => [await UpkeepChecks.ReplicationAsync(database, cancellation)]);
        if (!canLoad) return;
        MigrationStatus? status = null;
        await AddAsync("ledger", async () =>
        {
            status = MigrationStatus.Compare(environment.LoadMigrationsIfAny(), await options.Ledger.ReadAsync(database, cancellation));
            return PendingChecks.Ledger(status);
        });
        if (status is not { Pending.Count: > 0 }) return;
        Pending? pending = null;
        await AddAsync("transactions", async () =>
        {
            var live = new SchemaOrigin.Live(environment.MigrationUrl, $"the database of {environment.Name}");
            pending = Pending.Of(status.Pending, (await new SchemaLoader(environment, new CatalogOptions()).LoadAsync(live, cancellation)).Schema);
            return [PendingChecks.Placement(pending)];
        });
        if (pending is null) return;
        await AddAsync("blockers", async () => [await SessionChecks.BlockersAsync(database, pending, options.StatementLockWait, cancellation)]);
        await AddAsync("ownership", () => PendingChecks.OwnershipAsync(database, pending, cancellation));
        await AddAsync("extensions", async () => [await PendingChecks.ExtensionsAsync(database, pending, cancellation)]);
        await AddAsync("rows", async () => [await new RowDemandCheck(database).OfAsync(pending.Demands, cancellation)]);
        await AddAsync("disk", async () => [await PendingChecks.DiskAsync(database, pending, cancellation)]);
    }

    private async Task AddAsync(string check, Func<Task<IReadOnlyList<ReadinessLine>>> work)
    {
        try
        {
            lines.AddRange(await work());
        }
        catch (ServerException e) when (!e.Server.EndsSession)
        {
            lines.Add(check == "ledger"
                ? ReadinessLine.Fail(check, $"the ledger {options.Ledger.Name} cannot be read: {e.Server.Text}",
                    "Check `migration.tracking_table`, and the privileges.")
                : ReadinessLine.Warn(check, $"could not be checked: {e.Server.Text}", null));
        }
    }
}
