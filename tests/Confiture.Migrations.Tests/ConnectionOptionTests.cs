using Confiture.Project;
using Foundation.Errors;

namespace Confiture.Migrations.Tests;

/// <summary>Where the database comes from: <c>--url</c>, the environment file, <c>DATABASE_URL</c>, <c>.env</c>.</summary>
public sealed class ConnectionOptionTests(SharedServer shared)
{
    [Fact]
    public async Task Users_of_other_tools_find_url_and_DATABASE_URL_and_dot_env_as_they_know_them()
    {
        using var project = await shared.NewProjectAsync();
        using var other = await shared.NewProjectAsync();
        project.Tables(1);
        await UpAsync(project, [], ("DATABASE_URL", project.Url.ToSecretString()));
        Assert.Equal("t1", await project.TablesAsync());
        await UpAsync(project, ["--url", other.Url.ToSecretString()], ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere"));
        Assert.Equal("t1", await other.TablesAsync());
        project.Write(".env", $"# comment\nOTHER=\"a\nDATABASE_URL=wrong\"\nexport DATABASE_URL='{project.Url.ToSecretString()}' # ours\nnot an assignment\n");
        Assert.Contains("no migration is pending", (await UpAsync(project, [])).Errors);
        Assert.Contains("127.0.0.1:1", (await RunAsync(project, ["migrate", "up"], ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere"))).Errors);
        project.Write("db/environments/local.yaml", "database_url: ${SHOP_URL}\n");
        project.Write(".env", $"NAME={project.Url.Database}\nSHOP_URL=\"postgresql://postgres@/${{NAME}}?host={project.Url.Host}&port={project.Url.Port}\"\n");
        Assert.Contains("no migration is pending", (await UpAsync(project, [], ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere"))).Errors);
        Assert.Contains("no migration is pending",
            (await UpAsync(project, ["--url", $"host={project.Url.Host} port={project.Url.Port} user=postgres dbname={project.Url.Database}"])).Errors);
    }

    [Fact]
    public async Task A_service_of_the_users_own_names_the_database()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        var services = project.Write("services", $"[shop]\nhost={project.Url.Host}\nport={project.Url.Port}\nuser=postgres\ndbname={project.Url.Database}\n");
        await UpAsync(project, ["--url", "service=shop"], ("PGSERVICEFILE", services));
        await UpAsync(project, [], ("PGSERVICEFILE", services), ("PGSERVICE", "shop"), ("DATABASE_URL", "postgresql://"));
        Assert.Equal("t1", await project.TablesAsync());
    }

    [Fact]
    public async Task An_empty_DATABASE_URL_is_said_to_be_empty_with_and_without_a_file()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        var bare = await RunAsync(project, ["migrate", "up"], ("DATABASE_URL", ""));
        Assert.Equal(2, bare.Exit);
        Assert.Contains("error[BASE-CFG-003]: DATABASE_URL is set but empty.", bare.Errors);
        project.Environment();
        var filed = await RunAsync(project, ["migrate", "up"], ("DATABASE_URL", ""));
        Assert.Equal(2, filed.Exit);
        Assert.Contains(
            "error[BASE-CFG-003]: db/environments/local.yaml:1:1: `database_url`: the environment variable `DATABASE_URL` is set but empty", filed.Errors);
        Assert.DoesNotContain("to the environment file", filed.Errors);
    }

    [Fact]
    public async Task Several_environments_without_local_do_not_fall_back_to_DATABASE_URL()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        project.Write("db/environments/production.yaml", "database_url: ${DATABASE_URL}\nmigration: { tracking_table: history }\n");
        Assert.Contains("Available: production", (await project.CliAsync("migrate", "up")).Errors);
        Assert.Contains("Available: production", (await project.CliAsync("migrate", "up", "--url", project.Url.ToSecretString())).Errors);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Theory]
    [InlineData("postgresql://ann:hunt@er2/hunter2@h/shop")]
    [InlineData("postgresql://ann:hunt#hunter2/x@h/shop")]
    [InlineData("postgresql://ann:x?hunter2@h/shop")]
    [InlineData("postgresql://ann:x@y?a=1&hunter2=2@h/shop")]
    [InlineData("postgres:/ann:hunter2@h/shop")]
    [InlineData("ann:hunter2@h/shop")]
    [InlineData("host=h password=x hunter2")]
    [InlineData("host=h password=x hunter2=3")]
    public async Task Nothing_that_may_be_a_password_is_printed(string text)
    {
        using var project = new Project(shared.Server.SocketUrl());
        project.Tables(1);
        project.Write("db/schema/a.sql", "select 1;");
        foreach (var (arguments, variable) in ((string[], string)[])
            [(["migrate", "up"], text), (["migrate", "up", "--url", text], ""), (["diff", "--from", text], "x"), (["migrate", "status", text], "x"),
                (["postgres", "install", text], "x"), (["build", "--config", text], "x"), (["lint", text], "x")])
        {
            foreach (var format in (string[])["--format=json"])
            {
                var result = await RunAsync(project, [.. arguments, format], ("DATABASE_URL", variable));
                Assert.True(result.Exit == 2, result.ToString());
                Assert.DoesNotContain("hunter2", result.ToString());
            }
        }
    }

    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("export A = b # why", "b")]
    [InlineData("A=p#ss$word", "p#ss$word")]
    [InlineData("A='${B} \\n # kept'", "${B} \\n # kept")]
    [InlineData("B=x\nA=\"${B}\\n\\\"y\\\"\\$\"", "x\n\"y\"$")]
    [InlineData("A=\"two\nlines\"\nC=d", "two\nlines")]
    [InlineData("A=first\nA=second", "second")]
    [InlineData("nonsense\n=x\n1A=y\n# A=z\nA=", "")]
    public void A_dot_env_file_is_read_as_other_programs_read_it(string text, string value) => Assert.Equal(value, DotEnv.Parse(".env", text)["A"]);

    [Fact]
    public void A_quote_without_an_end_is_named_by_its_line_alone()
    {
        var error = Assert.Throws<ToolException>(() => DotEnv.Parse(".env", "A=b\nPASSWORD='hunter2\n"));
        Assert.StartsWith(".env:2: ", error.What);
        Assert.DoesNotContain("hunter2", error.ToString() + error.Why + error.Fix);
    }

    private static async Task<CliResult> UpAsync(Project project, IReadOnlyList<string> more, params (string, string?)[] environment)
    {
        var result = await RunAsync(project, ["migrate", "up", .. more], environment);
        Assert.True(result.Exit == 0, result.ToString());
        return result;
    }

    private static async Task<CliResult> RunAsync(Project project, IReadOnlyList<string> arguments, params (string, string?)[] environment)
    {
        await using var cli = Cli.Start(project.Root, arguments, [("DATABASE_URL", null), .. environment]);
        return await cli.EndAsync();
    }
}
