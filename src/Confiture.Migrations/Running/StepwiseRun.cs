using Confiture.Postgres;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Migrations;

/// <summary>Runs a file outside a transaction, statement by statement. The ledger marks it unfinished from the first statement to the last, so an interrupted
/// run is recognizable.</summary>
internal sealed class StepwiseRun(
    Database database, Transactions transactions, MigratorOptions options, Migration migration, MigrationVerb verb, MigrationFile file, HookRun hooks)
{
    private readonly ProgressTable progress = new(options.Ledger, migration, verb);
    private readonly Dictionary<SqlStatement, BatchStatement> batches = Batched(file);

    /// <summary>True once statements may be in effect that no rollback reverts.</summary>
    public bool LeavesTraces { get; private set; }

    /// <summary>Runs it.</summary>
    /// <param name="begin">Adds what the ledger says of an unfinished run.</param>
    /// <param name="end">Adds what it says of a finished one.</param>
    /// <param name="finished">How many migrations this run has finished before.</param>
    public async Task RunAsync(Action<ScriptBatch> begin, Action<ScriptBatch> end, int finished, BlockerWatch watch, CancellationToken cancellation)
    {
        await transactions.RunAsync(
            async batch =>
            {
                const string outcome = "Nothing of it was run.";
                await hooks.RunAsync(HookPhase.BeforeValidation, batch, outcome, cancellation);
                await hooks.RunAsync(HookPhase.BeforeDdl, batch, outcome, cancellation);
                begin(batch);
                if (batches.Count > 0) progress.AddStart(batch);
            },
            Commit.Durable, cancellation);
        LeavesTraces = true;
        await SetLockTimeoutAsync(options.StatementLockWait, cancellation);
        if (options.StatementTimeout is { } limit) await database.ExecuteAsync($"set statement_timeout = {(int)limit.TotalMilliseconds}", cancellation);
        var at = 0;
        foreach (var statement in file.Script.Statements)
        {
            if (await IsDueAsync(statement, cancellation)) await RunAsync(statement, at, watch, cancellation);
            at++;
            // DISCARD ALL and pg_advisory_unlock_all() release the lock.
            if (!await MigrationLock.HoldAsync(database, options.Ledger, cancellation)) throw MigrationErrors.LockLost(file.Path, finished, stays: true, null);
        }

        await transactions.RunAsync(
            async batch =>
            {
                SessionReset.AddIdentity(batch);
                const string outcome = "Its statements are in effect, and the ledger marks it `unfinished`.";
                await hooks.RunAsync(HookPhase.AfterDdl, batch, outcome, cancellation);
                await hooks.RunAsync(HookPhase.AfterValidation, batch, outcome, cancellation);
                end(batch);
                if (batches.Count > 0) progress.AddEnd(batch);
            },
            Commit.Durable, cancellation);
    }

    private async Task<bool> IsDueAsync(SqlStatement statement, CancellationToken cancellation) =>
        file.ConditionOf(statement) is not { } condition || await database.ScalarAsync<bool>($"select {condition}", cancellation);

    private async Task RunAsync(SqlStatement statement, int at, BlockerWatch watch, CancellationToken cancellation)
    {
        if (batches.TryGetValue(statement, out var batched))
        {
            await new BatchRun(database, transactions, watch, options, migration, progress)
                .RunAsync(batched, at, BatchRun.ChecksumOf(statement.Text), cancellation);
            return;
        }

        var isConcurrent = WaitsForOthers(statement);
        if (isConcurrent) await MakeWayAsync(statement, cancellation);
        // One statement per batch: statements sent together are one transaction.
        await using (var batch = new ScriptBatch(database, options.Deadline))
        {
            batch.Add(file.Script, statement);
            await batch.ExecuteAsync(cancellation);
        }

        if (isConcurrent) await SetLockTimeoutAsync(options.StatementLockWait, cancellation);
    }

    // It blocks nobody while it waits, and leaves something invalid when it gives up: so it may wait longer than others.
    private async Task MakeWayAsync(SqlStatement statement, CancellationToken cancellation)
    {
        var open = await OldTransactions.WaitAsync(
            database, options.ConcurrentWait, options.Time, sessions => options.Observer.Blocked(migration, sessions), cancellation);
        if (open.Count > 0)
        {
            var place = file.Script.PositionOf(statement.Start);
            throw MigrationErrors.InTheWay(migration, $"{file.Path}:{place.Line}:{place.Column}", options.ConcurrentWait, open);
        }

        await SetLockTimeoutAsync(options.ConcurrentWait, cancellation);
    }

    private Task SetLockTimeoutAsync(TimeSpan wait, CancellationToken cancellation) =>
        database.ExecuteAsync($"set lock_timeout = {(int)wait.TotalMilliseconds}", cancellation);

    private static bool WaitsForOthers(SqlStatement statement)
    {
        try
        {
            return SqlSyntax.Parse(SqlScript.Parse(string.Empty, statement.Text)) is
                [CreateIndex { Concurrently: true } or Reindex { Concurrently: true } or DropObjects { Concurrently: true }];
        }
        catch (SqlSyntaxException)
        {
            // The server will say what is wrong with it.
            return false;
        }
    }

    private static Dictionary<SqlStatement, BatchStatement> Batched(MigrationFile file) =>
        file.Script.Statements.Select(statement => (statement, batch: BatchStatement.Of(file.Script, statement))).Where(pair => pair.batch is not null)
            .ToDictionary(pair => pair.statement, pair => pair.batch!, ReferenceEqualityComparer.Instance as IEqualityComparer<SqlStatement>);
}
