using Confiture.Postgres;

namespace Confiture.Migrations.Tests;

/// <summary>A database that is built next to the old one and takes its name.</summary>
public sealed class RebuildTests(SharedServer shared)
{
    [Fact]
    public async Task The_new_database_takes_the_name_and_the_old_one_is_kept()
    {
        using var project = await BuiltAsync();

        var said = await project.SucceedsAsync("rebuild");

        Assert.Equal(1, await project.ScalarAsync<long>("select count(*) from t"));
        Assert.Equal("20260101000001", await project.LedgerAsync());
        var old = Assert.Single(await DatabasesAsync(project));
        Assert.Matches($"^{project.Url.Database}_old_[0-9]{{14}}_[0-9a-f]{{8}}$", old);
        Assert.Contains($"dropdb {old}", said.Errors, StringComparison.Ordinal);
        await using var kept = await Database.OpenAsync(project.Url.WithDatabase(old), "tests", Project.Never);
        Assert.Equal(2, await kept.ScalarAsync<long>("select count(*) from t", Project.Never));
    }

    [Fact]
    public async Task A_build_that_fails_and_sessions_that_are_open_leave_the_old_database()
    {
        using var project = await BuiltAsync();
        await using (var other = await project.OpenAsync())
        {
            var refused = await project.CliAsync("rebuild");
            Assert.Equal(6, refused.Exit);
            Assert.Contains($"process {other.SessionId}: postgres (tests)", refused.Errors, StringComparison.Ordinal);
        }

        project.Write("db/schema/b.sql", "create table broken (id nothing);\n");
        Assert.NotEqual(0, (await project.CliAsync("rebuild")).Exit);
        Assert.Equal(2, await project.ScalarAsync<long>("select count(*) from t"));
        Assert.Empty(await DatabasesAsync(project));
        project.Write("db/schema/b.sql", "create table b (id int);\n");
        await using var session = await project.OpenAsync();
        await project.SucceedsAsync("rebuild", "--force", "--no-seed");
        Assert.Equal(0, await project.ScalarAsync<long>("select count(*) from t"));
    }

    [Fact]
    public async Task Dropping_the_old_database_and_a_protected_environment_ask_for_the_name()
    {
        using var project = await BuiltAsync();
        Assert.Equal(6, (await project.CliAsync("rebuild", "--drop-old")).Exit);
        Assert.Equal(6, (await project.CliAsync("rebuild", "--drop-old", "--confirm", "another")).Exit);
        await project.SucceedsAsync("rebuild", "--drop-old", "--confirm", project.Url.Database);
        Assert.Empty(await DatabasesAsync(project));
        project.Environment("protected: true\n");
        Assert.Equal(6, (await project.CliAsync("rebuild")).Exit);
        await project.SucceedsAsync("rebuild", "--confirm", project.Url.Database);
        Assert.Single(await DatabasesAsync(project));
    }

    [Fact]
    public async Task A_rebuild_that_is_killed_leaves_the_old_database_and_the_next_one_names_what_it_left()
    {
        using var project = await BuiltAsync();
        project.Write("db/schema/b.sql", "select pg_sleep(60);\n");
        string? left;
        await using (var killed = project.StartCli("rebuild"))
        {
            while ((left = await project.ScalarAsync<string>(
                "select max(datname::text) from pg_stat_activity where datname ~ '^confiture_build' and query ~ 'pg_sleep'")) is null)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            await killed.SignalAsync("KILL");
            await killed.ExitAsync();
        }

        Assert.Equal(2, await project.ScalarAsync<long>("select count(*) from t"));
        project.Write("db/schema/b.sql", "create table b (id int);\n");
        await Eventually.TrueAsync(
            async () => await project.ScalarAsync<long>("select count(*) from pg_stat_activity where datname ~ '^confiture_build'") == 0,
            "the session of the killed build ends");
        // What is young may be another build between two of its sessions.
        Assert.DoesNotContain("interrupted build", (await project.SucceedsAsync("rebuild")).Errors, StringComparison.Ordinal);
        var old = $"confiture_build_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow().AddHours(-2)):N}";
        await project.ExecuteAsync($"alter database {left} rename to {old}");
        var said = await project.SucceedsAsync("rebuild");
        Assert.Contains($"An interrupted build has left {old}", said.Errors, StringComparison.Ordinal);
        await project.ExecuteAsync($"drop database {old}");
        Assert.Equal(1, await project.ScalarAsync<long>("select count(*) from t"));
    }

    [Fact]
    public async Task System_and_template_databases_are_not_replaced()
    {
        using var project = await BuiltAsync();
        await project.ExecuteAsync("create database a_template is_template true");
        const string all = "select string_agg(datname || oid, ' ' order by oid) from pg_database where datistemplate or datname = 'postgres'";
        var before = await project.ScalarAsync<string>(all);

        foreach (var name in (string[])["template1", "template0", "postgres", "a_template"])
        {
            foreach (var command in (string[])["rebuild", $"build --drop --confirm {name}"])
            {
                var refused = await Shell.RunAsync(project.Root, $"confiture {command}", ("DATABASE_URL", project.Url.WithDatabase(name).ToSecretString()));
                Assert.Equal(6, refused.Exit);
                Assert.Contains("CONF-BLD-005", refused.Errors, StringComparison.Ordinal);
            }
        }

        Assert.Equal(before, await project.ScalarAsync<string>(all));
    }

    private async Task<Project> BuiltAsync()
    {
        var project = shared.NewProjectWithoutDatabase();
        project.Environment();
        project.Write("db/schema/a.sql", "create table t (id int);\n");
        project.Write("db/seeds/common/1.sql", "insert into t values (1);\n");
        project.Migration(1, "create table t (id int);\n", "drop table t;\n");
        await project.SucceedsAsync("build");
        await project.ExecuteAsync("insert into t values (2)");
        return project;
    }

    private static async Task<IReadOnlyList<string>> DatabasesAsync(Project project)
    {
        await using var database = await Database.OpenAsync(project.Url.WithDatabase("postgres"), "tests", Project.Never);
        return await database.RowsAsync(
            "select datname::text from pg_database where datname ~ $1 order by 1", r => r.Text(0), Project.Never, $"^{project.Url.Database}_old_");
    }
}
