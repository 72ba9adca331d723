using Confiture.Postgres;

namespace Confiture.Migrations.Tests;

/// <summary>What a run does when others hold the locks that it needs.</summary>
public sealed class LockBudgetTests(SharedServer shared)
{
    private static readonly MigratorOptions Short = new() { StatementLockWait = TimeSpan.FromMilliseconds(100), LockBudget = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task A_migration_is_tried_again_for_as_long_as_its_budget_lasts_and_names_the_blocker()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table t (a int)");
        project.Migration(1, "alter table t add b int;");
        var blocker = await project.OpenAsync();
        await blocker.ExecuteAsync("begin", Project.Never);
        await blocker.ExecuteAsync("lock table t in access exclusive mode", Project.Never);
        var heard = new Listening();
        var up = project.UpAsync(Short with { Observer = heard });
        // More often than a deadlock would be tried again.
        await Eventually.TrueAsync(() => Task.FromResult(heard.Retries >= 4), "the migration is tried again");
        Assert.Contains(heard.Blockers, b => b.Pid == blocker.SessionId);
        await blocker.DisposeAsync();
        Assert.Equal([Project.Version(1)], await up);
    }

    [Fact]
    public async Task When_the_budget_is_spent_the_blocker_is_named()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table t (a int)");
        project.Migration(1, "alter table t add b int;");
        await using var blocker = await project.OpenAsync();
        await blocker.ExecuteAsync("begin", Project.Never);
        await blocker.ExecuteAsync("lock table t in access exclusive mode", Project.Never);
        var error = await project.UpFailsAsync(Short with { LockBudget = TimeSpan.FromSeconds(3) });
        Assert.Equal(MigrationErrors.StatementFailed, error.Code);
        Assert.Contains($"pg_terminate_backend({blocker.SessionId})", error.Fix);
        Assert.Contains(error.Details, d => d.Contains("lock table t", StringComparison.Ordinal) && d.Contains("started", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_concurrent_build_does_not_start_beside_an_old_transaction()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table t (a int)");
        project.Migration(1, "-- confiture: no transaction\ncreate index concurrently t_a on t (a);\n");
        await using var old = await project.OpenAsync();
        await old.ExecuteAsync("begin isolation level repeatable read", Project.Never);
        await old.ExecuteAsync("select 1", Project.Never);
        await Task.Delay(TimeSpan.FromSeconds(10.5));
        var error = await project.UpFailsAsync(new() { ConcurrentWait = TimeSpan.FromMilliseconds(500) });
        Assert.Equal(MigrationErrors.OldTransaction, error.Code);
        Assert.Contains($"session {old.SessionId} ", Assert.Single(error.Details));
        Assert.Contains("_m1.up.sql:2:1", error.What);
        Assert.True(await project.ScalarAsync<bool>("select to_regclass('t_a') is null"));
        await old.ExecuteAsync("commit", Project.Never);
        Assert.Equal([Project.Version(1)], await project.UpAsync());
        Assert.True(await project.ScalarAsync<bool>("select indisvalid from pg_index where indexrelid = 't_a'::regclass"));
    }

    private sealed class Listening : IMigrationObserver
    {
        private readonly List<BlockingSession> blockers = [];
        private int retries;

        public int Retries => retries;

        public IReadOnlyList<BlockingSession> Blockers
        {
            get
            {
                lock (blockers) return [.. blockers];
            }
        }

        public void Starting(Migration migration, MigrationVerb verb)
        {
        }

        public void Finished(Migration migration, MigrationVerb verb, TimeSpan elapsed)
        {
        }

        public void Retrying(Migration migration, string reason) => Interlocked.Increment(ref retries);

        public void Blocked(Migration migration, IReadOnlyList<BlockingSession> sessions)
        {
            lock (blockers) blockers.AddRange(sessions);
        }
    }
}
