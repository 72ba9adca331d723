using Foundation.Errors;
using Npgsql;

namespace Confiture.Postgres.Tests;

public sealed class LockPolicyTests(SharedServer shared)
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly LockPolicy Quick = LockPolicy.Default with { LockTimeout = TimeSpan.FromMilliseconds(100), FirstPause = TimeSpan.FromMilliseconds(20), Tries = 3 };

    [Fact]
    public async Task Work_that_waits_for_a_lock_steps_back_and_succeeds_once_the_lock_is_free()
    {
        var url = await TableAsync();
        await using var holder = await Database.OpenAsync(url, "holder", Never);
        await using var waiter = await Database.OpenAsync(url, "waiter", Never);
        var held = await HoldAsync(holder);
        await Quick.ApplyAsync(waiter, local: false, Never);
        List<LockRetry> retries = [];
        var tries = await Quick.RunAsync(
            async (attempt, ct) =>
            {
                await waiter.ExecuteAsync("ALTER TABLE t ADD COLUMN b int", ct);
                return attempt;
            },
            async (retry, ct) =>
            {
                retries.Add(retry);
                await held.RollbackAsync(ct);
            },
            Never);
        Assert.Equal(2, tries);
        var only = Assert.Single(retries);
        Assert.Equal((1, 3, SqlState.LockNotAvailable), (only.Attempt, only.Tries, only.Reason.SqlState));
        Assert.InRange(only.Pause.TotalMilliseconds, 15, 20);
    }

    [Fact]
    public async Task Work_that_never_gets_its_lock_ends_as_locked()
    {
        var url = await TableAsync();
        await using var holder = await Database.OpenAsync(url, "holder", Never);
        await using var waiter = await Database.OpenAsync(url, "waiter", Never);
        await using var held = await HoldAsync(holder);
        await Quick.ApplyAsync(waiter, local: false, Never);
        var tries = 0;
        var error = await Assert.ThrowsAsync<ToolException>(() => Quick.RunAsync(
            async (attempt, ct) =>
            {
                tries = attempt;
                await waiter.ExecuteAsync("ALTER TABLE t ADD COLUMN b int", ct);
            },
            null,
            Never));
        Assert.Equal((PostgresErrors.LockNotGranted, ExitCode.Locked, 3), (error.Code, error.Code.Exit, tries));
    }

    [Fact]
    public async Task Other_errors_are_not_tried_again()
    {
        await using var database = await Database.OpenAsync(shared.Server.SocketUrl(), "tests", Never);
        var tries = 0;
        await Assert.ThrowsAsync<PostgresException>(() => Quick.RunAsync(
            (_, ct) =>
            {
                tries++;
                return database.ExecuteAsync("SELECT 1/0", ct);
            },
            null,
            Never));
        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task A_local_limit_ends_with_its_transaction()
    {
        await using var database = await Database.OpenAsync(shared.Server.SocketUrl(), "tests", Never);
        await using (var transaction = await database.Connection.BeginTransactionAsync(Never))
        {
            await Quick.ApplyAsync(database, local: true, Never);
            Assert.Equal("100ms", await database.ScalarAsync<string>("SHOW lock_timeout", Never));
            await transaction.CommitAsync(Never);
        }

        Assert.Equal("0", await database.ScalarAsync<string>("SHOW lock_timeout", Never));
    }

    [Fact]
    public async Task Whoever_waits_can_see_who_holds_the_lock()
    {
        var url = await TableAsync();
        await using var holder = await Database.OpenAsync(url, "the holder", Never);
        await using var waiter = await Database.OpenAsync(url, "waiter", Never);
        await using var observer = await Database.OpenAsync(url, "observer", Never);
        var held = await HoldAsync(holder);
        var waiting = waiter.ExecuteAsync("ALTER TABLE t ADD COLUMN b int", Never);
        IReadOnlyList<BlockingSession> blockers = [];
        for (var i = 0; i < 100 && blockers.Count == 0; i++)
        {
            blockers = await BlockingSession.OfAsync(observer, waiter.Connection.ProcessID, Never);
            await Task.Delay(20);
        }

        var blocker = Assert.Single(blockers);
        Assert.Equal((holder.Connection.ProcessID, "postgres", "the holder", "idle in transaction"), (blocker.Pid, blocker.User, blocker.Application, blocker.State));
        await held.RollbackAsync(Never);
        await waiting;
        Assert.Empty(await BlockingSession.OfAsync(observer, waiter.Connection.ProcessID, Never));
    }

    private async Task<DatabaseUrl> TableAsync()
    {
        var url = await shared.NewDatabaseAsync();
        await using var database = await Database.OpenAsync(url, "tests", Never);
        await database.ExecuteAsync("CREATE TABLE t (a int)", Never);
        return url;
    }

    private static async Task<NpgsqlTransaction> HoldAsync(Database holder)
    {
        var transaction = await holder.Connection.BeginTransactionAsync(Never);
        await holder.ExecuteAsync("LOCK TABLE t", Never);
        return transaction;
    }
}
