using Foundation.Errors;

namespace Confiture.Migrations.Tests;

public sealed class LedgerDriftTests(SharedServer shared)
{
    [Fact]
    public async Task A_changed_up_file_is_refused_by_name()
    {
        using var project = await AppliedAsync();
        project.Migration(1, "create table t1 (id bigint);\n");
        await RefusesAsync(project, $"{Project.Version(1)}_m1.up.sql has changed since it ran", MigrationState.ChangedUp);
    }

    [Fact]
    public async Task A_changed_down_file_is_refused_by_name()
    {
        using var project = await AppliedAsync();
        project.Write($"db/migrations/{Project.Version(2)}_m2.down.sql", "drop table t2 cascade;\n");
        await RefusesAsync(project, $"{Project.Version(2)}_m2.down.sql has changed", MigrationState.ChangedDown);
    }

    [Fact]
    public async Task A_down_file_that_is_gone_is_a_change()
    {
        using var project = await AppliedAsync();
        File.Delete(Path.Combine(project.Migrations, $"{Project.Version(2)}_m2.down.sql"));
        await RefusesAsync(project, $"{Project.Version(2)}_m2.down.sql has changed", MigrationState.ChangedDown);
    }

    [Fact]
    public async Task A_missing_migration_is_refused_by_name()
    {
        using var project = await AppliedAsync();
        foreach (var file in Directory.GetFiles(project.Migrations, "*_m2.*")) File.Delete(file);
        await RefusesAsync(project, $"{Project.Version(2)}_m2 has run here, and its files are missing", MigrationState.Missing);
    }

    [Fact]
    public async Task A_migration_out_of_order_is_refused_by_name_and_does_not_hinder_going_down()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1, 3);
        await project.UpAsync();
        project.Tables(2, 4);
        var error = await project.UpFailsAsync();
        Assert.Equal((MigrationErrors.Drift, ExitCode.StateMismatch), (error.Code, error.Code.Exit));
        Assert.Contains($"{Project.Version(2)}_m2.up.sql is out of order", error.What);
        Assert.Equal("t1 t3", await project.TablesAsync());
        Assert.Equal([Project.Version(3)], await project.DownAsync(1));
        Assert.Equal([Project.Version(2), Project.Version(3), Project.Version(4)], await project.UpAsync());
    }

    [Fact]
    public async Task All_disagreements_are_listed_at_once()
    {
        using var project = await AppliedAsync();
        project.Migration(1, "create table other ();\n", "drop table other;\n");
        foreach (var file in Directory.GetFiles(project.Migrations, "*_m2.*")) File.Delete(file);
        var error = await project.UpFailsAsync();
        Assert.Equal(2, error.Details.Count);
        Assert.Contains("m1.up.sql", error.Details[0]);
        Assert.Contains("m2", error.Details[1]);
    }

    [Fact]
    public async Task A_checkout_with_other_line_ends_or_a_byte_order_mark_is_no_change()
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1, "-- one\ncreate table t1 (\n  id int\n);\n", "drop table t1;\n");
        await project.UpAsync();
        project.Migration(1, "-- one\r\ncreate table t1 (\r\n  id int\r\n);\r\n", "\uFEFFdrop table t1;\r\n");
        Assert.Empty((await project.Migrator().StatusAsync(Project.Never)).Drift);
        Assert.Single(await project.DownAsync(1));
    }

    private async Task<Project> AppliedAsync()
    {
        var project = await shared.NewProjectAsync();
        project.Tables(1, 2);
        await project.UpAsync();
        project.Tables(3);
        return project;
    }

    private static async Task RefusesAsync(Project project, string what, MigrationState state)
    {
        foreach (var work in (Func<Task>[])[() => project.UpAsync(), () => project.DownAsync(1)])
        {
            var error = await Assert.ThrowsAsync<ToolException>(work);
            Assert.Equal((MigrationErrors.Drift, ExitCode.StateMismatch), (error.Code, error.Code.Exit));
            Assert.Contains(what, error.What);
            Assert.Equal("t1 t2", await project.TablesAsync());
        }

        Assert.Equal(state, Assert.Single((await project.Migrator().StatusAsync(Project.Never)).Drift).State);
    }
}
