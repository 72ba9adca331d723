using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Migrations.Tests;

/// <summary>What happens behind a pooler: the migration lock and what a file sets belong to one session of the server,
/// and a pooler may give each transaction another.</summary>
public sealed class PoolerTests(SharedServer shared)
{
    [Theory]
    [InlineData("pool_mode = transaction", "default_pool_size = 1")]
    [InlineData("pool_mode = transaction", "default_pool_size = 5", "min_pool_size = 3")]
    [InlineData("pool_mode = transaction", "default_pool_size = 20", "server_round_robin = 1")]
    [InlineData("pool_mode = statement", "default_pool_size = 5")]
    public async Task Without_their_own_session_six_runs_all_refuse_and_leave_nothing(params string[] settings)
    {
        using var project = await shared.NewProjectAsync();
        await using var pooler = await PgBouncer.StartAsync(shared.Server.TcpUrl(project.Url.Database), settings);
        project.Environment();
        project.Tables(1, 2);
        var runs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => ThroughAsync(project, pooler, "migrate", "up"))));
        Assert.All(runs, run => Assert.True(run.Exit == 6 && run.Errors.Contains("CONF-MIG-014", StringComparison.Ordinal)
            && run.Errors.Contains("direct_url", StringComparison.Ordinal), run.ToString()));
        Assert.Equal(6, (await ThroughAsync(project, pooler, "migrate", "down")).Exit);
        Assert.Equal("0", await project.ScalarAsync<string>("select count(*)::text from pg_tables where schemaname = 'public'"));
        Assert.Equal(0, await LocksAsync(project));
        // Whoever comes next through the pooler finds the sessions as they were.
        await using (var next = await Database.OpenAsync(pooler.Through(project.Url), "next", Project.Never))
        {
            Assert.Equal("0 0", await next.ScalarAsync<string>(
                "select current_setting('client_connection_check_interval') || ' ' || (select count(*) from pg_listening_channels())", Project.Never));
        }

        project.Environment("migration: { direct_url: \"${DIRECT_URL}\" }\n");
        await using var cli = Cli.Start(project.Root, ["migrate", "up"], ("DATABASE_URL", pooler.Through(project.Url).ToSecretString()),
            ("DIRECT_URL", project.Url.ToSecretString()));
        var direct = await cli.EndAsync();
        Assert.True(direct.Exit == 0, direct.ToString());
        Assert.Equal("t1 t2", await project.TablesAsync());
    }

    [Theory]
    [InlineData("pool_mode = session", "default_pool_size = 30")]
    [InlineData("pool_mode = session", "default_pool_size = 30", "server_reset_query =")]
    public async Task In_session_mode_six_runs_apply_each_migration_once_whatever_the_session_held_before(params string[] settings)
    {
        using var project = await shared.NewProjectAsync();
        await using var pooler = await PgBouncer.StartAsync(shared.Server.TcpUrl(project.Url.Database), settings);
        project.Environment();
        project.Tables(1);
        project.Migration(2, "-- confiture: no transaction\nset search_path = nowhere;\ncreate index concurrently if not exists t1_id on public.t1 "
            + "(id);\nselect pg_sleep(0.5);\n", "drop index t1_id;");
        project.Migration(3, "create table t3 as select current_setting('application_name') as name;", "drop table t3;");
        await using (var before = await Database.OpenAsync(pooler.Through(project.Url), "before", Project.Never))
        {
            // A client that was killed, and a pooler that does not clean up after it.
            _ = await MigrationLock.TakeAsync(before, LedgerTable.Default, TimeSpan.Zero, null, TimeProvider.System, Project.Never);
            await before.ExecuteAsync("set search_path = pg_catalog", Project.Never);
        }

        var runs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => ThroughAsync(project, pooler, "migrate", "up"))));
        Assert.All(runs, run => Assert.True(run.Exit == 0, run.ToString()));
        Assert.Equal(Enumerable.Range(1, 3).Select(i => $"applied {Project.Version(i)}_m{i}"), runs.SelectMany(r => r.Lines).Order(StringComparer.Ordinal));
        Assert.StartsWith("confiture up ", await project.ScalarAsync<string>("select name from t3"));
        Assert.Equal(3, (await ThroughAsync(project, pooler, "migrate", "down", "--steps", "3", "--yes")).Lines.Length);
        Assert.Equal(0, await LocksAsync(project));
    }

    [Fact]
    public async Task Building_through_a_pooler_without_sessions_is_refused_and_reading_is_not()
    {
        using var project = await shared.NewProjectAsync();
        await using var pooler = await PgBouncer.StartAsync(shared.Server.TcpUrl(project.Url.Database), "pool_mode = transaction");
        project.Environment();
        project.Tables(1);
        project.Write("db/schema/a.sql", "create table a (id int);\n");
        Assert.Equal(ExitCode.Refused, (ExitCode)(await ThroughAsync(project, pooler, "build")).Exit);
        Assert.Contains("pending", (await ThroughAsync(project, pooler, "migrate", "status")).Output);
        Assert.Equal(0, await LocksAsync(project));
    }

    private static async Task<CliResult> ThroughAsync(Project project, PgBouncer pooler, params string[] arguments)
    {
        await using var cli = Cli.Start(project.Root, arguments, ("DATABASE_URL", pooler.Through(project.Url).ToSecretString()));
        return await cli.EndAsync();
    }

    private static Task<long> LocksAsync(Project project) =>
        project.ScalarAsync<long>(
            "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())");
}
