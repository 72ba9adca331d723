using Confiture.Schema;
using Foundation.Errors;

namespace Confiture.Migrations.Tests;

public sealed class BuildTests(SharedServer shared)
{
    [Fact]
    public async Task A_build_creates_the_database_and_records_the_migrations_as_applied()
    {
        using var project = shared.NewProjectWithoutDatabase();
        Schema(project);
        project.Tables(1, 2);
        Assert.True(await BuildAsync(project, new() { Deployment = "d1" }));
        Assert.Equal("a t1 t2", await project.TablesAsync());
        Assert.Equal($"{Project.Version(1)} {Project.Version(2)}", await project.LedgerAsync());
        Assert.Empty(await project.UpAsync());
        project.Tables(3);
        Assert.Equal([Project.Version(3)], await project.UpAsync());
        Assert.Equal(3, (await project.DownAsync(3)).Count);
        Assert.Equal("a", await project.TablesAsync());
    }

    [Fact]
    public async Task An_empty_database_is_built_without_creating_it()
    {
        using var project = await shared.NewProjectAsync();
        Schema(project);
        Assert.False(await BuildAsync(project));
        Assert.Equal("a t1 t2", await project.TablesAsync());
    }

    [Theory]
    [InlineData("create table x ()")]
    [InlineData("create schema x")]
    [InlineData("create function x() returns int language sql as 'select 1'")]
    [InlineData("create type x as enum ('a')")]
    [InlineData("create domain x as int")]
    [InlineData("create sequence x")]
    [InlineData("create view x as select 1")]
    public async Task A_database_that_holds_anything_is_refused(string statement)
    {
        using var project = await shared.NewProjectAsync();
        Schema(project);
        await project.ExecuteAsync(statement);
        var error = await Assert.ThrowsAsync<ToolException>(() => BuildAsync(project));
        Assert.Equal((SchemaErrors.NotEmpty, ExitCode.Refused), (error.Code, error.Code.Exit));
        Assert.Contains("migrate up", error.Fix);
        Assert.DoesNotContain("t1", await project.TablesAsync());
    }

    [Fact]
    public async Task An_extension_alone_counts_as_empty()
    {
        using var project = await shared.NewProjectAsync();
        Schema(project);
        await project.ExecuteAsync("create extension hstore", "create extension pg_trgm");
        await BuildAsync(project);
    }

    [Fact]
    public async Task One_failing_file_leaves_nothing()
    {
        using var project = await shared.NewProjectAsync();
        Schema(project);
        project.Tables(1);
        project.Write("db/schema/20_views/broken.sql", "create view v as\n  select * from never_there;\n");
        var error = await Assert.ThrowsAsync<ToolException>(() => BuildAsync(project));
        Assert.Equal((SchemaErrors.BuildFailed, ExitCode.RolledBack), (error.Code, error.Code.Exit));
        Assert.Contains("db/schema/20_views/broken.sql:2:17: ", error.What);
        Assert.Contains("No file creates it", error.Fix);
        Assert.Equal(0, await project.ScalarAsync<long>("select count(*) from pg_tables where schemaname = 'public'"));
    }

    [Fact]
    public async Task A_constraint_that_speaks_at_the_end_leaves_nothing()
    {
        using var project = await shared.NewProjectAsync();
        project.Write("db/schema/a.sql",
            "create table p (id int primary key);\ncreate table c (p int references p deferrable initially deferred);\ninsert into c values (1);\n");
        var error = await Assert.ThrowsAsync<ToolException>(() => BuildAsync(project));
        Assert.Equal(SchemaErrors.BuildFailed, error.Code);
        Assert.Contains("c_p_fkey", error.What);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task Files_run_in_the_order_of_their_paths_and_may_set_what_they_like()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create role modest");
        project.Write("db/schema/20.sql", "create table s.two (x s.one);\nset role modest;\nset default_transaction_read_only = on;\n");
        project.Write("db/schema/3/a.sql", "create schema s; set search_path to s; create domain one as int;");
        Assert.False(await BuildAsync(project));
        Assert.Equal("two", await project.TablesAsync("s"));
        Assert.Equal(string.Empty, await project.LedgerAsync());
        await project.ExecuteAsync("drop role modest");
    }

    [Fact]
    public async Task Transaction_control_in_a_file_is_refused_with_its_place()
    {
        using var project = await shared.NewProjectAsync();
        project.Write("db/schema/a.sql", "create table a ();\nCOMMIT;\n");
        var error = await Assert.ThrowsAsync<ToolException>(() => BuildAsync(project));
        Assert.Contains("db/schema/a.sql:2:1: ", error.What);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task Of_two_builds_at_once_one_builds_and_the_other_is_refused()
    {
        using var project = shared.NewProjectWithoutDatabase();
        Schema(project);
        project.Write("db/schema/99_slow.sql", "select pg_sleep(1);");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            try
            {
                await BuildAsync(project);
                return "built";
            }
            catch (ToolException e)
            {
                return e.Code.Id;
            }
        })));
        Assert.Equal(["CONF-SCH-003", "CONF-SCH-003", "built"], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_user_who_may_not_create_databases_is_told_who_can()
    {
        using var project = shared.NewProjectWithoutDatabase();
        await using var admin = await Confiture.Postgres.Database.OpenAsync(shared.Server.SocketUrl(), "tests", Project.Never);
        await admin.ExecuteAsync("create role builder login password 'b'", Project.Never);

        using var theirs = new Project(Confiture.Postgres.DatabaseUrl.Of("127.0.0.1", shared.Server.TcpUrl().Port, project.Url.Database, "builder", "b"));
        Schema(theirs);
        var error = await Assert.ThrowsAsync<ToolException>(() => BuildAsync(theirs));
        Assert.Contains("permission denied to create database", error.What);
        Assert.Contains(" --owner builder -- ", error.Fix);
        await admin.ExecuteAsync("drop role builder", Project.Never);
    }

    private static void Schema(Project project)
    {
        project.Write("db/schema/00_common/a.sql", "create domain positive as int check (value > 0);\ncreate table a (id positive);\n");
        project.Write("db/schema/10_tables/t.sql", "create table t1 (id int);\ncreate table t2 (id int);\n");
    }

    private static async Task<bool> BuildAsync(Project project, MigratorOptions? options = null) =>
        (await new DatabaseBuild(project.Url, project.Set, options ?? new())
            .RunAsync(SchemaSource.Load(new(Path.Combine(project.Root, "db/schema"))), Project.Never)).Created;
}
