using Confiture.Postgres;
using Foundation.Errors;
using Foundation.Waiting;

namespace Confiture.Migrations;

/// <summary>A session that holds the migration lock. Each migration is one transaction and one round trip.</summary>
internal sealed class MigrationRun
{
    private static readonly TimeSpan RollbackLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FenceLimit = TimeSpan.FromMinutes(1);
    private readonly Database database;
    private readonly SessionReset reset;
    private readonly MigratorOptions options;
    private readonly DurableCommits durability;
    private readonly Transactions transactions;
    private int finished;

    /// <summary>Begins the work of a run.</summary>
    /// <param name="database">The session, which holds the lock.</param>
    /// <param name="reset">Reverts what files do to it.</param>
    /// <param name="options">How to work.</param>
    public MigrationRun(Database database, SessionReset reset, MigratorOptions options)
    {
        this.database = database;
        this.reset = reset;
        this.options = options;
        durability = new(database, options);
        transactions = new(database, reset, options, durability);
    }

    /// <summary>The session.</summary>
    public Database Database => database;

    /// <summary>Applies a migration.</summary>
    /// <param name="isLast">True for the last one of the run: what came before it becomes durable with it.</param>
    /// <param name="cancellation">Cancels; the migration is rolled back.</param>
    public Task ApplyAsync(Migration migration, bool isLast, CancellationToken cancellation) => OneAsync(
        migration, MigrationVerb.Up, migration.Up, isLast,
        batch => options.Ledger.AddBegun(batch, migration, options.AppliedBy, options.Deployment),
        batch => options.Ledger.AddApplied(batch, migration, options.AppliedBy, options.Deployment), cancellation);

    /// <summary>Runs the up file of an applied migration again, and records that.</summary>
    public Task ApplyAgainAsync(Migration migration, bool isLast, CancellationToken cancellation)
    {
        void Begin(ScriptBatch batch) => LedgerEvents.AddRemoval(options.Ledger, batch, migration.Version, null);
        return OneAsync(
            migration, MigrationVerb.Up, migration.Up, isLast,
            batch =>
            {
                Begin(batch);
                options.Ledger.AddBegun(batch, migration, options.AppliedBy, options.Deployment);
            },
            batch =>
            {
                if (migration.Up.InTransaction) Begin(batch);
                options.Ledger.AddApplied(batch, migration, options.AppliedBy, options.Deployment);
            },
            cancellation);
    }

    /// <summary>Rolls a migration back; as <see cref="ApplyAsync"/>.</summary>
    public Task RollBackAsync(Migration migration, bool isLast, CancellationToken cancellation)
    {
        var start = options.Time.GetTimestamp();
        return OneAsync(
            migration, MigrationVerb.Down, migration.Down!, isLast,
            batch => options.Ledger.AddRollbackStart(batch, migration),
            batch => AddRollback(batch, migration, start), cancellation);
    }

    /// <summary>Applies several migrations in one transaction.</summary>
    /// <param name="cancellation">Cancels; all are rolled back.</param>
    public async Task TogetherAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellation)
    {
        if (migrations.Where(m => !m.Up.InTransaction).ToList() is [_, ..] apart) throw MigrationErrors.NotTogether(apart);
        if (migrations is not [.., var last]) return;
        foreach (var migration in migrations) RefuseStepwise(migration.Up);
        var hooks = migrations.ToDictionary(m => m, m => new HookRun(database, reset, options, m, MigrationVerb.Up));
        await RunAsync(
            [.. hooks.Values], migrations, MigrationVerb.Up,
            (_, ct) => transactions.RunAsync(
                async batch =>
                {
                    foreach (var migration in migrations)
                    {
                        await AddAsync(migration.Up, batch, hooks[migration], leavesSession: false, ct);
                        options.Ledger.AddApplied(batch, migration, options.AppliedBy, options.Deployment);
                        if (migration == last) continue;
                        reset.AddSettings(batch);
                        TransactionLimits.Add(batch, options, isDurable: true);
                    }
                },
                Commit.Durable, ct),
            stepwise: null, cancellation);
    }

    /// <summary>Records migrations as applied, in one transaction.</summary>
    public Task RecordAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellation) => transactions.RunAsync(
        batch =>
        {
            foreach (var migration in migrations)
            {
                options.Ledger.AddApplied(batch, migration, options.AppliedBy, options.Deployment);
                LedgerEvents.Add(options.Ledger, batch, EventOf(migration, MigrationEventKind.Recorded));
            }
        },
        Commit.Durable, cancellation);

    /// <summary>Records squashed migrations in the place of those that they replace, which all ran.</summary>
    /// <returns>The ledger's rows after that.</returns>
    public async Task<IReadOnlyList<LedgerRow>> ReplaceAsync(MigrationSet set, IReadOnlyList<LedgerRow> rows, CancellationToken cancellation)
    {
        foreach (var entry in MigrationStatus.Compare(set, rows).Entries.Where(e => e.State == MigrationState.Replaced))
        {
            await transactions.RunAsync(batch => options.Ledger.AddReplacement(batch, entry.Migration!), Commit.Durable, cancellation);
            options.Observer.Warned($"{entry} replaces {entry.Migration!.Up.Replaces.Count} applied migrations: the ledger has it in their place now.");
            rows = Replacement.After(entry.Migration, rows);
        }

        return rows;
    }
    /// <summary>Records what another tool applied, in one transaction.</summary>
    public Task AdoptAsync(IReadOnlyList<AdoptedRow> rows, CancellationToken cancellation) => transactions.RunAsync(
        batch =>
        {
            foreach (var row in rows)
            {
                options.Ledger.AddAdopted(batch, row, options.Deployment);
                LedgerEvents.Add(options.Ledger, batch, EventOf(row.Migration, MigrationEventKind.Adopted));
            }
        },
        Commit.Durable, cancellation);

    /// <summary>Works through migrations; whatever ends it, what is committed then is durable.</summary>
    /// <param name="migrations">The migrations, in order.</param>
    /// <param name="work">What to do with each, given whether it is the last.</param>
    /// <param name="cancellation">Cancels; the migration at work is rolled back.</param>
    public async Task EachAsync(IReadOnlyList<Migration> migrations, Func<Migration, bool, CancellationToken, Task> work, CancellationToken cancellation)
    {
        try
        {
            for (var at = 0; at < migrations.Count; at++) await work(migrations[at], at == migrations.Count - 1, cancellation);
        }
        catch
        {
            await durability.FlushAsync();
            throw;
        }
    }

    public async Task RepairAsync(Migration migration, CancellationToken cancellation)
    {
        await options.Ledger.AddRepairColumnsAsync(database, cancellation);
        await transactions.RunAsync(
            batch =>
            {
                LedgerEvents.AddEarlierRepair(options.Ledger, batch, migration);
                options.Ledger.AddRepair(batch, migration, options.AppliedBy);
            },
            Commit.Durable, cancellation);
    }

    // The server knows how long its transaction took; outside of one, this run does.
    private void AddRollback(ScriptBatch batch, Migration migration, long start) => LedgerEvents.AddRemoval(
        options.Ledger, batch, migration.Version,
        EventOf(migration, MigrationEventKind.RolledBack, migration.Down!.InTransaction ? null : options.Time.GetElapsedTime(start)));

    private MigrationEvent EventOf(Migration migration, MigrationEventKind kind, TimeSpan? elapsed = null, string? detail = null) => new(
        options.Time.GetUtcNow(), kind, migration.Version, migration.Name, options.AppliedBy, (long?)elapsed?.TotalMilliseconds, options.Deployment, detail);

    public async Task RaiseFenceAsync(CancellationToken cancellation)
    {
        if (options.Fence is null) return;
        await using var batch = new ScriptBatch(database, FenceLimit);
        options.Ledger.AddFence(batch, options.Fence);
        try
        {
            await batch.ExecuteAsync(cancellation);
        }
        catch (ServerException e) when (e.SqlState == LedgerTable.FencedState)
        {
            throw MigrationErrors.Superseded(options.Fence.Epoch, e);
        }
    }

    private async Task OneAsync(
        Migration migration, MigrationVerb verb, MigrationFile file, bool isLast, Action<ScriptBatch> begin, Action<ScriptBatch> end,
        CancellationToken cancellation)
    {
        var hooks = new HookRun(database, reset, options, migration, verb);
        if (file.InTransaction)
        {
            RefuseStepwise(file);
            await RunAsync([hooks], [migration], verb, (_, ct) => AtOnceAsync(file, isLast, hooks, end, ct), stepwise: null, cancellation);
            return;
        }

        var stepwise = new StepwiseRun(database, transactions, options, migration, verb, file, hooks);
        await RunAsync([hooks], [migration], verb, (watch, ct) => stepwise.RunAsync(begin, end, finished, watch, ct), stepwise, cancellation);
    }

    private async Task RunAsync(
        IReadOnlyList<HookRun> hooks, IReadOnlyList<Migration> migrations, MigrationVerb verb, Func<BlockerWatch, CancellationToken, Task> work,
        StepwiseRun? stepwise, CancellationToken cancellation)
    {
        foreach (var migration in migrations) options.Observer.Starting(migration, verb);
        var start = options.Time.GetTimestamp();
        try
        {
            await TryAsync(hooks, migrations, work, cancellation);
        }
        catch (Exception e)
        {
            await AbortTransactionAsync();
            var isStopped = cancellation.IsCancellationRequested || e is OperationCanceledException;
            var error = isStopped ? MigrationErrors.Stopped(migrations[^1], stepwise?.LeavesTraces == true)
                : e is FailedTry failed ? Explained(failed, migrations, verb, stepwise) : e as ToolException;
            if (error is not null) await ConcludeAsync(hooks, AtFault(migrations, e), verb, error, options.Time.GetElapsedTime(start));
            if (isStopped && stepwise?.LeavesTraces == true) throw error!;
            cancellation.ThrowIfCancellationRequested();
            if (e is not FailedTry) throw;
            throw error!;
        }

        finished += migrations.Count;
        foreach (var migration in migrations) options.Observer.Finished(migration, verb, options.Time.GetElapsedTime(start));
        durability.Finished(migrations, verb);
        foreach (var hook in hooks) await hook.AfterwardsAsync(null);
    }

    private async Task TryAsync(
        IReadOnlyList<HookRun> hooks, IReadOnlyList<Migration> migrations, Func<BlockerWatch, CancellationToken, Task> work, CancellationToken cancellation)
    {
        var retries = new Retries(options);
        await using var watch = new BlockerWatch(
            database, options.StatementLockWait, options.Time, sessions => options.Observer.Blocked(migrations[^1], sessions));
        while (true)
        {
            foreach (var hook in hooks) hook.Restart();
            try
            {
                await work(watch, cancellation);
                return;
            }
            catch (Exception e) when (e is ScriptException or DatabaseException)
            {
                if (!await retries.AgainAsync(e, AtFault(migrations, e), watch.Last, AbortTransactionAsync, cancellation)) throw new FailedTry(e, watch.Last);
            }
        }
    }

    // Whatever is recorded or done after a failure cannot change that it is one.
    private async Task ConcludeAsync(IReadOnlyList<HookRun> hooks, Migration migration, MigrationVerb verb, ToolException error, TimeSpan elapsed)
    {
        options.Observer.Failed(migration, verb, error);
        if (database.IsOpen && error.Code != MigrationErrors.Fenced)
        {
            try
            {
                await transactions.RunAsync(
                    batch => LedgerEvents.Add(options.Ledger, batch,
                        EventOf(migration, MigrationEventKind.Failed, elapsed, $"{(verb == MigrationVerb.Up ? "up" : "down")}: {error.What}")),
                    Commit.Durable, CancellationToken.None);
            }
            catch (DatabaseException e)
            {
                options.Observer.Warned($"the failure of {migration} could not be recorded: {e.Message}");
            }
        }

        foreach (var hook in hooks) await hook.AfterwardsAsync(error);
    }

    // What the server says outside of any file is said of the last.
    private static Migration AtFault(IReadOnlyList<Migration> migrations, Exception e) => migrations.FirstOrDefault(
        m => (e is FailedTry failed ? failed.InnerException : e) is ScriptException script && ReferenceEquals(script.Script, m.Up.Script)) ?? migrations[^1];

    private static void RefuseStepwise(MigrationFile file)
    {
        if (file.HasConditions) throw MigrationErrors.ConditionInTransaction(file.Path);
        BatchStatement.Check(file);
    }

    private async Task AtOnceAsync(MigrationFile file, bool isLast, HookRun hooks, Action<ScriptBatch> record, CancellationToken cancellation)
    {
        var leavesSession = hooks.IsEmpty && !await reset.IsNeededAfterAsync(file.Script, cancellation);
        await transactions.RunAsync(
            async batch =>
            {
                await AddAsync(file, batch, hooks, leavesSession, cancellation);
                record(batch);
            },
            new(IsDurable: isLast || options.DurableEach, leavesSession), cancellation);
    }

    // A file within the phases of its hooks.
    private async Task AddAsync(MigrationFile file, ScriptBatch batch, HookRun hooks, bool leavesSession, CancellationToken cancellation)
    {
        var outcome = $"It was rolled back; {MigrationErrors.Kept(finished)}.";
        await hooks.RunAsync(HookPhase.BeforeValidation, batch, outcome, cancellation);
        await hooks.RunAsync(HookPhase.BeforeDdl, batch, outcome, cancellation);
        batch.Add(file.Script);
        if (!leavesSession) SessionReset.AddIdentity(batch);
        await hooks.RunAsync(HookPhase.AfterDdl, batch, outcome, cancellation);
        await hooks.RunAsync(HookPhase.AfterValidation, batch, outcome, cancellation);
    }

    private ToolException Explained(FailedTry failed, IReadOnlyList<Migration> migrations, MigrationVerb verb, StepwiseRun? stepwise)
    {
        var name = verb == MigrationVerb.Up ? "up" : "down";
        var (e, migration) = (failed.InnerException!, AtFault(migrations, failed));
        var leavesTraces = stepwise?.LeavesTraces == true;
        return MigrationErrors.BlockedBy(
            database.Url,
            e switch
            {
                ScriptException { Server.EndsSession: true } lost => MigrationErrors.LostConnection(migration, name, lost),
                ScriptException script => leavesTraces
                    ? MigrationErrors.InterruptedOutsideTransaction(migration, name, script)
                    : MigrationErrors.Failed(migration, name, script, finished),
                ServerException { SqlState: LedgerTable.FencedState } => MigrationErrors.Superseded(options.Fence!.Epoch, e),
                // Only our own statements divide: see MigrationLock and LedgerTable.
                ServerException { SqlState: SqlState.DivisionByZero } => MigrationErrors.LockLost($"{migration}", finished, leavesTraces, e),
                ServerException { Server.EndsSession: false } server => MigrationErrors.FailedAtEnd(migration, name, server, finished),
                DatabaseException { IsTimeout: true } => MigrationErrors.TimedOut(migration, name, options.Deadline, finished, e),
                _ => MigrationErrors.LostConnection(migration, name, e),
            },
            e, failed.Blockers);
    }

    private async Task AbortTransactionAsync()
    {
        if (!database.IsOpen) return;
        using var limit = Deadline.Limiting(RollbackLimit, options.Time, CancellationToken.None);
        try
        {
            await using var batch = new ScriptBatch(database, RollbackLimit);
            batch.Add("rollback");
            reset.AddAll(batch);
            await batch.ExecuteAsync(limit.Token);
        }
        catch (Exception e) when (e is DatabaseException or OperationCanceledException)
        {
            // The session is beyond use; without it the server rolls back.
            await database.CloseAsync();
        }
    }

    // The server's refusal that ended the last try.
    private sealed class FailedTry(Exception cause, IReadOnlyList<BlockingSession> blockers) : Exception(cause.Message, cause)
    {
        public IReadOnlyList<BlockingSession> Blockers => blockers;
    }
}
