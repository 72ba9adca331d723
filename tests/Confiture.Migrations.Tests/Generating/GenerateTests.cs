namespace Confiture.Migrations.Tests;

/// <summary><c>migrate generate</c> and <c>diff</c> as a user has them.</summary>
public sealed class GenerateTests(SharedServer shared)
{
    private const string Users = "create table users (\n    id bigint generated always as identity primary key,\n    name text\n);\n";

    [Fact]
    public async Task What_the_files_have_becomes_a_migration_and_a_second_time_nothing_is_left()
    {
        using var project = await NewAsync();
        await GenerateAsync(project, "initial");
        project.Write("db/schema/z_orders.sql",
            "create table orders (id bigint primary key, user_id bigint references users);\ncreate index on orders (user_id);\n");
        await GenerateAsync(project, "orders");
        await project.UpAsync();
        Assert.Equal("orders users", await project.TablesAsync());
        Assert.Contains("are the same", (await project.SucceedsAsync("migrate", "generate", "more")).Errors);
        Assert.Contains("No difference", (await project.SucceedsAsync("diff", "--exit-code")).Errors);
        await project.DownAsync(2);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task A_column_that_goes_and_one_like_it_that_comes_are_not_planned_in_silence()
    {
        using var project = await NewAsync();
        await GenerateAsync(project, "initial");
        project.Write("db/schema/users.sql", Users.Replace("name text", "full_name text", StringComparison.Ordinal));
        var refused = await project.CliAsync("migrate", "generate", "rename");
        Assert.Equal(6, refused.Exit);
        Assert.Contains("column public.users.name is dropped and column public.users.full_name is created", refused.Errors);
        Assert.Contains("-- confiture: renamed from name", refused.Errors);
        Assert.Single(project.Set.Migrations);

        project.Write("db/schema/users.sql", Users.Replace("name text", "full_name text -- confiture: renamed from name", StringComparison.Ordinal));
        await GenerateAsync(project, "rename");
        var up = project.Set.Migrations[1].Up.Script.Text;
        Assert.Contains("RENAME COLUMN name TO full_name", up);
        Assert.DoesNotContain("DROP", up);
        await project.UpAsync(target: project.Set.Migrations[0].Version);
        await project.ExecuteAsync("insert into users (name) values ('kept')");
        await project.UpAsync();
        Assert.Equal("kept", await project.ScalarAsync<string>("select full_name from users"));
        await project.DownAsync(1);
        Assert.Equal("kept", await project.ScalarAsync<string>("select name from users"));
    }

    [Fact]
    public async Task An_answer_on_the_command_line_renames_and_a_name_that_is_held_is_cleared_first()
    {
        using var project = await NewAsync();
        project.Write("db/schema/users.sql",
            "create table users (id bigint primary key, name text);\ncreate table people (id bigint primary key, height int);\n");
        await GenerateAsync(project, "initial");
        await project.UpAsync();
        await project.ExecuteAsync("with other as (insert into people values (2, 180)) insert into users values (1, 'kept')");
        project.Write("db/schema/users.sql", "create table people (id bigint primary key, full_name text);\n");
        var refused = await project.CliAsync("diff", "--format", "sql", "--renamed", "users=people");
        Assert.Equal(6, refused.Exit);
        Assert.Contains("--renamed public.people.name=public.people.full_name", refused.Errors);
        Assert.Equal(2, (await project.CliAsync("diff", "--renamed", "users=persons")).Exit);
        var sql = await project.SucceedsAsync("diff", "--format", "sql", "--renamed", "users=people", "--renamed",
            "public.people.name=public.people.full_name");
        Assert.Contains("ALTER TABLE public.users RENAME TO people", sql.Output);
        await project.SucceedsAsync("migrate", "generate", "people", "--renamed", "users=people", "--renamed", "people.name=people.full_name");
        await project.UpAsync();
        Assert.Equal("kept", await project.ScalarAsync<string>("select full_name from people"));
        await project.DownAsync(1);
        Assert.Equal("kept", await project.ScalarAsync<string>("select name from users"));
    }

    [Fact]
    public async Task A_function_whose_body_still_has_the_old_name_is_reported()
    {
        using var project = await NewAsync();
        const string Count = "create function user_count() returns bigint language plpgsql as 'begin return (select count(*) from public.users); end';\n";
        project.Write("db/schema/z_count.sql", Count);
        await GenerateAsync(project, "initial");
        project.Write("db/schema/users.sql", $"-- confiture: renamed from users\n{Users.Replace("table users", "table people", StringComparison.Ordinal)}");
        const string Report = "function public.user_count() still refers to table public.users, which is dropped";
        Assert.Contains($"-- Note: {Report}", (await project.SucceedsAsync("diff", "--from", "migrations", "--format", "sql")).Output);
        Assert.Contains(Report, (await project.SucceedsAsync("migrate", "generate", "rename")).Errors);
        Assert.Equal(2, project.Set.Migrations.Count);
    }

    [Fact]
    public async Task A_denied_rename_is_a_drop_whose_loss_is_said()
    {
        using var project = await NewAsync();
        await GenerateAsync(project, "initial");
        project.Write("db/schema/users.sql", Users.Replace("name text", "nick text -- confiture: not renamed from name", StringComparison.Ordinal));
        var result = await project.SucceedsAsync("migrate", "generate", "nick");
        Assert.Contains("permanently loses the values of public.users.name", result.Errors);
        Assert.Contains("-- Permanently loses: the values of public.users.name", project.Set.Migrations[1].Up.Script.Text);
        Assert.Contains("-- Does not restore the values of public.users.name.", project.Set.Migrations[1].Down!.Script.Text);
    }

    [Fact]
    public async Task A_table_in_use_is_changed_online_and_with_offline_in_one_go()
    {
        using var project = await NewAsync();
        await GenerateAsync(project, "initial");
        project.Write("db/schema/users.sql", Users + "create index users_name on users (name);\nalter table users alter name set not null, "
            + "add constraint name_long check (length(name) > 1), add unique (name);\n");
        var online = (await project.SucceedsAsync("diff", "--from", "migrations", "--format", "sql")).Output;
        Assert.DoesNotContain("CONCURRENTLY", online);
        await GenerateAsync(project, "online");
        var text = string.Concat(project.Set.Migrations.Skip(1).Select(m => m.Up.Script.Text));
        foreach (var part in (string[])["CREATE INDEX CONCURRENTLY users_name", "CREATE UNIQUE INDEX CONCURRENTLY users_name_key",
                "UNIQUE USING INDEX users_name_key", "NOT VALID", "VALIDATE CONSTRAINT name_long", "CHECK (name IS NOT NULL) NOT VALID", "lock_timeout = '2s'"])
        {
            Assert.Contains(part, text);
        }

        foreach (var file in Directory.GetFiles(project.Migrations).Where(f => !f.Contains("initial", StringComparison.Ordinal))) File.Delete(file);
        await project.SucceedsAsync("migrate", "generate", "short", "--offline");
        Assert.Equal(2, project.Set.Migrations.Count);
        Assert.DoesNotContain("CONCURRENTLY", project.Set.Migrations[1].Up.Script.Text);
        Assert.DoesNotContain("timeout", project.Set.Migrations[1].Up.Script.Text);
        await project.UpAsync();
        Assert.Contains("No drift", (await project.SucceedsAsync("drift")).Errors);
    }

    [Fact]
    public async Task Reasons_of_a_change_itself_are_what_a_reviewer_reads()
    {
        using var project = await NewAsync();
        await GenerateAsync(project, "initial");
        project.Write("db/schema/users.sql", Users.Replace("name text", "name varchar(40)", StringComparison.Ordinal));
        await GenerateAsync(project, "shorter");
        var text = string.Concat(project.Set.Migrations.Skip(1).Select(m => m.Up.Script.Text));
        Assert.Contains("-- confiture: ignore unclassified-statement it backfills the new columns in batches", text);
        Assert.Contains("-- confiture: ignore rename-column at the end of the transaction a column has the name that applications use", text);
    }

    [Fact]
    public async Task Files_that_cannot_be_written_leave_none()
    {
        using var project = await NewAsync();
        Directory.CreateDirectory(project.Migrations);
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=8k", "full", project.Migrations);
        try
        {
            var tables = Enumerable.Range(0, 60).Select(i => $"create table t{i} (id bigint primary key, a_long_enough_name text);\n");
            project.Write("db/schema/users.sql", Users + string.Concat(tables));
            Assert.NotEqual(0, (await project.CliAsync("migrate", "generate", "large")).Exit);
            Assert.Empty(Directory.GetFiles(project.Migrations));
        }
        finally
        {
            await RunAsync("umount", project.Migrations);
        }
    }

    [Fact]
    public async Task Roles_and_tablespaces_that_only_production_has_are_made_for_the_comparison()
    {
        using var project = await NewAsync();
        project.Write("db/schema/z_grants.sql", "grant select on users to some_role_of_production;\nalter table users owner to another_one;\n");
        await GenerateAsync(project, "initial");
        Assert.Contains("GRANT SELECT ON TABLE public.users TO some_role_of_production", project.Set.Migrations[0].Up.Script.Text);
    }

    [Fact]
    public async Task An_extension_goes_to_its_next_version_and_stays_there_on_rollback()
    {
        using var project = await NewAsync();
        project.Write("db/schema/a.sql", "create extension hstore version '1.7';\n");
        await GenerateAsync(project, "initial");
        project.Write("db/schema/a.sql", "create extension hstore version '1.8';\n");
        project.Write("db/schema/z_tags.sql", "create table tags (h hstore);\n");
        await GenerateAsync(project, "update");
        var (up, down) = (project.Set.Migrations[1].Up.Script.Text, project.Set.Migrations[1].Down!.Script.Text);
        Assert.Contains("ALTER EXTENSION hstore UPDATE TO '1.8'", up);
        Assert.Contains("extension hstore stays at version 1.8", down);
        await project.UpAsync();
        Assert.Contains("No drift", (await project.SucceedsAsync("drift")).Errors);
        await project.DownAsync(1);
        Assert.Equal("users", await project.TablesAsync());
        await project.UpAsync();
    }

    [Fact]
    public async Task A_password_in_a_user_mapping_is_not_shown()
    {
        using var project = await NewAsync();
        const string wrapper = "create extension postgres_fdw;\ncreate server far foreign data wrapper postgres_fdw;\n";
        project.Write("db/a.sql", wrapper + "create user mapping for public server far options (user 'x', password 'first-secret');\n");
        project.Write("db/b.sql", wrapper + "create user mapping for public server far options (user 'x', password 'second-secret');\n");
        foreach (var format in (string[])["text", "json"])
        {
            var result = await project.SucceedsAsync("diff", "--from", "db/a.sql", "--to", "db/b.sql", "--format", format);
            Assert.Contains("user mapping", result.Output);
            Assert.DoesNotContain("secret", result.Output + result.Errors);
        }
    }

    private async Task<Project> NewAsync()
    {
        var project = await shared.NewProjectAsync();
        project.Environment();
        project.Write("db/schema/users.sql", Users);
        return project;
    }

    private static Task<CliResult> GenerateAsync(Project project, string name) => project.SucceedsAsync("migrate", "generate", name);

    private static Task RunAsync(string program, params string[] arguments) =>
        new Foundation.Processes.CommandRunner().OutputOfAsync(Foundation.Processes.Command.Of(program, arguments), Project.Never);
}
