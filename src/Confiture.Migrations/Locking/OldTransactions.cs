using Confiture.Postgres;
using Foundation.Waiting;

namespace Confiture.Migrations;

/// <summary>
/// Transactions that have been open for long. An index that is built concurrently waits for every one of them, and once that wait fails it leaves an invalid
/// index; so they are waited for before it begins.
/// </summary>
internal static class OldTransactions
{
    private static readonly Pace Poll = Pace.Doubling(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));

    /// <summary>From when on a transaction counts as old.</summary>
    internal static readonly TimeSpan Age = TimeSpan.FromSeconds(10);

    /// <summary>Whether there are sessions of others of which this role may not know whether they have a transaction.</summary>
    internal static Task<bool> AreHiddenAsync(Database database, CancellationToken cancellation) => database.ScalarAsync<bool>(
        """
        select exists (select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type is null)
            or exists (select from pg_stat_activity a where a.datname = current_database() and not pg_has_role(a.usesysid, 'usage')
                       and not pg_has_role('pg_read_all_stats', 'usage'))
        """,
        cancellation);

    /// <summary>Waits until there are none in this database.</summary>
    /// <param name="seen">Hears of them, once for each set of sessions.</param>
    /// <returns>Those that are still there when the time is up; empty when the way is free.</returns>
    internal static async Task<IReadOnlyList<BlockingSession>> WaitAsync(
        Database database, TimeSpan limit, TimeProvider time, Action<IReadOnlyList<BlockingSession>> seen, CancellationToken cancellation)
    {
        IReadOnlyList<BlockingSession> open = [], told = [];
        await Deadline.In(limit, time).UntilAsync(
            async () =>
            {
                open = await BlockingSession.OlderThanAsync(database, Age, cancellation);
                if (open.Count > 0 && !open.Select(s => s.Pid).SequenceEqual(told.Select(s => s.Pid))) seen(told = open);
                return open.Count == 0;
            },
            Poll, cancellation);
        return open;
    }
}
