using Confiture.Migrations;
using Confiture.Postgres;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>Checks of the sessions that are at work: who holds what the pending migrations need.</summary>
internal static class SessionChecks
{
    private const int LongTransaction = 300, LongIdle = 60;

    public static async Task<ReadinessLine> MigrationLockAsync(Database database, LedgerTable ledger, CancellationToken cancellation) =>
        await MigrationLock.HolderAsync(database, ledger, cancellation) is { } holder
            ? ReadinessLine.Fail("migration-lock", $"held by {holder}", "Wait until that run ends.")
            : ReadinessLine.Ok("migration-lock", "no other run is at work");

    /// <summary>Sessions and prepared transactions that hold a lock for which a pending migration would wait.</summary>
    /// <param name="patience">The longest that a statement waits for a lock.</param>
    public static async Task<ReadinessLine> BlockersAsync(Database database, Pending pending, TimeSpan patience, CancellationToken cancellation)
    {
        var wanted = pending.Touched.ToDictionary(t => $"{t.Name.Schema}.{t.Name.Name}", t => t.Mode, StringComparer.Ordinal);
        var locks = await database.RowsAsync(
            """
            select n.nspname || '.' || c.relname, l.mode, a.pid, a.usename::text, a.application_name, a.state,
                   extract(epoch from clock_timestamp() - coalesce(a.xact_start, p.prepared))::float8, a.query, p.gid
            from pg_locks l join pg_class c on c.oid = l.relation join pg_namespace n on n.oid = c.relnamespace
            left join pg_stat_activity a on a.pid = l.pid
            -- Until the server is started again, a prepared transaction keeps the virtual number of the session that prepared it.
            left join pg_locks x on l.pid is null and x.pid is null and x.locktype = 'transactionid' and x.virtualtransaction = l.virtualtransaction
            left join pg_prepared_xacts p on p.transaction = x.transactionid
            where l.locktype = 'relation' and l.granted and l.database = (select oid from pg_database where datname = current_database())
              and l.pid is distinct from pg_backend_pid() and n.nspname || '.' || c.relname = any ($1)
              and coalesce(a.backend_type, '') <> 'autovacuum worker'
            order by 7 desc nulls last, 3, 1
            """,
            row => new Held(row.Text(0), row.Text(1), row.IsNull(2) ? null : row.Get<int>(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5),
                row.IsNull(6) ? null : row.Get<double>(6), row.TextOrNull(7), row.TextOrNull(8)),
            cancellation, (object)wanted.Keys.ToArray());
        List<Held> blocking = [.. locks.Where(l => LockConflicts.Blocks(l.Mode, wanted[l.Relation])).DistinctBy(l => (l.Pid, l.Prepared, l.Relation))];
        if (blocking.Count == 0)
        {
            return ReadinessLine.Ok("blockers", wanted.Count == 0 ? "pending migrations lock no existing table"
                : $"nobody blocks the {Counted.Of(wanted.Count, "relation")} that pending migrations lock");
        }
        // A statement that is younger than the wait may be over in time; who waits for a person is not.
        var stays = blocking.Any(b => b.Prepared is not null || b.State?.StartsWith("idle in transaction", StringComparison.Ordinal) == true
            || b.Seconds > patience.TotalSeconds);
        return new("blockers", stays ? ReadinessState.Fail : ReadinessState.Warn,
            $"{Counted.Of(blocking.Count, "lock")} would make pending migrations wait", [.. blocking.Select(b => b.ToString())],
            blocking[0].Pid is { } pid ? $"Wait, or end the session: {database.Url.Psql($"select pg_terminate_backend({pid})")}"
                : "Commit or roll back the prepared transaction where it was prepared.");
    }

    public static async Task<IReadOnlyList<ReadinessLine>> LongAsync(Database database, CancellationToken cancellation)
    {
        var sessions = await database.RowsAsync(
            """
            select pid, usename::text, application_name, state, extract(epoch from clock_timestamp() - xact_start)::float8,
                   extract(epoch from clock_timestamp() - state_change)::float8, query
            from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null and backend_type = 'client backend'
            order by xact_start
            """,
            row => (Text: SessionText.Of(row.Get<int>(0), row.TextOrNull(1), row.TextOrNull(2), row.TextOrNull(3), row.Get<double>(4), row.TextOrNull(6)),
                IsIdle: row.TextOrNull(3)?.StartsWith("idle in transaction", StringComparison.Ordinal) == true, Age: row.Get<double>(4),
                Idle: row.IsNull(5) ? 0 : row.Get<double>(5)),
            cancellation);
        var prepared = await database.RowsAsync(
            "select gid || ' (by ' || owner || ', since ' || to_char(prepared at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS') || ' UTC)' from pg_prepared_xacts "
                + "where database = current_database() order by prepared",
            row => row.Text(0), cancellation);
        return
        [
            ReadinessLine.OfList("long-transactions", ReadinessState.Warn, [.. sessions.Where(s => s.Age > LongTransaction).Select(s => s.Text)],
                "transaction", "no transaction runs for longer than 5 minutes", "Wait for them: concurrent index builds do."),
            ReadinessLine.OfList("idle-in-transaction", ReadinessState.Warn, [.. sessions.Where(s => s.IsIdle && s.Idle > LongIdle).Select(s => s.Text)],
                "session", "no session is idle in a transaction for longer than a minute", "End them in the application: they keep their locks."),
            ReadinessLine.OfList("prepared-transactions", ReadinessState.Warn, prepared, "prepared transaction", "there are none",
                "Commit or roll them back: they keep their locks, and concurrent index builds wait for them."),
        ];
    }

    private sealed record Held(string Relation, string Mode, int? Pid, string? User, string? Application, string? State, double? Seconds, string? Query,
        string? Prepared)
    {
        public override string ToString() => Prepared is { } gid
            ? $"{Relation} ({Mode}): prepared transaction '{gid}', for {Seconds:0} s"
            : $"{Relation} ({Mode}): {SessionText.Of(Pid, User, Application, State, Seconds, Query)}";
    }
}
