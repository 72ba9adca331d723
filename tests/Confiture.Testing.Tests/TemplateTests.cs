using Confiture.Postgres;

namespace Confiture.Testing.Tests;

/// <summary>Templates outlive a run, and go when their files change.</summary>
public sealed class TemplateTests : IAsyncLifetime
{
    private TemporaryServer server = null!;

    public async ValueTask InitializeAsync() =>
        server = await TemporaryServer.StartAsync(TemporaryServerOptions.Default with { Postgres = SharedServer.Today }, CancellationToken.None);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_template_serves_the_next_run_until_a_file_changes()
    {
        using var project = new Project();
        var first = await TemplateAfterRunAsync(project, tables: 1);
        Assert.Equal(first, await TemplateAfterRunAsync(project, tables: 1));

        project.Write("db/schema/20_u.sql", "create table u (id int);");
        Assert.NotEqual(first, await TemplateAfterRunAsync(project, tables: 2));
    }

    [Fact]
    public async Task A_changed_seed_changes_the_template()
    {
        using var project = new Project().Write("db/seeds/common/a.sql", "insert into t values (1, 'old');");
        var first = await TemplateAfterRunAsync(project, tables: 1, withSeeds: true);
        project.Write("db/seeds/common/a.sql", "insert into t values (1, 'new');");
        Assert.NotEqual(first, await TemplateAfterRunAsync(project, tables: 1, withSeeds: true));
    }

    [Fact]
    public async Task A_template_that_another_run_removes_is_built_again()
    {
        using var project = new Project();
        await using var databases = await StartAsync(project, withSeeds: false);
        await (await databases.CreateAsync()).DisposeAsync();
        await using (var database = await OpenAsync())
        {
            var template = await database.ScalarAsync<string>("select datname::text from pg_database where datname like 'confiture\\_template%'",
                CancellationToken.None);
            await database.ExecuteAsync($"drop database {template}", CancellationToken.None);
        }

        for (var i = 0; i < 4; i++)
        {
            await using var database = await databases.CreateAsync();
            Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from t"));
        }

        Assert.Single(await TemplatesAsync());
    }

    [Fact]
    public async Task A_state_at_a_version_is_replayed_once()
    {
        using var project = new Project().Migration(1, "create table m (id int);").Migration(2, "create table n (id int);");
        await using var databases = await StartAsync(project, withSeeds: false);
        for (var i = 0; i < 3; i++)
        {
            await using var sandbox = await MigrationSandbox.AtAsync(databases, Project.Version(1));
            Assert.Equal(0, await sandbox.ScalarAsync<long>("select count(*) from m"));
            await sandbox.ExecuteAsync("insert into m values (1)");
        }

        Assert.Single(await TemplatesAsync());
    }

    // The identity of the only template that is there.
    private async Task<uint> TemplateAfterRunAsync(Project project, int tables, bool withSeeds = false)
    {
        await using var databases = await StartAsync(project, withSeeds);
        await using var database = await databases.CreateAsync();
        Assert.Equal(tables, await database.ScalarAsync<long>("select count(*) from pg_tables where tablename in ('t', 'u')"));
        return Assert.Single(await TemplatesAsync());
    }

    private Task<TestDatabases> StartAsync(Project project, bool withSeeds) =>
        project.StartAsync(new() { Server = server.TcpUrl().ToSecretString(), WithSeeds = withSeeds, InStock = 1 });

    private async Task<IReadOnlyList<uint>> TemplatesAsync()
    {
        await using var database = await OpenAsync();
        return await database.RowsAsync(
            "select oid from pg_database where datname like 'confiture\\_template%'", r => r.Get<uint>(0), CancellationToken.None);
    }

    private Task<Database> OpenAsync() => Database.OpenAsync(server.SocketUrl(), "tests", CancellationToken.None);
}
