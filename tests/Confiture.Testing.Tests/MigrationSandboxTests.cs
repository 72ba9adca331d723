using Confiture.Migrations;
using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Testing.Tests;

/// <summary>One migration at a time, with rows.</summary>
public sealed class MigrationSandboxTests(SharedServer shared)
{
    [Fact]
    public async Task Rows_live_through_up_and_down()
    {
        using var project = Users().Migration(
            2, "alter table users add column bio text not null default 'none';", "alter table users drop column bio;");
        await using var databases = await StartAsync(project);
        await using var sandbox = await MigrationSandbox.AtAsync(databases, Project.Version(1));
        await sandbox.ExecuteAsync("insert into users (name) values ('Ada'), ('Grace')");
        var before = await sandbox.SchemaAsync();

        Assert.Equal("m2", (await sandbox.UpAsync()).Name);
        Assert.Equal(["Ada none", "Grace none"], (await sandbox.QueryAsync("select * from users order by id")).Select(r => $"{r["name"]} {r["bio"]}"));
        Assert.Equal(["+ column public.users.bio (1 default)"], (await sandbox.DifferencesAsync(before)).Select(d => d.ToString()));
        Assert.Equal(Project.Version(2), await sandbox.VersionAsync());

        Assert.Equal("m2", (await sandbox.DownAsync()).Name);
        Assert.Empty(await sandbox.DifferencesAsync(before));
        Assert.Equal(2, await sandbox.ScalarAsync<long>("select count(*) from users"));
        Assert.Equal(Project.Version(1), await sandbox.VersionAsync());
    }

    [Fact]
    public async Task A_down_migration_that_restores_something_else_is_seen()
    {
        using var project = Users().Migration(2, "alter table users drop column name;", "alter table users add column name varchar(10);");
        await using var databases = await StartAsync(project);
        await using var sandbox = await MigrationSandbox.AtAsync(databases, Project.Version(1));
        var before = await sandbox.SchemaAsync();
        await sandbox.UpAsync();
        await sandbox.DownAsync();

        var difference = Assert.Single(await sandbox.DifferencesAsync(before));
        Assert.Equal("changed", difference.Change);
        Assert.Contains("text -> character varying(10)", difference.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_irreversible_migration_stays()
    {
        using var project = Users().Migration(2, "create table logs (id int);");
        await using var databases = await StartAsync(project);
        await using var sandbox = await MigrationSandbox.AtAsync(databases, Project.Version(1));
        await sandbox.UpAsync();

        Assert.Equal(MigrationErrors.Irreversible, (await Assert.ThrowsAsync<ToolException>(() => sandbox.DownAsync())).Code);
        Assert.Equal(Project.Version(2), await sandbox.VersionAsync());
    }

    [Fact]
    public async Task A_migration_that_rows_do_not_allow_fails_with_its_place_and_leaves_the_sandbox()
    {
        using var project = Users().Migration(2, "create table other (id int);\nalter table users add constraint short check (length(name) < 4);");
        await using var databases = await StartAsync(project);
        await using var sandbox = await MigrationSandbox.AtAsync(databases, Project.Version(1));
        await sandbox.ExecuteAsync("insert into users (name) values ('Grace')");

        var error = await Assert.ThrowsAsync<ToolException>(() => sandbox.UpAsync());
        Assert.Equal(MigrationErrors.StatementFailed, error.Code);
        Assert.Contains("m2.up.sql:2:1: check constraint \"short\"", error.Message, StringComparison.Ordinal);
        Assert.Equal((Project.Version(1), 0), (await sandbox.VersionAsync(),
            await sandbox.ScalarAsync<long>("select count(*) from pg_tables where tablename = 'other'")));

        await sandbox.ExecuteAsync("update users set name = 'Ada'");
        Assert.Equal("m2", (await sandbox.UpAsync()).Name);
    }

    [Fact]
    public async Task A_migration_before_the_version_that_fails_is_named()
    {
        using var project = Users().Migration(2, "select nonsense;").Migration(3, "create table u (id int);");
        await using var databases = await StartAsync(project);
        var error = await Assert.ThrowsAsync<ToolException>(() => MigrationSandbox.AtAsync(databases, Project.Version(2)));
        Assert.Contains("m2.up.sql:1:8", error.Message, StringComparison.Ordinal);
        await using var before = await MigrationSandbox.AtAsync(databases, Project.Version(1));
        Assert.Equal(Project.Version(1), await before.VersionAsync());
    }

    [Fact]
    public async Task A_sandbox_may_begin_before_the_first_migration_and_has_an_end()
    {
        using var project = Users();
        await using var databases = await StartAsync(project);
        await using var sandbox = await MigrationSandbox.AtAsync(databases, version: null);

        Assert.Equal(TestingErrors.NoMigration, (await Assert.ThrowsAsync<ToolException>(() => sandbox.DownAsync())).Code);
        Assert.Equal("m1", (await sandbox.UpAsync()).Name);
        var end = await Assert.ThrowsAsync<ToolException>(() => sandbox.UpAsync());
        Assert.Equal((TestingErrors.NoMigration, $"There is no migration after {Project.Version(1)}."), (end.Code, end.What));
        Assert.Equal(MigrationErrors.UnknownVersion,
            (await Assert.ThrowsAsync<ToolException>(() => MigrationSandbox.AtAsync(databases, "20990101000000"))).Code);
    }

    [Fact]
    public async Task A_sandbox_can_have_a_server_to_itself()
    {
        using var project = Users();
        string socket;
        await using (var sandbox = await MigrationSandbox.AtAsync(project.Root, Project.Version(1), new() { Postgres = SharedServer.Today }))
        {
            socket = sandbox.Database.Url.Host;
            Assert.True(Directory.Exists(socket));
            Assert.Equal(0, await sandbox.ScalarAsync<long>("select count(*) from users"));
        }

        Assert.False(Directory.Exists(socket));
    }

    [Fact]
    public async Task What_the_server_refuses_says_which_statement()
    {
        using var project = Users();
        await using var databases = await StartAsync(project);
        await using var sandbox = await MigrationSandbox.AtAsync(databases, Project.Version(1));

        var error = await Assert.ThrowsAsync<ScriptException>(() => sandbox.ExecuteAsync(
            "insert into users (name) values ('Ada');\ninsert into users (name) values (null);"));
        Assert.Equal((SqlState.NotNullViolation, "sql:2:1"), (error.Server.SqlState, error.Place));
        Assert.Equal(0, await sandbox.ScalarAsync<long>("select count(*) from users"));
    }

    private static Project Users() => new Project(schema: null).Migration(
        1, "create table users (id bigint generated always as identity primary key, name text not null);", "drop table users;");

    private Task<TestDatabases> StartAsync(Project project) => project.StartAsync(new() { Server = shared.Url });
}
