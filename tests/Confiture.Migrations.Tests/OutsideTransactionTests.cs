using System.Diagnostics;

namespace Confiture.Migrations.Tests;

/// <summary>Migrations that say <c>-- confiture: no transaction</c>.</summary>
public sealed class OutsideTransactionTests(SharedServer shared)
{
    private const string Head = "-- confiture: no transaction\n";
    private const string Build = Head + "drop index concurrently if exists t_a;\ncreate index concurrently t_a on t (a);\n";
    private const string Unbuild = Head + "drop index concurrently if exists t_a;\n";

    [Fact]
    public async Task An_index_is_built_concurrently_and_rolled_back()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table t (a int)");
        project.Migration(1, Build, Unbuild);
        await project.UpAsync();
        Assert.True(await IsValidAsync(project));
        Assert.Equal(MigrationState.Applied, Assert.Single((await project.Migrator().StatusAsync(Project.Never)).Entries).State);
        await project.DownAsync(1);
        Assert.Null(await IsValidAsync(project));
        Assert.Equal(string.Empty, await project.LedgerAsync());
    }

    [Fact]
    public async Task A_run_that_is_killed_half_way_is_on_record_and_the_next_one_completes_it()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        await using var blocker = await InterruptAsync(project);
        Assert.False(await IsValidAsync(project));
        var status = await project.CliAsync("migrate", "status");
        Assert.Contains("unfinished", status.Output);
        await blocker.DisposeAsync();
        var next = await project.CliAsync("migrate", "up");
        Assert.True(next.Exit == 0, next.ToString());
        Assert.True(await IsValidAsync(project));
        Assert.DoesNotContain("unfinished", (await project.CliAsync("migrate", "status")).Output);
    }

    [Fact]
    public async Task A_run_that_is_killed_half_way_can_be_taken_back_instead()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        await using (await InterruptAsync(project))
        {
            Assert.False(await IsValidAsync(project));
        }

        var down = await project.CliAsync("migrate", "down");
        Assert.True(down.Exit == 0, down.ToString());
        Assert.Null(await IsValidAsync(project));
        Assert.Equal(string.Empty, await project.LedgerAsync());
    }

    [Fact]
    public async Task A_statement_that_fails_says_what_stays_and_what_to_do()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        await project.ExecuteAsync("create table t (a int)", "insert into t values (1), (1)");
        project.Migration(1, Head + "drop index concurrently if exists t_a;\ncreate unique index concurrently t_a on t (a);\n", Unbuild);
        var result = await project.CliAsync("migrate", "up");
        Assert.Equal(4, result.Exit);
        Assert.Contains("CONF-MIG-012", result.Errors);
        Assert.Contains("_m1.up.sql:3:1:", result.Errors);
        Assert.Contains("unfinished", result.Errors);
        await project.ExecuteAsync("delete from t");
        Assert.Equal([Project.Version(1)], await project.UpAsync());
        Assert.True(await IsValidAsync(project));
    }

    [Theory]
    [InlineData("create unique index concurrently if not exists t_a on t (a);")]
    [InlineData("create unique index concurrently t_a on t (a);")]
    public async Task An_invalid_index_of_an_interrupted_build_is_built_again_and_never_passes_for_one(string build)
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table t (a int)", "insert into t values (1), (1)");
        project.Migration(1, Head + build);
        Assert.Equal(MigrationErrors.Interrupted, (await project.UpFailsAsync()).Code);
        Assert.Equal(MigrationErrors.Interrupted, (await project.UpFailsAsync()).Code);
        await project.ExecuteAsync("delete from t");
        await project.UpAsync();
        Assert.True(await IsValidAsync(project));
    }

    [Fact]
    public async Task Without_the_directive_the_error_names_it()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table t (a int)");
        project.Migration(1, "create index concurrently t_a on t (a);");
        Assert.Contains("-- confiture: no transaction", (await project.UpFailsAsync()).Fix);
        Assert.Null(await IsValidAsync(project));
    }

    [Fact]
    public async Task A_statement_with_a_condition_is_passed_over_when_it_does_not_hold()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table t (a int)");
        project.Migration(1, Head + "-- confiture: only if not exists (select from t)\ninsert into t values (1);\n-- confiture: "
            + "only if not exists (select from t)\ninsert into t values (2);\ninsert into t values (3);\n");
        await project.UpAsync();
        Assert.Equal("1 3", await project.ScalarAsync<string>("select string_agg(a::text, ' ' order by a) from t"));
    }

    [Fact]
    public async Task A_condition_in_a_transaction_is_refused()
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1, "-- confiture: only if false\ncreate table t (a int);\n");
        Assert.Equal("CONF-MIG-013", (await project.UpFailsAsync()).Code.ToString());
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task What_a_file_sets_for_its_session_ends_with_it()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table t (a int)");
        project.Migration(1, Head + "set statement_timeout = '1234s';\nset search_path = nowhere;\nvacuum public.t;\n");
        project.Migration(2, "create table seen as select current_setting('statement_timeout') as a, current_setting('search_path') as b;");
        await project.UpAsync();
        Assert.Equal("0 \"$user\", public", await project.ScalarAsync<string>("select a || ' ' || b from seen"));
    }

    [Fact]
    public async Task A_concurrent_build_that_is_interrupted_ends_at_once_and_is_on_record()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        await project.ExecuteAsync(
            "create table t (a int)", "insert into t values (1)",
            "create function slow(int) returns int language plpgsql immutable as $$ begin perform pg_sleep(600); return $1; end $$");
        project.Migration(1, Head + "create index concurrently t_a on t (slow(a));\n", Unbuild);
        await using var run = project.StartCli("migrate", "up");
        await Eventually.TrueAsync(() => project.ScalarAsync<bool>("select exists (select from pg_stat_activity where datname = current_database() and query "
            + "like 'create index concurrently%' and wait_event = 'PgSleep')"), "the build is at work");

        var start = Stopwatch.GetTimestamp();
        await run.SignalAsync("TERM");
        var result = await run.EndAsync();

        // The driver's own way of cancelling takes 15 s.
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(130, result.Exit);
        Assert.Contains("`unfinished`", result.Errors, StringComparison.Ordinal);
        Assert.Equal(MigrationState.Unfinished, Assert.Single((await project.Migrator().StatusAsync(Project.Never)).Entries).State);
    }

    // The build waits for a transaction that is older than it; there it is killed.
    private static async Task<Confiture.Postgres.Database> InterruptAsync(Project project)
    {
        await project.ExecuteAsync("create table t (a int)");
        project.Migration(1, Build, Unbuild);
        var blocker = await project.OpenAsync();
        await blocker.ExecuteAsync("begin", Project.Never);
        await blocker.ExecuteAsync("insert into t values (1)", Project.Never);
        await using var killed = project.StartCli("migrate", "up");
        await Eventually.TrueAsync(() => project.ScalarAsync<bool>("select exists (select from pg_stat_activity where datname = current_database() and query "
            + "like 'create index concurrently%' and wait_event_type = 'Lock')"), "the build waits");
        await killed.SignalAsync("KILL");
        await killed.ExitAsync();
        await Eventually.TrueAsync(() => project.ScalarAsync<bool>("select not exists (select from pg_stat_activity where datname = current_database() and "
            + "query like 'create index concurrently%')"), "the server noticed");
        return blocker;
    }

    private static Task<bool?> IsValidAsync(Project project) =>
        project.ScalarAsync<bool?>("select indisvalid from pg_index where indexrelid = to_regclass('t_a')");
}
