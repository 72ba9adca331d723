using Confiture.Postgres;

namespace Confiture.Safety.Tests;

/// <summary>Looks at a statement that cannot run in a transaction: another session stands in its way, and the mode it waits for is in pg_locks.</summary>
internal sealed class WaitingStatement(SafetyServers servers, int version)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal async Task<IReadOnlyList<string>> DifferencesAsync(StatementCase item, Dictionary<string, LockMode> predicted)
    {
        List<string> differences = [];
        foreach (var (relation, mode) in predicted)
        {
            var url = await servers.DatabaseAsync(version);
            var seen = await ModeAsync(url, item.Last.Text, relation, mode);
            if (seen != mode) differences.Add($"lock on {relation}: predicted {mode}, waits for {seen?.ToString() ?? "nothing"}");
        }

        return differences;
    }

    /// <summary>The mode that a statement waits for on a relation, when another session holds the weakest lock that is in the way of the expected one;
    /// null when it does not wait.</summary>
    internal static Task<LockMode?> ModeAsync(DatabaseUrl url, string statement, string relation, LockMode expected) =>
        WaitedForAsync(url, statement, relation, WeakestInTheWay(expected));

    private static LockMode WeakestInTheWay(LockMode mode) => mode switch
    {
        LockMode.AccessExclusive => LockMode.AccessShare,
        LockMode.Exclusive => LockMode.RowShare,
        LockMode.ShareRowExclusive or LockMode.Share => LockMode.RowExclusive,
        LockMode.ShareUpdateExclusive => LockMode.ShareUpdateExclusive,
        _ => LockMode.AccessExclusive,
    };

    private static async Task<LockMode?> WaitedForAsync(DatabaseUrl url, string statement, string relation, LockMode mode)
    {
        await using var holder = await Database.OpenAsync(url, "holder", Cancellation);
        await using var runner = await Database.OpenAsync(url, "runner", Cancellation);
        var pid = await runner.ScalarAsync<int>("select pg_backend_pid()", Cancellation);
        await holder.ExecuteAsync("begin", Cancellation);
        await holder.ExecuteAsync($"lock table {relation} in {mode.Sql} mode", Cancellation);
        var running = runner.ExecuteAsync(statement, Cancellation);
        var seen = await SeenAsync(holder, pid, relation, running);
        await holder.ExecuteAsync("select pg_cancel_backend($1)", Cancellation, pid);
        await holder.ExecuteAsync("rollback", Cancellation);
        try
        {
            await running;
        }
        catch (ServerException e) when (e.SqlState == "57014")
        {
            // It was told to stop.
        }

        return seen;
    }

    private static async Task<LockMode?> SeenAsync(Database holder, int pid, string relation, Task running)
    {
        for (var end = Environment.TickCount64 + Limit.TotalMilliseconds; Environment.TickCount64 < end && !running.IsCompleted;)
        {
            var mode = await holder.ScalarAsync<string>("select mode from pg_locks where pid = $1 and not granted and locktype = 'relation' and relation = "
                + "to_regclass($2)", Cancellation, pid, relation);
            if (mode is not null) return Enum.Parse<LockMode>(mode.Replace("Lock", string.Empty, StringComparison.Ordinal));
            await Task.Delay(10, Cancellation);
        }

        return null;
    }
}
