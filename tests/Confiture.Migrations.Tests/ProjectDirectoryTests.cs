namespace Confiture.Migrations.Tests;

/// <summary>A project is found, its directories are looked at, and looking at nothing is never a success.</summary>
public sealed class ProjectDirectoryTests(SharedServer shared)
{
    [Fact]
    public async Task A_project_is_found_from_everywhere_in_it_and_by_name_from_everywhere_else()
    {
        using var project = await shared.NewProjectAsync();
        project.Write("db/environments/local.yaml", "database_url: ${DATABASE_URL}\ninclude_dirs: db/ddl\nmigrations_dir: db/changes\n");
        project.Write("db/changes/20260101000001_a.up.sql", "create table a (id bigint);\n");
        project.Write("db/ddl/a.sql", "create table a (id bigint);\n");
        Directory.CreateDirectory(Path.Combine(project.Root, "src/deep/er"));
        Assert.Equal(["applied 20260101000001_a"], (await Succeeds(project, "src/deep/er", "migrate", "up")).Lines);
        foreach (var place in (string[])["db/changes", "db/environments", "."])
            Assert.Contains("20260101000001", (await Succeeds(project, place, "migrate", "status")).Output);
        await Succeeds(project, "src", "drift");
        await Succeeds(project, "src", "lint", "--fail-on", "never");
        var named = await RunAsync("/", project, "migrate", "status", "--project-dir", project.Root);
        Assert.True(named.Exit == 0 && named.Output.Contains("20260101000001"), named.ToString());
        var configured = await RunAsync("/", project, "migrate", "up", "--config", Path.Combine(project.Root, "db/environments/local.yaml"));
        Assert.True(configured.Exit == 0 && configured.Errors.Contains("no migration is pending"), configured.ToString());
        Assert.Contains(Path.Combine(project.Root, "db/changes/"), (await Succeeds(project, "src", "migrate", "generate", "--empty", "x")).Output);
    }

    [Fact]
    public async Task A_project_of_another_user_further_up_is_not_taken_for_ones_own()
    {
        // Only root can give files away; an ordinary user's tests find what another one made in the same way.
        if (Environment.UserName != "root") return;
        using var project = await shared.NewProjectAsync();
        project.Environment();
        Directory.CreateDirectory(Path.Combine(project.Root, "mine"));
        await Shell.SucceedsAsync(project.Root, $"chown -R 65534 db");
        var refused = await CliIn(project, "mine", "migrate", "status");
        Assert.Equal(2, refused.Exit);
        Assert.Contains("belongs to another user", refused.Errors);
        Assert.DoesNotContain("belongs to another user", (await CliIn(project, "mine", "migrate", "status", "--project-dir", "..")).Errors);
    }

    [Theory]
    [InlineData("CONF-MIG-020", "migrations_dir: db/migratons", "migrate", "up")]
    [InlineData("CONF-MIG-020", "migrations_dir: db/migratons", "migrate", "down")]
    [InlineData("CONF-MIG-020", "migrations_dir: db/migratons", "migrate", "status")]
    [InlineData("CONF-MIG-020", "migrations_dir: db/migratons", "migrate", "generate", "x")]
    [InlineData("CONF-MIG-020", "migrations_dir: db/migratons", "migrate", "generate", "--empty", "x")]
    [InlineData("CONF-MIG-020", "migrations_dir: db/migratons", "build")]
    [InlineData("CONF-MIG-020", "migrations_dir: db/migratons", "drift")]
    [InlineData("CONF-MIG-020", "migrations_dir: db/migratons", "lint")]
    [InlineData("CONF-MIG-020", "", "migrate", "up")]
    [InlineData("CONF-MIG-020", "", "migrate", "down")]
    [InlineData("CONF-MIG-020", "", "migrate", "status")]
    [InlineData("CONF-MIG-020", "", "diff", "--from", "migrations")]
    [InlineData("CONF-SCH-001", "include_dirs: [db/schema, db/shcema]", "build")]
    [InlineData("CONF-SCH-001", "include_dirs: [db/schema, db/shcema]", "drift")]
    [InlineData("CONF-SCH-001", "include_dirs: [db/schema, db/shcema]", "diff")]
    [InlineData("CONF-SCH-001", "include_dirs: [db/schema, db/shcema]", "lint")]
    [InlineData("CONF-SCH-001", "include_dirs: [db/schema, db/shcema]", "migrate", "generate", "x")]
    [InlineData("BASE-CLI-001", "", "migrate", "up", "--migrations-dir", "db/migratons")]
    [InlineData("BASE-CLI-001", "", "migrate", "generate", "--empty", "x", "--migrations-dir", "db/migrations")]
    [InlineData("BASE-CLI-001", "", "build", "--migrations-dir", "db/migratons")]
    [InlineData("BASE-CLI-001", "", "build", "--schema-dir", "db/shcema")]
    [InlineData("BASE-CLI-001", "", "lint", "--schema-dir", "db/shcema")]
    [InlineData("BASE-CLI-001", "", "diff", "--schema-dir", "db/shcema")]
    [InlineData("BASE-CLI-001", "", "migrate", "up", "--project-dir", "elsewhere")]
    [InlineData("BASE-CFG-002", "", "migrate", "up", "--config", "db/environments/lokal.yaml")]
    [InlineData("BASE-CFG-002", "", "migrate", "up", "--config", "nowhere/local.yaml")]
    [InlineData("BASE-CFG-002", "", "migrate", "up", "--env", "lokal")]
    [InlineData("CONF-LNT-003", "", "lint", "db/schemas")]
    [InlineData("CONF-LNT-003", "", "lint", "db/schema/a.sql", "db/environments")]
    [InlineData("CONF-LNT-002", "lint: { assemblies: [db/lint/Rules.dll] }", "lint", "db/schema/a.sql")]
    public async Task What_is_missing_is_an_error_that_says_what_why_and_what_to_do(string code, string more, params string[] arguments)
    {
        using var project = new Project(shared.Server.SocketUrl());
        project.Environment(more);
        project.Write("db/schema/a.sql", "select 1;");
        var result = await project.CliAsync(arguments);
        Assert.True(result.Exit == 2 && result.Errors.StartsWith($"error[{code}]: ", StringComparison.Ordinal), result.ToString());
        Assert.Matches(@"(?s)\n  why: .+\n  fix: .+", result.Errors);
        Assert.Empty(result.Output);
        Assert.Equal(["environments", "schema"], Directory.GetDirectories(Path.Combine(project.Root, "db")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Outside_of_a_project_nothing_is_done_and_nothing_is_made()
    {
        using var project = await shared.NewProjectAsync();
        foreach (var arguments in (string[][])[["migrate", "up"], ["migrate", "status"], ["migrate", "generate", "--empty", "x"], ["build"], ["drift"],
            ["migrate", "up", "--url", project.Url.ToSecretString()]])
        {
            var result = await project.CliAsync(arguments);
            Assert.True(result.Exit == 2 && result.Errors.Contains($"There is no project in {project.Root} or above"), result.ToString());
            Assert.Contains("confiture init", result.Errors);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(project.Root));
    }

    [Fact]
    public async Task A_project_without_migrations_yet_says_so_and_the_first_one_makes_the_usual_directory()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Write("db/schema/a.sql", "create table a (id bigint);");
        Assert.Contains("CONF-MIG-020", (await project.CliAsync("migrate", "up")).Errors);
        Directory.CreateDirectory(Path.Combine(project.Root, "db/schema/deep"));
        await Succeeds(project, "db/schema/deep", "migrate", "generate", "--empty", "x");
        Assert.Equal(2, Directory.GetFiles(project.Migrations, "*_x.*.sql").Length);
        foreach (var file in Directory.GetFiles(project.Migrations)) File.Delete(file);
        foreach (var verb in (string[])["up", "status"]) Assert.Contains("is empty", (await project.SucceedsAsync("migrate", verb)).Errors);
    }

    private static async Task<CliResult> Succeeds(Project project, string place, params string[] arguments)
    {
        var result = await CliIn(project, place, arguments);
        Assert.True(result.Exit == 0, result.ToString());
        return result;
    }

    private static Task<CliResult> CliIn(Project project, string place, params string[] arguments) =>
        RunAsync(Path.Combine(project.Root, place), project, arguments);

    private static async Task<CliResult> RunAsync(string directory, Project project, params string[] arguments)
    {
        await using var cli = Cli.Start(directory, arguments, ("DATABASE_URL", project.Url.ToSecretString()));
        return await cli.EndAsync();
    }
}
