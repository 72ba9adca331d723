using Confiture.Postgres;

namespace Confiture.Migrations;

/// <summary>How a transaction ends.</summary>
/// <param name="IsDurable">Whether its commit waits for the disk.</param>
/// <param name="LeavesSession">Whether the session is then as it was before, so that nothing has to be reset.</param>
internal sealed record Commit(bool IsDurable, bool LeavesSession)
{
    /// <summary>One that waits, after which the session is reset.</summary>
    public static readonly Commit Durable = new(IsDurable: true, LeavesSession: false);
}

/// <summary>The transactions of a run: each has the limits, the lock and the fence of the run.</summary>
internal sealed class Transactions(Database database, SessionReset reset, MigratorOptions options, DurableCommits durability)
{
    /// <summary>Runs one.</summary>
    /// <param name="fill">Adds the statements; it may send some of them before others.</param>
    public async Task RunAsync(Func<ScriptBatch, Task> fill, Commit commit, CancellationToken cancellation)
    {
        await using var batch = new ScriptBatch(database, options.Deadline);
        batch.Add("begin");
        TransactionLimits.Add(batch, options, commit.IsDurable);
        if (options.Fence is { } fence) options.Ledger.AddFence(batch, fence);
        await fill(batch);
        batch.Add("commit");
        if (!commit.LeavesSession) reset.AddAll(batch);
        await batch.ExecuteAsync(cancellation);
        durability.Committed(commit.IsDurable);
    }

    /// <summary>Runs one whose statements are sent at once.</summary>
    public Task RunAsync(Action<ScriptBatch> fill, Commit commit, CancellationToken cancellation) => RunAsync(
        batch =>
        {
            fill(batch);
            return Task.CompletedTask;
        },
        commit, cancellation);
}
