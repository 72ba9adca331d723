using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>The connections that a server has left.</summary>
/// <param name="Free">The connections that an ordinary user may still open.</param>
/// <param name="Limit">Its <c>max_connections</c>.</param>
public sealed record ServerRoom(string Server, int Free, int Limit)
{
    // One that works, and one that looks for lock holders while the other waits.
    private const int PerDatabase = 2;

    /// <summary>The databases of this server that can be worked on at a time; at least 1.</summary>
    public int Databases => Math.Max(1, Free / PerDatabase);

    /// <summary>Finds the server with the least room. Servers that do not answer are left out: the work itself reports them.</summary>
    /// <param name="targets">The databases to work on.</param>
    /// <param name="cancellation">Ends the queries.</param>
    /// <returns>Null when no server answers.</returns>
    public static async Task<ServerRoom?> LeastAsync(IEnumerable<RolloutTarget> targets, CancellationToken cancellation)
    {
        var servers = targets.DistinctBy(t => t.Url.Server, StringComparer.Ordinal);
        var rooms = await Task.WhenAll(servers.Select(t => OfAsync(t.Url, cancellation)));
        return rooms.OfType<ServerRoom>().MinBy(r => r.Databases);
    }

    private static async Task<ServerRoom?> OfAsync(DatabaseUrl url, CancellationToken cancellation)
    {
        try
        {
            await using var database = await Database.OpenAsync(url, SessionName.Of("status"), cancellation);
            // This connection is one of those in use, and it ends before the work begins.
            return (await database.RowsAsync(
                """
                select current_setting('max_connections')::int,
                       (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                           - coalesce(current_setting('reserved_connections', true)::int, 0)
                           - (select coalesce(sum(numbackends), 0) from pg_stat_database) + 1)::int
                """,
                row => new ServerRoom(url.Server, Math.Max(0, row.Get<int>(1)), row.Get<int>(0)), cancellation)).Single();
        }
        catch (Exception e) when (e is ToolException or DatabaseException)
        {
            return null;
        }
    }
}
