namespace Confiture.Migrations.Tests;

/// <summary>Partitions that join and leave while others work.</summary>
public sealed class PartitionTests(SharedServer shared)
{
    private const string Whole = "create table parts (id int not null, at date not null) partition by range (at);\n";
    private const string Columns = "(id int not null, at date not null);\n";
    private const string First = "create table parts_1 partition of parts for values from ('2026-01-01') to ('2026-02-01');\n";
    private const string Second = "create table parts_2 partition of parts for values from ('2026-02-01') to ('2026-03-01');\n";
    private const string Rest = "create table parts_rest partition of parts default;\n";

    [Fact]
    public async Task A_table_with_rows_joins_when_a_check_says_that_they_fit()
    {
        using var project = await shared.MigratedAsync(Whole + First + Rest + "create table parts_2 " + Columns,
            "insert into parts_2 select i, '2026-02-03' from generate_series(1, 100) i", "insert into parts values (1, '2026-05-05')");
        var texts = await project.GenerateAsync(Whole + First + Rest + Second);
        Assert.Contains("ALTER TABLE public.parts_2 ADD CONSTRAINT parts_2__bound CHECK", texts);
        Assert.Contains("ALTER TABLE public.parts_rest ADD CONSTRAINT parts_rest__bound CHECK (NOT (", texts);
        Assert.Contains("VALIDATE CONSTRAINT parts_rest__bound", texts);
        // The server says when it believes a check instead of looking at the rows.
        await using (var database = await project.OpenAsync())
        {
            List<string> notices = [];
            database.Hear(notices.Add);
            await database.ExecuteAsync("set client_min_messages = debug1", Project.Never);
            foreach (var statement in project.Set.Migrations.Skip(1).SelectMany(m => m.Up.Script.Statements))
                await database.ExecuteAsync(statement.Text.Replace("SET LOCAL", "SET", StringComparison.Ordinal), Project.Never);
            Assert.Contains(notices, n => n.Contains("\"parts_2\" is implied by existing constraints", StringComparison.Ordinal));
            Assert.Contains(notices, n => n.Contains("\"parts_rest\" is implied by existing constraints", StringComparison.Ordinal));
        }

        Assert.Equal(101, await project.ScalarAsync<long>("select count(*) from parts"));
    }

    [Fact]
    public async Task Rows_that_do_not_fit_are_found_before_anything_is_locked()
    {
        using var project = await shared.MigratedAsync(Whole + First + "create table parts_2 " + Columns, "insert into parts_2 values (1, '2020-01-01')");
        await project.GenerateAsync(Whole + First + Second);
        var refusal = (await project.UpFailsAsync()).Message;
        Assert.Contains("SQLSTATE 23514", refusal);
        Assert.Contains("rows of public.parts_2 are outside its new partition bounds", refusal);
        Assert.Equal(1, await project.ScalarAsync<long>("select count(*) from tb_confiture"));
        Assert.Equal(1, await project.ScalarAsync<long>("select count(*) from parts_2"));
    }

    [Fact]
    public async Task A_partition_leaves_concurrently_with_its_rows_and_nothing_else()
    {
        using var project = await shared.MigratedAsync(Whole + First + Second, "insert into parts select i, '2026-02-03' from generate_series(1, 100) i");
        var texts = await project.GenerateAsync(Whole + First + "create table parts_2 " + Columns);
        Assert.Contains("DETACH PARTITION public.parts_2 CONCURRENTLY", texts);
        await project.UpAsync();
        Assert.Contains("No drift", (await project.CliAsync("drift")).Errors);
        Assert.Equal(100, await project.ScalarAsync<long>("select count(*) from parts_2"));
        await project.DownAsync(project.Set.Migrations.Count - 1);
        Assert.Equal(100, await project.ScalarAsync<long>("select count(*) from parts"));
    }

    [Fact]
    public async Task Killed_while_a_partition_leaves_the_next_run_completes_it()
    {
        using var project = await shared.MigratedAsync(Whole + First + Second, "insert into parts select i, '2026-02-03' from generate_series(1, 100) i");
        await project.GenerateAsync(Whole + First);
        await using (var holder = await project.OpenAsync())
        {
            await holder.ExecuteAsync("begin", Project.Never);
            await holder.ExecuteAsync("select from parts", Project.Never);
            await using var up = project.StartCli("migrate", "up");
            await Eventually.TrueAsync(() => project.ScalarAsync<bool>("select coalesce(bool_or(inhdetachpending), false) from pg_inherits"),
                "it is on the way out");
            await up.SignalAsync("KILL");
            await up.ExitAsync();
            await Eventually.TrueAsync(() => project.ScalarAsync<bool>(
                "select not exists (select from pg_stat_activity where datname = current_database() and query like '%CONCURRENTLY')"), "the server noticed");
        }

        Assert.Contains("unfinished", (await project.CliAsync("migrate", "status")).Output);
        var next = await project.CliAsync("migrate", "up");
        Assert.True(next.Exit == 0, next.ToString());
        Assert.Equal("parts parts_1", await project.TablesAsync());
    }
}
