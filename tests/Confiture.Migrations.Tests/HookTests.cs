namespace Confiture.Migrations.Tests;

/// <summary>Work of a project's own around each migration.</summary>
public sealed class HookTests(SharedServer shared)
{
    [Fact]
    public async Task Phases_run_in_order_in_the_transaction_of_the_migration()
    {
        using var project = await ProjectAsync();
        project.Tables(1);
        await project.SucceedsAsync("migrate", "up");
        Assert.Equal("BEFORE_VALIDATION false|BEFORE_DDL false|AFTER_DDL true|AFTER_VALIDATION true|CLEANUP true", await SeenAsync(project, "up"));
        // All but the last in one transaction.
        Assert.Equal(2, await project.ScalarAsync<int>("select count(distinct xmin::text)::int from seen"));
        await project.SucceedsAsync("migrate", "down");
        Assert.Equal("BEFORE_VALIDATION true|BEFORE_DDL true|AFTER_DDL false|AFTER_VALIDATION false|CLEANUP false", await SeenAsync(project, "down"));
    }

    [Fact]
    public async Task A_failing_migration_runs_on_error_and_cleanup_and_keeps_nothing_else()
    {
        using var project = await ProjectAsync();
        project.Migration(1, "create table t1 ();\nselect 1 / 0;\n");
        var result = await project.CliAsync("migrate", "up");
        Assert.Equal(3, result.Exit);
        Assert.Contains("CONF-MIG-003", result.Errors);
        Assert.Equal("ON_ERROR false|CLEANUP false", await SeenAsync(project, "up"));
        Assert.Contains("division by zero", await project.ScalarAsync<string>("select error from seen where phase = 'ON_ERROR'"));
    }

    [Theory]
    [InlineData("BEFORE_VALIDATION")]
    [InlineData("BEFORE_DDL")]
    [InlineData("AFTER_DDL")]
    [InlineData("AFTER_VALIDATION")]
    public async Task A_failing_hook_fails_the_migration_and_rolls_it_back(string phase)
    {
        using var project = await ProjectAsync();
        project.Write($"db/hooks/{phase}/99_refuse.sql", "do $$ begin raise exception 'not today'; end $$;\n");
        project.Tables(1);
        var result = await project.CliAsync("migrate", "up");
        Assert.Equal(3, result.Exit);
        Assert.Contains("not today", result.Errors);
        Assert.Contains($"db/hooks/{phase}/99_refuse.sql:1:1", result.Errors);
        Assert.Equal("seen", await project.TablesAsync());
        Assert.Equal(string.Empty, await project.LedgerAsync());
        Assert.Equal("ON_ERROR false|CLEANUP false", await SeenAsync(project, "up"));
    }

    [Fact]
    public async Task Values_pass_from_hook_to_hook_between_sql_and_programs()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment("""
            hooks:
              BEFORE_DDL:
                - sql: hooks/first.sql
                - command: [python3, hooks/second.py]
              AFTER_DDL:
                - sql: hooks/third.sql

            """);
        project.Write("hooks/first.sql", """
            select set_config('confiture.context', jsonb_set(current_setting('confiture.context')::jsonb, '{values,rows}', '41')::text, true);
            """);
        project.Write("hooks/second.py", """
            import json, os, sys
            context = json.load(sys.stdin)
            assert context["phase"] == "BEFORE_DDL" and context["direction"] == "up" and context["migration"]["name"] == "m1", context
            assert os.environ["DATABASE_URL"].startswith("postgresql://")
            print(json.dumps({"values": {"rows": context["values"]["rows"] + 1}}))
            """);
        project.Write("hooks/third.sql", "create table kept as select current_setting('confiture.context')::jsonb -> 'values' ->> 'rows' as rows;");
        project.Tables(1);
        await project.SucceedsAsync("migrate", "up");
        Assert.Equal("42", await project.ScalarAsync<string>("select rows from kept"));
    }

    [Fact]
    public async Task A_program_that_fails_or_hangs_rolls_the_migration_back()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        project.Environment("hooks:\n  AFTER_DDL:\n    - command: [sh, -c, 'echo no rows >&2; exit 3']\n");
        var failed = await project.CliAsync("migrate", "up");
        Assert.Equal(3, failed.Exit);
        Assert.Contains("CONF-HOK-001", failed.Errors);
        Assert.Contains("no rows", failed.Errors);
        project.Environment("hooks:\n  AFTER_DDL:\n    - command: [sleep, '60']\n      timeout: 0.3\n");
        var hung = await project.CliAsync("migrate", "up");
        Assert.Equal(3, hung.Exit);
        Assert.Contains("CONF-HOK-003", hung.Errors);
        Assert.Contains("sleep 60", hung.Errors);
        project.Environment("hooks:\n  AFTER_DDL:\n    - sql: slow.sql\n      timeout: 0.3\n");
        project.Write("slow.sql", "select pg_sleep(60);");
        var slow = await project.CliAsync("migrate", "up");
        Assert.Contains("CONF-HOK-003", slow.Errors);
        project.Environment("hooks:\n  AFTER_DDL:\n    - command: [echo, nonsense]\n");
        Assert.Contains("CONF-HOK-002", (await project.CliAsync("migrate", "up")).Errors);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task A_script_without_its_interpreter_names_the_interpreter()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        project.Environment();
        var script = project.Write("db/hooks/AFTER_DDL/10_check.py", "#!/usr/bin/env no-such-python\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var failed = await project.CliAsync("migrate", "up");

        Assert.Equal(3, failed.Exit);
        Assert.Contains("10_check.py", failed.Errors);
        Assert.Contains("needs the interpreter `no-such-python`", failed.Errors);
        Assert.Contains("correct the first line", failed.Errors);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task A_failing_cleanup_is_a_warning_and_the_migration_stays()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        project.Environment("hooks:\n  cleanup: missing_table.sql\n");
        project.Write("missing_table.sql", "select from missing_table;");
        var result = await project.SucceedsAsync("migrate", "up");
        Assert.Contains("missing_table", result.Errors);
        Assert.Contains("warning:", result.Errors);
        Assert.Equal("t1", await project.TablesAsync());
    }

    [Fact]
    public async Task A_hook_runs_only_for_its_direction_and_its_migrations()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1, 2);
        project.Environment("hooks:\n  BEFORE_DDL:\n    - sql: note.sql\n      migrations: '*_m2'\n      on: down\n");
        project.Write("note.sql", "create table noted ();");
        project.Write("db/hooks/AFTER_DDL/only.up.sql", "create table if not exists upwards ();");
        await project.SucceedsAsync("migrate", "up");
        Assert.Equal("t1 t2 upwards", await project.TablesAsync());
        await project.ExecuteAsync("drop table upwards");
        await project.SucceedsAsync("migrate", "down", "--steps", "2", "--yes");
        Assert.Equal("noted", await project.TablesAsync());
    }

    [Fact]
    public async Task A_migration_outside_a_transaction_has_its_hooks_around_it()
    {
        using var project = await ProjectAsync();
        project.Migration(1, "-- confiture: no transaction\ncreate table t1 (a int);\ncreate index concurrently on t1 (a);\n");
        await project.SucceedsAsync("migrate", "up");
        Assert.Equal("BEFORE_VALIDATION false|BEFORE_DDL false|AFTER_DDL true|AFTER_VALIDATION true|CLEANUP true", await SeenAsync(project, "up"));
        project.Write("db/hooks/BEFORE_DDL/99_refuse.sql", "do $$ begin raise exception 'not today'; end $$;\n");
        project.Migration(2, "-- confiture: no transaction\ncreate table t2 (a int);\n");
        var refused = await project.CliAsync("migrate", "up");
        Assert.Contains("not today", refused.Errors);
        Assert.Equal(Project.Version(1), await project.LedgerAsync());
    }

    [Fact]
    public async Task What_is_no_hook_is_refused()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Tables(1);
        var notes = project.Write("db/hooks/AFTER_DDL/notes.txt", "hello");
        Assert.Contains("chmod +x", (await project.CliAsync("migrate", "up")).Errors);
        File.Delete(notes);
        project.Write("db/hooks/SOMETIME/a.sql", "select 1;");
        var result = await project.CliAsync("migrate", "up");
        Assert.Equal(2, result.Exit);
        Assert.Contains("AFTER_VALIDATION", result.Errors);
        Directory.Delete(Path.Combine(project.Root, "db/hooks"), recursive: true);
        project.Environment("hooks:\n  AFTER_DDL:\n    - timeout: 3\n  DURING: x.sql\n");
        var wrong = await project.CliAsync("migrate", "up");
        Assert.Contains("either `sql: FILE` or `command", wrong.Errors);
        Assert.Contains("DURING", wrong.Errors);
    }

    [Fact]
    public async Task A_hook_of_a_program_fails_a_migration_by_throwing()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        var hook = new Refusing();
        var error = await project.UpFailsAsync(new() { Hooks = [hook] });
        Assert.Equal(HookErrors.Failed, error.Code);
        Assert.Contains("3 rows are not what they should be", error.What);
        Assert.Equal(string.Empty, await project.TablesAsync());
        Assert.Equal("t1", hook.TablesSeen);
    }

    [Fact]
    public async Task Values_of_an_attempt_that_failed_are_forgotten()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table t (a int)");
        project.Migration(1, "alter table t add b int;");
        var blocker = await project.OpenAsync();
        await blocker.ExecuteAsync("begin", Project.Never);
        await blocker.ExecuteAsync("lock table t in access exclusive mode", Project.Never);
        var hook = new Remembering();
        var up = project.UpAsync(new() { Hooks = [hook], StatementLockWait = TimeSpan.FromMilliseconds(50) });
        await Eventually.TrueAsync(() => Task.FromResult(hook.Runs >= 2), "the migration is tried again");
        await blocker.DisposeAsync();
        await up;
        Assert.Equal(0, hook.Reminded);
    }

    // Each phase notes itself, and whether the migration's table exists then.
    private async Task<Project> ProjectAsync()
    {
        var project = await shared.NewProjectAsync();
        project.Environment();
        await project.ExecuteAsync("create table seen (number serial, phase text, direction text, built bool, error text)");
        foreach (var phase in HookPhases.ByName.Keys)
        {
            project.Write($"db/hooks/{phase}/10_note.sql", """
                insert into seen (phase, direction, built, error)
                select c ->> 'phase', c ->> 'direction', to_regclass('t1') is not null, c -> 'error' ->> 'message'
                from (select current_setting('confiture.context')::jsonb c) context;
                """);
        }

        return project;
    }

    private static Task<string?> SeenAsync(Project project, string direction) => project.ScalarAsync<string>(
        "select string_agg(phase || ' ' || built::text, '|' order by number) from seen where direction = $1", direction);

    private sealed class Remembering : IMigrationHook
    {
        private int runs, reminded;

        public string Name => "what was before";

        public HookPhase Phase => HookPhase.BeforeDdl;

        public int Runs => runs;

        public int Reminded => reminded;

        public Task RunAsync(HookContext context, CancellationToken cancellation)
        {
            if (context.Values.ContainsKey("run")) Interlocked.Increment(ref reminded);
            context.Values["run"] = Interlocked.Increment(ref runs);
            return Task.CompletedTask;
        }
    }

    private sealed class Refusing : IMigrationHook
    {
        public string Name => "the count of rows";

        public HookPhase Phase => HookPhase.AfterValidation;

        public string? TablesSeen { get; private set; }

        public async Task RunAsync(HookContext context, CancellationToken cancellation)
        {
            TablesSeen = await context.Database.ScalarAsync<string>("select to_regclass('t1')::text", cancellation);
            throw new InvalidOperationException("3 rows are not what they should be");
        }
    }
}
