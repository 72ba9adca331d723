using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Migrations.Tests;

public sealed class FenceTests(SharedServer shared)
{
    private const string Resource = "my_api/production";

    [Fact]
    public async Task The_fence_remembers_the_highest_epoch_and_takes_the_same_one_again()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1, 2);
        await project.UpAsync(With(3), Project.Version(1));
        Assert.Equal(3, await project.Migrator().FenceEpochAsync(Resource, Project.Never));
        Assert.Equal(0, await project.Migrator().FenceEpochAsync("another", Project.Never));
        Assert.Single(await project.UpAsync(With(3)));
        Assert.Single(await project.DownAsync(1, With(4)));
        Assert.Equal(4, await project.Migrator().FenceEpochAsync(Resource, Project.Never));
        Assert.Equal("holder 4", await project.ScalarAsync<string>("select holder from tb_confiture_fence"));
    }

    [Fact]
    public async Task What_a_resource_is_called_cannot_end_the_statement_of_its_fence()
    {
        const string Odd = "a'$confiture_fence$; drop table tb_confiture; --";
        using var project = await shared.NewProjectAsync();
        project.Tables(1, 1);
        Assert.Single(await project.UpAsync(With(3, Odd)));
        Assert.Equal(3, await project.Migrator().FenceEpochAsync(Odd, Project.Never));
        Assert.Equal(Project.Version(1), await project.LedgerAsync());
    }

    [Fact]
    public async Task An_older_epoch_is_refused_and_changes_nothing()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1, 2);
        await project.UpAsync(With(5), Project.Version(1));
        foreach (var work in (Func<Task>[])[() => project.UpAsync(With(4)), () => project.DownAsync(1, With(4)),
            () => project.Migrator(With(4)).RaiseFenceAsync(Project.Never)])
        {
            var error = await Assert.ThrowsAsync<ToolException>(work);
            Assert.Equal((MigrationErrors.Fenced, "CONF-MIG-008", ExitCode.Locked), (error.Code, error.Code.Id, error.Code.Exit));
            Assert.Contains("epoch 4", error.What);
        }

        Assert.Equal("t1", await project.TablesAsync());
        Assert.Equal(5, await project.Migrator().FenceEpochAsync(Resource, Project.Never));
        // Another resource in the same database has a fence of its own.
        Assert.Single(await project.UpAsync(With(1, "other")));
    }

    [Fact]
    public async Task A_run_that_was_overtaken_between_two_migrations_is_refused_by_the_next_transaction()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1, 2);
        var pause = new Pause("m2");
        var run = Task.Run(() => project.UpAsync(With(1) with { Observer = pause }));
        await pause.Reached;
        // Only the row: the lock and the session of the paused run are as they were.
        await project.ExecuteAsync("update tb_confiture_fence set epoch = 2");
        pause.Resume();
        var error = await Assert.ThrowsAsync<ToolException>(() => run);
        Assert.Equal(MigrationErrors.Fenced, error.Code);
        Assert.Equal("t1", await project.TablesAsync());
        Assert.Equal(Project.Version(1), await project.LedgerAsync());
    }

    [Fact]
    public async Task A_paused_run_loses_its_session_to_a_newer_epoch_and_changes_nothing_when_it_wakes()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1, 2);
        var pause = new Pause("m2");
        var run = Task.Run(() => project.UpAsync(With(1) with { Observer = pause }));
        await pause.Reached;
        var rows = await project.Migrator(With(2) with { LockWait = TimeSpan.FromSeconds(5) }).RaiseFenceAsync(Project.Never);
        Assert.Equal([Project.Version(1)], rows.Select(r => r.Version));
        pause.Resume();
        var error = await Assert.ThrowsAsync<ToolException>(() => run);
        Assert.Contains(error.Code, (ErrorCode[])[MigrationErrors.Fenced, MigrationErrors.ConnectionLost]);
        Assert.Equal("t1", await project.TablesAsync());
        Assert.Equal(2, await project.Migrator().FenceEpochAsync(Resource, Project.Never));
        Assert.Equal(MigrationErrors.Fenced, (await project.UpFailsAsync(With(1))).Code);
    }

    [Fact]
    public async Task A_newer_epoch_ends_a_transaction_of_an_older_one_and_nothing_of_it_stays()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        project.Migration(2, "create table t2 ();\nselect pg_sleep(600);\n");
        var run = Task.Run(() => project.UpAsync(With(1)));
        await Eventually.TrueAsync(() => project.ScalarAsync<bool>(
            "select exists (select from pg_stat_activity where datname = current_database() and query like 'select pg_sleep%')"), "the migration sleeps");
        await project.Migrator(With(2) with { LockWait = TimeSpan.FromSeconds(5) }).RaiseFenceAsync(Project.Never);
        var error = await Assert.ThrowsAsync<ToolException>(() => run);
        Assert.Equal(MigrationErrors.ConnectionLost, error.Code);
        Assert.Equal("t1", await project.TablesAsync());
        Assert.Equal(Project.Version(1), await project.LedgerAsync());
    }

    [Fact]
    public async Task Sessions_of_newer_epochs_other_resources_and_people_are_left_alone()
    {
        using var project = await shared.NewProjectAsync();
        foreach (var name in (string[])[SessionName.Of(new Fence(Resource, 9, "h")), SessionName.Of(new Fence("other", 1, "h")), SessionName.Of("up"), "psql"])
        {
            await using var holder = await Database.OpenAsync(project.Url, name, Project.Never);
            await using var held = await MigrationLock.TakeAsync(holder, LedgerTable.Default, TimeSpan.Zero, null, TimeProvider.System, Project.Never);
            var error = await Assert.ThrowsAsync<ToolException>(() => project.Migrator(With(5) with { LockWait = TimeSpan.FromMilliseconds(300) })
                .RaiseFenceAsync(Project.Never));
            Assert.Equal(MigrationErrors.Locked, error.Code);
            Assert.Equal(1, await holder.ScalarAsync<int>("select 1", Project.Never));
        }
    }

    private static MigratorOptions With(long epoch, string resource = Resource) => new() { Fence = new(resource, epoch, $"holder {epoch}") };

    /// <summary>Stops a run before the transaction of one migration, as a suspended process would stop.</summary>
    private sealed class Pause(string name) : IMigrationObserver
    {
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource resumed = new();

        public Task Reached => reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public void Resume() => resumed.SetResult();

        public void Starting(Migration migration, MigrationVerb verb)
        {
            if (migration.Name != name) return;
            reached.SetResult();
            Assert.True(resumed.Task.Wait(TimeSpan.FromSeconds(30)));
        }

        public void Finished(Migration migration, MigrationVerb verb, TimeSpan elapsed)
        {
        }
    }
}
