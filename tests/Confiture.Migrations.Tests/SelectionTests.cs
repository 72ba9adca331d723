namespace Confiture.Migrations.Tests;

/// <summary>Which migrations are applied, recorded and rolled back.</summary>
public sealed class SelectionTests(SharedServer shared)
{
    [Fact]
    public async Task Steps_apply_so_many_and_target_rolls_back_to_a_version()
    {
        using var project = await ThreeAsync();

        await project.SucceedsAsync("migrate", "up", "--steps", "2");
        Assert.Equal("t1 t2", await project.TablesAsync());
        Assert.Equal([$"{Project.Version(2)}_m2"], (await project.SucceedsAsync("migrate", "current")).Lines);
        await project.SucceedsAsync("migrate", "up");
        await project.SucceedsAsync("migrate", "down", "--target", Project.Version(1));
        Assert.Equal("t1", await project.TablesAsync());
        await project.SucceedsAsync("migrate", "down", "--target", Project.Version(1));
        Assert.Equal("t1", await project.TablesAsync());
        Assert.Equal(2, (await project.CliAsync("migrate", "down", "--target", Project.Version(2))).Exit);
        Assert.Equal(2, (await project.CliAsync("migrate", "up", "--steps", "0")).Exit);
    }

    [Fact]
    public async Task One_transaction_applies_all_or_none()
    {
        using var project = await ThreeAsync();
        project.Migration(2, "set search_path to pg_catalog; set lock_timeout = '1h'; create table public.t2 (id int);", "drop table t2;");
        project.Migration(4, "create table t4 (id int);\nselect 1 / 0;\n", "drop table t4;");

        var failed = await project.CliAsync("migrate", "up", "--single-transaction");
        Assert.Equal(3, failed.Exit);
        Assert.Contains("_m4.up.sql:2:", failed.Errors, StringComparison.Ordinal);
        Assert.Contains($"{Project.Version(4)}_m4", failed.Errors, StringComparison.Ordinal);
        Assert.Empty(failed.Output);
        Assert.Equal(string.Empty, await project.TablesAsync());

        project.Migration(4, "create table t4 (id int);", "drop table t4;");
        await project.SucceedsAsync("migrate", "up", "--single-transaction");
        Assert.Equal("t1 t2 t3 t4", await project.TablesAsync());
        Assert.Equal(1, await project.ScalarAsync<long>("select count(distinct applied_at) from tb_confiture"));
    }

    [Fact]
    public async Task One_transaction_refuses_what_runs_outside_of_one()
    {
        using var project = await ThreeAsync();
        project.Migration(2, "-- confiture: no transaction\ncreate index concurrently i on t1 (id);", "drop index i;");

        var refused = await project.CliAsync("migrate", "up", "--single-transaction");

        Assert.Equal(2, refused.Exit);
        Assert.Contains("m2 runs outside a transaction", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task Older_migrations_are_applied_only_on_request()
    {
        using var project = await ThreeAsync();
        var late = (project.Migrations, Version: Project.Version(2));
        await project.SucceedsAsync("migrate", "up");
        await project.ExecuteAsync($"delete from tb_confiture where version = '{late.Version}'", "drop table t2");

        Assert.Equal(8, (await project.CliAsync("migrate", "up")).Exit);
        await project.SucceedsAsync("migrate", "up", "--allow-out-of-order");
        Assert.Equal("t1 t2 t3", await project.TablesAsync());
        Assert.Equal(0, (await project.CliAsync("migrate", "up")).Exit);
    }

    [Fact]
    public async Task An_applied_migration_runs_again_by_force_and_alone()
    {
        using var project = await ThreeAsync();
        project.Migration(1, "create table if not exists t1 (id int);\ninsert into t1 values (1);", "drop table t1;");
        await project.SucceedsAsync("migrate", "up", "--steps", "1");

        await project.SucceedsAsync("migrate", "up", "--force", Project.Version(1));

        Assert.Equal(2, await project.ScalarAsync<long>("select count(*) from t1"));
        Assert.Equal(Project.Version(1), await project.LedgerAsync());
        Assert.Equal(2, (await project.CliAsync("migrate", "up", "--force", "20200101000000")).Exit);
        Assert.Equal(2, (await project.CliAsync("migrate", "up", "--force", Project.Version(3))).Exit);
        Assert.Equal(Project.Version(1), await project.LedgerAsync());
    }

    [Fact]
    public async Task Limits_reach_the_statements()
    {
        using var project = await ThreeAsync();
        project.Migration(1, "select set_config('a.b', current_setting('lock_timeout') || ' ' || current_setting('statement_timeout'), false);\n"
            + "create table t1 as select current_setting('a.b') as seen;", "drop table t1;");

        await project.SucceedsAsync("migrate", "up", "--steps", "1", "--lock-timeout", "1500ms", "--statement-timeout", "2min");

        Assert.Equal("1500ms 2min", await project.ScalarAsync<string>("select seen from t1"));
        project.Migration(2, "select pg_sleep(20);", "select 1;");
        var slow = await project.CliAsync("migrate", "up", "--statement-timeout", "0.1s");
        Assert.Equal(3, slow.Exit);
        Assert.Contains("57014", slow.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await project.CliAsync("migrate", "up", "--lock-timeout", "soon")).Exit);
    }

    [Fact]
    public async Task A_baseline_records_without_running()
    {
        using var project = await ThreeAsync();
        await project.ExecuteAsync("create table t1 (id int)", "create table t2 (id int)");

        Assert.Equal([$"recorded {Project.Version(1)}_m1", $"recorded {Project.Version(2)}_m2"],
            (await project.SucceedsAsync("migrate", "baseline", "--through", Project.Version(2))).Lines);
        Assert.Empty((await project.SucceedsAsync("migrate", "baseline", "--through", Project.Version(2))).Output);
        await project.SucceedsAsync("migrate", "up");

        Assert.Equal("t1 t2 t3", await project.TablesAsync());
        Assert.Equal(2, (await project.CliAsync("migrate", "baseline", "--through", "20990101000000")).Exit);
    }

    private async Task<Project> ThreeAsync()
    {
        var project = await shared.NewProjectAsync();
        project.Environment();
        project.Tables(1, 2, 3);
        return project;
    }
}
