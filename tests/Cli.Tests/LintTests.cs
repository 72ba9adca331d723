using System.Text.Json;
using Foundation.Processes;

namespace Cli.Tests;

/// <summary><c>confiture lint</c> as users run it.</summary>
public sealed class LintTests : IDisposable
{
    private const string Migration = "db/migrations/20260101000000_index.up.sql";
    private readonly string root = Directory.CreateTempSubdirectory("confiture-lint-").FullName;

    public LintTests()
    {
        Write(Migration, "ALTER TABLE users ADD COLUMN age integer;\n\nCREATE INDEX users_age ON users (age);\n");
        Write("db/schema/users.sql",
            "CREATE TABLE users (\n    id bigint PRIMARY KEY,\n    \"Age\" integer,\n    price money -- confiture: ignore money-type an example\n);\n");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task A_table_has_a_place_for_each_finding_no_colours_and_no_line_of_more_than_80_columns()
    {
        var result = await LintAsync("db/migrations");
        Assert.Equal(1, result.ExitCode);
        Assert.DoesNotContain('\x1b', result.Output);
        var lines = result.Output.Split('\n');
        var at = Array.FindIndex(lines, l => l.StartsWith($"{Migration}:3:1", StringComparison.Ordinal));
        Assert.Contains("create-index-blocks-writes", lines[at] + lines[at + 1], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.All((await LintAsync("--list-rules")).Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains(lines, l => l.StartsWith("    instead: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Json_fits_its_schema()
    {
        var findings = Documents.Of(await LintAsync("--format", "json", "db/migrations"), "confiture/lint/1", exit: 1).GetProperty("findings")
            .EnumerateArray().ToList();
        Assert.Contains(findings, f => f.GetProperty("rule").GetString() == "create-index-blocks-writes" && f.GetProperty("line").GetInt32() == 3);
        Assert.True(Documents.Of(await LintAsync("--format", "json", "--list-rules"), "confiture/lint-rules/1").GetProperty("rules").GetArrayLength() >= 60);
    }

    [Fact]
    public async Task Csv_has_a_head_and_a_line_for_each_finding()
    {
        var lines = (await LintAsync("--format", "csv", "--select", "create-index-blocks-writes", "db/migrations")).Output.Split("\r\n");
        Assert.Equal("file,line,column,severity,rule,message,instead", lines[0]);
        Assert.StartsWith($"{Migration},3,1,error,create-index-blocks-writes,writes to users wait", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"Use CREATE INDEX CONCURRENTLY, in a separate migration without a transaction.\"", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sarif_names_rules_and_places()
    {
        var result = await LintAsync("--format", "sarif", "--select", "create-index-blocks-writes", "db/migrations");
        var document = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal("2.1.0", document.GetProperty("version").GetString());
        var run = document.GetProperty("runs")[0];
        Assert.Equal("confiture", run.GetProperty("tool").GetProperty("driver").GetProperty("name").GetString());
        var found = run.GetProperty("results")[0];
        Assert.Equal("create-index-blocks-writes",
            run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[found.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
        Assert.Equal("error", found.GetProperty("level").GetString());
        Assert.NotEmpty(found.GetProperty("message").GetProperty("text").GetString()!);
        var place = found.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal((Migration, 3),
            (place.GetProperty("artifactLocation").GetProperty("uri").GetString(), place.GetProperty("region").GetProperty("startLine").GetInt32()));
    }

    [Fact]
    public async Task Sarif_fits_the_schema_of_its_makers()
    {
        Write("db/migrations/20260101000001_it's wrong#1.up.sql", "SELECT 'one;\n");
        Write("db/lint/no-users.sql", "-- message: users are \"elsewhere\"\nselect 'users'::regclass\n");
        var log = (await LintAsync("--format", "sarif")).Output;
        Assert.Contains("no-users", log, StringComparison.Ordinal);
        Assert.Contains("syntax-error", log, StringComparison.Ordinal);
        Assert.Empty(await SarifSchema.MistakesAsync(log));
        Assert.Empty(
            await SarifSchema.MistakesAsync((await LintAsync("--format", "sarif", "--ignore", "locking,transactions,compatibility", Migration)).Output));
        Assert.NotEmpty(await SarifSchema.MistakesAsync(log.Replace("\"startLine\"", "\"line\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_the_model_does_not_know_is_a_finding_whatever_is_selected()
    {
        Write("db/schema/zz.sql", "\nCREATE CONVERSION \"old names\" FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;\nCREATE TYPE shell;\n");
        Assert.Equal(["unknown-object 3"], await FindingsAsync("db/schema", "--select", "money-type"));
        Assert.Equal(1, (await LintAsync("db/schema", "--select", "money-type", "--fail-on", "error")).ExitCode);
        Write("db/schema/zz.sql", "-- confiture: ignore unknown-object old clients\nCREATE TYPE shell;\n");
        Assert.Empty(await FindingsAsync("db/schema", "--select", "money-type"));
    }

    [Fact]
    public async Task Github_gets_workflow_commands()
    {
        var result = await LintAsync("--format", "github", "--select", "create-index-blocks-writes", "db/migrations");
        Assert.StartsWith($"::error file={Migration},line=3,col=1,title=create-index-blocks-writes::writes to users wait", result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exit_code_follows_fail_on()
    {
        Write("db/migrations/20260101000000_index.up.sql", "ALTER TYPE mood ADD VALUE 'blue';\n");
        int[] exits = [await ExitAsync(), await ExitAsync("--fail-on", "info"), await ExitAsync("--fail-on", "never"), await ExitAsync("--fail-on", "often")];
        Assert.Equal([0, 1, 0, 2], exits);

        async Task<int> ExitAsync(params string[] arguments) => (await LintAsync([.. arguments, "db/migrations"])).ExitCode;
    }

    [Fact]
    public async Task A_rule_that_does_not_exist_is_a_usage_error_with_the_one_that_was_meant()
    {
        var result = await LintAsync("--select", "drop-tabel", "db/migrations");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("did you mean `drop-table`?", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_files_are_built_and_findings_stand_at_their_lines()
    {
        var findings = await FindingsAsync("db/schema");
        Assert.Contains("name-pattern 3", findings);
        Assert.DoesNotContain(findings, f => f.StartsWith("money-type", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_environment_configures_rules_and_adds_queries()
    {
        Write("db/environments/local.yaml", """
            lint:
              ignore: [name-pattern]
              rules:
                missing-comment: { severity: error }
                missing-tenant-column: { column: tenant_id }
              custom:
                - id: too-few-columns
                  severity: warning
                  message: Too few columns
                  query: "select 'public.users' as name, count(*) from pg_attribute where attrelid = 'users'::regclass and attnum > 0"
            """);
        Write("db/lint/no-users.sql",
            "-- message: users are elsewhere\n-- severity: error\nselect 'users'::regclass, relkind from pg_class where relname = 'users'\n");
        var findings = await FindingsAsync("db/schema");
        Assert.Contains("missing-comment 1", findings);
        Assert.Contains("missing-tenant-column 1", findings);
        Assert.Contains("too-few-columns 1", findings);
        Assert.Contains(findings, f => f.StartsWith("no-users", StringComparison.Ordinal));
        Assert.DoesNotContain(findings, f => f.StartsWith("name-pattern", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_environment_says_how_bad_a_finding_is_and_from_where_on_the_command_fails()
    {
        const string Only = "create-index-blocks-writes";
        Assert.Equal(("error", 1), await JudgedAsync("error"));
        Assert.Equal(("info", 0), await JudgedAsync("error", $"rules: {{ {Only}: {{ severity: info }} }}"));
        Assert.Equal(("info", 1), await JudgedAsync("info", $"rules: {{ {Only}: {{ severity: info }} }}"));
        Assert.Equal(("warning", 0), await JudgedAsync("error", $"rules: {{ {Only}: {{ severity: warning }} }}"));
        Assert.Equal(("error", 0), await JudgedAsync("never"));
        Assert.Equal(("error", 1), await JudgedAsync("never", arguments: ["--fail-on", "warning"]));

        async Task<(string? Severity, int Exit)> JudgedAsync(string failOn, string rules = "select: []", params string[] arguments)
        {
            Write("db/environments/local.yaml", $"lint:\n  fail_on: {failOn}\n  {rules}\n");
            var result = await LintAsync(["db/migrations", "--select", Only, "--format", "json", .. arguments]);
            return (Documents.Of(result.Output, "confiture/lint/1").GetProperty("findings").EnumerateArray().Single().GetProperty("severity")
                .GetString(), result.ExitCode);
        }
    }

    [Fact]
    public async Task A_table_is_new_in_the_migration_that_makes_it_and_in_use_in_the_next_one()
    {
        Write(Migration, "CREATE TABLE public.t (a integer);\nCREATE INDEX t_a ON public.t (a);\n");
        Write("db/migrations/20260101000001_later.up.sql", "\nCREATE INDEX t_b ON public.t (a);\n");
        var lines = (await LintAsync("--format", "csv", "--select", "create-index-blocks-writes", "db/migrations")).Output
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("db/migrations/20260101000001_later.up.sql,2,1,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_the_configuration_is_shown_with_its_place()
    {
        Write("db/environments/local.yaml", "lint:\n  rules:\n    drop-tabel: { severity: error }\n  fail_no: error\n");
        var result = await LintAsync("db/migrations");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("did you mean `drop-table`?", result.Errors, StringComparison.Ordinal);
        Assert.Contains("did you mean `fail_on`?", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_come_from_assemblies_too()
    {
        UseSampleRules();
        Write(Migration, "SELECT 'talk here';\nCREATE TEMPORARY TABLE t (a integer);\n");
        Assert.Equal(["no-temporary-tables 2"], await FindingsAsync("db/migrations"));
    }

    [Fact]
    public async Task Rules_of_assemblies_know_what_each_statement_does()
    {
        UseSampleRules();
        Write(Migration, "ALTER TABLE users ADD COLUMN b integer; -- tell all\nALTER TABLE users ALTER COLUMN age TYPE bigint;\n");
        var told = (await LintAsync("--select", "tells-all", "--format", "csv", "db/migrations")).Output.Replace("\"\"", "\"", StringComparison.Ordinal);
        Assert.Contains("AccessExclusive Rewrite", told, StringComparison.Ordinal);
        Assert.Matches(@"Rewrite\s\w+\s\w+\sTrue\s""public"".""users""\sTrue\sTrue\sTrue", told);
    }

    [Fact]
    public async Task Rules_of_assemblies_judge_the_built_schema()
    {
        UseSampleRules();
        Write("db/schema/told.sql", "CREATE TABLE told (id bigint PRIMARY KEY, a text, b text);\n");
        Assert.Contains("3 columns", (await LintAsync("--select", "tells-all", "db/schema")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throw here", "InvalidDataException: an author's mistake", "confiture lint --ignore throws-on-request")]
    [InlineData("end here", "rule misbehaves-on-request", "lint: assemblies:")]
    [InlineData("hang here", "rule misbehaves-on-request within 1 s", "assemblies_timeout_ms")]
    public async Task A_rule_that_fails_is_named_and_nothing_passes(string request, string says, string fix)
    {
        UseSampleRules("  assemblies_timeout_ms: 1000\n");
        Write(Migration, $"SELECT '{request}';\n");
        var result = await LintAsync("db/migrations");
        Assert.Equal(1, result.ExitCode);
        var said = string.Join(' ', result.Errors.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("CONF-LNT-004", said, StringComparison.Ordinal);
        Assert.Contains(says, said, StringComparison.Ordinal);
        Assert.Contains(fix, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("KILL", 137)]
    public async Task A_rule_that_hangs_ends_with_the_tool(string signal, int exit)
    {
        UseSampleRules();
        Write(Migration, "SELECT 'hang here';\n");
        var result = await Published.ShellAsync($$"""
            cd '{{root}}'; env --default-signal=INT confiture lint db/migrations & pid=$!
            for i in $(seq 300); do host=$(pgrep -P $pid -f RulesHost) && break; sleep 0.1; done
            sleep 2; kill -{{signal}} $pid; wait $pid; echo "exit $?"
            for i in $(seq 100); do kill -0 $host 2>/dev/null || { echo gone; break; }; sleep 0.1; done
            """);
        Assert.Contains($"exit {exit}\ngone\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_of_ones_own_are_listed_and_have_severities()
    {
        Write("db/lint/no-x.sql", "-- message: x is no name\nselect 'x' where false\n");
        Write("db/environments/local.yaml", "lint:\n  rules: {no-x: {severity: error}}\n");
        Assert.Contains("no-x  (custom, warning; schema files)", (await LintAsync("--list-rules")).Output, StringComparison.Ordinal);
        Write("db/lint/drop-table.sql", "select 'x'\n");
        var twice = await LintAsync("--list-rules");
        Assert.Equal(2, twice.ExitCode);
        Assert.Contains("Two lint rules are named drop-table", twice.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_dotnet_rules_of_assemblies_say_what_they_need()
    {
        UseSampleRules();
        var result = await Published.RunInAsync(root, "confiture", ["lint", "db/migrations"], ("PATH", "/nonexistent"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("`dotnet`", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_assembly_is_named()
    {
        Write("db/lint/rules.dll", "no assembly");
        Write("db/environments/local.yaml", "lint:\n  assemblies: [db/lint/rules.dll]\n");
        var result = await LintAsync("db/migrations");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("CONF-LNT-002", result.Errors, StringComparison.Ordinal);
    }

    private void UseSampleRules(string more = "")
    {
        var assembly = Directory.EnumerateFiles(Path.Combine(Published.Repository, "tests/Cli.Tests/SampleRules/bin"), "SampleRules.dll",
                SearchOption.AllDirectories)
            .Where(f => !f.Contains("/ref/", StringComparison.Ordinal)).MaxBy(File.GetLastWriteTimeUtc)!;
        Write("db/environments/local.yaml", $"lint:\n  assemblies: [{assembly}]\n{more}");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_as_sql_is_a_finding()
    {
        Write(Migration, "SELECT 'one;\n");
        Assert.Equal(["syntax-error 1"], await FindingsAsync("db/migrations"));
    }

    [Fact]
    public async Task Nothing_to_judge_does_not_pass() => Assert.Equal(2, (await LintAsync("db/nothing")).ExitCode);

    private async Task<IReadOnlyList<string>> FindingsAsync(params string[] arguments)
    {
        var result = await LintAsync([.. arguments, "--format", "json"]);
        return [.. Documents.Of(result.Output, "confiture/lint/1").GetProperty("findings").EnumerateArray()
            .Select(f => $"{f.GetProperty("rule").GetString()} {f.GetProperty("line").GetInt32()}")];
    }

    private Task<CommandResult> LintAsync(params string[] arguments) => Published.RunInAsync(root, "confiture", ["lint", .. arguments]);

    private void Write(string path, string text)
    {
        var full = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
