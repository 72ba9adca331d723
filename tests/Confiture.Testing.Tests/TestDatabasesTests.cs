using Confiture.Postgres;
using Confiture.Schema;
using Foundation.Errors;
using Foundation.Waiting;
using Npgsql;

namespace Confiture.Testing.Tests;

/// <summary>A database per test, on a temporary server and on one that is there.</summary>
public sealed class TestDatabasesTests(SharedServer shared)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly Foundation.Waiting.Pace Poll = Foundation.Waiting.Pace.Every(TimeSpan.FromMilliseconds(10));

    [Fact]
    public async Task Every_test_has_the_schema_and_no_rows_of_others()
    {
        using var project = new Project();
        await using var databases = await project.StartAsync();
        await using var one = await databases.CreateAsync();
        await using var other = await databases.CreateAsync();

        await one.ExecuteAsync("insert into t values (1, 'a'); insert into t values (2, null)");

        Assert.Equal(["1 a", "2 "], (await one.QueryAsync("select * from t order by id")).Select(row => $"{row["id"]} {row["a"]}"));
        Assert.Null((await one.QueryAsync("select a from t where id = 2"))[0]["a"]);
        Assert.Empty(await other.QueryAsync("select * from t"));
        Assert.NotEqual(one.Url.Database, other.Url.Database);
    }

    [Fact]
    public async Task A_connection_string_is_one_that_Npgsql_takes()
    {
        using var project = new Project();
        await using var databases = await project.StartAsync(new() { Server = shared.Url });
        await using var database = await databases.CreateAsync();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand("select current_database()");

        Assert.Equal(database.Url.Database, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_database_goes_when_it_is_disposed_whoever_is_connected()
    {
        using var project = new Project();
        await using var databases = await project.StartAsync(new() { Server = shared.Url });
        var database = await databases.CreateAsync();
        var name = database.Url.Database;
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();

        await database.DisposeAsync();

        Assert.True(await Deadline.In(Soon, TimeProvider.System).UntilAsync(
            async () => !(await shared.NamesAsync(name)).Contains(name), Poll, CancellationToken.None));
    }

    [Fact]
    public async Task Nothing_of_a_run_stays_on_a_server_but_the_template()
    {
        using var project = new Project();
        string name;
        await using (var databases = await project.StartAsync(new() { Server = shared.Url }))
        {
            name = (await databases.CreateAsync()).Url.Database;
            Assert.Contains(name, await shared.NamesAsync(name));
        }

        Assert.Empty(await shared.NamesAsync(name[..name.LastIndexOf('_')]));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            var databases = await project.StartAsync(new() { Server = shared.Url });
            await databases.DisposeAsync();
            await databases.CreateAsync();
        });
    }

    [Fact]
    public async Task Seeds_come_along_when_they_are_asked_for()
    {
        using var project = new Project().Write("db/seeds/common/a.sql", "insert into t values (1, 'seed');");
        await using var plain = await project.StartAsync(new() { Server = shared.Url });
        await using var seeded = await project.StartAsync(new() { Server = shared.Url, WithSeeds = true });
        await using var without = await plain.CreateAsync();
        await using var with = await seeded.CreateAsync();

        Assert.Equal(0, await without.ScalarAsync<long>("select count(*) from t"));
        Assert.Equal(1, await with.ScalarAsync<long>("select count(*) from t where a = 'seed'"));
    }

    [Fact]
    public async Task A_file_that_fails_is_named_to_every_test()
    {
        using var project = new Project().Write("db/schema/20_bad.sql", "create table u (id int);\ncreate view v as select nonsense from u;\n");
        await using var databases = await project.StartAsync(new() { Server = shared.Url });

        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<ToolException>(() => databases.CreateAsync());
            Assert.Equal(SchemaErrors.BuildFailed, error.Code);
            Assert.Contains("20_bad.sql:2:25: column \"nonsense\" does not exist", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Two_projects_of_one_name_do_not_meet()
    {
        using var one = new Project("shop", "create table t (id int); create table one (id int);");
        using var other = new Project("shop", "create table t (id int); create table other (id int);");
        await using var first = await one.StartAsync(new() { Server = shared.Url });
        await using var second = await other.StartAsync(new() { Server = shared.Url });
        await using var a = await first.CreateAsync();
        await using var b = await second.CreateAsync();

        Assert.Equal(0, await a.ScalarAsync<long>("select count(*) from one"));
        Assert.Equal(0, await b.ScalarAsync<long>("select count(*) from other"));
    }

    [Fact]
    public async Task Roles_that_the_schema_names_are_there_on_a_temporary_server()
    {
        using var project = new Project(schema: "create table t (id int); grant select on t to app_reader;");
        await using var databases = await project.StartAsync();
        await using var database = await databases.CreateAsync();

        Assert.True(await database.ScalarAsync<bool>("select has_table_privilege('app_reader', 't', 'select')"));
    }

    [Fact]
    public async Task What_the_schema_sets_for_its_database_holds_in_each()
    {
        const string set = "do $$ begin execute format('alter database %I set search_path = app', current_database()); end $$;";
        using var project = new Project(schema: $"create schema app; create table app.t (id int); {set}");
        await using var databases = await project.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            await using var database = await databases.CreateAsync();
            Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from t"));
        }
    }

    [Fact]
    public async Task A_user_who_may_not_create_databases_hears_it()
    {
        await shared.ExecuteAsync("create role nobody_much login password 'x'");
        using var project = new Project();
        var url = DatabaseUrl.Of("127.0.0.1", shared.Server.TcpUrl().Port, "postgres", "nobody_much", "x").ToSecretString();
        await using var databases = await project.StartAsync(new() { Server = url });

        var error = await Assert.ThrowsAsync<ToolException>(() => databases.CreateAsync());
        Assert.Contains("permission denied to create database", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_without_a_project_is_refused()
    {
        using var project = new Project(schema: null);
        await Assert.ThrowsAsync<ToolException>(() => project.StartAsync());
        Directory.CreateDirectory(project.Root);
        Assert.Equal(FoundationErrors.ConfigurationMissing, (await Assert.ThrowsAsync<ToolException>(() => project.StartAsync())).Code);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => project.StartAsync(new() { InStock = 0 }));
    }
}
