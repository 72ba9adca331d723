namespace Confiture.Migrations.Tests;

/// <summary>Statements with <c>-- confiture: batch</c>.</summary>
public sealed class BatchTests(SharedServer shared)
{
    private const string Head = "-- confiture: no transaction\n";

    // The number of transactions that wrote rows, which ctid and xmin tell.
    private const string Transactions = "select count(distinct xmin::text)::int from t where b is not null";

    [Theory]
    [InlineData("create table t (id int primary key, a int, b int)", "g, g", "update t set b = a * 2 where b is null")]
    [InlineData("create table t (id int primary key, a int, b int)", "g, g", "update t set b = a * 2")]
    [InlineData("create table t (id int primary key, a int, b int)", "g, g", "update only public.t as x set b = x.a * 2 where x.a > 0 -- all\n")]
    [InlineData("create table t (id int primary key, a int, b int)", "g, g", "update t set b = o.b from (select 2 as b) o where t.a = t.a or false")]
    [InlineData("create table t (id text primary key, a int, b int)", "'it''s ' || g, g", "update t set b = a * 2 where(b is null)")]
    [InlineData("create table t (x int, \"Y z\" uuid default gen_random_uuid(), a int, b int, primary key (x, \"Y z\"))", "g % 7, gen_random_uuid(), g",
        "update t set b = a * 2")]
    [InlineData("create table t (id timestamptz, a int, b int, primary key (id)) partition by range (id); create table t1 partition of t default",
        "'2026-01-01'::timestamptz + g * interval '1.5 s', g", "with two as (select 2 as n) update t set b = a * n from two")]
    [InlineData("create table t (id numeric(20, 3) primary key, a int, b int)", "g / 3.0, g",
        "update t set b = coalesce((select a from t i where i.id = t.id), 0)")]
    public async Task Every_row_is_changed_once_in_many_transactions(string table, string row, string update)
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync([.. table.Split("; "), $"insert into t select {row} from generate_series(1, 1000) g", "analyze t"]);
        await CountAsync(project);
        project.Migration(1, $"{Head}-- confiture: batch size=90 pause=0ms\n{update};\n");
        await project.UpAsync();
        Assert.Equal(0, await project.ScalarAsync<int>("select count(*)::int from t where b is null"));
        Assert.Equal(1000, await project.ScalarAsync<int>("select count(*)::int from changes"));
        Assert.Equal(12, await project.ScalarAsync<int>(Transactions));
        Assert.Equal(0, await project.ScalarAsync<int>("select count(*)::int from tb_confiture_progress"));
    }

    [Fact]
    public async Task Rows_are_deleted_in_batches_and_by_places_where_there_is_no_key()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table t (a int)", "insert into t select g from generate_series(1, 5000) g", "analyze t");
        project.Migration(1, Head + "-- confiture: batch size=500 pause=0ms by=ctid vacuum=2\ndelete from t where a % 2 = 0;\n");
        var seen = new Seen();
        await project.UpAsync(new() { Observer = seen });
        Assert.Equal(2500, await project.ScalarAsync<int>("select count(*)::int from t"));
        Assert.True(seen.All.Count > 5, $"{seen.All.Count} batches");
        Assert.Equal(2500, seen.All[^1].Changed);
        Assert.Equal(seen.All[^1].Total, seen.All[^1].Visited);
        Assert.True(await project.ScalarAsync<bool>("select pg_stat_get_vacuum_count('t'::regclass) > 0"));
    }

    [Fact]
    public async Task After_a_kill_it_goes_on_with_the_batch_that_was_running()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        await project.ExecuteAsync("create table t (id int primary key, b int)", "insert into t select g from generate_series(1, 1000) g");
        await CountAsync(project);
        // Adding shows a row that is visited twice.
        project.Migration(1, Head + "-- confiture: batch size=100 pause=0ms\nupdate t set b = coalesce(b, 0) + 1;\n");
        await using var blocker = await project.OpenAsync();
        await blocker.ExecuteAsync("begin", Project.Never);
        await blocker.ExecuteAsync("select from t where id = 650 for update", Project.Never);
        await using (var killed = project.StartCli("migrate", "up", "--lock-timeout", "1min"))
        {
            await Eventually.TrueAsync(() => project.ScalarAsync<bool>("select count(*) = 600 from t where b = 1"), "six batches are committed");
            await Eventually.TrueAsync(() => project.ScalarAsync<bool>("select exists (select from pg_locks where not granted)"), "the seventh waits");
            await killed.SignalAsync("KILL");
            await killed.ExitAsync();
        }

        await blocker.ExecuteAsync("rollback", Project.Never);
        Assert.Contains("unfinished", (await project.CliAsync("migrate", "status")).Output);
        await Eventually.TrueAsync(async () => (await project.CliAsync("migrate", "up")).Exit == 0, "the migration goes on");
        Assert.Equal(1000, await project.ScalarAsync<int>("select count(*)::int from t where b = 1"));
        Assert.Equal(1000, await project.ScalarAsync<int>("select count(*)::int from changes"));
    }

    [Fact]
    public async Task A_statement_that_was_edited_meanwhile_does_not_start_over_and_one_that_moved_goes_on()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table t (id int primary key, b int)", "insert into t select g from generate_series(1, 300) g");
        project.Migration(1, Head + "-- confiture: batch size=100 pause=0ms\nupdate t set b = coalesce(b, 0) + 1 + 0 * (1 / (250 - id));\n");
        Assert.Equal(MigrationErrors.Interrupted, (await project.UpFailsAsync()).Code);
        Assert.Equal(200, await project.ScalarAsync<int>("select count(*)::int from t where b = 1"));
        project.Migration(1, Head + "-- confiture: batch size=100 pause=0ms\nupdate t set b = coalesce(b, 0) + 1;\n");
        var error = await project.UpFailsAsync();
        Assert.Equal(BatchErrors.Changed, error.Code);
        Assert.Contains("200 rows", error.What);
        // Another statement before it and other words for it change nothing.
        await project.ExecuteAsync("delete from t where id = 250");
        project.Migration(
            1, Head + "analyze t;\n-- confiture: batch size=50\nupdate t set b = coalesce(b, 0) + 1 + 0 * (1 / (250 - id));\n");
        await project.UpAsync();
        Assert.Equal(299, await project.ScalarAsync<int>("select count(*)::int from t where b = 1"));
    }

    [Fact]
    public async Task What_a_rollback_has_undone_is_done_again_when_both_were_interrupted()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table t (id int primary key, b int)", "insert into t select g from generate_series(1, 300) g");
        project.Migration(
            1, Head + "-- confiture: batch size=100 pause=0ms\nupdate t set b = 1 + 0 * (1 / (250 - id));\n",
            Head + "-- confiture: batch size=100 pause=0ms\nupdate t set b = nullif(0 * (1 / (150 - id)), 0);\n");
        await project.UpFailsAsync();
        await Assert.ThrowsAsync<Foundation.Errors.ToolException>(() => project.DownAsync(1));
        Assert.Equal(100, await project.ScalarAsync<int>("select count(*)::int from t where b = 1"));
        await project.ExecuteAsync("delete from t where id = 250");
        await project.UpAsync();
        Assert.Equal(299, await project.ScalarAsync<int>("select count(*)::int from t where b = 1"));
    }

    [Fact]
    public async Task A_batch_that_does_not_get_its_locks_is_tried_again_alone()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table t (id int primary key, b int)", "insert into t select g from generate_series(1, 300) g");
        project.Migration(1, Head + "-- confiture: batch size=100 pause=0ms\nupdate t set b = coalesce(b, 0) + 1;\n");
        var blocker = await project.OpenAsync();
        await blocker.ExecuteAsync("begin", Project.Never);
        await blocker.ExecuteAsync("select from t where id = 150 for update", Project.Never);
        var seen = new Seen();
        var up = project.UpAsync(new() { Observer = seen, StatementLockWait = TimeSpan.FromMilliseconds(50) });
        await Eventually.TrueAsync(() => Task.FromResult(seen.Retries >= 2), "the second batch is tried again");
        await blocker.DisposeAsync();
        await up;
        Assert.Equal(300, await project.ScalarAsync<int>("select count(*)::int from t where b = 1"));
        Assert.Equal(3, seen.All.Count);
    }

    [Theory]
    [InlineData("-- confiture: batch\nupdate t set b = 1;", false, "-- confiture: no transaction")]
    [InlineData("-- confiture: batch size=lots\nupdate t set b = 1;", true, "size=10000")]
    [InlineData("-- confiture: batch pace=3\nupdate t set b = 1;", true, "pause=")]
    [InlineData("-- confiture: batch\ninsert into t values (3);", true, "neither UPDATE nor DELETE")]
    [InlineData("-- confiture: batch\nupdate t set b = 1 returning id;", true, "RETURNING")]
    [InlineData("-- confiture: batch\nupdate t set id = id + 1;", true, "\"id\"|id, which is part")]
    [InlineData("-- confiture: batch by=ctid\nupdate keyless set b = 1;", true, "by=ctid needs a WHERE")]
    [InlineData("-- confiture: batch\nupdate keyless set b = 1;", true, "by=ctid")]
    public async Task What_cannot_run_in_batches_is_refused_before_anything_runs(string statement, bool isOutside, string advice)
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table t (id int primary key, b int)", "create table keyless (b int)", "insert into t values (1), (2)");
        project.Migration(1, (isOutside ? Head : string.Empty) + statement);
        var error = await project.UpFailsAsync();
        Assert.Equal(BatchErrors.Unusable, error.Code);
        Assert.Contains(advice.Split('|')[^1], $"{error.What} {error.Why} {error.Fix}");
        Assert.Equal(0, await project.ScalarAsync<int>("select count(*)::int from t where b is not null or id > 2"));
    }

    [Fact]
    public async Task An_error_is_reported_at_its_place_in_the_file()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table t (id int primary key, b int)", "insert into t values (1)");
        project.Migration(1, Head + "-- confiture: batch\nupdate t set b = 1\n  where b is null and nope = 2;\n");
        Assert.Contains("_m1.up.sql:4:23: ", (await project.UpFailsAsync()).What);
    }

    private static Task CountAsync(Project project) => project.ExecuteAsync(
        "create table changes (a int)",
        "create function changed() returns trigger language plpgsql as 'begin insert into changes values (1); return new; end'",
        "create trigger changed after update on t for each row execute function changed()");

    private sealed class Seen : IMigrationObserver
    {
        private int retries;

        public List<BatchProgress> All { get; } = [];

        public int Retries => retries;

        public void Starting(Migration migration, MigrationVerb verb)
        {
        }

        public void Finished(Migration migration, MigrationVerb verb, TimeSpan elapsed)
        {
        }

        public void Progressed(Migration migration, BatchProgress progress) => All.Add(progress);

        public void Retrying(Migration migration, string reason) => Interlocked.Increment(ref retries);
    }
}
