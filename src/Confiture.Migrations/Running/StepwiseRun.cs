using System.Security.Cryptography;
using System.Text;
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
    private readonly Dictionary<SqlStatement, (BatchStatement Statement, string Key)> batches = Batched(file);
    private IReadOnlyDictionary<string, Reached> reached = new Dictionary<string, Reached>(StringComparer.Ordinal);

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
        if (batches.Count > 0) await ReadProgressAsync(cancellation);
        await SetLockTimeoutAsync(options.StatementLockWait, cancellation);
        if (options.StatementTimeout is { } limit) await database.ExecuteAsync($"set statement_timeout = {(int)limit.TotalMilliseconds}", cancellation);
        foreach (var statement in file.Script.Statements)
        {
            if (await IsDueAsync(statement, cancellation)) await RunAsync(statement, watch, cancellation);
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

    private async Task RunAsync(SqlStatement statement, BlockerWatch watch, CancellationToken cancellation)
    {
        if (batches.TryGetValue(statement, out var batched))
        {
            await new BatchRun(database, transactions, watch, options, migration, progress)
                .RunAsync(batched.Statement, batched.Key, reached.GetValueOrDefault(batched.Key), cancellation);
            return;
        }

        var node = NodeOf(statement);
        var isConcurrent = node is CreateIndex { Concurrently: true } or Reindex { Concurrently: true } or DropObjects { Concurrently: true };
        if (node is CreateIndex { Concurrently: true } index) await DropInvalidAsync(index, cancellation);
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
        if (await OldTransactions.AreHiddenAsync(database, cancellation))
            options.Observer.Warned("transactions of other users are not visible to this role: an old one makes this statement wait (grant pg_read_all_stats)");
        var open = await OldTransactions.WaitAsync(
            database, options.ConcurrentWait, options.Time, sessions => options.Observer.Blocked(migration, sessions), cancellation);
        if (open.Count > 0)
        {
            var place = file.Script.PositionOf(statement.Start);
            throw MigrationErrors.InTheWay(database.Url, migration, $"{file.Path}:{place.Line}:{place.Column}", options.ConcurrentWait, open);
        }

        await SetLockTimeoutAsync(options.ConcurrentWait, cancellation);
    }

    private Task SetLockTimeoutAsync(TimeSpan wait, CancellationToken cancellation) =>
        database.ExecuteAsync($"set lock_timeout = {(int)wait.TotalMilliseconds}", cancellation);

    // What an interrupted build left: with IF NOT EXISTS it would pass for the index, and without it stop every further try.
    private async Task DropInvalidAsync(CreateIndex index, CancellationToken cancellation)
    {
        if (index.Name is not { } name) return;
        var left = await database.ScalarAsync<string?>(
            """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
            from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
            where i.indrelid = to_regclass($1) and c.relname = $2 and not i.indisvalid and c.relkind = 'i'
            """,
            cancellation, index.Table.Value.ToString(), name.Text);
        if (left is null) return;
        options.Observer.Warned($"{left} is invalid: an interrupted build has left it. It is dropped and built again.");
        await database.ExecuteAsync($"drop index concurrently if exists {left}", cancellation);
    }

    private async Task ReadProgressAsync(CancellationToken cancellation)
    {
        reached = await progress.ReadAsync(database, cancellation);
        var known = batches.Values.Select(b => b.Key).ToHashSet(StringComparer.Ordinal);
        if (reached.Where(r => !known.Contains(r.Key)).Select(r => r.Value).FirstOrDefault() is { } lost)
            throw BatchErrors.Edited(file, migration, lost, database.Url.Psql(progress.Forgetting));
    }

    private static StatementNode? NodeOf(SqlStatement statement)
    {
        try
        {
            return SqlSyntax.Parse(SqlScript.Parse(string.Empty, statement.Text)) is [var node] ? node : null;
        }
        catch (SqlSyntaxException)
        {
            // The server will say what is wrong with it.
            return null;
        }
    }

    // A statement is recognized by its text, wherever in the file it stands; of the same text several times, by the place among them.
    private static Dictionary<SqlStatement, (BatchStatement, string)> Batched(MigrationFile file)
    {
        Dictionary<SqlStatement, (BatchStatement, string)> found = new(ReferenceEqualityComparer.Instance as IEqualityComparer<SqlStatement>);
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        foreach (var statement in file.Script.Statements)
        {
            if (BatchStatement.Of(file.Script, statement) is not { } batch) continue;
            var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(statement.Text)))[..16];
            seen[checksum] = seen.GetValueOrDefault(checksum) + 1;
            found.Add(statement, (batch, $"{checksum} {seen[checksum]}"));
        }

        return found;
    }
}
