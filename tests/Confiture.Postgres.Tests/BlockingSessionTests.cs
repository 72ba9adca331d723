namespace Confiture.Postgres.Tests;

public sealed class BlockingSessionTests(SharedServer shared)
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Whoever_waits_can_see_who_holds_the_lock()
    {
        var url = await shared.NewDatabaseAsync();
        await using var holder = await Database.OpenAsync(url, "the holder", Never);
        await using var waiter = await Database.OpenAsync(url, "waiter", Never);
        await using var observer = await Database.OpenAsync(url, "observer", Never);
        foreach (var statement in (string[])["CREATE TABLE t (a int)", "BEGIN", "LOCK TABLE t"]) await holder.ExecuteAsync(statement, Never);
        var waiting = waiter.ExecuteAsync("ALTER TABLE t ADD COLUMN b int", Never);
        IReadOnlyList<BlockingSession> blockers = [];
        for (var i = 0; i < 100 && blockers.Count == 0; i++)
        {
            blockers = await BlockingSession.OfAsync(observer, waiter.SessionId, Never);
            await Task.Delay(20);
        }

        var blocker = Assert.Single(blockers);
        Assert.Equal((holder.SessionId, "postgres", "the holder", "idle in transaction"), (blocker.Pid, blocker.User, blocker.Application, blocker.State));
        await holder.ExecuteAsync("ROLLBACK", Never);
        await waiting;
        Assert.Empty(await BlockingSession.OfAsync(observer, waiter.SessionId, Never));
    }
}
