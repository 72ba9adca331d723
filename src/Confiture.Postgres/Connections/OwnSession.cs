using System.Security.Cryptography;
using Foundation.Errors;
using Foundation.Waiting;
using Npgsql;

namespace Confiture.Postgres;

/// <summary>
/// Finds out whether a connection through a pooler keeps one session of the server to itself, as poolers do in session mode. Where it does not, a
/// session's lock stays behind with a session that is someone else's, and two runs that believe to exclude each other do not.
/// </summary>
/// <remarks>
/// That the same session answers twice proves nothing: an idle pooler hands out the one that it got back last. What proves it is a message that the
/// server sends by itself, for it reaches a client only while the session is this client's.
/// </remarks>
public static class OwnSession
{
    private const int Farewells = 20;
    // Between other clients a pooler may hand out the same session by chance, and not so often.
    private const int Tries = 5;
    private const string OtherName = "confiture session check";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Checks a connection. A session that passes is then in the state of a new one.</summary>
    /// <param name="database">The connection, outside a transaction. The database is not changed.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <returns>Null when the session is its own; else why it is not, as a sentence.</returns>
    /// <exception cref="DatabaseException">The server refused a statement of the check.</exception>
    public static async Task<string?> RefutedAsync(Database database, CancellationToken cancellation)
    {
        if (database.IsDirect) return null;
        try
        {
            if (await SharedAsync(database, cancellation) is { } shared) return shared;
            if (!await HearsAsync(database, cancellation))
                return "The pooler shares its sessions between transactions: a message from the server did not arrive.";
            // A pooler need not clean up after the client before.
            await database.ExecuteAsync("discard all", cancellation);
            await database.ExecuteAsync("select set_config('application_name', $1, false)", cancellation, database.Name);
            if (await database.ScalarAsync<bool>("select current_setting($1, true) is not null", cancellation, Database.ClientCheck))
                await database.ExecuteAsync($"set {Database.ClientCheck} = 2000", cancellation);
            return null;
        }
        catch (ServerException e) when (e.SqlState == SqlState.ProtocolViolation)
        {
            return $"The pooler says: {e.Server.Text}.";
        }
        catch (ToolException e) when (e.Code == PostgresErrors.Unreachable)
        {
            return $"The pooler has no second session to check with. {e.Why}";
        }
    }

    // Quick, leaves nothing anywhere, and finds most: while a second client has a transaction open, the first one keeps its session or it does not.
    private static async Task<string?> SharedAsync(Database database, CancellationToken cancellation)
    {
        await using var other = await Database.OpenAsync(database.Url, OtherName, cancellation);
        for (var i = 0; i < Tries; i++)
        {
            if (await SharedAsync(database, other, cancellation) is { } shared) return shared;
        }

        return null;
    }

    private static async Task<string?> SharedAsync(Database database, Database other, CancellationToken cancellation)
    {
        var mine = await PidAsync(database, cancellation);
        await other.ExecuteAsync("begin", cancellation);
        var theirs = await PidAsync(other, cancellation);
        var again = PidAsync(database, cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var waited = theirs != mine && await Task.WhenAny(again, Task.Delay(Patience, TimeProvider.System, limit.Token)) != again;
        await limit.CancelAsync();
        // Without it the pooler would close the session, and perhaps the only one that it has.
        await other.ExecuteAsync("rollback", cancellation);
        var now = await again;
        if (theirs == mine) return $"Session {mine} served two connections.";
        if (now != mine) return $"Sessions {mine} and {now} served one connection.";
        return waited ? "A connection had to wait until the transaction of another one ended." : null;
    }

    private static Task<int> PidAsync(Database database, CancellationToken cancellation) => database.ScalarAsync<int>("select pg_backend_pid()", cancellation);

    private static async Task<bool> HearsAsync(Database database, CancellationToken cancellation)
    {
        var channel = $"confiture_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        var heard = false;
        void Hear(object sender, NpgsqlNotificationEventArgs message) => heard |= message.Channel == channel;
        var listener = await TogetherAsync(database, $"listen {channel}", cancellation);
        database.Connection.Notification += Hear;
        try
        {
            await using (var other = await Database.OpenAsync(database.Url, OtherName, cancellation))
                await other.ExecuteAsync($"notify {channel}", cancellation);
            using var limit = Deadline.Limiting(Patience, TimeProvider.System, cancellation);
            while (!heard) await database.Connection.WaitAsync(limit.Token);
        }
        catch (NpgsqlException e)
        {
            throw DatabaseException.Of(e);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The session that listens now has another client, or none: poll until it returns, then make it stop.
            for (var i = 0; i < Farewells && await TogetherAsync(database, $"unlisten {channel}", cancellation) != listener; i++)
            {
            }
        }
        finally
        {
            database.Connection.Notification -= Hear;
        }

        return heard;
    }

    // One transaction, and so one session.
    private static async Task<int> TogetherAsync(Database database, string statement, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(database.Connection) { BatchCommands = { new(statement), new("select pg_backend_pid()") } };
        try
        {
            return (int)(await batch.ExecuteScalarAsync(cancellation))!;
        }
        catch (NpgsqlException e)
        {
            throw DatabaseException.Of(e);
        }
    }
}
