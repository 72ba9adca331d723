namespace Confiture.Migrations.Tests;

/// <summary><c>migrate generate</c>, <c>diff</c> and <c>drift</c> as a user has them.</summary>
public sealed class GenerateTests(SharedServer shared)
{
    private const string Users = "create table users (\n    id bigint generated always as identity primary key,\n    name text\n);\n";

    [Fact]
    public async Task What_the_files_have_becomes_a_migration_and_a_second_time_nothing_is_left()
    {
        using var project = await NewAsync();
        await GenerateAsync(project, "initial");
        project.Write("db/schema/z_orders.sql", "create table orders (id bigint primary key, user_id bigint references users);\ncreate index on orders (user_id);\n");
        await GenerateAsync(project, "orders");
        await project.UpAsync();
        Assert.Equal("orders users", await project.TablesAsync());
        Assert.Contains("are alike", (await SucceedsAsync(project, "migrate", "generate", "more")).Errors);
        Assert.Contains("No difference", (await SucceedsAsync(project, "diff", "--exit-code")).Errors);
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
        Assert.Contains("column public.users.name goes and column public.users.full_name comes", refused.Errors);
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
    public async Task A_function_whose_body_still_has_the_old_name_is_reported()
    {
        using var project = await NewAsync();
        const string Count = "create function user_count() returns bigint language plpgsql as 'begin return (select count(*) from public.users); end';\n";
        project.Write("db/schema/z_count.sql", Count);
        await GenerateAsync(project, "initial");
        project.Write("db/schema/users.sql", $"-- confiture: renamed from users\n{Users.Replace("table users", "table people", StringComparison.Ordinal)}");
        const string Report = "function public.user_count() still names table public.users, which is gone";
        Assert.Contains($"-- Note: {Report}", (await SucceedsAsync(project, "diff", "--from", "migrations", "--format", "sql")).Output);
        Assert.Contains(Report, (await SucceedsAsync(project, "migrate", "generate", "rename")).Errors);
        Assert.Equal(2, project.Set.Migrations.Count);
    }

    [Fact]
    public async Task A_denied_rename_is_a_drop_whose_loss_is_said()
    {
        using var project = await NewAsync();
        await GenerateAsync(project, "initial");
        project.Write("db/schema/users.sql", Users.Replace("name text", "nick text -- confiture: not renamed from name", StringComparison.Ordinal));
        var result = await SucceedsAsync(project, "migrate", "generate", "nick");
        Assert.Contains("loses the values of public.users.name for good", result.Errors);
        Assert.Contains("-- Loses for good: the values of public.users.name", project.Set.Migrations[1].Up.Script.Text);
        Assert.Contains("-- Does not bring back the values of public.users.name.", project.Set.Migrations[1].Down!.Script.Text);
    }

    [Fact]
    public async Task A_table_in_use_is_changed_online_and_with_offline_in_one_go()
    {
        using var project = await NewAsync();
        await GenerateAsync(project, "initial");
        project.Write("db/schema/users.sql", Users + "create index users_name on users (name);\nalter table users alter name set not null, add constraint name_long check (length(name) > 1), add unique (name);\n");
        var online = (await SucceedsAsync(project, "diff", "--from", "migrations", "--format", "sql")).Output;
        Assert.DoesNotContain("CONCURRENTLY", online);
        await GenerateAsync(project, "online");
        var text = string.Concat(project.Set.Migrations.Skip(1).Select(m => m.Up.Script.Text));
        foreach (var part in (string[])["CREATE INDEX CONCURRENTLY users_name", "CREATE UNIQUE INDEX CONCURRENTLY users_name_key", "UNIQUE USING INDEX users_name_key", "NOT VALID", "VALIDATE CONSTRAINT name_long", "CHECK (name IS NOT NULL) NOT VALID", "lock_timeout = '2s'"]) Assert.Contains(part, text);
        foreach (var file in Directory.GetFiles(project.Migrations).Where(f => !f.Contains("initial", StringComparison.Ordinal))) File.Delete(file);
        await SucceedsAsync(project, "migrate", "generate", "short", "--offline");
        Assert.Equal(2, project.Set.Migrations.Count);
        Assert.DoesNotContain("CONCURRENTLY", project.Set.Migrations[1].Up.Script.Text);
        Assert.DoesNotContain("timeout", project.Set.Migrations[1].Up.Script.Text);
        await project.UpAsync();
        Assert.Contains("No drift", (await SucceedsAsync(project, "drift")).Errors);
    }

    [Fact]
    public async Task Drift_names_what_somebody_did_by_hand_and_leaves_out_what_is_ignored()
    {
        using var project = await NewAsync();
        await SucceedsAsync(project, "build");
        Assert.Contains("No drift", (await SucceedsAsync(project, "drift")).Errors);
        await project.ExecuteAsync("create table extra (id int)", "alter table users alter name set default 'x'", "drop index if exists none");
        var drift = await project.CliAsync("drift");
        Assert.Equal(1, drift.Exit);
        Assert.Contains(drift.Lines, l => l.StartsWith("surplus  table public.extra", StringComparison.Ordinal));
        Assert.Contains(drift.Lines, l => l.StartsWith("surplus  default public.users.name", StringComparison.Ordinal));
        await project.ExecuteAsync("alter table users alter name drop default");
        await SucceedsAsync(project, "drift", "--ignore-object", "public.ext*");
        project.Environment("comparison: { ignore: ['public.extra'] }\n");
        await SucceedsAsync(project, "drift");
    }

    [Fact]
    public async Task Drift_sees_pending_and_changed_migrations()
    {
        using var project = await NewAsync();
        await SucceedsAsync(project, "build");
        project.Migration(1, "select 1;");
        var pending = await project.CliAsync("drift");
        Assert.Equal(1, pending.Exit);
        Assert.Contains("pending", pending.Output);
        await project.UpAsync();
        await SucceedsAsync(project, "drift");
        project.Migration(1, "select 2;");
        var changed = await project.CliAsync("drift");
        Assert.Equal(1, changed.Exit);
        Assert.Contains("ChangedUp", changed.Output);
    }

    [Fact]
    public async Task Drift_compares_owners_and_grants_unless_it_is_told_not_to()
    {
        using var project = await NewAsync();
        await SucceedsAsync(project, "build");
        await project.ExecuteAsync("create role drift_owner", "create role drift_reader", "alter table users owner to drift_owner", "grant select on users to drift_reader");
        Assert.Equal((true, true), await SeenAsync());
        Assert.Equal((false, true), await SeenAsync("--no-owners"));
        Assert.Equal((true, false), await SeenAsync("--no-grants"));
        Assert.Equal((false, false), await SeenAsync("--no-owners", "--no-grants"));
        project.Environment("comparison: { owners: false, grants: false }\n");
        Assert.Equal((false, false), await SeenAsync());

        async Task<(bool Owner, bool Grant)> SeenAsync(params string[] options)
        {
            var result = await project.CliAsync(["drift", .. options]);
            var seen = (result.Output.Contains("drift_owner", StringComparison.Ordinal), result.Output.Contains("drift_reader", StringComparison.Ordinal));
            Assert.Equal(seen is (false, false) ? 0 : 1, result.Exit);
            return seen;
        }
    }

    [Fact]
    public async Task What_cannot_be_compared_is_drift()
    {
        using var project = await NewAsync();
        await SucceedsAsync(project, "build");
        await project.ExecuteAsync("create conversion odd for 'UTF8' to 'LATIN1' from utf8_to_iso8859_1");
        var drift = await project.CliAsync("drift");
        Assert.Equal(1, drift.Exit);
        Assert.Contains(drift.Lines, l => l.StartsWith("unknown  conversion public.odd", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_cannot_be_read_is_no_database_without_drift()
    {
        using var project = await NewAsync();
        using var nowhere = new Project(project.Url.WithDatabase("missing"));
        nowhere.Environment();
        nowhere.Write("db/schema/users.sql", Users);
        var result = await nowhere.CliAsync("drift");
        Assert.Equal(7, result.Exit);
        Assert.DoesNotContain("No drift", result.Errors);
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
    public async Task An_extension_goes_to_its_next_version_and_stays_there_on_the_way_back()
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
        Assert.Contains("No drift", (await SucceedsAsync(project, "drift")).Errors);
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
            var result = await SucceedsAsync(project, "diff", "--from", "db/a.sql", "--to", "db/b.sql", "--format", format);
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

    private static Task<CliResult> GenerateAsync(Project project, string name) => SucceedsAsync(project, "migrate", "generate", name);

    private static async Task<CliResult> SucceedsAsync(Project project, params string[] arguments)
    {
        var result = await project.CliAsync(arguments);
        Assert.True(result.Exit == 0, result.ToString());
        return result;
    }
}
