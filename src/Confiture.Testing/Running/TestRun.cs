using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Channels;
using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Sql;
using Foundation.Processes;

namespace Confiture.Testing;

/// <summary>
/// The databases of this process on a server: it names them, marks them, drops them, and removes those of runs that were killed. A lock that its session
/// holds says that the run is alive, on whatever machine it is; the server frees the lock when the process ends.
/// </summary>
internal sealed class TestRun : IAsyncDisposable
{
    private const string Prefix = "confiture_test_";
    private const int IdBytes = 8;
    private readonly ServerDatabases session;
    private readonly string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
    private readonly string mark = SqlLiteral.Quote(RunMark.Of(ProcessIdentity.Current));
    private readonly ConcurrentDictionary<string, bool> present = new(StringComparer.Ordinal);
    private readonly Channel<string> unused = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource stop = new();
    private readonly Task dropping;
    private int count;

    private TestRun(ServerDatabases session)
    {
        this.session = session;
        dropping = Task.Run(DropUnusedAsync);
    }

    /// <summary>The server's version as PostgreSQL counts: 150009 is 15.9.</summary>
    internal int ServerVersion => session.Connection.ServerVersion;

    internal static async Task<TestRun> OpenAsync(DatabaseUrl server, CancellationToken cancellation)
    {
        var session = await ServerDatabases.OpenAsync(server, cancellation);
        try
        {
            await RemoveLeftoversAsync(session.Connection, cancellation);
            var run = new TestRun(session);
            // Before the first database is there: no other run may take it for a leftover.
            await session.Connection.ExecuteAsync("select pg_advisory_lock(hashtextextended($1, 0))", cancellation, Prefix + run.id);
            return run;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a database under a name of this run, and marks it.</summary>
    /// <param name="server">A session of its own.</param>
    /// <param name="make">Makes a database with a name.</param>
    /// <param name="cancellation">Cancels.</param>
    internal async Task<string> AddAsync(ServerDatabases server, Func<string, Task> make, CancellationToken cancellation)
    {
        var name = $"{Prefix}{id}_{Interlocked.Increment(ref count)}";
        present[name] = true;
        await make(name);
        await server.Connection.ExecuteAsync($"comment on database {SqlIdentifier.Quote(name)} is {mark}", cancellation);
        return name;
    }

    /// <summary>Has a database dropped, soon.</summary>
    internal void Drop(string name) => unused.Writer.TryWrite(name);

    /// <summary>Drops all databases of this run.</summary>
    internal async Task EndAsync()
    {
        unused.Writer.TryComplete();
        await dropping;
        foreach (var name in present.Keys) await TryDropAsync(name);
    }

    /// <summary>Leaves the databases that are still there.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await dropping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await session.DisposeAsync();
        stop.Dispose();
    }

    private async Task DropUnusedAsync()
    {
        await foreach (var name in unused.Reader.ReadAllAsync(stop.Token)) await TryDropAsync(name);
    }

    private async Task TryDropAsync(string name)
    {
        // The server has restarted.
        if (!session.Connection.IsOpen) return;
        try
        {
            await session.Connection.ExecuteAsync(Dropping(name), stop.Token);
            present.TryRemove(name, out _);
        }
        catch (DatabaseException)
        {
            // A session of another role that this one may not end, or the server has gone. The next run that starts here tries again.
        }
    }

    // Tests leave connections open, in pools for example.
    private static string Dropping(string name) => $"drop database if exists {SqlIdentifier.Quote(name)} with (force)";

    private static async Task RemoveLeftoversAsync(Database database, CancellationToken cancellation)
    {
        // The form of the name is part of the mark: a run may have been killed before it could write its comment.
        var found = await database.RowsAsync(
            """
            select datname::text, shobj_description(oid, 'pg_database') from pg_database
            where datname ~ '^confiture_test_[0-9a-f]{16}_[0-9]+$' and datdba = current_user::regrole
            """,
            r => (Name: r.Text(0), Comment: r.TextOrNull(1)), cancellation);
        foreach (var run in found.GroupBy(database => database.Name[..database.Name.LastIndexOf('_')]))
        {
            if (!await database.ScalarAsync<bool>("select pg_try_advisory_lock(hashtextextended($1, 0))", cancellation, run.Key)) continue;
            foreach (var (name, comment) in run.Where(leftover => IsLeft(leftover.Comment))) await TryRemoveAsync(database, name, cancellation);
            await database.ExecuteAsync("select pg_advisory_unlock(hashtextextended($1, 0))", cancellation, run.Key);
        }
    }

    // A process that is known to run has lost its connection, and not its databases.
    private static bool IsLeft(string? comment) => comment is null || (RunMark.OwnerIn(comment) is { } owner && owner.IsAlive() is not true);

    private static async Task TryRemoveAsync(Database database, string name, CancellationToken cancellation)
    {
        try
        {
            await database.ExecuteAsync(Dropping(name), cancellation);
        }
        catch (ServerException e) when (!e.Server.EndsSession)
        {
            // Somebody looks into it with another role. It stays marked.
        }
    }
}
