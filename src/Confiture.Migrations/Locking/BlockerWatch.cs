using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>
/// Finds, through a second connection, the sessions that block a session while it works: after the wait for a lock, the server no longer knows. Work that
/// is done before the first look costs nothing.
/// </summary>
internal sealed class BlockerWatch : IAsyncDisposable
{
    private const int LooksPerWait = 4;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource end = new();
    private readonly Task watching;
    private readonly Action<IReadOnlyList<BlockingSession>> seen;
    private readonly int? session;

    /// <summary>Begins to watch.</summary>
    /// <param name="database">The session to watch.</param>
    /// <param name="wait">The longest that one of its statements waits for a lock.</param>
    /// <param name="time">The clock.</param>
    /// <param name="seen">Hears of the lock holders, once for each set of sessions.</param>
    public BlockerWatch(Database database, TimeSpan wait, TimeProvider time, Action<IReadOnlyList<BlockingSession>> seen)
    {
        this.seen = seen;
        // Behind a pooler the driver knows the pooler's number alone.
        session = database is { IsDirect: true, IsOpen: true } ? database.SessionId : null;
        var pause = TimeSpan.FromTicks(Math.Clamp(wait.Ticks / LooksPerWait, ShortestPause.Ticks, LongestPause.Ticks));
        watching = WatchAsync(database, pause, time);
    }

    /// <summary>The lock holders last seen.</summary>
    public IReadOnlyList<BlockingSession> Last { get; private set; } = [];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await watching;
        end.Dispose();
    }

    private async Task WatchAsync(Database database, TimeSpan pause, TimeProvider time)
    {
        try
        {
            // Nearly every migration ends before the first look, and an exception for each would cost more than the watch.
            await Task.Delay(pause, time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (end.IsCancellationRequested) return;
            await using var observer = await Database.OpenAsync(database.Url, SessionName.Of("watch"), end.Token);
            var pid = await PidAsync(database, observer);
            while (pid is { } waiting)
            {
                if (await BlockingSession.OfAsync(observer, waiting, end.Token) is [_, ..] blockers) Note(blockers);
                await Task.Delay(pause, time, end.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or DatabaseException or ToolException)
        {
            // The work has ended, or the server has no free connection: the lock holders are then unknown, and the work continues.
        }
    }

    private void Note(IReadOnlyList<BlockingSession> blockers)
    {
        var isNew = !blockers.Select(b => b.Pid).SequenceEqual(Last.Select(b => b.Pid));
        Last = blockers;
        if (isNew) seen(blockers);
    }

    private async Task<int?> PidAsync(Database database, Database observer) => session ?? await observer.ScalarAsync<int?>(
        "select pid from pg_stat_activity where application_name = $1 and datname = current_database() order by query_start desc limit 1", end.Token,
        database.Name);
}
