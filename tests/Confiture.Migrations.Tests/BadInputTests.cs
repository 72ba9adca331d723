using Confiture.Postgres;

namespace Confiture.Migrations.Tests;

/// <summary>What a person who made a mistake reads.</summary>
public sealed class BadInputTests(SharedServer shared)
{
    [Fact]
    public async Task An_unknown_key_is_named_with_its_place_and_what_was_meant()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Environment("migrations_dr: db/migrations\nmigration:\n  traking_table: x\n");
        var result = await FailsAsync(project, 2, "migrate", "status");
        Assert.Contains("db/environments/local.yaml:2:1: ", result.Errors);
        Assert.Contains("`migrations_dr`", result.Errors);
        Assert.Contains("did you mean `migrations_dir`?", result.Errors);
        Assert.Contains("db/environments/local.yaml:4:3: ", result.Errors);
        Assert.Contains("did you mean `tracking_table`?", result.Errors);
    }

    [Fact]
    public async Task A_ledger_name_that_is_none_is_a_mistake_at_its_place()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Environment("migration:\n  tracking_table: a.b.c\n");
        Assert.Contains("db/environments/local.yaml:3:", (await FailsAsync(project, 2, "migrate", "status")).Errors);
    }

    [Fact]
    public async Task An_unset_variable_is_named_with_its_key_and_not_needed_where_no_database_is()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Write("db/environments/local.yaml", "database_url: ${NOT_SET_ANYWHERE}\n");
        var result = await FailsAsync(project, 2, "build");
        Assert.Contains("BASE-CFG-003", result.Errors);
        Assert.Contains("db/environments/local.yaml:1:1: `database_url`: the environment variable `NOT_SET_ANYWHERE` is not set", result.Errors);
        Assert.Equal(0, (await project.CliAsync("migrate", "generate", "--empty", "x")).Exit);
    }

    [Fact]
    public async Task A_missing_environment_lists_those_that_are_there()
    {
        using var project = shared.NewProjectWithoutDatabase();
        Assert.Contains("There is no project", (await FailsAsync(project, 2, "build")).Errors);
        var none = await FailsAsync(project, 2, "build", "--env", "local");
        Assert.Contains("There is no environment `local`", none.Errors);
        Assert.Contains("confiture init", none.Errors);
        project.Environment();
        project.Write("db/environments/production.yaml", "database_url: x\n");
        var other = await FailsAsync(project, 2, "build", "--env", "prodution");
        Assert.Contains("did you mean `production`?", other.Errors);
        Assert.Contains("Available: local, production.", other.Errors);
        var file = await FailsAsync(project, 2, "build", "--config", "nowhere.yaml");
        Assert.Contains("nowhere.yaml does not exist", file.Errors);
    }

    [Fact]
    public async Task An_environment_without_a_database_says_what_to_add()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Write("db/environments/local.yaml", "name: local\n");
        Assert.Contains("database_url: ${DATABASE_URL}", (await FailsAsync(project, 2, "migrate", "up")).Errors);
    }

    [Fact]
    public async Task A_database_URL_that_is_none_is_not_repeated()
    {
        using var project = new Project(shared.Server.SocketUrl());
        project.Write("db/environments/local.yaml", "database_url: mysql://u:s3cret@h/d\n");
        var result = await FailsAsync(project, 2, "migrate", "up");
        Assert.Contains("db/environments/local.yaml: database_url", result.Errors);
        Assert.DoesNotContain("s3cret", result.ToString());
    }

    [Theory]
    [InlineData("migrate", "up")]
    [InlineData("migrate", "down")]
    [InlineData("migrate", "status")]
    [InlineData("build", "--quiet")]
    public async Task An_unreachable_server_is_exit_7(params string[] arguments)
    {
        using var project = new Project(DatabaseUrl.Of("127.0.0.1", 1, "d", "u", "s3cret-word"));
        project.Environment();
        project.Tables(1);
        project.Write("db/schema/a.sql", "select 1;");
        var result = await FailsAsync(project, 7, arguments);
        Assert.Contains("CONF-PG-002", result.Errors);
        Assert.Contains("127.0.0.1:1", result.Errors);
        Assert.DoesNotContain("s3cret-word", result.ToString());
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task A_wrong_password_is_exit_7_and_appears_nowhere(string format)
    {
        using var project = new Project(DatabaseUrl.Of("127.0.0.1", shared.Server.TcpUrl().Port, "postgres", "postgres", "wr0ng-s3cret"));
        project.Environment();
        project.Tables(1);
        project.Write("db/schema/a.sql", "select 1;");
        foreach (var arguments in (string[][])[["migrate", "up"], ["migrate", "status"], ["build"]])
        {
            var result = await FailsAsync(project, 7, [.. arguments, "--format", format]);
            Assert.Contains("CONF-PG-003", result.Errors);
            Assert.DoesNotContain("wr0ng-s3cret", result.ToString());
        }
    }

    [Fact]
    public async Task A_missing_database_is_named_and_not_created_by_a_migration()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Environment();
        project.Tables(1);
        var result = await FailsAsync(project, 7, "migrate", "up");
        Assert.Contains("CONF-PG-004", result.Errors);
        Assert.Contains($"The database `{project.Url.Database}` does not exist", result.Errors);
    }

    [Theory]
    [InlineData("does not exist", "build")]
    [InlineData("is missing", "migrate", "generate")]
    [InlineData("given twice", "migrate", "generate", "a", "--name", "b")]
    [InlineData("of 1 or more", "migrate", "down", "--steps", "0")]
    [InlineData("Unknown command `upp`; did you mean `up`?", "migrate", "upp")]
    [InlineData("Unknown option `--stepz`; did you mean `--steps`?", "migrate", "down", "--stepz=2")]
    public async Task A_wrong_command_is_exit_2_and_says_what_is_wrong(string message, params string[] arguments)
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        Assert.Contains(message, (await FailsAsync(project, 2, arguments)).Errors);
    }

    [Fact]
    public async Task A_version_that_does_not_exist_is_exit_2()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Tables(1);
        Assert.Contains("There is no migration 20990101000000", (await FailsAsync(project, 2, "migrate", "up", "--target", "20990101000000")).Errors);
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_is_an_error_that_says_so()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Write("db", "a file where a directory belongs");
        Assert.Contains("BASE-FIL-001", (await FailsAsync(project, 1, "init")).Errors);
    }

    private static async Task<CliResult> FailsAsync(Project project, int exit, params string[] arguments)
    {
        var result = await project.CliAsync(arguments);
        Assert.True(result.Exit == exit, result.ToString());
        return result;
    }
}
