using System.Text.Json;
using Confiture.Postgres;

namespace Confiture.Migrations.Tests;

/// <summary>What stands in the way of <c>migrate up</c> is found before, with nothing changed.</summary>
public sealed class PreflightTests(SharedServer shared)
{
    private const string AddNote = "alter table items add note text;\n", DropNote = "alter table items drop note;\n";

    [Fact]
    public async Task A_database_that_is_ready_is_said_to_be_and_stays_as_it_was()
    {
        using var project = await ReadyAsync();
        var result = await project.SucceedsAsync("migrate", "preflight");
        Assert.All(result.Lines, line => Assert.StartsWith("ok", line));
        Assert.Contains("Ready: `migrate up` would succeed.", result.Errors, StringComparison.Ordinal);
        Assert.True(await project.ScalarAsync<bool>("select to_regclass('tb_confiture') is null"));
        await project.SucceedsAsync("migrate", "up");
    }

    [Fact]
    public async Task A_session_that_holds_a_table_is_named_without_the_values_of_its_statement()
    {
        using var project = await ReadyAsync();
        await using var other = await project.OpenAsync();
        await other.ExecuteAsync("begin", Project.Never);
        await other.ExecuteAsync("update items set id = id where 'pa''ssword' <> $$secret$$", Project.Never);

        var result = await project.CliAsync("migrate", "preflight");

        Assert.Equal(1, result.Exit);
        Assert.Contains("fail  blockers: 1 lock", result.Output, StringComparison.Ordinal);
        Assert.Contains($"session {other.SessionId} (user postgres, application 'tests', idle in transaction", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ssword", result.ToString(), StringComparison.Ordinal);
        Assert.Contains($"pg_terminate_backend({other.SessionId})", result.Output, StringComparison.Ordinal);
        await other.ExecuteAsync("rollback", Project.Never);
        await other.ExecuteAsync("begin", Project.Never);
        await other.ExecuteAsync("create table elsewhere (id int)", Project.Never);
        await project.SucceedsAsync("migrate", "preflight");
    }

    [Theory]
    [InlineData("alter table items add code text not null;", "public.items.code is NOT NULL without a default: no value for 2 rows")]
    [InlineData("alter table items add code int default 1, alter id set not null;", "public.items.id becomes NOT NULL: NULL in 1 row")]
    [InlineData("alter table items add check (id > 7);", "check (id > 7) of public.items: broken by 1 row")]
    [InlineData(
        "alter table items add constraint c check (id > 7) not valid;\nalter table items validate constraint c;",
        ":2:1: check (id > 7) of public.items: broken by 1 row")]
    [InlineData("create unique index on twins (a, lower(b));", "(a, (lower(b))) of public.twins becomes unique: repeated in 1 row")]
    [InlineData("alter table twins add unique (a);", "(a) of public.twins becomes unique: repeated in 1 row")]
    [InlineData("alter table twins add foreign key (a) references items (id);", "(a) of public.twins refers to public.items: no match for 2 rows")]
    public async Task Rows_that_break_a_pending_statement_are_counted_where_they_are(string statement, string complaint)
    {
        using var project = await ReadyAsync();
        await project.ExecuteAsync("insert into items values (7), (null)", "create table twins (a int, b text)", "insert into twins values (1, 'X'), (1, 'x')");
        project.Migration(2, statement);

        var result = await project.CliAsync("migrate", "preflight", "--format", "json");

        Assert.Equal(1, result.Exit);
        using var document = JsonDocument.Parse(result.Output);
        var check = document.RootElement.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("check").GetString() == "rows");
        Assert.Equal("fail", check.GetProperty("state").GetString());
        var detail = Assert.Single(check.GetProperty("details").EnumerateArray()).GetString();
        Assert.Contains($"{Project.Version(2)}_m2.up.sql:", detail, StringComparison.Ordinal);
        Assert.Contains(complaint, detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update items set id = 0 where id is null;\nalter table items alter id set not null;")]
    [InlineData("alter table items add code serial not null, add kind text not null default 'x', add n int generated always as identity;")]
    [InlineData("create domain coded as text default 'x';\nalter table items add code coded not null;")]
    [InlineData("alter table items add code int default 1;\nalter table items alter code set not null, add unique (id, code);")]
    [InlineData("alter table items add check (id > 7) not valid;")]
    [InlineData("create table parents (id int primary key);\ninsert into parents values (7);\nalter table items add foreign key (id) references parents (id);")]
    [InlineData("create unique index on items (id) where id > 7;")]
    public async Task Rows_that_pending_migrations_change_first_or_do_not_ask_about_are_no_failure(string statements)
    {
        using var project = await ReadyAsync();
        await project.ExecuteAsync("insert into items values (7), (null)");
        project.Migration(2, statements);
        var result = await project.SucceedsAsync("migrate", "preflight");
        Assert.Contains("ok    rows", result.Output, StringComparison.Ordinal);
        await project.SucceedsAsync("migrate", "up");
    }

    [Fact]
    public async Task Another_user_who_does_not_own_the_table_or_may_not_create_is_told()
    {
        using var project = await ReadyAsync();
        project.Migration(2, "create schema closed_too;\ncreate table closed.t (id int);\n", "drop table closed.t;\n");
        var name = $"preflight_{project.Url.Database}";
        await project.ExecuteAsync("create schema closed", $"create role {name} login");
        var url = project.Url.ToSecretString().Replace("postgres@", $"{name}@", StringComparison.Ordinal);

        var result = await project.CliAsync("migrate", "preflight", "--url", url);

        Assert.Equal(1, result.Exit);
        Assert.Contains("items belongs to postgres", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"fail  schemas: 1 schema\n +closed", result.Output);
    }

    [Fact]
    public async Task Standby_settings_extensions_and_placement_are_checked()
    {
        using var project = await ReadyAsync();
        project.Migration(2, "create extension no_such_extension;\n", "select 1;\n");
        project.Migration(3, "create index concurrently items_note on items (note);\n", "select 1;\n");
        project.Migration(4, "select 1;\n");
        await project.ExecuteAsync($"alter database {project.Url.Database} set statement_timeout = '5min'",
            $"alter database {project.Url.Database} set default_transaction_read_only = on");

        var result = await project.CliAsync("migrate", "preflight", "--format", "json");

        Assert.Equal(1, result.Exit);
        var checks = JsonDocument.Parse(result.Output).RootElement.GetProperty("checks").EnumerateArray()
            .ToDictionary(c => c.GetProperty("check").GetString()!, c => c.GetProperty("state").GetString() + " " + string.Join(", ",
                c.GetProperty("details").EnumerateArray().Select(d => d.GetString())));
        Assert.Equal("fail ", checks["writable"]);
        Assert.Equal("warn statement_timeout is 5min", checks["timeouts"]);
        Assert.Equal("fail no_such_extension: the server does not have it", checks["extensions"]);
        Assert.EndsWith("_m3.up.sql:1:1", checks["transactions"], StringComparison.Ordinal);
        Assert.Equal("warn 20260101000004_m4", checks["reversible"]);
    }

    [Fact]
    public async Task Invalid_indexes_prepared_transactions_and_drift_are_found()
    {
        using var project = await ReadyAsync();
        await project.UpAsync();
        await project.ExecuteAsync("insert into items values (1), (1)");
        project.Migration(1, AddNote + "select 1;\n", DropNote);
        await using var database = await project.OpenAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => database.ExecuteAsync("create unique index concurrently items_id on items (id)", Project.Never));

        var result = await project.CliAsync("migrate", "preflight");

        Assert.Equal(1, result.Exit);
        Assert.Matches(@"warn  invalid-indexes: 1 failed index build\n +items_id", result.Output);
        Assert.Matches(@"fail  ledger: 1 migration differ.*\n +20260101000001_m1: ChangedUp", result.Output);
    }

    [Fact]
    public async Task A_prepared_transaction_that_holds_a_table_is_a_failure_however_young()
    {
        await using var server = await TemporaryServer.StartAsync(
            new TemporaryServerOptions { Settings = new Dictionary<string, string> { ["max_prepared_transactions"] = "1" } }, Project.Never);
        using var project = new Project(await server.CreateDatabaseAsync("held", Project.Never));
        project.Environment();
        await project.ExecuteAsync("create table items (id int)");
        project.Migration(1, AddNote, DropNote);
        await using var other = await project.OpenAsync();
        foreach (var statement in (string[])["begin", "insert into items values (1)", "prepare transaction 'left'"])
            await other.ExecuteAsync(statement, Project.Never);

        var result = await project.CliAsync("migrate", "preflight");

        Assert.Equal(1, result.Exit);
        Assert.Matches(@"fail  blockers: 1 lock .*\n +public.items \(RowExclusiveLock\): prepared transaction 'left'", result.Output);
        Assert.Contains("warn  prepared-transactions: 1 prepared transaction", result.Output, StringComparison.Ordinal);
        await other.ExecuteAsync("rollback prepared 'left'", Project.Never);
    }

    [Fact]
    public async Task Another_run_and_a_server_that_does_not_answer_are_said()
    {
        using var project = await ReadyAsync();
        await using var other = await project.OpenAsync();
        await using (await MigrationLock.TakeAsync(other, LedgerTable.Default, TimeSpan.FromSeconds(5), null, TimeProvider.System, Project.Never))
        {
            var held = await project.CliAsync("migrate", "preflight");
            Assert.Equal(1, held.Exit);
            Assert.Contains($"fail  migration-lock: held by 'tests' (user postgres", held.Output, StringComparison.Ordinal);
        }

        var nobody = await project.CliAsync("migrate", "preflight", "--url", "postgresql://u@127.0.0.1:1/d");
        Assert.Equal(7, nobody.Exit);
        Assert.Contains("fail  connection: ", nobody.Output, StringComparison.Ordinal);
    }

    private async Task<Project> ReadyAsync()
    {
        var project = await shared.NewProjectAsync();
        project.Environment();
        await project.ExecuteAsync("create table items (id int)");
        project.Migration(1, AddNote, DropNote);
        return project;
    }
}
