using Confiture.Postgres;

namespace Confiture.Migrations;

/// <summary>Runs a statement in batches: each is a transaction that also records where it ends, so that a run after a crash goes on with the batch that was
/// running.</summary>
internal sealed class BatchRun(
    Database database, Transactions transactions, BlockerWatch watch, MigratorOptions options, Migration migration, ProgressTable progress)
{
    // The next commit that waits makes all of them durable: that of the migration's end.
    private static readonly Commit Soon = new(IsDurable: false, LeavesSession: true);
    private const double UsualRest = 0.1;

    /// <summary>Runs one, from where it was left.</summary>
    /// <param name="key">By what its progress is recognized.</param>
    /// <param name="reached">Where it was left; null at the start.</param>
    public async Task RunAsync(BatchStatement statement, string key, Reached? reached, CancellationToken cancellation)
    {
        var range = await BatchRange.OfAsync(statement, database, cancellation);
        var (first, start) = (reached?.Visited ?? 0, options.Time.GetTimestamp());
        for (var batches = 1; await range.NextAsync(database, reached?.Position, cancellation) is { } end; batches++)
        {
            var begun = options.Time.GetTimestamp();
            reached = await OneAsync(statement, range, key, reached, end, cancellation);
            var elapsed = options.Time.GetElapsedTime(start).TotalSeconds;
            options.Observer.Progressed(migration, new(
                statement.Table, reached.Visited, range.Total, reached.Changed, elapsed > 0 ? (reached.Visited - first) / elapsed : 0));
            if (batches % statement.Directive.VacuumEvery == 0) await database.ExecuteAsync($"vacuum {statement.Table}", cancellation);
            var rest = statement.Directive.Pause ?? (options.Time.GetElapsedTime(begun) * UsualRest);
            if (rest > TimeSpan.Zero) await Task.Delay(rest, options.Time, cancellation);
        }
    }

    private async Task<Reached> OneAsync(
        BatchStatement statement, BatchRange range, string key, Reached? reached, IReadOnlyList<string> end, CancellationToken cancellation)
    {
        var retries = new Retries(options);
        while (true)
        {
            try
            {
                return await TransactAsync(statement, range, key, reached, end, cancellation);
            }
            catch (Exception e) when (e is ScriptException or DatabaseException)
            {
                if (!await retries.AgainAsync(e, migration, watch.Last, RollBackAsync, cancellation)) throw;
            }
        }
    }

    private async Task<Reached> TransactAsync(
        BatchStatement statement, BatchRange range, string key, Reached? reached, IReadOnlyList<string> end, CancellationToken cancellation)
    {
        Reached? next = null;
        await transactions.RunAsync(
            async batch =>
            {
                statement.Add(batch, table => range.Condition(table, reached?.Position, end));
                await batch.FlushAsync(cancellation);
                next = new(end, (reached?.Visited ?? 0) + range.Between(reached?.Position, end), (reached?.Changed ?? 0) + batch.Affected);
                progress.AddReached(batch, key, next);
            },
            Soon, cancellation);
        return next!;
    }

    private async Task RollBackAsync() => await database.ExecuteAsync("rollback", CancellationToken.None);
}
