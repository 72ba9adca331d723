using System.Diagnostics;
using System.Text.Json;
using Confiture.Postgres;
using Confiture.Project;

namespace Confiture.Migrations.Tests;

/// <summary>The built executable, from an empty directory on.</summary>
public sealed class CommandTests(SharedServer shared)
{
    [Fact]
    public async Task An_empty_directory_becomes_a_project_that_builds_migrates_and_goes_back()
    {
        using var project = shared.NewProjectWithoutDatabase();
        await project.SucceedsAsync("init");
        foreach (var directory in (string[])["schema/00_common", "schema/10_tables", "schema/20_views", "seeds/common", "seeds/development", "seeds/test",
            "migrations", "environments"])
        {
            Assert.True(Directory.Exists(Path.Combine(project.Root, "db", directory)), directory);
        }

        Assert.Contains("(created): 3 files, 4 statements, 0 migrations recorded", (await project.SucceedsAsync("build", "--env", "local")).Output);
        Assert.Equal("users", await project.TablesAsync());
        Assert.Contains("no migration is pending", (await project.SucceedsAsync("migrate", "up")).Errors);
        var files = (await project.SucceedsAsync("migrate", "generate", "--empty", "--name", "add_user_bio")).Lines;
        File.AppendAllText(files[0], "alter table users add bio text;\n");
        File.AppendAllText(files[1], "alter table users drop bio;\n");
        var name = Path.GetFileName(files[0])[..^".up.sql".Length];
        Assert.EndsWith("_add_user_bio", name);
        Assert.Contains("pending", (await project.SucceedsAsync("migrate", "status")).Lines[1]);
        var up = await project.SucceedsAsync("migrate", "up");
        Assert.Equal([$"applied {name}"], up.Lines);
        Assert.Contains($"applied {name} in ", up.Errors);
        Assert.Contains("applied", (await project.SucceedsAsync("migrate", "status")).Lines[1]);
        Assert.Equal([$"rolled back {name}"], (await project.SucceedsAsync("migrate", "down")).Lines);
        Assert.Contains("no migration is applied", (await project.SucceedsAsync("migrate", "down")).Errors);
    }

    [Fact]
    public async Task Init_keeps_what_is_there_and_a_second_time_writes_nothing()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Write("db/environments/local.yaml", "name: mine\n");
        var first = await project.SucceedsAsync("init");
        Assert.Contains("kept     db/environments/local.yaml", first.Lines);
        Assert.Equal("name: mine\n", File.ReadAllText(Path.Combine(project.Root, "db/environments/local.yaml")));
        var times = Directory.GetFiles(project.Root, "*", SearchOption.AllDirectories).Order().Select(File.GetLastWriteTimeUtc).ToList();
        var second = await project.SucceedsAsync("init");
        Assert.All(second.Lines, line => Assert.StartsWith("kept", line));
        Assert.Contains("nothing was written", second.Errors);
        Assert.Equal(times, Directory.GetFiles(project.Root, "*", SearchOption.AllDirectories).Order().Select(File.GetLastWriteTimeUtc));
    }

    [Fact]
    public async Task All_environments_of_a_new_project_load_and_production_has_no_default()
    {
        using var project = shared.NewProjectWithoutDatabase();
        var inside = Path.Combine(project.Root, "My shop!");
        await project.SucceedsAsync("init", inside);
        foreach (var name in (string[])["local", "test"])
        {
            Assert.Equal($"my_shop_{name}", EnvironmentFiles.Of(inside).Load(name, null).RequiredUrl.Database);
        }

        await using var cli = Cli.Start(inside, ["migrate", "status", "--env", "production"], ("DATABASE_URL", null));
        var result = await cli.EndAsync();
        Assert.Equal(2, result.Exit);
        Assert.Contains("db/environments/production.yaml:3:1: `database_url`: the environment variable `DATABASE_URL` is not set", result.Errors);
    }

    [Fact]
    public async Task Status_shows_what_disagrees_and_then_exits_with_8()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        Directory.CreateDirectory(project.Migrations);
        Assert.Contains("no ledger yet", (await project.SucceedsAsync("migrate", "status")).Errors);
        project.Tables(1, 2, 4);
        await project.UpAsync(new() { Deployment = "d-1" });
        project.Migration(1, "select 1;");
        project.Tables(3, 5);
        File.Delete(Directory.GetFiles(project.Migrations, "*_m2.up.sql")[0]);
        File.Delete(Directory.GetFiles(project.Migrations, "*_m2.down.sql")[0]);
        var text = await project.CliAsync("migrate", "status");
        Assert.Equal(8, text.Exit);
        Assert.Equal(["changed up", "missing", "out of order", "applied", "pending"],
            text.Lines[1..].Select(l => l.Split("  ", StringSplitOptions.RemoveEmptyEntries)[2].Trim()));
        Assert.Contains("d-1", text.Lines[1]);
        Assert.Contains("CONF-MIG-004", text.Errors);
        var json = await project.CliAsync("migrate", "status", "--format", "json");
        Assert.Equal(8, json.Exit);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal("confiture/migrate-status/1", document.RootElement.GetProperty("schema").GetString());
        Assert.Equal((3, 1, 3), (Number("applied"), Number("pending"), Number("drift")));
        Assert.Equal(
            ["changedUp", "missing", "outOfOrder", "applied", "pending"],
            document.RootElement.GetProperty("migrations").EnumerateArray().Select(m => m.GetProperty("state").GetString()));

        int Number(string property) => document.RootElement.GetProperty(property).GetInt32();
    }

    [Fact]
    public async Task Every_command_reports_one_JSON_document_and_nothing_else()
    {
        using var project = shared.NewProjectWithoutDatabase();
        using var init = await JsonAsync(project, 0, "init");
        Assert.Equal("confiture/init/1", init.RootElement.GetProperty("schema").GetString());
        using var build = await JsonAsync(project, 0, "build");
        Assert.Equal(("confiture/build/1", true, 4), (build.RootElement.GetProperty("schema").GetString(),
            build.RootElement.GetProperty("created").GetBoolean(), build.RootElement.GetProperty("statements").GetInt32()));
        using var generate = await JsonAsync(project, 0, "migrate", "generate", "--empty", "x");
        await File.WriteAllTextAsync(generate.RootElement.GetProperty("migrations")[0].GetProperty("up").GetString()!, "select 1;\n");
        using var up = await JsonAsync(project, 0, "migrate", "up");
        Assert.Equal("confiture/migrate-up/1", up.RootElement.GetProperty("schema").GetString());
        Assert.Equal(1, up.RootElement.GetProperty("applied").GetArrayLength());
        using var down = await JsonAsync(project, 6, "migrate", "down");
        Assert.Equal("CONF-MIG-006", down.RootElement.GetProperty("code").GetString());
        using var list = await JsonAsync(project, 0, "postgres", "list");
        Assert.Equal("confiture/postgres-list/1", list.RootElement.GetProperty("schema").GetString());
    }

    [Fact]
    public async Task Options_say_where_the_files_are()
    {
        using var project = await shared.NewProjectAsync();
        project.Write("conf/my.yaml", "database_url: ${DATABASE_URL}\nmigrations_dir: nowhere\nmigration: { tracking_table: history }\n");
        project.Tables(1, 2, 3);
        string[] where = ["--config", "conf/my.yaml", "--migrations-dir", "db/migrations"];
        Assert.Equal(2, (await project.SucceedsAsync(["migrate", "up", "--target", Project.Version(2), "--quiet", .. where])).Lines.Length);
        Assert.Equal(2, await project.ScalarAsync<long>("select count(*) from history"));
        var quiet = await project.SucceedsAsync(["migrate", "up", "--quiet", .. where]);
        Assert.Equal(string.Empty, quiet.Errors);
        Assert.Equal(2, (await project.SucceedsAsync(["migrate", "down", "--steps", "2", .. where])).Lines.Length);
        Assert.Equal(2, (await project.CliAsync(["migrate", "up", "--env", "local", .. where])).Exit);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Postgres_run_prints_a_URL_that_works_and_cleans_up_when_it_is_stopped(string signal)
    {
        // A test run in the background inherits an ignored SIGINT, which the tool would rightly go on ignoring.
        await using var cli = Cli.StartUnder(["env", $"--default-signal={signal}"], Directory.GetCurrentDirectory(), ["postgres", "run"]);
        var url = DatabaseUrl.Parse((await cli.Output.ReadLineAsync())!, "the first line");
        var socket = await cli.Output.ReadLineAsync();
        Assert.StartsWith("socket: postgresql://postgres@/postgres?host=/", socket);
        await using (var database = await Database.OpenAsync(url, "tests", Project.Never))
        {
            Assert.Equal("127.0.0.1", await database.ScalarAsync<string>("select host(inet_server_addr())", Project.Never));
        }

        var directory = DatabaseUrl.Parse(socket!["socket: ".Length..], "the second line").Host;
        Assert.True(Directory.Exists(directory));
        // Somebody is at work there, and a process of the server has no ear for a request to stop.
        await using var busy = await Database.OpenAsync(url, "tests", Project.Never);
        var backend = await busy.ScalarAsync<int>("select pg_backend_pid()", Project.Never);
        await Shell.SucceedsAsync("/", $"kill -STOP {backend}");
        var clock = Stopwatch.StartNew();
        await cli.SignalAsync(signal);
        var result = await cli.EndAsync();
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 3);
        Assert.Equal(0, result.Exit);
        Assert.False(Directory.Exists(directory));
    }

    [Fact]
    public async Task Postgres_run_lives_on_when_nobody_reads_and_ends_when_told()
    {
        await using var cli = Cli.Start(Directory.GetCurrentDirectory(), ["postgres", "run", "--durable"]);
        var url = DatabaseUrl.Parse((await cli.Output.ReadLineAsync())!, "the first line");
        cli.Output.Close();
        await using (var database = await Database.OpenAsync(url, "tests", Project.Never))
        {
            Assert.Equal("on", await database.ScalarAsync<string>("show fsync", Project.Never));
        }

        await cli.SignalAsync("TERM");
        Assert.Equal(0, await cli.ExitAsync());
    }

    [Fact]
    public async Task The_version_is_cheap()
    {
        using var project = shared.NewProjectWithoutDatabase();
        Assert.Matches(@"^confiture \d+\.\d+\.\d+\n$", (await project.SucceedsAsync("--version")).Output);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 5; i++) await project.SucceedsAsync("--version");
        Assert.InRange(clock.Elapsed.TotalSeconds / 5, 0, 1);
    }

    private static async Task<JsonDocument> JsonAsync(Project project, int exit, params string[] arguments)
    {
        var result = await project.CliAsync([.. arguments, "--format", "json"]);
        Assert.True(result.Exit == exit, result.ToString());
        return JsonDocument.Parse(result.Output);
    }
}
