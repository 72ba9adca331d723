using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>Which applied migrations to roll back.</summary>
public abstract record DownSelection
{
    private DownSelection()
    {
    }

    /// <summary>The newest ones.</summary>
    /// <param name="Count">How many; at least 1.</param>
    public sealed record Steps(int Count) : DownSelection;

    /// <summary>All of them.</summary>
    public sealed record All : DownSelection;

    /// <summary>Those that are newer than a version.</summary>
    /// <param name="Version">The version that stays.</param>
    public sealed record After(string Version) : DownSelection;

    /// <summary>Exactly those that one deployment applied.</summary>
    /// <param name="Id">The deployment.</param>
    public sealed record AppliedBy(string Id) : DownSelection;

    /// <summary>The given versions, if applied.</summary>
    public sealed record Exactly(IReadOnlyList<string> Versions) : DownSelection;

    internal IReadOnlyList<LedgerRow> Of(IReadOnlyList<LedgerRow> rows) => this switch
    {
        All => [.. rows.Reverse()],
        Steps steps => [.. rows.Reverse().Take(steps.Count)],
        After after => [.. rows.Reverse().Where(r => string.CompareOrdinal(r.Version, after.Version) > 0)],
        AppliedBy deployment => [.. rows.Reverse().Where(r => r.Deployment == deployment.Id)],
        Exactly exactly => [.. rows.Reverse().Where(r => exactly.Versions.Contains(r.Version, StringComparer.Ordinal))],
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>The one runner of migrations, for the command line and for deployments. Safe to call from any number of processes at once:
/// one does the work, the others find nothing left to do.</summary>
/// <param name="url">The database.</param>
/// <param name="files">The migration files; read when they are needed, while the server answers.</param>
/// <param name="options">How to work.</param>
public sealed class Migrator(DatabaseUrl url, Lazy<MigrationSet> files, MigratorOptions options)
{
    /// <summary>A runner for files that are read already.</summary>
    /// <param name="url">The database.</param>
    /// <param name="set">The migration files.</param>
    /// <param name="options">How to work.</param>
    public Migrator(DatabaseUrl url, MigrationSet set, MigratorOptions options)
        : this(url, new Lazy<MigrationSet>(set), options)
    {
    }

    private MigrationSet Set => files.Value;

    /// <summary>Compares files and ledger. Takes no lock and creates nothing.</summary>
    public async Task<MigrationStatus> StatusAsync(CancellationToken cancellation)
    {
        await using var database = await OpenAsync(SessionName.Of("status"), cancellation);
        return await ExplainedAsync(async () =>
        {
            var rows = await options.Ledger.ReadAsync(database, cancellation);
            return MigrationStatus.Compare(Set, rows is null ? null : Own(rows, await SharersAsync(database, cancellation)));
        });
    }

    /// <summary>What happened to migrations in this database, oldest first: also failures and what was rolled back. Takes no lock, creates nothing.</summary>
    public async Task<IReadOnlyList<MigrationEvent>> HistoryAsync(CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(url, SessionName.Of("history"), cancellation);
        return await ExplainedAsync(() => LedgerEvents.ReadAsync(options.Ledger, database, cancellation));
    }

    /// <summary>The users of this ledger. Takes no lock and creates nothing.</summary>
    public async Task<IReadOnlyList<LedgerUser>> UsersAsync(CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(url, SessionName.Of("status"), cancellation);
        return await ExplainedAsync(() => options.Ledger.UsersAsync(database, cancellation));
    }

    /// <summary>Refuses a ledger that is used by a resource not named in <see cref="MigratorOptions.SharedWith"/>. Takes no lock and creates nothing.</summary>
    /// <param name="resource">The resource that wants to use it.</param>
    /// <exception cref="ToolException"><c>CONF-MIG-017</c>.</exception>
    public void RequireOwn(string resource, IReadOnlyList<LedgerUser> users)
    {
        if (options.SharedWith is not { } shared) return;
        var others = users.Select(u => u.Resource).Where(r => r != resource && !shared.Contains(r, StringComparer.Ordinal)).ToList();
        if (others.Count > 0) throw MigrationErrors.OfAnother(url, options.Ledger, resource, others);
    }

    /// <summary>Records that the fence's resource needs exactly those of these migrations that are applied.</summary>
    /// <returns>The migrations that stay although these files lack them, because a sharer needs them; a sentence for each.</returns>
    public Task<IReadOnlyList<string>> RecordNeedsAsync(CancellationToken cancellation) => UnderLockAsync("needs", async (run, _) =>
    {
        var sharers = await SharersAsync(run.Database, cancellation);
        var rows = (await options.Ledger.ReadAsync(run.Database, cancellation))!.Where(r => Set.Find(r.Version) is null);
        return (IReadOnlyList<string>)[.. from row in rows
            let sharer = sharers.FirstOrDefault(s => s.Needs.Contains(row.Version, StringComparer.Ordinal))
            where sharer is not null
            select $"{row.Version}_{row.Name} stays: {sharer.Resource} needs it"];
    }, cancellation, records: true);

    /// <summary>Gives a resource of the fence another name.</summary>
    /// <param name="from">The name until now.</param>
    /// <param name="to">The name from now on.</param>
    /// <param name="cancellation">Ends the statement.</param>
    public async Task RenameUserAsync(string from, string to, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(url, SessionName.Of("adopt"), cancellation);
        await using var held = await MigrationLock.TakeAsync(database, options.Ledger, options.LockWait, options.Fence, options.Time, cancellation);
        await ExplainedAsync(async () =>
        {
            await options.Ledger.RenameUserAsync(database, from, to, cancellation);
            return true;
        });
    }

    /// <summary>Applies pending migrations, oldest first, each in one transaction with its ledger row.</summary>
    /// <param name="selection">Which ones.</param>
    /// <param name="cancellation">Stops the run; the current migration is rolled back.</param>
    /// <returns>The migrations that this run applied; empty when there was nothing to do.</returns>
    /// <exception cref="ToolException">The lock is taken, files and ledger disagree, a statement failed, or the epoch is outdated.</exception>
    public Task<IReadOnlyList<Migration>> UpAsync(UpSelection selection, CancellationToken cancellation) =>
        UnderLockAsync("up", async (run, ledger) =>
        {
            var rows = await run.ReplaceAsync(Set, ledger, cancellation);
            var pending = Selected(selection, rows);
            if (selection.IsOneTransaction) await run.TogetherAsync(pending, cancellation);
            else if (selection.Again is not null) await run.EachAsync(pending, run.ApplyAgainAsync, cancellation);
            else await run.EachAsync(pending, run.ApplyAsync, cancellation);
            return pending;
        }, cancellation, records: true);

    /// <summary>The migrations that <see cref="UpAsync"/> would apply. Takes no lock and creates nothing.</summary>
    /// <param name="selection">Which ones.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="ToolException">Files and ledger disagree, or a file cannot be read as SQL.</exception>
    public async Task<IReadOnlyList<Migration>> PendingAsync(UpSelection selection, CancellationToken cancellation) =>
        selection.Of(await StatusAsync(cancellation), Set);

    /// <summary>The migrations that <see cref="DownAsync"/> would roll back, in that order. Takes no lock and creates nothing.</summary>
    /// <param name="selection">Which ones.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="ToolException">Files and ledger disagree, or one of them cannot be rolled back.</exception>
    public async Task<IReadOnlyList<Migration>> AppliedAsync(DownSelection selection, CancellationToken cancellation)
    {
        await using var database = await OpenAsync(SessionName.Of("status"), cancellation);
        return await ExplainedAsync(async () => await SelectedAsync(database, selection, await OwnRowsAsync(database, cancellation) ?? [], cancellation));
    }

    /// <summary>
    /// Runs pending migrations in one transaction that is always rolled back, under the migration lock. Files that run outside a transaction are skipped.
    /// Nothing is retried; hold <see cref="MigratorOptions.StatementLockWait"/> short, because the locks of all of them are held together.
    /// </summary>
    /// <param name="selection">Which ones.</param>
    /// <param name="cancellation">Stops it; everything is rolled back.</param>
    /// <returns>What the server did. A statement that failed is its <see cref="Rehearsal.Failure"/>.</returns>
    /// <exception cref="ToolException">The lock is taken, files and ledger disagree, or a statement would act outside of the transaction.</exception>
    public Task<Rehearsal> RehearseAsync(UpSelection selection, CancellationToken cancellation) => RehearseAsync(
        (_, rows) => Task.FromResult(Selected(selection, rows ?? [])), MigrationVerb.Up, selection.IsOneTransaction,
        (batch, migration) =>
        {
            if (selection.Again is not null) LedgerEvents.AddRemoval(options.Ledger, batch, migration.Version, null);
            options.Ledger.AddApplied(batch, migration, options.AppliedBy, options.Deployment);
        },
        cancellation);

    /// <summary>Rolls applied migrations back in one transaction that is itself always rolled back; as the other overload.</summary>
    /// <param name="selection">Which ones.</param>
    /// <param name="cancellation">Stops it; everything is rolled back.</param>
    /// <exception cref="ToolException">As the other overload; also when one of them cannot be rolled back.</exception>
    public Task<Rehearsal> RehearseAsync(DownSelection selection, CancellationToken cancellation) => RehearseAsync(
        (database, rows) => SelectedAsync(database, selection, rows ?? [], cancellation), MigrationVerb.Down, isOneTransaction: false,
        (batch, migration) => LedgerEvents.AddRemoval(options.Ledger, batch, migration.Version, null), cancellation);

    /// <summary>Records migrations as applied without running them: the database was changed in another way.</summary>
    /// <param name="through">The last version to record; null for all.</param>
    /// <param name="cancellation">Stops it; nothing is recorded then.</param>
    /// <returns>The migrations that were recorded; empty when the ledger had them all.</returns>
    /// <exception cref="ToolException">The version is unknown, the lock is taken, or files and ledger disagree.</exception>
    public Task<IReadOnlyList<Migration>> BaselineAsync(string? through, CancellationToken cancellation) =>
        UnderLockAsync("baseline", async (run, rows) =>
        {
            var due = new UpSelection { Target = through, AllowsOutOfOrder = true }.Of(MigrationStatus.Compare(Set, rows), Set);
            if (due.Count > 0) await run.RecordAsync(due, cancellation);
            return due;
        }, cancellation, records: true);

    /// <summary>Records what another tool applied, in one transaction.</summary>
    /// <param name="choose">Says what, under the lock.</param>
    internal Task<IReadOnlyList<AdoptedRow>> AdoptAsync(Func<Database, Task<IReadOnlyList<AdoptedRow>>> choose, CancellationToken cancellation) =>
        UnderLockAsync("adopt", async (run, _) =>
        {
            var due = await choose(run.Database);
            if (due.Count > 0) await run.AdoptAsync(due, cancellation);
            return due;
        }, cancellation, records: true);

    /// <summary>Rolls back applied migrations, newest first, each in one transaction with the removal of its ledger row.</summary>
    /// <param name="selection">Which ones.</param>
    /// <param name="cancellation">Stops the run; the current migration is rolled back.</param>
    /// <param name="confirm">Asked before the first change when more than one migration is selected and rows would be lost: the tables with rows, and the
    /// columns with values as <c>table.column</c>. False stops the run. Null does not ask.</param>
    /// <returns>The migrations that this run rolled back; empty when there was nothing to do.</returns>
    /// <exception cref="ToolException">As <see cref="UpAsync(UpSelection, CancellationToken)"/>;
    /// also when one of them cannot be rolled back or it was not confirmed (nothing is changed then).</exception>
    public Task<IReadOnlyList<Migration>> DownAsync(DownSelection selection, CancellationToken cancellation,
        Func<IReadOnlyList<string>, bool>? confirm = null) =>
        UnderLockAsync("down", async (run, ledger) =>
        {
            var rows = await run.ReplaceAsync(Set, ledger, cancellation);
            var migrations = await SelectedAsync(run.Database, selection, rows, cancellation);
            if (confirm is not null && migrations.Count > 1
                && await LostRows.NamesAsync(run.Database, migrations.Select(m => m.Down!), cancellation) is [_, ..] lost && !confirm(lost))
            {
                throw MigrationErrors.NotConfirmed(lost);
            }

            await run.EachAsync(migrations, run.RollBackAsync, cancellation);
            return migrations;
        }, cancellation);

    /// <summary>Accepts the current files of an applied migration: the ledger gets their checksums and records when and by whom.</summary>
    /// <param name="version">The migration's version.</param>
    /// <param name="cancellation">Stops it; nothing is changed then.</param>
    /// <returns>The migration; null when its files already match the ledger.</returns>
    /// <exception cref="ToolException">The version is unknown to the files or to the ledger, or the migration is unfinished.</exception>
    public Task<Migration?> RepairAsync(string version, CancellationToken cancellation) =>
        UnderLockAsync("repair", async (run, rows) =>
        {
            var migration = Set.Find(version) ?? throw MigrationErrors.NoSuchVersion(version, Set);
            var entry = MigrationStatus.Compare(Set, rows).Entries.Single(e => e.Version == version);
            if (entry.State is not (MigrationState.Applied or MigrationState.ChangedUp or MigrationState.ChangedDown))
                throw MigrationErrors.NothingToRepair(entry);
            if (entry.State == MigrationState.Applied) return null;
            await run.RepairAsync(migration, cancellation);
            return migration;
        }, cancellation);

    /// <summary>Raises the fence to this run's epoch and ends older sessions; no older controller can change the database after that.</summary>
    /// <returns>The ledger as it stands behind the fence.</returns>
    public Task<IReadOnlyList<LedgerRow>> RaiseFenceAsync(CancellationToken cancellation) =>
        UnderLockAsync("fence", (_, rows) => Task.FromResult(rows), cancellation);

    /// <summary>The highest epoch that the database has seen for a resource; 0 when it has seen none. Takes no lock and creates nothing.</summary>
    /// <param name="resource">The resource's name.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async Task<long> FenceEpochAsync(string resource, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(url, SessionName.Of("status"), cancellation);
        return await ExplainedAsync(() => options.Ledger.EpochAsync(database, resource, cancellation));
    }

    // Both take about as long in a process that has just started.
    private async Task<Database> OpenAsync(string sessionName, CancellationToken cancellation)
    {
        var opening = Task.Run(() => Database.OpenAsync(url, sessionName, cancellation), cancellation);
        try
        {
            _ = Set;
        }
        catch
        {
            // Bad files are reported without waiting for a server that may never answer.
            _ = opening.ContinueWith(async opened => await opened.Result.DisposeAsync(), CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }

        return await opening;
    }

    // Migrations of other resources are ignored here.
    private IReadOnlyList<LedgerRow> Own(IReadOnlyList<LedgerRow> rows, IReadOnlyList<LedgerUser> sharers) =>
        sharers.Count == 0
            ? rows
            : [.. rows.Where(r => Set.Find(r.Version) is not null || !sharers.Any(s => s.Needs.Contains(r.Version, StringComparer.Ordinal)))];

    private async Task<IReadOnlyList<LedgerUser>> SharersAsync(Database database, CancellationToken cancellation) =>
        options.SharedWith is [_, ..] shared
            ? [.. (await options.Ledger.UsersAsync(database, cancellation)).Where(u => shared.Contains(u.Resource, StringComparer.Ordinal))]
            : [];

    // Migrations that another live release needs stay, whichever resource applied them.
    private async Task<List<string>> UnneededAsync(Database database, IReadOnlyList<LedgerRow> selected, CancellationToken cancellation)
    {
        var sharers = await SharersAsync(database, cancellation);
        List<string> free = [];
        foreach (var row in selected)
        {
            if (sharers.FirstOrDefault(s => s.Needs.Contains(row.Version, StringComparer.Ordinal)) is { } sharer)
                options.Observer.Warned($"{row.Version}_{row.Name} stays: {sharer.Resource} needs it.");
            else free.Add(row.Version);
        }

        return free;
    }

    private IReadOnlyList<Migration> Selected(UpSelection selection, IReadOnlyList<LedgerRow> rows)
    {
        var status = MigrationStatus.Compare(Set, rows);
        Warn(status.Warnings);
        var pending = selection.Of(status, Set);
        // All files are read before the first one runs.
        var empty = pending.Where(m => m.Up.Script.Statements.Count == 0).ToList();
        return empty.Count > 0 && !options.AllowEmpty ? throw MigrationErrors.Empty(empty) : pending;
    }

    private async Task<IReadOnlyList<Migration>> SelectedAsync(
        Database database, DownSelection selection, IReadOnlyList<LedgerRow> rows, CancellationToken cancellation)
    {
        if (selection is DownSelection.After { Version: var kept } && rows.All(r => r.Version != kept)) throw MigrationErrors.NotApplied(kept);
        var selected = await UnneededAsync(database, selection.Of(rows), cancellation);
        if (selected.Count == 0) return [];
        var status = MigrationStatus.Compare(Set, rows);
        status.ThrowIfDrifted(except: MigrationState.OutOfOrder);
        IReadOnlyList<Migration> migrations = [.. selected.Select(version => Set.Find(version)!)];
        if (migrations.Where(m => !m.IsReversible).ToList() is [_, ..] stuck) throw MigrationErrors.CannotRollBack(stuck);
        Warn(status.Entries.Where(e => migrations.Contains(e.Migration)).Select(e => e.DownChange).OfType<string>());
        return migrations;
    }

    private async Task<IReadOnlyList<LedgerRow>?> OwnRowsAsync(Database database, CancellationToken cancellation) =>
        await options.Ledger.ReadAsync(database, cancellation) is { } rows ? Own(rows, await SharersAsync(database, cancellation)) : null;

    private Task<Rehearsal> RehearseAsync(
        Func<Database, IReadOnlyList<LedgerRow>?, Task<IReadOnlyList<Migration>>> select, MigrationVerb verb, bool isOneTransaction,
        Action<ScriptBatch, Migration> record, CancellationToken cancellation) => ExplainedAsync(async () =>
        {
            await using var database = await OpenAsync(SessionName.Of("dry-run"), cancellation);
            await using var held = await TakeLockAsync(database, cancellation);
            var reset = await SessionReset.OfAsync(database, options.Ledger, cancellation);
            var rows = await OwnRowsAsync(database, cancellation);
            var migrations = await select(database, rows);
            var plan = new RehearsalPlan(verb, rows is not null, isOneTransaction, record);
            if (isOneTransaction && migrations.Where(m => !plan.FileOf(m).InTransaction).ToList() is [_, ..] apart) throw MigrationErrors.NotTogether(apart);
            return await new RehearsalRun(database, reset, options).RunAsync(migrations, plan, cancellation);
        });

    private Task<MigrationLock> TakeLockAsync(Database database, CancellationToken cancellation) => MigrationLock.TakeAsync(
        database, options.Ledger, options.LockWait, options.Fence, options.Time, cancellation, holder => options.Observer.Waiting(holder, options.LockWait));

    private Task<T> UnderLockAsync<T>(
        string verb, Func<MigrationRun, IReadOnlyList<LedgerRow>, Task<T>> work, CancellationToken cancellation, bool records = false) =>
            ExplainedAsync(async () =>
        {
            await using var database = await OpenAsync(options.SessionNameFor(verb), cancellation);
            await using var held = await TakeLockAsync(database, cancellation);
            await options.Ledger.CreateAsync(database, cancellation);
            var run = new MigrationRun(database, await SessionReset.OfAsync(database, options.Ledger, cancellation), options);
            if (options.Fence is { } fence) RequireOwn(fence.Resource, await options.Ledger.UsersAsync(database, cancellation));
            await run.RaiseFenceAsync(cancellation);
            var result = await work(run, Own((await options.Ledger.ReadAsync(database, cancellation))!, await SharersAsync(database, cancellation)));
            if (records && options is { Fence: { } mine, SharedWith: not null })
            {
                var needed = (await options.Ledger.ReadAsync(database, cancellation))!.Select(r => r.Version).Where(v => Set.Find(v) is not null).ToList();
                await options.Ledger.SetNeedsAsync(database, mine.Resource, needed, cancellation);
            }

            return result;
        });

    private void Warn(IEnumerable<string> warnings)
    {
        foreach (var warning in warnings) options.Observer.Warned(warning);
    }

    private async Task<T> ExplainedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (DatabaseException e)
        {
            throw MigrationErrors.OfLedger(url, options.Ledger, e);
        }
    }
}
