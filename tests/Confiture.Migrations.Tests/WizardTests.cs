namespace Confiture.Migrations.Tests;

/// <summary><c>confiture migrate wizard</c>, by keyboard and by options.</summary>
public sealed class WizardTests(SharedServer shared)
{
    private const string Users = "CREATE TABLE users (\n    id integer PRIMARY KEY,\n    name text NOT NULL\n);\n";

    [Fact]
    public async Task By_options_it_backfills_verifies_tries_out_and_applies()
    {
        using var project = await ProjectAsync();
        Change(project, "    name text NOT NULL,\n    rank integer NOT NULL");
        var result = await project.SucceedsAsync(
            "migrate", "wizard", "add_rank", "--strategy", "online", "--backfill", "public.users.rank=id * 10", "--dry-run-execute", "--apply");
        foreach (var headline in (string[])["1 of 5", "2 of 5", "3 of 5", "4 of 5", "5 of 5", "blocks", "took:"]) Assert.Contains(headline, result.Output);
        Assert.Equal("10 20", await project.ScalarAsync<string>("select string_agg(rank::text, ' ' order by id) from users"));
        Assert.True(await project.ScalarAsync<bool>("select attnotnull from pg_attribute where attrelid = 'users'::regclass and attname = 'rank'"));
        Assert.Contains("-- confiture: batch", await File.ReadAllTextAsync(Directory.GetFiles(project.Migrations, "*_backfill.up.sql").Single()));
        Assert.Equal(0, (await project.CliAsync("drift")).Exit);
        Assert.Contains("Nothing to do", (await project.SucceedsAsync("migrate", "wizard")).Errors);
    }

    [Fact]
    public async Task By_keyboard_it_asks_for_the_same()
    {
        using var project = await ProjectAsync();
        Change(project, "    name text NOT NULL,\n    rank integer NOT NULL");
        var result = await TypedAsync(project, "add rank", "1", "7", "y", "y");
        Assert.True(result.Exit == 0, result.ToString());
        foreach (var question in (string[])["name of the migration", "Strategy:", "Which SQL expression", "rolled back", "migrations to db"])
            Assert.Contains(question, result.Output);
        Assert.Equal("7 7", await project.ScalarAsync<string>("select string_agg(rank::text, ' ' order by id) from users"));
    }

    [Fact]
    public async Task A_rename_is_asked_about_and_keeps_its_values()
    {
        using var project = await ProjectAsync();
        Change(project, "    full_name text NOT NULL");
        var result = await TypedAsync(project, "rename name", "1", "y", "n", "y");
        Assert.True(result.Exit == 0, result.ToString());
        Assert.DoesNotContain("Which SQL expression", result.Output);
        Assert.Equal("Ada Bob", await project.ScalarAsync<string>("select string_agg(full_name, ' ' order by id) from users"));
    }

    [Theory]
    [InlineData("yes", 6)]
    [InlineData("", 6)]
    [InlineData(null, 0)]
    public async Task What_cannot_be_undone_needs_the_name_of_the_database(string? typed, int exit)
    {
        using var project = await ProjectAsync();
        project.Write("db/schema/10_users.sql", "CREATE TABLE users (\n    id integer PRIMARY KEY\n);\n");
        var result = await TypedAsync(project, "drop name", "1", "n", "y", typed ?? project.Url.Database);
        Assert.True(result.Exit == exit, result.ToString());
        Assert.Contains("2 values", result.Output);
        Assert.Equal(
            exit == 0 ? 1 : 2,
            await project.ScalarAsync<int>(
                "select count(*)::int from pg_attribute where attrelid = 'users'::regclass and attnum > 0 and not attisdropped"));
    }

    [Fact]
    public async Task A_protected_environment_needs_the_name_of_the_database()
    {
        using var project = await ProjectAsync();
        project.Environment("protected: true\n");
        Change(project, "    name text NOT NULL,\n    bio text");
        const string has = "select exists (select from pg_attribute where attrelid = 'users'::regclass and attname = 'bio')";
        var refused = await TypedAsync(project, "add bio", "1", "n", "y", "yes");
        Assert.True(refused.Exit == 6, refused.ToString());
        Assert.False(await project.ScalarAsync<bool>(has));
        var accepted = await TypedAsync(project, "n", "y", project.Url.Database);
        Assert.True(accepted.Exit == 0, accepted.ToString());
        Assert.True(await project.ScalarAsync<bool>(has));
    }

    [Fact]
    public async Task Without_a_terminal_nothing_is_applied_that_was_not_asked_for()
    {
        using var project = await ProjectAsync();
        Change(project, "    name text NOT NULL,\n    bio text");
        var result = await project.SucceedsAsync("migrate", "wizard", "add_bio", "--format", "json");
        Assert.Contains("Nothing was applied", result.Errors);
        Assert.Contains("\"verified\": true", result.Output);
        Assert.False(await project.ScalarAsync<bool>("select exists (select from pg_attribute where attrelid = 'users'::regclass and attname = 'bio')"));
        // The files are there: the next time there is nothing to generate, only to apply.
        var next = await project.SucceedsAsync("migrate", "wizard", "--apply", "--no-verify");
        Assert.DoesNotContain("wrote", next.Output);
        Assert.True(await project.ScalarAsync<bool>("select exists (select from pg_attribute where attrelid = 'users'::regclass and attname = 'bio')"));
    }

    [Theory]
    [InlineData("public.users.nope=1", "public.users.rank")]
    [InlineData("public.users.rank=1); drop table users; --", "comment")]
    [InlineData("public.users.rank=nope(1)", "nope")]
    public async Task A_backfill_that_cannot_be_made_is_refused(string backfill, string named)
    {
        using var project = await ProjectAsync();
        Change(project, "    name text NOT NULL,\n    rank integer NOT NULL");
        var result = await project.CliAsync("migrate", "wizard", "add_rank", "--backfill", backfill);
        Assert.Equal(2, result.Exit);
        Assert.Contains("CONF-WIZ-003", result.Errors);
        Assert.Contains(named, result.Errors);
        Assert.Single(Directory.GetFiles(project.Migrations, "*.up.sql"));
    }

    [Fact]
    public async Task Migrations_that_do_not_hold_are_not_applied()
    {
        using var project = await ProjectAsync();
        project.Migration(99, "alter table users add extra int;", "select 1;");
        var result = await project.CliAsync("migrate", "wizard", "fix", "--apply");
        Assert.Equal(6, result.Exit);
        Assert.Contains("CONF-WIZ-001", result.Errors);
        Assert.False(await project.ScalarAsync<bool>("select exists (select from pg_attribute where attrelid = 'users'::regclass and attname = 'extra')"));
    }

    private async Task<Project> ProjectAsync()
    {
        var project = await shared.NewProjectAsync();
        project.Environment();
        project.Write("db/schema/10_users.sql", Users);
        project.Migration(1, Users, "DROP TABLE users;\n");
        await project.UpAsync();
        await project.ExecuteAsync("insert into users values (1, 'Ada'), (2, 'Bob')");
        return project;
    }

    private static void Change(Project project, string columns) =>
        project.Write("db/schema/10_users.sql", $"CREATE TABLE users (\n    id integer PRIMARY KEY,\n{columns}\n);\n");

    // Each answer is typed when the wizard has asked for it, as a person would.
    private static Task<CliResult> TypedAsync(Project project, params string[] answers) => Shell.RunAsync(
        project.Root, $"printf '%s\\n' {string.Join(' ', answers.Select(a => $"'{a}'"))} | script -qec '{Cli.Program} migrate wizard' /dev/null",
        ("DATABASE_URL", project.Url.ToSecretString()));
}
