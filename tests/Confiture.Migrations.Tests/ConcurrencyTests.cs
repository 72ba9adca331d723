using System.Diagnostics;
using Confiture.Postgres;

namespace Confiture.Migrations.Tests;

public sealed class ConcurrencyTests(SharedServer shared)
{
    [Theory]
    [InlineData("-- confiture: no transaction\n", "discard all;")]
    [InlineData("-- confiture: no transaction\n", "select pg_advisory_unlock_all();")]
    [InlineData("", "select pg_advisory_unlock_all();")]
    public async Task A_file_that_releases_all_locks_keeps_others_out_all_the_same(string head, string release)
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1, $"{head}create table if not exists a (i int);\n{release}\ninsert into a values (1);\nselect pg_sleep(2);\n", "drop table a;");
        project.Migration(2, "insert into a values (2);", "delete from a where i = 2;");

        var first = project.UpAsync();
        await Task.Delay(700);
        var second = await project.UpAsync();

        Assert.Equal(2, (await first).Count + second.Count);
        Assert.Equal(2, await project.ScalarAsync<long>("select count(*) from a"));
    }

    [Fact]
    public async Task A_run_that_lost_the_lock_to_another_says_so()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Migration(
            1, "-- confiture: no transaction\ncreate table if not exists a (i int);\nselect pg_advisory_unlock_all(), pg_sleep(3);", "drop table a;");
        await using var cli = project.StartCli("migrate", "up");
        await using var other = await project.OpenAsync();
        long? key = null;
        await Eventually.TrueAsync(async () => (key ??= await other.ScalarAsync<long?>(
            "select (classid::bigint << 32) | objid::bigint from pg_locks where locktype = 'advisory'"
            + " and database = (select oid from pg_database where datname = current_database()) limit 1", Project.Never)) is not null, "the lock");
        await other.ScalarAsync<string>("select pg_advisory_lock($1)::text", Project.Never, key);

        var result = await cli.EndAsync();

        Assert.Equal(3, result.Exit);
        Assert.Contains("CONF-MIG-018", result.Errors, StringComparison.Ordinal);
        Assert.Contains("still in effect", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Advisory_locks_of_a_file_end_with_it()
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1, "create table a as select pg_advisory_lock(4242)::text;", "drop table a;");
        project.Migration(2, "create table b as select count(*) as held from pg_locks where locktype = 'advisory' and objid = 4242;", "drop table b;");

        await project.UpAsync();

        Assert.Equal(0, await project.ScalarAsync<long>("select held from b"));
    }

    [Fact]
    public async Task Twenty_processes_at_once_apply_each_migration_exactly_once()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment("migration: { locking: { timeout_ms: 100000 } }\n");
        await project.ExecuteAsync("create table runs (migration int)");
        for (var i = 1; i <= 5; i++) project.Migration(i, $"insert into runs values ({i});\ncreate table t{i} ();\nselect pg_sleep(0.3);");
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => project.CliAsync("migrate", "up"))));
        Assert.All(results, r => Assert.True(r.Exit == 0, r.ToString()));
        Assert.Equal("1 2 3 4 5", await project.ScalarAsync<string>("select string_agg(migration::text, ' ' order by migration) from runs"));
        Assert.Equal(5, await project.ScalarAsync<long>("select count(*) from tb_confiture"));
        Assert.Equal(Enumerable.Range(1, 5).Select(i => $"applied {Project.Version(i)}_m{i}"), results.SelectMany(r => r.Lines).Order(StringComparer.Ordinal));
        Assert.Contains(results, r => r.Errors.Contains("Nothing to do", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_killed_process_frees_the_lock_within_seconds_and_the_next_run_completes()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        await project.ExecuteAsync("create table pace as select 600 as seconds");
        project.Tables(1, 3);
        // The second of the run: what one migration resets in its session must not deafen the server to the client's death.
        project.Migration(2, "create table t2 ();\nselect pg_sleep(seconds) from pace;\ncreate table t2b ();");
        await using var killed = project.StartCli("migrate", "up");
        await Eventually.TrueAsync(() => project.ScalarAsync<bool>(
            "select exists (select from pg_stat_activity where datname = current_database() and query like 'select pg_sleep%')"), "the migration sleeps");
        await killed.SignalAsync("KILL");
        var clock = Stopwatch.StartNew();
        await project.ExecuteAsync("update pace set seconds = 0");
        var next = await project.CliAsync("migrate", "up");
        Assert.True(next.Exit == 0, next.ToString());
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
        Assert.Equal([$"applied {Project.Version(2)}_m2", $"applied {Project.Version(3)}_m3"], next.Lines);
        Assert.Equal("pace t1 t2 t2b t3", await project.TablesAsync());
    }

    [Fact]
    public async Task An_interrupted_process_rolls_back_and_says_130()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Tables(1);
        project.Migration(2, "create table t2 ();\nselect pg_sleep(600);");
        await using var cli = project.StartCli("migrate", "up");
        await Eventually.TrueAsync(() => project.ScalarAsync<bool>(
            "select exists (select from pg_stat_activity where datname = current_database() and query like 'select pg_sleep%')"), "the migration sleeps");
        await cli.SignalAsync("TERM");
        var result = await cli.EndAsync();
        Assert.Equal(130, result.Exit);
        Assert.Equal("t1", await project.TablesAsync());
        Assert.Equal(0, await project.ScalarAsync<long>(
            "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())"));
    }

    [Fact]
    public async Task A_lock_that_stays_taken_ends_the_wait_in_time_and_names_its_holder()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment("migration: { locking: { timeout_ms: 1000 } }\n");
        project.Tables(1);
        await using var holder = await Database.OpenAsync(project.Url, SessionName.Of("up"), Project.Never);
        await using var held = await HoldAsync(holder);
        var clock = Stopwatch.StartNew();
        var result = await project.CliAsync("migrate", "up");
        Assert.Equal(5, result.Exit);
        Assert.InRange(clock.Elapsed.TotalSeconds, 1, 8);
        var backend = await holder.ScalarAsync<int>("select pg_backend_pid()", Project.Never);
        Assert.Contains("CONF-MIG-005", result.Errors);
        Assert.Contains("waiting up to 1 s for", result.Errors);
        Assert.Contains($"confiture up {Environment.ProcessId}@", result.Errors);
        Assert.Contains($"backend {backend}", result.Errors);
        Assert.Contains($"select pg_terminate_backend({backend})", result.Errors);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task Locks_of_other_ledgers_and_other_databases_do_not_matter()
    {
        using var project = await shared.NewProjectAsync();
        using var elsewhere = await shared.NewProjectAsync();
        project.Tables(1);
        await using var holder = await elsewhere.OpenAsync();
        await using var held = await HoldAsync(holder);
        await using var neighbour = await project.OpenAsync();
        await using var other = await MigrationLock.TakeAsync(neighbour, new(new("public", "other")), TimeSpan.Zero, null, TimeProvider.System, Project.Never);
        Assert.Single(await project.UpAsync(new() { LockWait = TimeSpan.Zero }));
    }

    [Fact]
    public async Task Waiters_hold_no_snapshot_that_an_index_built_concurrently_would_wait_for()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        await project.ExecuteAsync("create table big as select generate_series(1, 1000) as id");
        await using var holder = await project.OpenAsync();
        var held = await HoldAsync(holder);
        var waiters = Enumerable.Range(0, 3).Select(_ => Task.Run(() => project.UpAsync(new() { LockWait = TimeSpan.FromSeconds(30) }))).ToList();
        await Eventually.TrueAsync(
            async () => await project.ScalarAsync<long>(
                "select count(*) from pg_stat_activity where datname = current_database() and application_name like 'confiture up%'") == 3, "three runs wait");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await holder.ExecuteAsync("create index concurrently big_id on big (id)", limit.Token);
        Assert.True(await holder.ScalarAsync<bool>("select indisvalid from pg_index where indexrelid = 'big_id'::regclass", Project.Never));
        await held.DisposeAsync();
        Assert.Single((await Task.WhenAll(waiters)).SelectMany(applied => applied));
    }

    private static Task<MigrationLock> HoldAsync(Database database) =>
        MigrationLock.TakeAsync(database, LedgerTable.Default, TimeSpan.Zero, null, TimeProvider.System, Project.Never);
}
