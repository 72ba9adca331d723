using Confiture.Postgres;
using Foundation.Processes;

namespace Confiture.Migrations.Tests;

/// <summary>Databases that take the place of others, and templates.</summary>
public sealed class ReplacementTests(SharedServer shared)
{
    [Fact]
    public async Task A_replaced_database_keeps_what_it_is_and_loses_what_it_held()
    {
        using var project = await FilledAsync();
        var name = project.Url.Database;
        await project.ExecuteAsync(
            $"create role owner_of_{name} createdb", $"alter database {name} set work_mem to '5MB'",
            $"alter database {name} set search_path to \"$user\", \"a b\"",
            $"alter role owner_of_{name} in database {name} set lock_timeout to '3s'", $"comment on database {name} is 'it''s ours'",
            $"revoke connect on database {name} from public", $"grant temporary on database {name} to pg_monitor with grant option",
            $"alter database {name} connection limit 7", $"alter database {name} owner to owner_of_{name}");
        var before = await TraitsAsync(project);

        await project.SucceedsAsync("build", "--drop", "--confirm", name);

        Assert.Equal("a", await project.TablesAsync());
        Assert.Equal(before, await TraitsAsync(project));
        Assert.Equal(0, await LeftoversAsync(project));
        await project.ExecuteAsync($"alter database {name} owner to postgres", $"drop owned by owner_of_{name}", $"drop role owner_of_{name}");
    }

    [Fact]
    public async Task A_role_that_may_not_replace_a_database_reads_what_it_lacks_before_anything_is_built()
    {
        using var project = await FilledAsync();
        var (name, role) = (project.Url.Database, $"poor_{project.Url.Database}");
        await project.ExecuteAsync($"create role {role} login");
        var url = project.Url.ToSecretString().Replace("postgres@", $"{role}@", StringComparison.Ordinal);
        string[] build = ["build", "--drop", "--confirm", name, "--url", url, "--format", "json"];

        var refused = await project.CliAsync(build);
        Assert.Equal(1, refused.Exit);
        Assert.Contains($"{role} has no CREATEDB, and {name} belongs to postgres", refused.Output, StringComparison.Ordinal);
        Assert.Contains($"alter role {role} createdb; alter database {name} owner to {role};", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("confiture_build_", refused.Output, StringComparison.Ordinal);
        Assert.Equal("old", await project.TablesAsync());

        await project.ExecuteAsync($"alter role {role} createdb");
        var foreign = await project.CliAsync(build);
        Assert.Contains($"run: alter database {name} owner to {role};", foreign.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("has no CREATEDB", foreign.Output, StringComparison.Ordinal);

        await project.ExecuteAsync($"alter database {name} owner to {role}");
        await project.SucceedsAsync(build);
        Assert.Equal("a", await project.TablesAsync());
        await project.ExecuteAsync($"alter database {name} owner to postgres", $"reassign owned by {role} to postgres", $"drop role {role}");
    }

    [Fact]
    public async Task A_build_that_fails_leaves_what_was_there()
    {
        using var project = await FilledAsync();
        project.Write("db/schema/b.sql", "create table b (id int);\nselect 1 / 0;\n");

        var failed = await project.CliAsync("build", "--drop", "--confirm", project.Url.Database);

        Assert.Equal(3, failed.Exit);
        Assert.Contains("db/schema/b.sql:2:", failed.Errors, StringComparison.Ordinal);
        Assert.Equal("old", await project.TablesAsync());
        Assert.Equal(0, await LeftoversAsync(project));
    }

    [Fact]
    public async Task A_database_with_a_subscription_is_not_replaced_and_the_error_of_a_seed_says_what_stays()
    {
        using var project = await FilledAsync();
        var name = project.Url.Database;
        await project.ExecuteAsync(
            $"create subscription of_{name} connection 'dbname=nowhere' publication p with (connect = false, slot_name = none)");
        var refused = await project.CliAsync("build", "--drop", "--confirm", name);
        Assert.Equal(6, refused.Exit);
        Assert.Contains("CONF-BLD-006", refused.Errors, StringComparison.Ordinal);
        Assert.Equal("old", await project.TablesAsync());
        Assert.Equal(0, await LeftoversAsync(project));
        await project.ExecuteAsync($"drop subscription of_{name}");
        project.Write("db/seeds/common/1.sql", "insert into a values (1);\n");
        project.Write("db/seeds/common/2.sql", "insert into missing values (1);\n");
        var failed = await project.CliAsync("build", "--drop", "--confirm", name);
        Assert.Contains("CONF-SED-001", failed.Errors, StringComparison.Ordinal);
        Assert.Contains("is dropped", failed.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("are applied", failed.Errors, StringComparison.Ordinal);
        Assert.Equal("old", await project.TablesAsync());
    }

    [Fact]
    public async Task A_database_that_was_created_for_a_failed_build_goes_again()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Environment();
        project.Write("db/schema/a.sql", "select 1 / 0;\n");

        Assert.Equal(3, (await project.CliAsync("build")).Exit);

        await using var server = await Database.OpenAsync(project.Url.WithDatabase("postgres"), "tests", Project.Never);
        Assert.False(await server.ScalarAsync<bool>("select exists(select from pg_database where datname = $1)", Project.Never, project.Url.Database));
    }

    [Fact]
    public async Task Sessions_are_named_and_disconnected_only_when_asked()
    {
        using var project = await FilledAsync();
        await using var other = await Database.OpenAsync(project.Url, "a program", Project.Never);

        var refused = await project.CliAsync("build", "--drop", "--confirm", project.Url.Database);

        Assert.Equal(6, refused.Exit);
        Assert.Contains("CONF-BLD-002", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("(a program)", refused.Errors, StringComparison.Ordinal);
        Assert.Equal("old", await project.TablesAsync());
        await project.SucceedsAsync("build", "--drop", "--force", "--confirm", project.Url.Database);
        Assert.Equal("a", await project.TablesAsync());
        await Assert.ThrowsAnyAsync<DatabaseException>(() => other.ScalarAsync<int>("select 1", Project.Never));
    }

    [Theory]
    [InlineData("", "CONF-BLD-001")]
    [InlineData("--confirm wrong", "CONF-BLD-001")]
    public async Task Nothing_is_replaced_without_the_name(string more, string code)
    {
        using var project = await FilledAsync();

        var refused = await project.CliAsync(["build", "--drop", .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(6, refused.Exit);
        Assert.Contains(code, refused.Errors, StringComparison.Ordinal);
        Assert.Equal("old", await project.TablesAsync());
    }

    [Fact]
    public async Task A_protected_environment_is_built_only_under_its_name()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment("protected: true\n");
        project.Write("db/schema/a.sql", "create table a (id int);\n");

        var refused = await project.CliAsync("build");
        Assert.Equal(6, refused.Exit);
        Assert.Contains("protected", refused.Errors, StringComparison.Ordinal);
        await project.SucceedsAsync("build", "--drop", "--confirm", project.Url.Database);
        Assert.Equal("a", await project.TablesAsync());
    }

    [Fact]
    public async Task An_unchanged_schema_is_cloned_and_a_changed_one_is_not()
    {
        using var project = await FilledAsync();
        project.Migration(1, "create table a (id int);", "drop table a;");
        Assert.DoesNotContain("from a template", (await ReplaceAsync("--no-template")).Output, StringComparison.Ordinal);
        await ReplaceAsync("--template");
        var first = await TemplatesAsync(project);
        Assert.Single(first);
        await ReplaceAsync("--template");
        Assert.Equal(first, await TemplatesAsync(project));
        Assert.Equal(Project.Version(1), await project.LedgerAsync());
        Assert.True(await project.ScalarAsync<bool>("select applied_at > now() - interval '1 minute' from tb_confiture"));

        project.Write("db/schema/b.sql", "create table b (id int);\n");
        await ReplaceAsync("--template");
        Assert.Equal("a b", await project.TablesAsync());
        Assert.Equal(2, (await TemplatesAsync(project)).Count);

        // One that was not finished, and may hold anything.
        await using var server = await Database.OpenAsync(project.Url.WithDatabase("postgres"), "tests", Project.Never);
        foreach (var template in await TemplatesAsync(project))
        {
            await server.ExecuteAsync($"alter database {template} allow_connections true", Project.Never);
            await using (var inside = await Database.OpenAsync(project.Url.WithDatabase(template), "tests", Project.Never))
                await inside.ExecuteAsync("create table planted (id int)", Project.Never);
            await server.ExecuteAsync($"alter database {template} allow_connections false", Project.Never);
            await server.ExecuteAsync($"comment on database {template} is null", Project.Never);
        }

        await ReplaceAsync("--template");
        Assert.Equal("a b", await project.TablesAsync());

        Task<CliResult> ReplaceAsync(string template) => project.SucceedsAsync("build", "--drop", template, "--confirm", project.Url.Database);
    }

    [Fact]
    public async Task A_template_of_another_user_is_refused_in_words()
    {
        using var project = await FilledAsync();
        var name = project.Url.Database;
        await project.SucceedsAsync("build", "--template", "--url", project.Url.WithDatabase($"first_{name}").ToSecretString());
        var template = await project.ScalarAsync<string>(
            "select datname::text from pg_database where shobj_description(oid, 'pg_database') like 'confiture template % of ' || $1", $"first_{name}");
        await project.ExecuteAsync($"create role maker_{name} login createdb");
        var maker = project.Url.WithDatabase($"made_{name}").ToSecretString().Replace("postgres@", $"maker_{name}@", StringComparison.Ordinal);

        var refused = await project.CliAsync("build", "--template", "--url", maker);

        Assert.Equal(1, refused.Exit);
        Assert.Contains("CONF-BLD-004", refused.Errors, StringComparison.Ordinal);
        Assert.Contains(template!, refused.Errors, StringComparison.Ordinal);
        await project.ExecuteAsync($"drop role maker_{name}");
    }

    [Fact]
    public async Task What_a_clone_would_lack_is_built_from_the_files()
    {
        using var project = await FilledAsync();
        project.Write("db/schema/z.sql", "do $$ begin execute format('alter database %I set work_mem to ''7MB''', current_database()); end $$;\n");

        var built = await project.SucceedsAsync("build", "--drop", "--template", "--confirm", project.Url.Database);

        Assert.DoesNotContain("template", built.Output, StringComparison.Ordinal);
        Assert.Empty(await TemplatesAsync(project));
        Assert.Equal("7MB", await project.ScalarAsync<string>("show work_mem"));
    }

    [Fact]
    public async Task The_files_are_written_the_same_every_time()
    {
        using var project = await FilledAsync();
        project.Write("db/schema/10_b.sql", "create table b ();");

        var first = await project.SucceedsAsync("build", "--output", "one.sql", "--show-hash");
        await project.SucceedsAsync("build", "--output", "two.sql");

        var text = await File.ReadAllTextAsync(Path.Combine(project.Root, "one.sql"));
        Assert.Equal("-- db/schema/10_b.sql\ncreate table b ();\n-- db/schema/a.sql\ncreate table a (id int);\n", text);
        Assert.Equal(text, await File.ReadAllTextAsync(Path.Combine(project.Root, "two.sql")));
        Assert.Equal(text, (await project.SucceedsAsync("build", "-o", "-")).Output);
        var sum = await new CommandRunner().OutputOfAsync(Command.Of("sha256sum", Path.Combine(project.Root, "one.sql")), Project.Never);
        Assert.Equal($"sha256:{sum.Split(' ')[0]}", first.Lines[^1]);
        Assert.Equal("old", await project.TablesAsync());
    }

    private async Task<Project> FilledAsync()
    {
        var project = await shared.NewProjectAsync();
        project.Environment();
        project.Write("db/schema/a.sql", "create table a (id int);\n");
        await project.ExecuteAsync("create table old (id int)", "insert into old values (1)");
        return project;
    }

    private static async Task<IReadOnlyList<string>> TraitsAsync(Project project)
    {
        await using var database = await project.OpenAsync();
        return await database.RowsAsync(
            """
            select concat_ws('|', pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate, datctype, datconnlimit,
                array_to_string(array(select unnest(datacl)::text order by 1), ','), shobj_description(d.oid, 'pg_database'),
                (select string_agg(setrole::text || array_to_string(setconfig, ';'), ',' order by setrole) from pg_db_role_setting where setdatabase = d.oid))
            from pg_database d where datname = current_database()
            """,
            r => r.Text(0), Project.Never);
    }

    private static Task<long> LeftoversAsync(Project project) =>
        project.ScalarAsync<long>("select count(*) from pg_database where datname ~ '^confiture_(build|old)_'");

    private static async Task<IReadOnlyList<string>> TemplatesAsync(Project project)
    {
        await using var database = await project.OpenAsync();
        return await database.RowsAsync(
            "select datname::text from pg_database where"
            + " shobj_description(oid, 'pg_database') like 'confiture template % of ' || current_database() order by 1",
            r => r.Text(0), Project.Never);
    }
}
