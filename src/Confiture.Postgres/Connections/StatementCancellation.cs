using Foundation.Waiting;
using Npgsql;

namespace Confiture.Postgres;

/// <summary>
/// Cancels what a session runs, through a connection of its own. The driver's way blocks a thread until the server has closed the connection of the request;
/// where that is the thread that hears of the closing, it waits for the limit of connecting. The driver's way is used if this one does not help.
/// </summary>
/// <param name="source">Makes connections to the session's server.</param>
/// <param name="session">The server's process id of the session.</param>
internal sealed class StatementCancellation(NpgsqlDataSource source, int session)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Runs a statement of the session.</summary>
    /// <param name="work">Runs it; its token is the driver's.</param>
    /// <param name="cancellation">Cancels it on the server.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var driver = new CancellationTokenSource();
        var ended = new TaskCompletionSource();
        var request = Task.CompletedTask;
        var registration = cancellation.Register(() => request = RequestAsync(driver, ended.Task));
        try
        {
            return await work(driver.Token);
        }
        catch (PostgresException e) when (e.SqlState == SqlState.QueryCanceled && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.MessageText, e, cancellation);
        }
        finally
        {
            ended.SetResult();
            // A request that is still under way would cancel what the session runs next.
            await registration.DisposeAsync();
            await request;
        }
    }

    private async Task RequestAsync(CancellationTokenSource driver, Task ended)
    {
        if (await IsSentAsync()) await Task.WhenAny(ended, Task.Delay(Patience, TimeProvider.System, CancellationToken.None));
        if (!ended.IsCompleted) await driver.CancelAsync();
    }

    private async Task<bool> IsSentAsync()
    {
        try
        {
            using var limit = Deadline.Limiting(Patience, TimeProvider.System, CancellationToken.None);
            await using var connection = await source.OpenConnectionAsync(limit.Token);
            await using var command = new NpgsqlCommand("select pg_catalog.pg_cancel_backend($1)", connection);
            command.Parameters.Add(new NpgsqlParameter { Value = session });
            return await command.ExecuteScalarAsync(limit.Token) is true;
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            // The server has no free connection, for example.
            return false;
        }
    }
}
