using System.Text.Json;
using Confiture.Postgres;

namespace Confiture.Migrations.Tests;

/// <summary>A dry run that executes leaves the database as it was, whatever its files do and however it ends.</summary>
public sealed class RehearsalTests(SharedServer shared)
{
    private const string Sleep = "select pg_sleep(60)";

    [Fact]
    public async Task What_the_server_did_is_shown_statement_by_statement()
    {
        using var project = await FilledAsync();
        project.Migration(1, "create table fresh (id int);\nalter table items add token uuid default gen_random_uuid();\nupdate items set n = 0 where n < 5;");
        project.Migration(2, "create index items_n on items (n);");
        var before = await DatabaseState.OfAsync(project);

        var dry = await project.SucceedsAsync("migrate", "up", "--dry-run-execute");

        var text = Plain(dry.Output);
        Assert.Matches(@"^One transaction, rolled back: nothing was changed\. Its locks blocked others until then, for [0-9,.]+ ms\.", text);
        Assert.Contains("locked: ACCESS EXCLUSIVE on public.items, blocks reads and writes", text, StringComparison.Ordinal);
        Assert.Contains("rewrote: public.items\n", text, StringComparison.Ordinal);
        Assert.Contains("rows: public.items: 4 updated", text, StringComparison.Ordinal);
        Assert.Contains("built: public.items_n of public.items", text, StringComparison.Ordinal);
        Assert.Contains("not rolled back: 4 dead rows in public.items until VACUUM", text, StringComparison.Ordinal);
        Assert.DoesNotContain("on public.fresh", text, StringComparison.Ordinal);
        Assert.DoesNotContain("unlike --dry-run", text, StringComparison.Ordinal);
        Assert.DoesNotContain("tb_confiture", text, StringComparison.Ordinal);
        Assert.Contains("2 migrations would be applied. Nothing was changed.", dry.Errors, StringComparison.Ordinal);
        Assert.Equal(before.Contents, (await DatabaseState.OfAsync(project)).Contents);
        Assert.True(await project.ScalarAsync<bool>("select to_regclass('tb_confiture') is null"));
    }

    [Fact]
    public async Task A_statement_that_fails_ends_it_as_it_ends_up()
    {
        using var project = await FilledAsync();
        project.Migration(1, "create table done (id int);\nalter table items add x int;\nselect nonsense;\nselect 1;");
        var before = await DatabaseState.OfAsync(project);

        var dry = await project.CliAsync("migrate", "up", "--dry-run-execute");

        Assert.Equal(before.Contents, (await DatabaseState.OfAsync(project)).Contents);
        Assert.Contains("locked: ACCESS EXCLUSIVE on public.items", Plain(dry.Output), StringComparison.Ordinal);
        Assert.Contains("not completed", dry.Output, StringComparison.Ordinal);
        var up = await project.CliAsync("migrate", "up");
        Assert.Equal((3, 3), (dry.Exit, up.Exit));
        Assert.Equal(Error(up), Error(dry));
    }

    [Fact]
    public async Task What_runs_outside_a_transaction_is_skipped_and_named_when_something_fails_later()
    {
        using var project = await FilledAsync();
        project.Migration(1, "-- confiture: no transaction\ncreate index concurrently items_n on items (n);");
        project.Migration(2, "drop index items_n;");

        var dry = await project.CliAsync("migrate", "up", "--dry-run-execute");

        Assert.Equal(3, dry.Exit);
        Assert.Contains("_m1  (outside a transaction: skipped)", dry.Output, StringComparison.Ordinal);
        Assert.Contains($"{Project.Version(1)}_m1 did not run before it", dry.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Killed_or_interrupted_in_the_middle_it_leaves_nothing(string signal)
    {
        using var project = await FilledAsync();
        project.Migration(1, "create table half (id int);\ninsert into items (n) values (1);\nalter table items add x int;");
        project.Migration(2, $"{Sleep};");
        var before = await DatabaseState.OfAsync(project);
        await using var cli = project.StartCli("migrate", "up", "--dry-run-execute");
        await Eventually.TrueAsync(() => SleepsAsync(project), "the sleep");

        await cli.SignalAsync(signal);

        var exit = await cli.ExitAsync();
        await Eventually.TrueAsync(async () => !await SleepsAsync(project), "the end of the session");
        Assert.True(signal == "KILL" ? exit == 137 : exit == 130, $"exit {exit}");
        var after = await DatabaseState.OfAsync(project);
        Assert.Equal(before.Contents, after.Contents);
        Assert.Equal(["public.items_id_seq"], before.SequencesChangedIn(after));
    }

    [Theory]
    [InlineData("create procedure p() language plpgsql as 'begin commit; end';\ncall p();", "2D000")]
    [InlineData("do $$ begin insert into items (n) values (1); commit; end $$;", "2D000")]
    [InlineData("discard all;", "25001")]
    [InlineData("alter table items add constraint later unique (n) deferrable initially deferred;\ninsert into items (n) values (1);", "23505")]
    public async Task No_content_of_a_file_commits_anything(string sql, string state)
    {
        using var project = await FilledAsync();
        project.Migration(1, sql);
        var before = await DatabaseState.OfAsync(project);

        var dry = await project.CliAsync("migrate", "up", "--dry-run-execute");

        Assert.Equal(3, dry.Exit);
        Assert.Contains($"SQLSTATE {state}", dry.Errors, StringComparison.Ordinal);
        Assert.Equal(before.Contents, (await DatabaseState.OfAsync(project)).Contents);
        Assert.Equal(Error(await project.CliAsync("migrate", "up")), Error(dry));
    }

    [Fact]
    public async Task Each_file_begins_with_a_session_of_its_own()
    {
        using var project = await FilledAsync();
        project.Migration(1, "create schema side;\nset search_path = side;\ncreate temp table passing (id int);\nset lock_timeout = '7s';");
        project.Migration(2, "do $$ begin if current_setting('search_path') ~ 'side' or to_regclass('passing') is not null"
            + " or current_setting('lock_timeout') <> '2s' then raise 'kept'; end if; end $$;");
        project.Migration(3, "alter table items add constraint once unique (n) deferrable initially deferred;\ninsert into items (n) values (7);\n"
            + "delete from items where id > 100;");
        project.Migration(4, "insert into items (n) values (7);\ndelete from items where id > 100;");

        await project.SucceedsAsync("migrate", "up", "--dry-run-execute");
    }

    [Fact]
    public async Task What_no_rollback_takes_back_is_named()
    {
        using var project = await FilledAsync();
        project.Migration(1, "insert into items (n) select 1 from generate_series(1, 5);\nnotify news;\nselect pg_advisory_lock(7);");

        using var document = await JsonAsync(project, 0, "migrate", "up", "--dry-run-execute");

        var leftovers = document.RootElement.GetProperty("execution").GetProperty("leftovers").EnumerateArray()
            .ToDictionary(l => l.GetProperty("kind").GetString()!, l => l.GetProperty("text").GetString()!);
        Assert.Equal(["advisoryLock", "deadRows", "log", "notification", "sequence"], leftovers.Keys.Order(StringComparer.Ordinal));
        Assert.EndsWith("went from 100 to 105", leftovers["sequence"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("copy items to program 'cat > /dev/null';")]
    [InlineData("copy items to '/tmp/never-written-by-a-dry-run';")]
    [InlineData("select pg_terminate_backend(1);")]
    [InlineData("do $$ begin perform dblink_exec('x', 'y'); end $$;")]
    public async Task What_acts_outside_of_the_transaction_is_refused_before_anything_runs(string sql)
    {
        using var project = await FilledAsync();
        project.Migration(1, "create table first (id int);");
        project.Migration(2, sql);

        var dry = await project.CliAsync("migrate", "up", "--dry-run-execute");

        Assert.Equal(6, dry.Exit);
        Assert.Contains("CONF-DRY-001", dry.Errors, StringComparison.Ordinal);
        Assert.Contains("_m2.up.sql:1", dry.Errors, StringComparison.Ordinal);
        await project.SucceedsAsync("migrate", "up", "--dry-run-execute", "--target", Project.Version(1));
    }

    [Fact]
    public async Task A_new_enum_value_that_a_later_migration_uses_cannot_be_tried_out_and_is_no_fault()
    {
        using var project = await FilledAsync();
        await project.ExecuteAsync("create type mood as enum ('sad')");
        project.Migration(1, "alter type mood add value 'glad';");
        project.Migration(2, "select 'glad'::mood;");

        var dry = await project.CliAsync("migrate", "up", "--dry-run-execute");

        Assert.Equal(6, dry.Exit);
        Assert.Contains("CONF-DRY-002", dry.Errors, StringComparison.Ordinal);
        await project.SucceedsAsync("migrate", "up");
    }

    [Fact]
    public async Task It_takes_the_migration_lock_and_waits_for_tables_no_longer_than_told()
    {
        using var project = await FilledAsync();
        project.Environment("migration:\n  locking:\n    timeout_ms: 300\n");
        project.Migration(1, $"{Sleep};");
        await using (var cli = project.StartCli("migrate", "up", "--dry-run-execute"))
        {
            await Eventually.TrueAsync(() => SleepsAsync(project), "the sleep");
            Assert.Equal(5, (await project.CliAsync("migrate", "up")).Exit);
            await cli.SignalAsync("INT");
            Assert.Equal(130, await cli.ExitAsync());
        }

        project.Migration(1, "alter table items add x int;");
        await using var holder = await Database.OpenAsync(project.Url, "nightly report", Project.Never);
        await holder.ExecuteAsync("begin", Project.Never);
        await holder.ExecuteAsync("lock table items in access share mode", Project.Never);
        var blocked = await project.CliAsync("migrate", "up", "--dry-run-execute", "--lock-timeout", "900ms");
        Assert.Equal(3, blocked.Exit);
        Assert.Contains("55P03", blocked.Errors, StringComparison.Ordinal);
        Assert.Contains("nightly report", blocked.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rolling_back_is_tried_out_too_and_says_which_rows_would_be_lost()
    {
        using var project = await FilledAsync();
        project.Migration(1, "create table kept (id int, note text);", "drop table kept;");
        project.Migration(2, "alter table items add note text;", "alter table items drop column note;\ndelete from items where n <= 10;");
        await project.SucceedsAsync("migrate", "up");
        await project.ExecuteAsync("insert into kept select i from generate_series(1, 7) i", "update items set note = 'x' where n <= 30");
        var before = await DatabaseState.OfAsync(project);

        foreach (var way in (string[])["--dry-run", "--dry-run-execute"])
        {
            var dry = await project.SucceedsAsync("migrate", "down", way, "--steps", "2");

            Assert.Contains("data loss: 10 rows of items", dry.Output, StringComparison.Ordinal);
            Assert.Contains("data loss: 30 values of items.note", dry.Output, StringComparison.Ordinal);
            Assert.Contains("data loss: 7 rows of kept", dry.Output, StringComparison.Ordinal);
            Assert.Contains("2 migrations would be rolled back. Nothing was changed.", dry.Errors, StringComparison.Ordinal);
            Assert.Equal(before.Contents, (await DatabaseState.OfAsync(project)).Contents);
        }

        Assert.Contains("Nothing to do", (await project.SucceedsAsync("migrate", "down", "--dry-run", "--target", Project.Version(2))).Errors);
        Assert.Equal(2, (await project.CliAsync("migrate", "down", "--dry-run", "--target", "20990101000000")).Exit);
    }

    [Fact]
    public async Task The_report_goes_into_a_file_as_one_act()
    {
        using var project = await FilledAsync();
        project.Migration(1, "alter table items add x int;\nselect nonsense;");

        var text = await project.CliAsync("migrate", "up", "--dry-run-execute", "--output", "report.txt");
        var json = await project.CliAsync("migrate", "up", "--dry-run-execute", "--format", "json", "--output", "report.json");

        Assert.Equal((3, string.Empty), (text.Exit, text.Output));
        Assert.Contains("failed: ", await File.ReadAllTextAsync(Path.Combine(project.Root, "report.txt"), Project.Never), StringComparison.Ordinal);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(project.Root, "report.json"), Project.Never));
        Assert.Equal("CONF-MIG-003", document.RootElement.GetProperty("execution").GetProperty("failure").GetProperty("code").GetString());
        Assert.Contains("\"error/1\"", json.Output, StringComparison.Ordinal);
        var nowhere = await project.CliAsync("migrate", "up", "--dry-run-execute", "--output", "nowhere/report.txt");
        Assert.Equal(1, nowhere.Exit);
        Assert.Contains("BASE-FIL-001", nowhere.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("trying out", nowhere.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await project.CliAsync("migrate", "up", "--output", "report.txt")).Exit);
        Assert.Equal(2, (await project.CliAsync("migrate", "up", "--dry-run", "--dry-run-execute")).Exit);
        Assert.Equal(2, Directory.GetFiles(project.Root).Length);
    }

    private async Task<Project> FilledAsync()
    {
        var project = await shared.NewProjectAsync();
        project.Environment();
        await project.ExecuteAsync(
            "create table items (id serial primary key, n int)", "insert into items (n) select i from generate_series(1, 100) i", "analyze");
        return project;
    }

    private static Task<bool> SleepsAsync(Project project) => project.ScalarAsync<bool>(
        "select exists (select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query like $1)", $"%{Sleep}%");

    private static async Task<JsonDocument> JsonAsync(Project project, int exit, params string[] arguments)
    {
        var result = await project.CliAsync([.. arguments, "--format", "json"]);
        Assert.True(result.Exit == exit, result.ToString());
        return JsonDocument.Parse(result.Output);
    }

    // Without the times before messages.
    private static string Error(CliResult result) => result.Errors[result.Errors.IndexOf("error[", StringComparison.Ordinal)..];

    private static string Plain(string text) => text.Replace("\"", string.Empty, StringComparison.Ordinal);
}
