using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Confiture.Postgres;
using Foundation.Errors;
using Foundation.Waiting;

namespace Confiture.Migrations;

/// <summary>
/// The session advisory lock under which migrations run. It is taken by polling: a blocked waiter would hold a snapshot, and a
/// <c>CREATE INDEX CONCURRENTLY</c> of the holder would wait for that snapshot forever. The server frees it with the session; where a pooler
/// gives that session to others it is not taken at all.
/// </summary>
public sealed class MigrationLock : IAsyncDisposable
{
    private static readonly TimeSpan QuietWait = TimeSpan.FromMilliseconds(500);
    private static readonly Pace Poll = Pace.Doubling(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500));
    private static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(5);
    private readonly Database database;
    private readonly long number;

    private MigrationLock(Database database, long key)
    {
        this.database = database;
        number = key;
    }

    /// <summary>Takes the lock of a ledger.</summary>
    /// <param name="database">The session that takes it.</param>
    /// <param name="ledger">The ledger that it guards.</param>
    /// <param name="wait">The longest wait for another holder.</param>
    /// <param name="fence">When given, sessions of the same resource with an older epoch are terminated: their controller was declared dead.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="waiting">Called once with the lock holder when the wait is not short.</param>
    /// <exception cref="ToolException">
    /// Another run kept the lock for longer than <paramref name="wait"/> (<c>CONF-MIG-005</c>),
    /// or the session is not the connection's own (<c>CONF-MIG-014</c>).
    /// </exception>
    public static async Task<MigrationLock> TakeAsync(
        Database database, LedgerTable ledger, TimeSpan wait, Fence? fence, TimeProvider time, CancellationToken cancellation, Action<string>? waiting = null)
    {
        if (await OwnSession.RefutedAsync(database, cancellation) is { } shared) throw MigrationErrors.Pooled(database.Url, shared);
        var key = KeyOf(ledger);
        var quiet = Deadline.In(QuietWait, time);
        var isTaken = await Deadline.In(wait, time).UntilAsync(
            async () =>
            {
                if (await database.ScalarAsync<bool>("select pg_try_advisory_lock($1)", cancellation, key)) return true;
                if (fence is not null) await TerminateOlderAsync(database, key, fence, cancellation);
                if (waiting is null || !quiet.HasPassed) return false;
                if (await HoldersAsync(database, key, cancellation) is [var holder, ..]) waiting(holder.ToString());
                waiting = null;
                return false;
            },
            Poll,
            cancellation);
        return isTaken ? new(database, key) : throw await HeldByAnotherAsync(database, key, wait, cancellation);
    }

    /// <summary>Releases the lock. A broken connection has already released it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!database.IsOpen) return;
        using var limit = Deadline.Limiting(ReleaseLimit, TimeProvider.System, CancellationToken.None);
        try
        {
            await database.ScalarAsync<bool>("select pg_advisory_unlock($1)", limit.Token, number);
        }
        catch (Exception e) when (e is DatabaseException or OperationCanceledException)
        {
            // The session is beyond use; closing it frees the lock.
            await database.CloseAsync();
        }
    }

    /// <summary>
    /// Keeps others out to the end of the transaction, whatever a file does to the locks of its session; fails when another run has the lock
    /// (SQLSTATE 22012).
    /// </summary>
    internal static string InTransaction(LedgerTable ledger) => $"1 / pg_try_advisory_xact_lock({KeyOf(ledger)})::int";

    /// <summary>
    /// The statements that release all advisory locks that a file left behind, and take this one again. They are sent together, and so in one
    /// transaction: no other run can take it in between.
    /// </summary>
    internal static IReadOnlyList<string> Reset(LedgerTable ledger) =>
        [$"select {InTransaction(ledger)}, pg_advisory_unlock_all()", $"select pg_advisory_lock({KeyOf(ledger)})"];

    /// <summary>False when another run has it.</summary>
    internal static Task<bool> HoldAsync(Database database, LedgerTable ledger, CancellationToken cancellation) =>
        database.ScalarAsync<bool>($"select pg_try_advisory_lock({KeyOf(ledger)})", cancellation);

    /// <summary>Who holds the lock of a ledger; null when it is free. Does not take it.</summary>
    /// <param name="database">An open connection.</param>
    /// <param name="ledger">The ledger that it guards.</param>
    /// <param name="cancellation">Ends the query.</param>
    public static async Task<string?> HolderAsync(Database database, LedgerTable ledger, CancellationToken cancellation) =>
        await HoldersAsync(database, KeyOf(ledger), cancellation) is [var holder, ..] ? holder.ToString() : null;

    private static long KeyOf(LedgerTable ledger) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"confiture:{ledger.Name}")));

    private static async Task<IReadOnlyList<LockHolder>> HoldersAsync(Database database, long key, CancellationToken cancellation) => await database.RowsAsync(
        """
        select a.pid, coalesce(a.application_name, ''), coalesce(a.usename::text, ''), coalesce(host(a.client_addr), 'local socket'),
               extract(epoch from now() - a.backend_start)::bigint, coalesce(a.state, 'unknown'), left(coalesce(a.query, ''), 200)
        from pg_locks l join pg_stat_activity a using (pid)
        where l.locktype = 'advisory' and l.granted and l.objsubid = 1
          and l.database = (select oid from pg_database where datname = current_database())
          and l.classid = $1::oid and l.objid = $2::oid
        """,
        row => new LockHolder(row.Get<int>(0), row.Text(1), row.Text(2), row.Text(3), TimeSpan.FromSeconds(row.Get<long>(4)), row.Text(5), row.Text(6)),
        cancellation,
        (key >> 32) & 0xFFFFFFFF,
        key & 0xFFFFFFFF);

    private static async Task TerminateOlderAsync(Database database, long key, Fence fence, CancellationToken cancellation)
    {
        foreach (var holder in await HoldersAsync(database, key, cancellation))
        {
            if (SessionName.EpochOf(holder.Application, fence.Resource) is { } epoch && epoch < fence.Epoch)
            {
                await database.ScalarAsync<bool>("select pg_terminate_backend($1)", cancellation, holder.Pid);
            }
        }
    }

    private static async Task<ToolException> HeldByAnotherAsync(Database database, long key, TimeSpan wait, CancellationToken cancellation)
    {
        var holders = await HoldersAsync(database, key, cancellation);
        var holder = holders.Count > 0 ? holders[0].ToString() : "a session that this user may not see, or that has just ended";
        return MigrationErrors.Locked.Error(
            $"The migration lock is held by {holder}.",
            $"Another run is using this database; it did not finish within {wait.TotalSeconds:0.#} s.",
            holders.Count > 0
                ? $"Wait and run the command again. If that run is stuck, end it: `{database.Url.Psql($"select pg_terminate_backend({holders[0].Pid})")}`"
                : "Run the command again.");
    }

    private sealed record LockHolder(int Pid, string Application, string User, string Address, TimeSpan Age, string State, string Query)
    {
        public override string ToString() => $"'{Application}' (user {User}, from {Address}, backend {Pid}, for {Age.TotalSeconds:0} s, {State})";
    }
}
