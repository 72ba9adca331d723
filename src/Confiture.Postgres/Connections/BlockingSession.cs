namespace Confiture.Postgres;

/// <summary>A session that another one waits for.</summary>
/// <param name="Pid">The server's process id of the session, for <c>pg_terminate_backend</c>.</param>
/// <param name="User">Who is connected; null for the server's own workers.</param>
/// <param name="Application">What the client calls itself.</param>
/// <param name="State">For example <c>active</c> or <c>idle in transaction</c>.</param>
/// <param name="TransactionStarted">Since when its transaction runs, in UTC.</param>
/// <param name="Query">Its present or last statement, at most 200 characters.</param>
/// <param name="QueryAge">How long ago that statement began; null when this user may not know.</param>
public sealed record BlockingSession(int Pid, string? User, string? Application, string? State, DateTime? TransactionStarted, string? Query, TimeSpan? QueryAge)
{
    /// <summary>The sessions that stand directly in the way of a waiting one; empty when it does not wait.</summary>
    /// <param name="observer">Another connection to the same server.</param>
    /// <param name="waiting">The server's process id of the waiting session.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task<IReadOnlyList<BlockingSession>> OfAsync(Database observer, int waiting, CancellationToken cancellation) =>
        await ReadAsync(observer, "pid = any (pg_blocking_pids($1))", waiting, cancellation);

    /// <summary>The other sessions of this database whose transactions have been open for longer than a time and may read or have written; prepared
    /// transactions have no session. Sessions of other users are known only to who may see their activity.</summary>
    /// <param name="observer">A connection to the database.</param>
    /// <param name="age">The time.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task<IReadOnlyList<BlockingSession>> OlderThanAsync(Database observer, TimeSpan age, CancellationToken cancellation) =>
        await ReadAsync(
            observer,
            """
            datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
            and (backend_xmin is not null or backend_xid is not null) and xact_start < clock_timestamp() - make_interval(secs => $1)
            """,
            age.TotalSeconds, cancellation);

    private static async Task<IReadOnlyList<BlockingSession>> ReadAsync(
        Database observer, string condition, object parameter, CancellationToken cancellation) =>
        await observer.RowsAsync(
            $"""
            select pid, usename::text, application_name, state, xact_start, left(query, 200), extract(epoch from clock_timestamp() - query_start)::float8
            from pg_stat_activity
            where {condition}
            order by xact_start nulls last, pid
            """,
            row => new BlockingSession(
                row.Get<int>(0),
                row.TextOrNull(1),
                row.TextOrNull(2),
                row.TextOrNull(3),
                row.IsNull(4) ? null : row.Get<DateTime>(4),
                row.TextOrNull(5),
                row.IsNull(6) ? null : TimeSpan.FromSeconds(row.Get<double>(6))),
            cancellation,
            parameter);

    /// <summary>For people, in one line: <c>session 4711 (user app, application 'nightly report', idle in transaction):
    /// the last statement, begun 12 s ago</c>.</summary>
    public override string ToString()
    {
        var query = string.IsNullOrEmpty(Query) ? "a statement that this user may not see" : Query.ReplaceLineEndings(" ");
        return $"session {Pid} (user {User ?? "unknown"}, application '{Application}', {State ?? "state unknown"}): "
            + $"{query}{(QueryAge is { } age ? $", started {age.TotalSeconds:0} s ago" : string.Empty)}";
    }
}
