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
    public async Task A_down_file_may_be_corrected_until_it_runs_and_up_is_never_blocked_by_one()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Migration(1, "create table t1 (id int);", "drop table t2;");
        project.Migration(2, "create table t2 (id int);");
        project.Migration(3, "create table t3 (id int);", "drop table t3;");
        project.Migration(4, "-- confiture: no transaction\ncreate table t4 (id int);", "-- confiture: no transaction\ndrop table t4;");
        await project.SucceedsAsync("migrate", "up");
        project.Write($"db/migrations/{Project.Version(1)}_m1.down.sql", "drop table t1;\n");
        project.Write($"db/migrations/{Project.Version(2)}_m2.down.sql", "drop table t2;\n");
        File.Delete(Path.Combine(project.Migrations, $"{Project.Version(3)}_m3.down.sql"));
        project.Write($"db/migrations/{Project.Version(4)}_m4.down.sql", "-- confiture: no transaction\ndrop table never_there;\n");
        project.Tables(5);
        foreach (var command in (string[])["status", "up"])
        {
            var said = await project.SucceedsAsync("migrate", command);
            Assert.Contains($"_m1.down.sql has changed since {Project.Version(1)}_m1 ran", said.Errors);
            Assert.Contains($"_m2.down.sql was added after {Project.Version(2)}_m2 ran", said.Errors);
            Assert.Contains($"_m3.down.sql was deleted after {Project.Version(3)}_m3 ran", said.Errors);
            if (command == "status") Assert.Equal(4, said.Lines.Count(l => l.Contains("changed down", StringComparison.Ordinal)));
        }

        Assert.Equal([Project.Version(5)], await project.DownAsync(1));
        // It begins, so its checksum is on record from here on; it is not what the ledger would call changed.
        var stopped = await project.CliAsync("migrate", "down");
        Assert.Equal(4, stopped.Exit);
        Assert.Contains("_m4.down.sql:2:1", stopped.Errors);
        Assert.Equal(project.Set.Find(Project.Version(4))!.Down!.Checksum,
            await project.ScalarAsync<string>("select checksum_down from tb_confiture where version = $1", Project.Version(4)));
        project.Write($"db/migrations/{Project.Version(4)}_m4.down.sql", "-- confiture: no transaction\ndrop table t4;\n");
        await project.SucceedsAsync("migrate", "down");
        var stuck = await project.CliAsync("migrate", "down");
        Assert.Equal(6, stuck.Exit);
        project.Write($"db/migrations/{Project.Version(3)}_m3.down.sql", "drop table t3;\n");
        Assert.Equal(3, (await project.SucceedsAsync("migrate", "down", "--steps", "3")).Lines.Length);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task Repairing_accepts_a_changed_up_file_on_record_also_in_a_ledger_of_an_earlier_version()
    {
        using var project = await AppliedAsync();
        project.Environment();
        await project.ExecuteAsync("alter table tb_confiture drop column repaired_at, drop column repaired_by");
        project.Migration(1, "create table t1 (id int); -- a comment\n", "drop table if exists t1;\n");
        var refused = await project.CliAsync("migrate", "up");
        Assert.Equal(8, refused.Exit);
        Assert.Contains($"confiture migrate repair {Project.Version(1)}", refused.Errors);
        Assert.Equal([$"repaired {Project.Version(1)}_m1"], (await project.SucceedsAsync("migrate", "repair", Project.Version(1))).Lines);
        Assert.Contains("Nothing to do", (await project.SucceedsAsync("migrate", "repair", Project.Version(1))).Errors);
        var by = $"{Environment.UserName}@{Environment.MachineName}";
        Assert.True(await project.ScalarAsync<bool>(
            "select repaired_by = $1 and repaired_at > applied_at and checksum_up = $2 and checksum_down = $3 from tb_confiture where version = $4",
            by, project.Set.Migrations[0].Up.Checksum, project.Set.Migrations[0].Down!.Checksum, Project.Version(1)));
        var status = await project.SucceedsAsync("migrate", "status");
        Assert.Contains($"{Project.Version(1)}_m1 was repaired by {by} at ", status.Errors);
        Assert.DoesNotContain("changed", status.Output);
        Assert.Equal([$"applied {Project.Version(3)}_m3"], (await project.SucceedsAsync("migrate", "up")).Lines);
        Assert.Equal(2, (await project.CliAsync("migrate", "repair", Project.Version(9))).Exit);
        project.Tables(4);
        var pending = await project.CliAsync("migrate", "repair", Project.Version(4));
        Assert.Equal(2, pending.Exit);
        Assert.Contains("not applied here", pending.Errors);
    }

    [Fact]
    public async Task A_missing_migration_is_refused_by_name()
    {
        using var project = await AppliedAsync();
        foreach (var file in Directory.GetFiles(project.Migrations, "*_m2.*")) File.Delete(file);
        await RefusesAsync(project, $"{Project.Version(2)}_m2 is applied here, but its files are missing", MigrationState.Missing);
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
