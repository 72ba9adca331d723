using Confiture.Postgres;
using Foundation.Errors;
using Npgsql;

namespace Confiture.Migrations;

/// <summary>A session that holds the migration lock. Each migration is one transaction and one round trip.</summary>
internal sealed class MigrationRun(Database database, SessionReset reset, MigratorOptions options)
{
    private static readonly TimeSpan RollbackLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FenceLimit = TimeSpan.FromMinutes(1);
    private int finished;

    /// <summary>The session.</summary>
    public Database Database => database;

    public Task ApplyAsync(Migration migration, CancellationToken cancellation) => migration.Up.InTransaction
        ? RunAsync(migration, MigrationVerb.Up, ct => AtOnceAsync(migration.Up, batch => options.Ledger.AddApplied(batch, migration, options.AppliedBy, options.Deployment), ct), cancellation)
        : RunAsync(
            migration, MigrationVerb.Up,
            ct => StepByStepAsync(
                migration.Up,
                batch => options.Ledger.AddBegun(batch, migration, options.AppliedBy, options.Deployment),
                batch => options.Ledger.AddApplied(batch, migration, options.AppliedBy, options.Deployment), ct),
            cancellation);

    public Task RollBackAsync(Migration migration, CancellationToken cancellation) => migration.Down!.InTransaction
        ? RunAsync(migration, MigrationVerb.Down, ct => AtOnceAsync(migration.Down, batch => options.Ledger.AddRollback(batch, migration), ct), cancellation)
        : RunAsync(
            migration, MigrationVerb.Down,
            ct => StepByStepAsync(migration.Down, batch => options.Ledger.AddRollbackStart(batch, migration), batch => options.Ledger.AddRollback(batch, migration), ct),
            cancellation);

    public async Task RepairAsync(Migration migration, CancellationToken cancellation)
    {
        await options.Ledger.AddRepairColumnsAsync(database, cancellation);
        await TransactAsync(batch => options.Ledger.AddRepair(batch, migration, options.AppliedBy), cancellation);
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
        catch (PostgresException e) when (e.SqlState == LedgerTable.FencedState)
        {
            throw MigrationErrors.Superseded(options.Fence.Epoch, e);
        }
    }

    private async Task RunAsync(Migration migration, MigrationVerb verb, Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        options.Observer.Starting(migration, verb);
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
                options.Observer.Retrying(migration, MigrationErrors.PassingReason(e, attempt, options.Attempts, watch.Last));
                await Task.Delay(TimeSpan.FromMilliseconds(100 * (1 << attempt)), options.Time, cancellation);
            }
            catch (Exception e) when (e is ScriptException or NpgsqlException)
            {
                await AbortTransactionAsync();
                cancellation.ThrowIfCancellationRequested();
                throw MigrationErrors.BlockedBy(Explained(migration, verb, e), e, watch.Last);
            }
            catch (OperationCanceledException)
            {
                await AbortTransactionAsync();
                throw;
            }
        }

        finished++;
        options.Observer.Finished(migration, verb, options.Time.GetElapsedTime(start));
    }

    private Task AtOnceAsync(MigrationFile file, Action<ScriptBatch> record, CancellationToken cancellation) => file.HasConditions ? throw MigrationErrors.ConditionInTransaction(file.Path) : TransactAsync(
        batch =>
        {
            batch.Add(file.Script);
            SessionReset.AddIdentity(batch);
            record(batch);
        },
        cancellation);

    // The ledger marks it unfinished from the first statement to the last, so an interrupted run is recognizable.
    private async Task StepByStepAsync(MigrationFile file, Action<ScriptBatch> begin, Action<ScriptBatch> end, CancellationToken cancellation)
    {
        await TransactAsync(begin, cancellation);
        await database.ExecuteAsync($"set lock_timeout = {(int)options.StatementLockWait.TotalMilliseconds}", cancellation);
        foreach (var statement in file.Script.Statements)
        {
            if (file.ConditionOf(statement) is { } condition && !await database.ScalarAsync<bool>($"select {condition}", cancellation)) continue;
            // One statement per batch: statements sent together are one transaction.
            await using var batch = new ScriptBatch(database, options.Deadline);
            batch.Add(file.Script, statement);
            await batch.ExecuteAsync(cancellation);
        }

        await TransactAsync(
            batch =>
            {
                SessionReset.AddIdentity(batch);
                end(batch);
            },
            cancellation);
    }

    private async Task TransactAsync(Action<ScriptBatch> fill, CancellationToken cancellation)
    {
        await using var batch = new ScriptBatch(database, options.Deadline);
        batch.Add("begin");
        batch.Add($"set local lock_timeout = {(int)options.StatementLockWait.TotalMilliseconds}");
        if (options.Fence is { } fence) options.Ledger.AddFence(batch, fence);
        fill(batch);
        batch.Add("commit");
        reset.AddAll(batch);
        await batch.ExecuteAsync(cancellation);
    }

    private static bool IsPassing(Exception e) => e switch
    {
        ScriptException script => SqlState.IsTransient(script.Server),
        PostgresException server => SqlState.IsTransient(server),
        _ => false,
    };

    private ToolException Explained(Migration migration, MigrationVerb verb, Exception e)
    {
        var name = verb == MigrationVerb.Up ? "up" : "down";
        return e switch
        {
            ScriptException { Server.IsTransient: true, Server.SqlState: ['5', '7', 'P', ..] } lost => MigrationErrors.LostConnection(migration, name, lost.Server),
            ScriptException script => IsStepByStep(migration, verb) ? MigrationErrors.InterruptedOutsideTransaction(migration, name, script) : MigrationErrors.Failed(migration, name, script, finished),
            PostgresException { SqlState: LedgerTable.FencedState } => MigrationErrors.Superseded(options.Fence!.Epoch, e),
            PostgresException { SqlState: not ['5', '7', 'P', ..] } server => MigrationErrors.FailedAtEnd(migration, name, server, finished),
            { InnerException: TimeoutException } => MigrationErrors.TimedOut(migration, name, options.Deadline, finished, e),
            _ => MigrationErrors.LostConnection(migration, name, e),
        };
    }

    private static bool IsStepByStep(Migration migration, MigrationVerb verb) => !(verb == MigrationVerb.Up ? migration.Up : migration.Down!).InTransaction;

    private async Task AbortTransactionAsync()
    {
        if (database.Connection.FullState != System.Data.ConnectionState.Open) return;
        using var limit = new CancellationTokenSource(RollbackLimit);
        try
        {
            await using var batch = new ScriptBatch(database, RollbackLimit);
            batch.Add("rollback");
            reset.AddAll(batch);
            await batch.ExecuteAsync(limit.Token);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            // The session is beyond use; without it the server rolls back.
            await database.Connection.CloseAsync();
        }
    }
}
