using Confiture.Postgres;

namespace Confiture.Migrations.Tests;

/// <summary>Commits of a run wait for the disk once, at its end, however it ends.</summary>
public sealed class DurabilityTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task What_a_run_reports_is_on_disk(bool down, bool fails)
    {
        await using var server = await LazyServerAsync();
        using var project = new Project(await server.CreateDatabaseAsync("durable", Project.Never));
        project.Tables(1, 2, 3);
        if (fails) project.Migration(3, "create table t1 ();");
        if (fails) await project.UpFailsAsync();
        else await project.UpAsync();
        if (down) await project.DownAsync(2);
        Assert.Equal(0, await UnflushedAsync(project));
        Assert.Equal(down ? Project.Version(1) : fails ? $"{Project.Version(1)} {Project.Version(2)}" : $"{Project.Version(1)} {Project.Version(2)} "
            + $"{Project.Version(3)}", await project.LedgerAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Commits_before_the_last_wait_for_the_disk_when_asked_to(bool each)
    {
        await using var server = await LazyServerAsync();
        using var project = new Project(await server.CreateDatabaseAsync("each", Project.Never));
        project.Tables(1);
        // A trigger on the ledger would see the setting, too; the second migration's own words are enough.
        project.Migration(2, "create table seen as select current_setting('synchronous_commit') as value;");
        project.Migration(3, "insert into seen select current_setting('synchronous_commit');");
        await project.UpAsync(new() { DurableEach = each });
        Assert.Equal(each ? "on on" : "off on", await project.ScalarAsync<string>("select string_agg(value, ' ' order by ctid) from seen"));
    }

    [Fact]
    public async Task A_role_that_may_little_can_make_it_durable()
    {
        await using var server = await LazyServerAsync();
        using var owner = new Project(await server.CreateDatabaseAsync("humble", Project.Never));
        await owner.ExecuteAsync("create role humble login", "grant create on schema public to humble");
        using var project = new Project(
            DatabaseUrl.Parse(owner.Url.ToSecretString().Replace("postgres@", "humble@", StringComparison.Ordinal), "test", static _ => null));
        project.Tables(1, 2);
        project.Migration(3, "create table t1 ();");
        Assert.Equal("CONF-MIG-003", (await project.UpFailsAsync()).Code.Id);
        Assert.Equal(0, await UnflushedAsync(owner));
    }

    // One that leaves the log in memory for ten seconds unless a commit waits for it.
    private static async Task<TemporaryServer> LazyServerAsync()
    {
        var server = await TemporaryServer.StartAsync(new TemporaryServerOptions { Durable = true }, Project.Never);
        await using var database = await Database.OpenAsync(server.SocketUrl(), "tests", Project.Never);
        foreach (var setting in (string[])["wal_writer_delay = '10s'", "autovacuum = off", "bgwriter_delay = '10s'", "checkpoint_timeout = '1h'"])
            await database.ExecuteAsync($"alter system set {setting}", Project.Never);
        await database.ExecuteAsync("select pg_reload_conf()", Project.Never);
        return server;
    }

    private static Task<decimal> UnflushedAsync(Project project) =>
        project.ScalarAsync<decimal>("select pg_current_wal_insert_lsn() - pg_current_wal_flush_lsn()");
}
