using Confiture.Postgres;
using Confiture.Sql.Syntax;
using Foundation.Errors;
using Foundation.Waiting;

namespace Confiture.Migrations;

/// <summary>Runs migrations in one transaction of a session that holds the migration lock, and rolls it back. There is no way to a commit from here.</summary>
/// <param name="reset">What a file changes of its session ends with the file, as in a real run.</param>
internal sealed class RehearsalRun(Database database, SessionReset reset, MigratorOptions options)
{
    // SET CONSTRAINTS knows constraints by name, and refuses a name that is also one of others. ALL counts for those that are made later, too: it is for
    // the end.
    private const string Deferrable = """
        select pg_catalog.string_agg(distinct pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.conname), ', ')
        from pg_catalog.pg_constraint c join pg_catalog.pg_namespace n on n.oid = c.connamespace
        where c.condeferrable and (c.condeferred or $1) and not exists (
            select from pg_catalog.pg_constraint o where o.connamespace = c.connamespace and o.conname = c.conname and not o.condeferrable)
        """;

    private static readonly TimeSpan RollbackLimit = TimeSpan.FromSeconds(10);

    /// <summary>Runs migrations and rolls them back, whatever happens.</summary>
    /// <param name="migrations">The migrations, in order.</param>
    /// <param name="plan">How they are run and recorded.</param>
    /// <param name="cancellation">Cancels; everything is rolled back.</param>
    /// <exception cref="ToolException">A statement would act outside of the transaction, or the ledger cannot be used.</exception>
    internal async Task<Rehearsal> RunAsync(IReadOnlyList<Migration> migrations, RehearsalPlan plan, CancellationToken cancellation)
    {
        var run = migrations.Where(m => plan.FileOf(m).InTransaction).ToList();
        if (run.Count == 0) return new(plan.Verb, [.. migrations.Select(Skipped)], TimeSpan.Zero, [], null);
        foreach (var migration in run) OutsideEffects.Refuse(plan.FileOf(migration));
        var leftovers = await Leftovers.BeforeAsync(database, options.StatementLockWait, cancellation);
        List<RehearsedMigration> done = [];
        ToolException? failure;
        var start = options.Time.GetTimestamp();
        try
        {
            var watch = await BeginAsync(plan, cancellation);
            failure = await EachAsync(migrations, plan, watch, done, cancellation);
            await leftovers.LookAsync(watch, failed: failure is not null, cancellation);
        }
        finally
        {
            await RollBackAsync();
        }

        var held = options.Time.GetElapsedTime(start);
        return new(plan.Verb, done, held, await leftovers.AfterAsync(run.Take(done.Count).Select(plan.FileOf), cancellation), failure);
    }

    private static RehearsedMigration Skipped(Migration migration) => new(migration, IsSkipped: true, [], null);

    private async Task<TransactionWatch> BeginAsync(RehearsalPlan plan, CancellationToken cancellation)
    {
        await using (var batch = new ScriptBatch(database, options.Deadline))
        {
            batch.Add("begin");
            TransactionLimits.Add(batch, options, isDurable: true);
            options.Ledger.AddCreation(batch);
            await batch.ExecuteAsync(cancellation);
        }

        return await TransactionWatch.StartAsync(database, options.Ledger, cancellation);
    }

    private async Task<ToolException?> EachAsync(
        IReadOnlyList<Migration> migrations, RehearsalPlan plan, TransactionWatch watch, List<RehearsedMigration> done, CancellationToken cancellation)
    {
        var last = migrations.Last(m => plan.FileOf(m).InTransaction);
        foreach (var migration in migrations)
        {
            if (!plan.FileOf(migration).InTransaction)
            {
                done.Add(Skipped(migration));
                continue;
            }

            options.Observer.Starting(migration, plan.Verb);
            List<RehearsedStatement> statements = [];
            done.Add(new(migration, IsSkipped: false, statements, null));
            await using var blockers = new BlockerWatch(
                database, options.StatementLockWait, options.Time, sessions => options.Observer.Blocked(migration, sessions));
            try
            {
                await StatementsAsync(plan.FileOf(migration), watch, statements, cancellation);
                done[^1] = done[^1] with { AtCommit = await EndAsync(migration, migration == last, plan, watch, cancellation) };
                if (migration != last) await RenewAsync(cancellation);
            }
            catch (Exception e) when (e is ScriptException or DatabaseException or ToolException)
            {
                cancellation.ThrowIfCancellationRequested();
                return RehearsalErrors.Of(database.Url, migration, plan, done, e, options.Deadline, blockers.Last);
            }
        }

        return null;
    }

    private async Task StatementsAsync(MigrationFile file, TransactionWatch watch, List<RehearsedStatement> done, CancellationToken cancellation)
    {
        if (file.HasConditions) throw MigrationErrors.ConditionInTransaction(file.Path);
        foreach (var statement in file.Script.Statements)
        {
            var elapsed = await TimedAsync(batch => batch.Add(file.Script, statement), cancellation);
            done.Add(new(statement, await watch.LookAsync(elapsed, SqlSyntax.Parse(file.Script, statement) is Truncate, cancellation)));
        }
    }

    // What a commit would do: the ledger's row, and the checks of deferred constraints.
    private async Task<ObservedEffect> EndAsync(
        Migration migration, bool isLast, RehearsalPlan plan, TransactionWatch watch, CancellationToken cancellation)
    {
        var names = isLast ? "all" : await database.ScalarAsync<string>(Deferrable, cancellation, true);
        var elapsed = await TimedAsync(
            batch =>
            {
                SessionReset.AddIdentity(batch);
                plan.Record(batch, migration);
                if (names is not null) batch.Add($"set constraints {names} immediate");
            },
            cancellation);
        return await watch.LookAsync(elapsed, isTruncation: false, cancellation);
    }

    // As a new transaction begins: what the file set is reset, and constraints are deferred that begin so.
    private async Task RenewAsync(CancellationToken cancellation)
    {
        var deferred = await database.ScalarAsync<string>(Deferrable, cancellation, false);
        await using var batch = new ScriptBatch(database, options.Deadline);
        reset.AddSettings(batch);
        TransactionLimits.Add(batch, options, isDurable: true);
        if (deferred is not null) batch.Add($"set constraints {deferred} deferred");
        await batch.ExecuteAsync(cancellation);
    }

    private async Task<TimeSpan> TimedAsync(Action<ScriptBatch> fill, CancellationToken cancellation)
    {
        await using var batch = new ScriptBatch(database, options.Deadline);
        fill(batch);
        var start = options.Time.GetTimestamp();
        await batch.ExecuteAsync(cancellation);
        return options.Time.GetElapsedTime(start);
    }

    private async Task RollBackAsync()
    {
        if (!database.IsOpen) return;
        using var limit = Deadline.Limiting(RollbackLimit, options.Time, CancellationToken.None);
        try
        {
            await database.ExecuteAsync("rollback", limit.Token);
        }
        catch (Exception e) when (e is DatabaseException or OperationCanceledException)
        {
            // The session is beyond use; without it the server rolls back.
            await database.CloseAsync();
        }
    }
}

/// <summary>How migrations are run and recorded.</summary>
/// <param name="Verb">Their direction.</param>
/// <param name="HasLedger">Whether the database has a ledger; otherwise it is made and rolled back with the rest.</param>
/// <param name="IsOneTransaction">Whether a real run would be one transaction, too.</param>
/// <param name="Record">Adds the ledger's row of a migration, or its removal.</param>
internal sealed record RehearsalPlan(MigrationVerb Verb, bool HasLedger, bool IsOneTransaction, Action<ScriptBatch, Migration> Record)
{
    internal MigrationFile FileOf(Migration migration) => Verb == MigrationVerb.Up ? migration.Up : migration.Down!;
}
