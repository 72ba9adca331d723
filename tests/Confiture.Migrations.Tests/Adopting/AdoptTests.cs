using System.Text.Json;
using System.Text.RegularExpressions;
using Confiture.Postgres;

namespace Confiture.Migrations.Tests;

/// <summary>Databases of other migration tools are taken over.</summary>
public sealed class AdoptTests(SharedServer shared)
{
    private static readonly string[] Code = ["alembic", "django", "efcore"];

    [Theory]
    [MemberData(nameof(OlderDatabase.WithFiles), MemberType = typeof(OlderDatabase))]
    public async Task Files_are_converted_what_is_applied_is_recorded_and_the_rest_can_be_applied(string tool)
    {
        using var project = await OlderDatabase.NewAsync(shared, tool);
        var before = await OlderDatabase.StateAsync(project);

        var adopted = await project.SucceedsAsync("migrate", "adopt", "--convert", OlderDatabase.FilesOf(tool), "--yes");

        Assert.Equal(2, adopted.Lines.Count(l => l.StartsWith("recorded ", StringComparison.Ordinal)));
        Assert.Equal(before, await OlderDatabase.StateAsync(project));
        Assert.Equal(3, project.Set.Migrations.Count);
        Assert.DoesNotContain("changed since", adopted.Errors, StringComparison.Ordinal);
        var status = await project.Migrator().StatusAsync(Project.Never);
        Assert.Equal([MigrationState.Applied, MigrationState.Applied, MigrationState.Pending], status.Entries.Select(e => e.State));
        await project.SucceedsAsync("migrate", "validate");
        await project.SucceedsAsync("migrate", "up");
        Assert.Equal(1, await project.ScalarAsync<long>("select count(*) from pg_attribute where attrelid = 'users'::regclass and attname = 'bio'"));
    }

    [Theory]
    [MemberData(nameof(OlderDatabase.WithFiles), MemberType = typeof(OlderDatabase))]
    public async Task Converted_files_build_the_same_tables_from_nothing_and_roll_back(string tool)
    {
        using var project = await OlderDatabase.NewAsync(shared, tool);
        await project.SucceedsAsync("migrate", "adopt", "--convert", OlderDatabase.FilesOf(tool), "--yes");
        using var empty = await shared.NewProjectAsync();

        await new Migrator(empty.Url, project.Set, new()).UpAsync(new(), Project.Never);

        Assert.Equal(1, await empty.ScalarAsync<long>("select count(*) from pg_indexes where indexname = 'users_name' and schemaname = 'public'"));
        if (!project.Set.Migrations[^1].IsReversible) return;
        await new Migrator(empty.Url, project.Set, new()).DownAsync(new DownSelection.Steps(1), Project.Never);
        Assert.Equal(0, await empty.ScalarAsync<long>("select count(*) from pg_attribute where attrelid = 'users'::regclass and attname = 'bio'"));
    }

    [Theory]
    [MemberData(nameof(OlderDatabase.All), MemberType = typeof(OlderDatabase))]
    public async Task A_dry_run_shows_everything_and_changes_nothing(string tool)
    {
        using var project = await OlderDatabase.NewAsync(shared, tool);
        var before = await OlderDatabase.StateAsync(project);
        string[] convert = Code.Contains(tool) ? [] : ["--convert", OlderDatabase.FilesOf(tool)];

        var shown = await project.SucceedsAsync(["migrate", "adopt", "--dry-run", "--format", "json", .. convert]);

        var report = JsonDocument.Parse(shown.Output).RootElement;
        Assert.Equal(Code.Contains(tool) ? 0 : 2, report.GetProperty("recorded").GetArrayLength());
        Assert.NotEmpty(report.GetProperty("applied").EnumerateArray());
        Assert.Equal(before, await OlderDatabase.StateAsync(project));
        Assert.Equal(tool == "confiture-python" ? "audit.tb_confiture" : string.Empty, await project.ScalarAsync<string>(
            "select coalesce(string_agg(oid::regclass::text, ' '), '') from pg_class where relname ~ '^tb_confiture' and relkind = 'r'"));
        Assert.False(Directory.Exists(project.Migrations));
    }

    [Theory]
    [MemberData(nameof(OlderDatabase.WithFiles), MemberType = typeof(OlderDatabase))]
    public async Task A_second_time_nothing_is_written_or_recorded(string tool)
    {
        using var project = await OlderDatabase.NewAsync(shared, tool);
        string[] command = ["migrate", "adopt", "--convert", OlderDatabase.FilesOf(tool), "--yes"];
        await project.SucceedsAsync(command);
        var rows = await project.ScalarAsync<string>("select string_agg(ledger::text, ';' order by version) from public.tb_confiture ledger");

        var again = await project.SucceedsAsync(command);
        var without = await project.SucceedsAsync("migrate", "adopt", "--yes");

        Assert.DoesNotContain(again.Lines.Concat(without.Lines), l => l.StartsWith("recorded", StringComparison.Ordinal)
            || l.StartsWith("written", StringComparison.Ordinal));
        Assert.Contains("Nothing to record", again.Errors, StringComparison.Ordinal);
        Assert.Equal(rows, await project.ScalarAsync<string>("select string_agg(ledger::text, ';' order by version) from public.tb_confiture ledger"));
    }

    [Fact]
    public async Task Migrations_of_prisma_of_one_moment_get_versions_of_their_own_and_are_recognized_again()
    {
        using var project = await OlderDatabase.NewAsync(shared, "prisma");
        foreach (var file in Directory.EnumerateFiles(OlderDatabase.FilesOf("prisma"), "*", SearchOption.AllDirectories))
            project.Write($"prisma/{Path.GetRelativePath(OlderDatabase.FilesOf("prisma"), file)}", await File.ReadAllBytesAsync(file));
        project.Write("prisma/20240102120000_also/migration.sql", "create table also (id int);\n");
        project.Write("prisma/20240102120001_then/migration.sql", "create table then_there (id int);\n");
        await project.ExecuteAsync(
            "create table also (id int)", "insert into _prisma_migrations select gen_random_uuid(), checksum, finished_at, "
                + "'20240102120000_also', logs, rolled_back_at, started_at, applied_steps_count from _prisma_migrations where migration_name ~ 'index'");
        const string recorded = "20240101120000 20240102120000 20240102120001";

        await project.SucceedsAsync("migrate", "adopt", "--convert", "prisma", "--yes");
        Assert.Equal(recorded, await project.LedgerAsync());
        Assert.Equal(
            ["20240102120000_also", "20240102120001_index_users", "20240102120002_then"], project.Set.Migrations.Skip(1).Take(3).Select(m => m.ToString()));
        var again = await project.SucceedsAsync("migrate", "adopt", "--convert", "prisma", "--yes");
        Assert.Contains("Nothing to record", again.Errors, StringComparison.Ordinal);
        Assert.Contains("Nothing to record", (await project.SucceedsAsync("migrate", "adopt", "--yes")).Errors, StringComparison.Ordinal);

        await project.SucceedsAsync("migrate", "up");
        Assert.StartsWith(recorded + " 20240102120002 ", await project.LedgerAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_and_by_whom_it_was_applied_stays_on_record()
    {
        using var project = await OlderDatabase.NewAsync(shared, "prisma");
        await project.SucceedsAsync("migrate", "adopt", "--convert", OlderDatabase.FilesOf("prisma"), "--yes");
        Assert.Equal("2024-01-01 12:00:00.25 prisma 250", await project.ScalarAsync<string>(
            "select (applied_at at time zone 'utc')::text || ' ' || applied_by || ' ' || execution_ms from tb_confiture order by version limit 1"));
        using var other = await OlderDatabase.NewAsync(shared, "sqitch");
        await other.SucceedsAsync("migrate", "adopt", "--convert", OlderDatabase.FilesOf("sqitch"), "--yes");
        Assert.Equal("Ann <ann@example.com> (sqitch)", await other.ScalarAsync<string>("select applied_by from tb_confiture limit 1"));
    }

    [Theory]
    [InlineData("flyway", "update flyway_schema_history set success = false where installed_rank = 2", "1.1 index users: Flyway marks it failed")]
    [InlineData("golang-migrate", "update schema_migrations set dirty = true", "2: the table marks it dirty")]
    [InlineData("prisma", "update _prisma_migrations set finished_at = null where migration_name ~ 'index'",
        "20240102120000 index_users: it failed or is running")]
    [InlineData("liquibase", "update databasechangeloglock set locked = true, lockedby = 'host (10.0.0.1)'", "its lock is held by host (10.0.0.1)")]
    [InlineData("sqitch",
        "insert into sqitch.events select 'fail', 'x', 'bio', project, '', '{}', '{}', '{}', now(), 'A', 'a', now(), 'A', 'a' from sqitch.projects",
        "the last deployment of shop failed at bio")]
    public async Task Failed_and_unfinished_migrations_of_the_other_tool_are_refused(string tool, string change, string message)
    {
        using var project = await OlderDatabase.NewAsync(shared, tool);
        await project.ExecuteAsync(change);

        var refused = await project.CliAsync("migrate", "adopt", "--convert", OlderDatabase.FilesOf(tool), "--yes");

        Assert.Equal(6, refused.Exit);
        Assert.Contains("CONF-ADP-003", refused.Errors, StringComparison.Ordinal);
        Assert.Contains(message, refused.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(project.Migrations));
    }

    [Fact]
    public async Task A_version_stands_for_all_migrations_up_to_it_that_are_there_already()
    {
        using var project = await OlderDatabase.NewAsync(shared, "golang-migrate");
        for (var number = 1; number <= 3; number++) project.Write($"db/migrations/{number:D14}_m{number}.up.sql", "select 1;\n");
        await project.SucceedsAsync("migrate", "adopt", "--yes");
        Assert.Equal("00000000000001 00000000000002", await project.LedgerAsync());
    }

    [Fact]
    public async Task Undone_deleted_and_rolled_back_migrations_are_pending_and_a_baseline_covers_what_is_before_it()
    {
        using var undone = await OlderDatabase.NewAsync(shared, "flyway");
        await undone.ExecuteAsync(
            "insert into flyway_schema_history values (4, '1.1', 'index users', 'UNDO_SQL', 'U1.1__index_users.sql', 1, 'ann', now(), 1, true)");
        var report = await undone.SucceedsAsync("migrate", "adopt", "--convert", OlderDatabase.FilesOf("flyway"), "--yes");
        Assert.Equal("00000000000001", await undone.LedgerAsync());
        Assert.Contains("Pending: 00000000000002_1_1_index_users", report.Errors, StringComparison.Ordinal);

        using var baseline = await OlderDatabase.NewAsync(shared, "flyway");
        await baseline.ExecuteAsync("delete from flyway_schema_history",
            "insert into flyway_schema_history values (1, '1.1', '<< Flyway Baseline >>', 'BASELINE', '<< Flyway Baseline >>', null, 'ann', now(), 0, true)");
        await baseline.SucceedsAsync("migrate", "adopt", "--convert", OlderDatabase.FilesOf("flyway"), "--yes");
        Assert.Equal("00000000000001 00000000000002", await baseline.LedgerAsync());

        using var resolved = await OlderDatabase.NewAsync(shared, "prisma");
        await resolved.ExecuteAsync("update _prisma_migrations set finished_at = null, rolled_back_at = now() where migration_name ~ 'index'");
        await resolved.SucceedsAsync("migrate", "adopt", "--convert", OlderDatabase.FilesOf("prisma"), "--yes");
        Assert.Equal("20240101120000", await resolved.LedgerAsync());
    }

    [Theory]
    [InlineData("flyway", "V1__create_users.sql")]
    [InlineData("prisma", "20240101120000_create_users/migration.sql")]
    [InlineData("confiture-python", "001_create_users.up.sql")]
    [InlineData("sqitch", "deploy/users.sql")]
    public async Task A_file_that_has_changed_since_is_named(string tool, string file)
    {
        using var project = await OlderDatabase.NewAsync(shared, tool);
        var copy = CopyOf(project, tool);
        File.AppendAllText(Path.Combine(copy, file), "-- changed\n");
        var shown = await project.SucceedsAsync("migrate", "adopt", "--convert", copy, "--dry-run");
        Assert.Contains($"{file} has changed since", shown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Which_tool_it_was_is_asked_when_several_could_be_meant_and_said_when_there_is_none()
    {
        using var project = await OlderDatabase.NewAsync(shared, "flyway");
        await project.ExecuteAsync("drop table users");
        await OlderDatabase.AddAsync(project, "prisma");
        var several = await project.CliAsync("migrate", "adopt");
        Assert.Equal(6, several.Exit);
        Assert.Contains("public._prisma_migrations (Prisma Migrate), public.flyway_schema_history (Flyway)", several.Errors, StringComparison.Ordinal);
        Assert.Contains("of Flyway", (await project.SucceedsAsync("migrate", "adopt", "--from", "flyway")).Errors, StringComparison.Ordinal);
        await project.ExecuteAsync("alter table _prisma_migrations rename to old_history");
        var renamed = await project.SucceedsAsync("migrate", "adopt", "--from", "prisma", "--table", "old_history");
        Assert.Contains("of Prisma", renamed.Errors, StringComparison.Ordinal);

        using var empty = await shared.NewProjectAsync();
        empty.Environment();
        Assert.Contains("CONF-ADP-001", (await empty.CliAsync("migrate", "adopt")).Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await empty.CliAsync("migrate", "adopt", "--from", "flywey")).Exit);
    }

    [Fact]
    public async Task A_table_of_that_name_without_the_columns_is_not_the_tool_s()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        await project.ExecuteAsync("create table flyway_schema_history (id int)", "create table changes (id int)");
        Assert.Contains("CONF-ADP-001", (await project.CliAsync("migrate", "adopt")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ledger_never_takes_the_table_of_the_older_tool_of_the_same_name()
    {
        using var project = await OlderDatabase.NewAsync(shared, "confiture-python");
        await project.ExecuteAsync("alter table audit.tb_confiture set schema public");
        string[] command = ["migrate", "adopt", "--convert", OlderDatabase.FilesOf("confiture-python"), "--yes"];
        var refused = await project.CliAsync(command);
        Assert.Contains("CONF-ADP-005", refused.Errors, StringComparison.Ordinal);
        Assert.False(await project.ScalarAsync<bool>("select to_regclass('tb_confiture_fence') is not null"));

        project.Environment("migration: {tracking_table: public.confiture_ledger}\n");
        await project.SucceedsAsync(command);
        Assert.Equal(2, await project.ScalarAsync<long>("select count(*) from confiture_ledger"));
    }

    [Fact]
    public async Task Nothing_is_recorded_without_a_yes_and_what_cannot_be_converted_is_named()
    {
        using var project = await OlderDatabase.NewAsync(shared, "golang-migrate");
        var unasked = await project.CliAsync("migrate", "adopt", "--convert", OlderDatabase.FilesOf("golang-migrate"));
        Assert.Contains("--yes", unasked.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(project.Migrations));
        var copy = CopyOf(project, "golang-migrate");
        File.WriteAllText(Path.Combine(copy, "000003_add_bio.up.sql"), "begin;\nselect 1;\ncommit;\nselect 2;\n");
        File.WriteAllText(Path.Combine(copy, "000002_index_users.up.sql"), "select 'open;\n");
        var bad = await project.CliAsync("migrate", "adopt", "--convert", copy, "--yes");
        Assert.Equal(6, bad.Exit);
        Assert.Contains("CONF-ADP-004", bad.Errors, StringComparison.Ordinal);
        Assert.Contains("000003_add_bio.up.sql:1:1", bad.Errors, StringComparison.Ordinal);
        Assert.Contains("000002_index_users.up.sql", bad.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(project.Migrations));
    }

    [Theory]
    [InlineData("alembic")]
    [InlineData("django")]
    [InlineData("efcore")]
    [InlineData("sqitch")]
    public async Task The_printed_commands_lead_from_the_present_schema_to_a_project_without_drift(string tool)
    {
        // pg_dump takes no server that is newer than itself.
        var major = Regex.Match(await Shell.SucceedsAsync(Path.GetTempPath(), "pg_dump --version"), @"[0-9]+").Value;
        await using var server = await TemporaryServer.StartAsync(new() { Postgres = major }, Project.Never);
        using var project = new Project(await server.CreateDatabaseAsync("shop", Project.Never));
        project.Environment();
        await OlderDatabase.AddAsync(project, tool);

        var said = await project.SucceedsAsync("migrate", "adopt");

        var commands = Regex.Matches(said.Errors, "`(?<command>[^`]+)`").Select(m => m.Groups["command"].Value)
            .Where(c => c.StartsWith("pg_dump ", StringComparison.Ordinal) || c.StartsWith("mkdir ", StringComparison.Ordinal)
                || (c.StartsWith("confiture ", StringComparison.Ordinal) && !c.EndsWith("drift", StringComparison.Ordinal))).ToList();
        Assert.Equal(4, commands.Count);
        var password = project.Url.Secrets is [var secret, ..] ? secret : null;
        (string, string?)[] variables = [("DATABASE_URL", project.Url.ToSecretString()), ("PGPASSWORD", password)];
        foreach (var command in commands) await Shell.SucceedsAsync(project.Root, command, variables);
        project.Environment(Regex.Match(said.Errors, @"`(?<line>comparison: [^`]+)`").Groups["line"].Value + "\n");
        Assert.Contains("No drift", (await project.SucceedsAsync("drift")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_may_not_be_read_is_named()
    {
        using var project = await OlderDatabase.NewAsync(shared, "flyway");
        var name = project.Url.Database;
        await project.ExecuteAsync($"create role blind_{name} login");
        var blind = project.Url.ToSecretString().Replace("postgres@", $"blind_{name}@", StringComparison.Ordinal);
        var refused = await project.CliAsync("migrate", "adopt", "--url", blind);
        Assert.Contains("CONF-ADP-007", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ar_internal_metadata", "version varchar")]
    [InlineData("anything", "version bigint, inserted_at timestamp")]
    public async Task Tables_of_the_same_name_that_other_tools_keep_are_not_taken_for_dbmate_s(string neighbor, string columns)
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        await project.ExecuteAsync($"create table schema_migrations ({columns})", $"create table {neighbor} (key text)");
        Assert.Contains("CONF-ADP-001", (await project.CliAsync("migrate", "adopt")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_table_that_is_not_there_or_is_another_one_is_said_to_be_that()
    {
        using var project = await OlderDatabase.NewAsync(shared, "flyway");
        await project.ExecuteAsync("alter table flyway_schema_history rename to \"History\"");
        async Task<string> ErrorsAsync(string table) => (await project.CliAsync("migrate", "adopt", "--from", "flyway", "--table", table)).Errors;

        Assert.Contains("has no table audit.nothing", await ErrorsAsync("audit.nothing"), StringComparison.Ordinal);
        Assert.Contains("--table 'public.\"History\"'", await ErrorsAsync("History"), StringComparison.Ordinal);
        Assert.Contains("users is not the table of Flyway", await ErrorsAsync("users"), StringComparison.Ordinal);
        await project.SucceedsAsync("migrate", "adopt", "--from", "flyway", "--table", "public.\"History\"");
    }

    private static string CopyOf(Project project, string tool)
    {
        var copy = Path.Combine(project.Root, "older");
        foreach (var path in Directory.EnumerateFiles(OlderDatabase.FilesOf(tool), "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(OlderDatabase.FilesOf(tool), path));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(path, to);
        }

        return copy;
    }
}
