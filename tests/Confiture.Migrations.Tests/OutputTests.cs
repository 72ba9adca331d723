using System.Text.Json;
using Confiture.Postgres;

namespace Confiture.Migrations.Tests;

/// <summary>What the commands say, on which stream, when something stands in the way.</summary>
public sealed class OutputTests(SharedServer shared)
{
    [Fact]
    public async Task What_stays_when_a_later_file_fails_is_on_standard_output_and_in_the_document()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Tables(1, 2);
        project.Migration(3, "create tabel t3 (id int);", "select 1;");
        var up = await project.CliAsync("migrate", "up");
        Assert.Equal(3, up.Exit);
        Assert.Equal([$"applied {Project.Version(1)}_m1", $"applied {Project.Version(2)}_m2"], up.Lines);
        await project.DownAsync(2);
        using (var document = JsonDocument.Parse((await project.CliAsync("migrate", "up", "--format", "json")).Output))
        {
            Assert.Equal(("CONF-MIG-003", 3), (document.RootElement.GetProperty("code").GetString(), document.RootElement.GetProperty("exit").GetInt32()));
            Assert.Equal([$"applied {Project.Version(1)}_m1", $"applied {Project.Version(2)}_m2"], Completed(document));
        }

        project.Write($"db/migrations/{Project.Version(1)}_m1.down.sql", "drop table never_there;");
        using (var document = JsonDocument.Parse((await project.CliAsync("migrate", "down", "--steps", "2", "--format", "json")).Output))
        {
            Assert.Equal([$"rolled back {Project.Version(2)}_m2"], Completed(document));
        }

        project.Migration(3, "create table t3 (id int);", "drop table t3;");
        await project.UpAsync();
        var down = await project.CliAsync("migrate", "down", "--steps", "3");
        Assert.Equal(3, down.Exit);
        Assert.Equal([$"rolled back {Project.Version(3)}_m3", $"rolled back {Project.Version(2)}_m2"], down.Lines);

        static IEnumerable<string?> Completed(JsonDocument document) =>
            document.RootElement.GetProperty("completed").EnumerateArray().Select(e => e.GetString());
    }

    [Fact]
    public async Task Output_that_cannot_be_written_stops_no_migration()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Tables(1, 2, 3);

        var result = await Shell.RunAsync(
            project.Root, "confiture migrate up > /dev/full", ("DATABASE_URL", project.Url.ToSecretString()));

        Assert.Equal(1, result.Exit);
        Assert.Contains("BASE-FIL-001", result.Errors, StringComparison.Ordinal);
        Assert.Contains("went on to its end", result.Errors, StringComparison.Ordinal);
        Assert.Equal("t1 t2 t3", await project.TablesAsync());
    }

    [Fact]
    public async Task Files_that_the_system_refuses_are_no_bug_of_the_tool()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Tables(1);
        File.CreateSymbolicLink(Path.Combine(project.Migrations, "x.sql"), "/nowhere");
        var lint = await project.CliAsync("lint", project.Migrations);
        Assert.Equal(2, lint.Exit);
        Assert.Contains("CONF-SQL-005", lint.Errors, StringComparison.Ordinal);
        project.Write("db/schema/a.sql", "create table a ();");
        var written = await project.CliAsync("build", "--output", "/proc/x.sql");
        Assert.Equal(1, written.Exit);
        Assert.Contains("BASE-FIL-00", written.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("bug", written.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_back_several_migrations_asks_before_rows_are_lost()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Tables(1, 2, 3);
        project.Migration(4, "alter table t3 add column note text;", "alter table t3 drop column note;");
        await project.SucceedsAsync("migrate", "up");
        Assert.Equal(4, (await project.SucceedsAsync("migrate", "down", "--steps", "999")).Lines.Length);
        await project.SucceedsAsync("migrate", "up");
        await project.ExecuteAsync("insert into t2 values (1)", "insert into t3 values (1, 'kept')");
        var refused = await project.CliAsync("migrate", "down", "--steps", "999");
        Assert.Equal(2, refused.Exit);
        Assert.Contains("--yes", refused.Errors);
        Assert.Contains("t2", refused.Errors);
        Assert.Contains("t3.note", refused.Errors);
        Assert.DoesNotContain("t1", refused.Errors);
        Assert.Equal("t1 t2 t3", await project.TablesAsync());
        var asked = await OnATerminalAsync(project, "n", "migrate", "down", "--steps", "999");
        Assert.Contains("[y/N]", asked.Output);
        Assert.Equal("t1 t2 t3", await project.TablesAsync());
        Assert.Equal(6, asked.Exit);
        // Two are several already.
        Assert.Equal(2, (await project.CliAsync("migrate", "down", "--steps", "2")).Exit);
        Assert.Equal("t1 t2 t3", await project.TablesAsync());
        Assert.Equal(0, (await OnATerminalAsync(project, "y", "migrate", "down", "--steps", "2")).Exit);
        Assert.Equal("t1 t2", await project.TablesAsync());
        // One step is what was asked for by name, and nobody is asked.
        await project.SucceedsAsync("migrate", "down");
        Assert.Equal("t1", await project.TablesAsync());
        await project.SucceedsAsync("migrate", "up");
        await project.ExecuteAsync("insert into t1 values (1)");
        Assert.Equal(4, (await project.SucceedsAsync("migrate", "down", "--steps", "999", "--yes")).Lines.Length);
    }

    [Fact]
    public async Task Rows_are_found_under_the_name_that_a_table_has_now()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Tables(1);
        project.Migration(2, "alter table t1 rename to people;", "alter table people rename to t1;");
        project.Migration(3, "alter table people rename to users;", "alter table users rename to people;");
        await project.SucceedsAsync("migrate", "up");
        await project.ExecuteAsync("insert into users values (1)");
        var refused = await project.CliAsync("migrate", "down", "--steps", "3");
        Assert.Equal(2, refused.Exit);
        Assert.Contains("users", refused.Errors);
        Assert.Equal("users", await project.TablesAsync());
    }

    [Fact]
    public async Task An_empty_up_file_is_refused_before_anything_runs()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Tables(1);
        await project.SucceedsAsync("migrate", "generate", "--empty", "later");
        var up = await project.CliAsync("migrate", "up");
        Assert.Equal(6, up.Exit);
        Assert.Contains("_later.up.sql", up.Errors);
        Assert.Equal(string.Empty, up.Output);
        Assert.Equal(string.Empty, await project.TablesAsync());
        Assert.Equal([$"applied {Project.Version(1)}_m1"], (await project.SucceedsAsync("migrate", "up", "--target", Project.Version(1))).Lines);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("99999999999999")]
    [InlineData("")]
    public async Task A_number_of_steps_that_is_none_is_a_mistake_on_the_command_line(string steps)
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        var down = await project.CliAsync("migrate", "down", $"--steps={steps}");
        Assert.Equal(2, down.Exit);
        Assert.Contains("BASE-CLI-001", down.Errors);
        Assert.Contains("--steps", down.Errors);
    }

    [Fact]
    public async Task A_retry_and_the_last_failure_say_who_holds_the_lock()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table busy (id int)");
        project.Migration(1, "alter table busy add x int;");
        await using var holder = await Database.OpenAsync(project.Url, "nightly report", Project.Never);
        await holder.ExecuteAsync("begin", Project.Never);
        await holder.ExecuteAsync("lock table busy in access share mode", Project.Never);
        var pid = await holder.ScalarAsync<int>("select pg_backend_pid()", Project.Never);
        var heard = new Listening();
        var error = await project.UpFailsAsync(
            new() { StatementLockWait = TimeSpan.FromMilliseconds(600), LockBudget = TimeSpan.FromSeconds(1), Observer = heard });
        foreach (var text in (string[])[heard.Retries[^1], string.Join('\n', error.Details)])
        {
            Assert.Contains($"{pid}", text);
            Assert.Contains("nightly report", text);
            Assert.Contains("postgres", text);
            Assert.Matches(@"\d+ s", text);
        }

        Assert.Contains($"pg_terminate_backend({pid})", error.Fix);
    }

    [Fact]
    public async Task Two_new_migrations_in_one_second_differ_and_none_lies_in_the_future()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Environment();
        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Task.Run(() => project.SucceedsAsync("migrate", "generate", "--empty", $"m{i}"))));
        var now = DateTime.UtcNow.ToString("yyyyMMddHHmmss", System.Globalization.CultureInfo.InvariantCulture);
        var versions = results.Select(r => Path.GetFileName(r.Lines[0])[..14]).ToList();
        Assert.Equal(3, versions.Distinct().Count());
        Assert.All(versions, version => Assert.True(string.CompareOrdinal(version, now) <= 0, $"{version} is after {now}"));
        Assert.Equal(3, project.Set.Migrations.Count);
    }

    [Fact]
    public async Task Inline_data_and_the_lines_that_pg_dump_adds_work_in_a_build_and_in_a_migration()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        const string rows = "\\restrict aBc123\n\nCREATE TABLE n (id int, body text);\nCOPY n (id, body) FROM stdin; -- rows\n1\tit's; "
            + "$$ -- one\n2\t\\N\n\\.\n\nCREATE INDEX ON n (id);\n\\unrestrict aBc123\n";
        project.Write("db/schema/n.sql", rows);
        await project.SucceedsAsync("build");
        Assert.Equal("1=it's; $$ -- one 2=-", await project.ScalarAsync<string>(Content("n")));
        project.Migration(1, rows.Replace(" n ", " m ", StringComparison.Ordinal) + "COPY m FROM STDIN (FORMAT csv);\n3,\"a\n\\b\"\n\\.\n", "drop table m;");
        await project.SucceedsAsync("migrate", "up");
        Assert.Equal("1=it's; $$ -- one 2=- 3=a\n\\b", await project.ScalarAsync<string>(Content("m")));
        project.Migration(2, "create table x (id int);\ncopy x from stdin;\n1\nwrong\n\\.\n", "drop table x;");
        var failed = await project.CliAsync("migrate", "up");
        Assert.Equal(3, failed.Exit);
        Assert.Contains("_m2.up.sql:2:1", failed.Errors);
        Assert.Contains("line 2, column id", failed.Errors);
        Assert.Equal("m n", await project.TablesAsync());
        project.Migration(2, "-- confiture: no transaction\ncopy m from stdin;\n4\tfour\n\\.\nvacuum m;\n", "delete from m where id = 4;");
        await project.SucceedsAsync("migrate", "up");
        Assert.EndsWith(" 4=four", await project.ScalarAsync<string>(Content("m")));

        static string Content(string table) => $"select string_agg(id || '=' || coalesce(body, '-'), ' ' order by id) from {table}";
    }

    private static async Task<CliResult> OnATerminalAsync(Project project, string answer, params string[] arguments)
    {
        var command = $"printf '{answer}\\n' | script -qec '{Cli.Program} {string.Join(' ', arguments)}' /dev/null";
        var info = new System.Diagnostics.ProcessStartInfo("bash", ["-o", "pipefail", "-c",
            command]) { WorkingDirectory = project.Root, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["DATABASE_URL"] = project.Url.ToSecretString();
        using var bash = System.Diagnostics.Process.Start(info)!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync();
        return new(bash.ExitCode, await output, await errors);
    }

    private sealed class Listening : IMigrationObserver
    {
        public List<string> Retries { get; } = [];

        public void Starting(Migration migration, MigrationVerb verb)
        {
        }

        public void Finished(Migration migration, MigrationVerb verb, TimeSpan elapsed)
        {
        }

        public void Retrying(Migration migration, string reason) => Retries.Add(reason);
    }
}
