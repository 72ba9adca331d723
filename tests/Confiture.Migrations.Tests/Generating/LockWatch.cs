using System.Diagnostics;
using Confiture.Postgres;

namespace Confiture.Migrations.Tests;

/// <summary>Looks as often as it can who holds ACCESS EXCLUSIVE on a table or a partition, and for how long.</summary>
internal sealed class LockWatch : IAsyncDisposable
{
    private const string Look = """
        select a.pid || ' ' || a.xact_start, string_agg(distinct c.relname, ' '), left(max(a.query), 200)
        from pg_locks l join pg_class c on c.oid = l.relation join pg_stat_activity a on a.pid = l.pid
        where l.mode = 'AccessExclusiveLock' and l.granted and c.relkind in ('r', 'p') and c.relname ~ '^(accounts|movements)'
            and a.backend_type = 'client backend'
            -- The two views are not read at one instant: it may have ended in between.
            and a.xact_start is not null
        group by 1
        """;

    private readonly Database database;
    private readonly CancellationTokenSource end = new();
    private Task<Locks> looking = Task.FromResult(new Locks(0, 0, 0, string.Empty));

    private LockWatch(Database database) => this.database = database;

    internal sealed record Locks(int Holds, double LongestMs, double GapMs, string Longest);

    internal static async Task<LockWatch> StartAsync(DatabaseUrl url)
    {
        var watch = new LockWatch(await Database.OpenAsync(url, "tests", CancellationToken.None));
        watch.looking = Task.Run(watch.LookAsync);
        return watch;
    }

    internal async Task<Locks> EndAsync()
    {
        await end.CancelAsync();
        return await looking;
    }

    private async Task<Locks> LookAsync()
    {
        Dictionary<string, (double First, double Last, string What)> holds = [];
        await database.ExecuteAsync($"prepare look as {Look}", CancellationToken.None);
        var (clock, looks) = (Stopwatch.StartNew(), 0);
        while (!end.IsCancellationRequested)
        {
            looks++;
            var seen = await database.RowsAsync("execute look", row => (Holder: row.Text(0), What: $"{row.Text(1)}: {row.Text(2)}"), CancellationToken.None);
            var now = clock.Elapsed.TotalMilliseconds;
            foreach (var (holder, what) in seen) holds[holder] = (holds.TryGetValue(holder, out var known) ? known.First : now, now, what);
        }

        var gap = clock.Elapsed.TotalMilliseconds / Math.Max(looks, 1);
        var longest = holds.Values.OrderByDescending(h => h.Last - h.First).FirstOrDefault();
        // Seen for the first time it has been there for up to a gap, and as long after it was seen last.
        return new(holds.Count, holds.Count == 0 ? 0 : longest.Last - longest.First + gap, gap, longest.What ?? string.Empty);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await database.DisposeAsync();
        end.Dispose();
    }
}
