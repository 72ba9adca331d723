using Confiture.Postgres;
using Foundation.Errors;
using Foundation.Waiting;

namespace Confiture.Migrations;

/// <summary>A session that holds the migration lock. Each migration is one transaction and one round trip.</summary>
internal sealed class MigrationRun(Database database, SessionReset reset, MigratorOptions options)
{
    private static readonly TimeSpan RollbackLimit = TimeSpan.FromSeconds(10);
    private static readonly Pace BetweenTries = Pace.Doubling(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10));
    private static readonly TimeSpan FenceLimit = TimeSpan.FromMinutes(1);
    private static readonly Commit Durable = new(IsDurable: true, LeavesSession: false);
    private int finished;
    private readonly List<(Migration Migration, MigrationVerb Verb)> unflushed = [];
    private bool flushed = true;

    /// <summary>The session.</summary>
    public Database Database => database;

    /// <summary>Applies a migration.</summary>
    /// <param name="isLast">True for the last one of the run: what came before it becomes durable with it.</param>
    /// <param name="cancellation">Cancels; the migration is rolled back.</param>
    public Task ApplyAsync(Migration migration, bool isLast, CancellationToken cancellation) => migration.Up.InTransaction
        ? RunAsync(migration, MigrationVerb.Up, ct => AtOnceAsync(migration.Up, isLast,
            batch => options.Ledger.AddApplied(batch, migration, options.AppliedBy, options.Deployment), ct), cancellation)
        : RunAsync(
            migration, MigrationVerb.Up,
            ct => StepByStepAsync(
                migration.Up,
                batch => options.Ledger.AddBegun(batch, migration, options.AppliedBy, options.Deployment),
                batch => options.Ledger.AddApplied(batch, migration, options.AppliedBy, options.Deployment), ct),
            cancellation);

    /// <summary>Runs the up file of an applied migration again, and records that.</summary>
    public Task ApplyAgainAsync(Migration migration, bool isLast, CancellationToken cancellation) => RunAsync(
        migration, MigrationVerb.Up,
        ct => AtOnceAsync(
            migration.Up, isLast,
            batch =>
            {
                options.Ledger.AddRemoval(batch, migration);
                options.Ledger.AddApplied(batch, migration, options.AppliedBy, options.Deployment);
            },
            ct),
        cancellation);

    /// <summary>Applies several migrations in one transaction.</summary>
    /// <param name="cancellation">Cancels; all are rolled back.</param>
    public async Task TogetherAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellation)
    {
        if (migrations.Where(m => !m.Up.InTransaction).ToList() is [_, ..] apart) throw MigrationErrors.NotTogether(apart);
        if (migrations is not [.., var last]) return;
        await RunAsync(
            migrations, MigrationVerb.Up,
            ct => TransactAsync(
                batch =>
                {
                    foreach (var migration in migrations)
                    {
                        if (migration.Up.HasConditions) throw MigrationErrors.ConditionInTransaction(migration.Up.Path);
                        batch.Add(migration.Up.Script);
                        SessionReset.AddIdentity(batch);
                        options.Ledger.AddApplied(batch, migration, options.AppliedBy, options.Deployment);
                        if (migration == last) continue;
                        reset.AddSettings(batch);
                        AddLimits(batch, isDurable: true);
                    }
                },
                Durable, ct),
            cancellation);
    }

    /// <summary>Records migrations as applied, in one transaction.</summary>
    public Task RecordAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellation) => TransactAsync(
        batch =>
        {
            foreach (var migration in migrations) options.Ledger.AddApplied(batch, migration, options.AppliedBy, options.Deployment);
        },
        Durable, cancellation);

    /// <summary>Rolls a migration back; as <see cref="ApplyAsync"/>.</summary>
    public Task RollBackAsync(Migration migration, bool isLast, CancellationToken cancellation) => migration.Down!.InTransaction
        ? RunAsync(migration, MigrationVerb.Down,
            ct => AtOnceAsync(migration.Down, isLast, batch => options.Ledger.AddRollback(batch, migration), ct), cancellation)
        : RunAsync(
            migration, MigrationVerb.Down,
            ct => StepByStepAsync(migration.Down, batch => options.Ledger.AddRollbackStart(batch, migration),
                batch => options.Ledger.AddRollback(batch, migration), ct),
            cancellation);

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
            await FlushAsync();
            throw;
        }
    }

    public async Task RepairAsync(Migration migration, CancellationToken cancellation)
    {
        await options.Ledger.AddRepairColumnsAsync(database, cancellation);
        await TransactAsync(batch => options.Ledger.AddRepair(batch, migration, options.AppliedBy), Durable, cancellation);
    }

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

    private Task RunAsync(Migration migration, MigrationVerb verb, Func<CancellationToken, Task> work, CancellationToken cancellation) =>
        RunAsync([migration], verb, work, cancellation);

    private async Task RunAsync(IReadOnlyList<Migration> migrations, MigrationVerb verb, Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        foreach (var migration in migrations) options.Observer.Starting(migration, verb);
        var start = options.Time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            await using var watch = new BlockerWatch(database, options.StatementLockWait, options.Time);
            try
            {
                await work(cancellation);
                break;
            }
            catch (Exception e) when (attempt < options.Attempts && IsPassing(e))
            {
                await AbortTransactionAsync();
                options.Observer.Retrying(AtFault(migrations, e), MigrationErrors.PassingReason(e, attempt, options.Attempts, watch.Last));
                await Task.Delay(BetweenTries.After(attempt), options.Time, cancellation);
            }
            catch (Exception e) when (e is ScriptException or DatabaseException)
            {
                await AbortTransactionAsync();
                cancellation.ThrowIfCancellationRequested();
                throw MigrationErrors.BlockedBy(Explained(AtFault(migrations, e), verb, e), e, watch.Last);
            }
            catch (OperationCanceledException)
            {
                await AbortTransactionAsync();
                throw;
            }
        }

        finished += migrations.Count;
        foreach (var migration in migrations) options.Observer.Finished(migration, verb, options.Time.GetElapsedTime(start));
        unflushed.AddRange(migrations.Select(m => (m, verb)));
        if (flushed) ReportDurable();
    }

    private void ReportDurable()
    {
        foreach (var (migration, verb) in unflushed) options.Observer.Durable(migration, verb);
        unflushed.Clear();
    }

    // What the server says outside of any file is said of the last.
    private static Migration AtFault(IReadOnlyList<Migration> migrations, Exception e) =>
        migrations.FirstOrDefault(m => e is ScriptException script && ReferenceEquals(script.Script, m.Up.Script)) ?? migrations[^1];

    private async Task AtOnceAsync(MigrationFile file, bool isLast, Action<ScriptBatch> record, CancellationToken cancellation)
    {
        if (file.HasConditions) throw MigrationErrors.ConditionInTransaction(file.Path);
        var leavesSession = !await reset.IsNeededAfterAsync(file.Script, cancellation);
        await TransactAsync(
            batch =>
            {
                batch.Add(file.Script);
                if (!leavesSession) SessionReset.AddIdentity(batch);
                record(batch);
            },
            new(IsDurable: isLast || options.DurableEach, leavesSession),
            cancellation);
    }

    // The ledger marks it unfinished from the first statement to the last, so an interrupted run is recognizable.
    private async Task StepByStepAsync(MigrationFile file, Action<ScriptBatch> begin, Action<ScriptBatch> end, CancellationToken cancellation)
    {
        await TransactAsync(begin, Durable, cancellation);
        await database.ExecuteAsync($"set lock_timeout = {(int)options.StatementLockWait.TotalMilliseconds}", cancellation);
        if (options.StatementTimeout is { } limit) await database.ExecuteAsync($"set statement_timeout = {(int)limit.TotalMilliseconds}", cancellation);
        foreach (var statement in file.Script.Statements)
        {
            if (file.ConditionOf(statement) is { } condition && !await database.ScalarAsync<bool>($"select {condition}", cancellation)) continue;
            // One statement per batch: statements sent together are one transaction.
            await using var batch = new ScriptBatch(database, options.Deadline);
            batch.Add(file.Script, statement);
            await batch.ExecuteAsync(cancellation);
            // DISCARD ALL and pg_advisory_unlock_all() release the lock.
            if (!await MigrationLock.HoldAsync(database, options.Ledger, cancellation)) throw MigrationErrors.LockLost(file.Path, finished, stays: true, null);
        }

        await TransactAsync(
            batch =>
            {
                SessionReset.AddIdentity(batch);
                end(batch);
            },
            Durable,
            cancellation);
    }

    private async Task TransactAsync(Action<ScriptBatch> fill, Commit commit, CancellationToken cancellation)
    {
        await using var batch = new ScriptBatch(database, options.Deadline);
        batch.Add("begin");
        AddLimits(batch, commit.IsDurable);
        if (options.Fence is { } fence) options.Ledger.AddFence(batch, fence);
        fill(batch);
        batch.Add("commit");
        if (!commit.LeavesSession) reset.AddAll(batch);
        await batch.ExecuteAsync(cancellation);
        flushed = commit.IsDurable;
    }

    private void AddLimits(ScriptBatch batch, bool isDurable)
    {
        List<string> settings = [$"set_config('lock_timeout', '{(int)options.StatementLockWait.TotalMilliseconds}', true)"];
        if (options.StatementTimeout is { } limit) settings.Add($"set_config('statement_timeout', '{(int)limit.TotalMilliseconds}', true)");
        if (!isDurable) settings.Add("set_config('synchronous_commit', 'off', true)");
        settings.Add(MigrationLock.InTransaction(options.Ledger));
        batch.Add($"select {string.Join(", ", settings)}");
    }

    /// <summary>
    /// Makes durable what this run has committed so far. Commits but the last do not wait for the disk: the log is written in order, so whatever a crash of
    /// the server leaves is what the first few migrations made, with their ledger rows, and the next run goes on from there. Nothing is reported as
    /// applied before a commit that waits, be it the last one's or this.
    /// </summary>
    private async Task FlushAsync()
    {
        if (flushed)
        {
            // The mark with which a migration outside a transaction begins has made those before it durable.
            ReportDurable();
            return;
        }

        try
        {
            // A broken connection says nothing of the server, which may go on and crash later.
            if (database.IsOpen) await FlushAsync(database);
            else await FlushAnewAsync();
        }
        catch (Exception e) when (e is DatabaseException or ToolException)
        {
            options.Observer.Warned(
                $"{string.Join(", ", unflushed.Select(u => u.Migration))} may be pending again if the server crashes now: "
                + "it could not be asked to wait for the disk");
            return;
        }

        flushed = true;
        ReportDurable();
    }

    private async Task FlushAnewAsync()
    {
        await using var another = await Database.OpenAsync(database.Url, database.Name, CancellationToken.None);
        await FlushAsync(another);
    }

    private static async Task FlushAsync(Database database)
    {
        await using var batch = new ScriptBatch(database, RollbackLimit);
        batch.Add("begin");
        // A commit that has written nothing waits for nothing.
        batch.Add("select pg_logical_emit_message(true, 'confiture', '')");
        batch.Add("commit");
        await batch.ExecuteAsync(CancellationToken.None);
    }

    private static bool IsPassing(Exception e) => e switch
    {
        ScriptException script => script.Server.IsTransient,
        ServerException server => server.Server.IsTransient,
        _ => false,
    };

    private ToolException Explained(Migration migration, MigrationVerb verb, Exception e)
    {
        var name = verb == MigrationVerb.Up ? "up" : "down";
        return e switch
        {
            ScriptException { Server.EndsSession: true } lost => MigrationErrors.LostConnection(migration, name, lost),
            ScriptException script => IsStepByStep(migration, verb)
                ? MigrationErrors.InterruptedOutsideTransaction(migration, name, script)
                : MigrationErrors.Failed(migration, name, script, finished),
            ServerException { SqlState: LedgerTable.FencedState } => MigrationErrors.Superseded(options.Fence!.Epoch, e),
            // Only our own statements divide: see MigrationLock and LedgerTable.
            ServerException { SqlState: SqlState.DivisionByZero } => MigrationErrors.LockLost($"{migration}", finished, IsStepByStep(migration, verb), e),
            ServerException { Server.EndsSession: false } server => MigrationErrors.FailedAtEnd(migration, name, server, finished),
            DatabaseException { IsTimeout: true } => MigrationErrors.TimedOut(migration, name, options.Deadline, finished, e),
            _ => MigrationErrors.LostConnection(migration, name, e),
        };
    }

    private static bool IsStepByStep(Migration migration, MigrationVerb verb) => !(verb == MigrationVerb.Up ? migration.Up : migration.Down!).InTransaction;

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

    // How a transaction ends: whether its commit waits for the disk, and whether the session is then as it was before.
    private sealed record Commit(bool IsDurable, bool LeavesSession);
}
