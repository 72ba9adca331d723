namespace Confiture.Migrations.Tests;

/// <summary>What a database remembers of its migrations beyond those that are applied.</summary>
public sealed class HistoryTests(SharedServer shared)
{
    [Fact]
    public async Task It_tells_of_applied_failed_rolled_back_repaired_and_recorded_migrations()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Tables(1);
        project.Migration(2, "select 1 / 0;", "select 1;");
        Assert.Equal(3, (await project.CliAsync("migrate", "up")).Exit);
        await project.SucceedsAsync("migrate", "down");
        await project.SucceedsAsync("migrate", "baseline");
        project.Migration(2, "select 2;", "select 1;");
        await project.SucceedsAsync("migrate", "repair", Project.Version(2));
        var happened = await project.Migrator().HistoryAsync(Project.Never);
        Assert.Equal(
            ["applied 1", "failed 2", "rolled back 1", "recorded 1", "recorded 2", "repaired 2"],
            happened.Select(e => $"{e.Word} {e.Version[^1]}"));
        Assert.Contains("division by zero", happened[1].Detail);
        Assert.All(happened, e => Assert.Contains("@", e.By));
        var shown = await project.SucceedsAsync("migrate", "history", "--limit", "2");
        Assert.Equal(3, shown.Lines.Length);
        Assert.Contains("repaired", shown.Lines[1]);
    }

    [Fact]
    public async Task It_survives_a_second_round_with_every_event_once()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await project.UpAsync();
            await project.DownAsync(1);
        }

        var happened = await project.Migrator().HistoryAsync(Project.Never);
        Assert.Equal(["applied", "rolled back", "applied", "rolled back"], happened.Select(e => e.Word));
        Assert.Equal(happened.OrderBy(e => e.At), happened);
    }

    [Fact]
    public async Task A_ledger_without_events_is_read_as_it_is_and_gets_them_with_the_next_run()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        await project.UpAsync();
        await project.ExecuteAsync("drop table tb_confiture_events");
        Assert.Equal(["applied"], (await project.Migrator().HistoryAsync(Project.Never)).Select(e => e.Word));
        await project.DownAsync(1);
        Assert.Equal(["applied", "rolled back"], (await project.Migrator().HistoryAsync(Project.Never)).Select(e => e.Word));
    }

    [Fact]
    public async Task A_migration_that_was_adopted_without_a_time_is_told_of_once()
    {
        using var project = await OlderDatabase.NewAsync(shared, "golang-migrate");
        await project.SucceedsAsync("migrate", "adopt", "--convert", OlderDatabase.FilesOf("golang-migrate"), "--yes");
        var happened = await project.Migrator().HistoryAsync(Project.Never);
        Assert.Equal(["adopted 1", "adopted 2"], happened.Select(e => $"{e.Word} {e.Version[^1]}"));
    }

    [Fact]
    public async Task A_database_without_a_ledger_has_none_and_gets_none_by_being_asked()
    {
        using var project = await shared.NewProjectAsync();
        Assert.Empty(await project.Migrator().HistoryAsync(Project.Never));
        Assert.True(await project.ScalarAsync<bool>("select to_regclass('tb_confiture') is null"));
    }
}
