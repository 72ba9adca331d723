using Confiture.Postgres;
using Confiture.Sql;

namespace Confiture.Migrations.Tests;

/// <summary>The command line on many databases of a real server.</summary>
public sealed class ManyDatabasesTests(SharedServer shared)
{
    private const int Hundred = 100, Broken = 41;
    private const string Many = "confiture/migrate-many/1", ManyStatus = "confiture/migrate-status-many/1";

    [Fact]
    public async Task Of_a_hundred_databases_the_broken_one_fails_and_the_second_run_touches_only_that_one()
    {
        // To drop so many takes longer than to stop a server, and they would keep its autovacuum busy.
        await using var server = await TemporaryServer.StartAsync(
            new() { Settings = new Dictionary<string, string> { ["autovacuum"] = "off" } }, Project.Never);
        using var tenants = await Tenants.NewAsync(new Project(server.SocketUrl("app")), Hundred);
        var broken = tenants.Names[Broken];
        await tenants.ExecuteAsync(broken, "create table t2 (in_the_way int)");

        var first = await tenants.DocumentAsync(3, Many, "migrate", "up", "--databases", tenants.Pattern, "--keep-going", "--parallel", "8");

        Assert.Equal(tenants.Names.ToDictionary(name => name, name => name == broken ? "failed" : "done"), Tenants.StatesOf(first));
        var entry = first.GetProperty("databases")[Broken];
        Assert.Equal("CONF-MIG-003", entry.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("_m2.up.sql:1:1: relation \"t2\" already exists", entry.GetProperty("error").GetProperty("what").GetString());
        Assert.Equal([$"{Project.Version(1)}_m1"], entry.GetProperty("migrations").EnumerateArray().Select(m => m.GetString()));
        Assert.Equal("t1 t2", await tenants.TablesAsync(broken));
        var before = await tenants.LedgersAsync();

        await tenants.ExecuteAsync(broken, "drop table t2");
        var second = await tenants.DocumentAsync(0, Many, "migrate", "up", "--databases", tenants.Pattern);

        Assert.Equal(tenants.Names.ToDictionary(name => name, name => name == broken ? "done" : "nothingToDo"), Tenants.StatesOf(second));
        var after = await tenants.LedgersAsync();
        Assert.Equal([broken], tenants.Names.Where(name => before[name] != after[name]));
        Assert.StartsWith(before[broken]!, after[broken], StringComparison.Ordinal);
        Assert.Equal("t1 t2 t3", await tenants.TablesAsync(broken));
    }

    [Fact]
    public async Task The_first_failure_starts_no_more_and_the_fix_goes_on()
    {
        using var tenants = await Tenants.NewAsync(shared, 5);
        await tenants.ExecuteAsync(tenants.Names[1], "create table t1 ()");
        string[] command = ["migrate", "up", "--databases", tenants.Pattern, "--parallel", "1"];

        var stopped = await tenants.RunAsync(3, command);

        Assert.Equal(["done 1", "failed 2", "not started 3", "not started 4", "not started 5"], tenants.Ends(stopped));
        Assert.Contains($"error[CONF-TEN-003]: 1 database of 5 failed: {tenants.Names[1]}. 3 did not start.", stopped.Errors);
        Assert.Contains($"{tenants.Names[1]}: CONF-MIG-003: ", stopped.Errors);
        Assert.Contains($"`confiture {string.Join(' ', command).Replace(tenants.Pattern, $"'{tenants.Pattern}'", StringComparison.Ordinal)}`", stopped.Errors);
        await tenants.ExecuteAsync(tenants.Names[1], "drop table t1");
        Assert.Equal(["nothing to do 1", "done 2", "done 3", "done 4", "done 5"], tenants.Ends(await tenants.RunAsync(0, command)));
    }

    [Fact]
    public async Task What_runs_when_another_one_fails_is_finished()
    {
        using var tenants = await Tenants.NewAsync(shared, 3);
        tenants.Project.Migration(2, "lock table gate; create table t2 ();");
        await using var gate = await tenants.CloseGateAsync(tenants.Names[0]);
        await tenants.ExecuteAsync(tenants.Names[1], "create table gate ()");
        await tenants.ExecuteAsync(tenants.Names[1], "create table t2 ()");
        await using var cli = tenants.Project.StartCli("migrate", "up", "--databases", tenants.Pattern, "--parallel", "2");

        Assert.StartsWith("failed", await cli.Output.ReadLineAsync(), StringComparison.Ordinal);
        await gate.DisposeAsync();
        var result = await cli.EndAsync();

        Assert.Equal(3, result.Exit);
        Assert.Equal(["done 1", "not started 3"], tenants.Ends(result));
        Assert.Equal("gate t1 t2 t3", await tenants.TablesAsync(tenants.Names[0]));
        Assert.Equal(string.Empty, await tenants.TablesAsync(tenants.Names[2]));
    }

    [Fact]
    public async Task A_failed_canary_stops_the_others_even_if_the_run_is_to_keep_going()
    {
        using var tenants = await Tenants.NewAsync(shared, 6);
        await tenants.ExecuteAsync(tenants.Names[0], "create table t1 ()");

        var failed = await tenants.RunAsync(3, "migrate", "up", "--databases", tenants.Pattern, "--canary", "2", "--keep-going");

        Assert.Equal(["done 2", "failed 1", "not started 3", "not started 4", "not started 5", "not started 6"],
            tenants.Ends(failed).OrderBy(end => end.StartsWith("not", StringComparison.Ordinal)).ThenBy(end => end, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_else_starts_before_the_canary_has_succeeded()
    {
        using var tenants = await Tenants.NewAsync(shared, 4);
        tenants.Project.Migration(1, "create table if not exists gate (); lock table gate; create table t1 ();");
        await using var gate = await tenants.CloseGateAsync(tenants.Names[0]);
        await using var cli = tenants.Project.StartCli("migrate", "up", "--databases", tenants.Pattern, "--canary", "1");
        await tenants.WaitingAtGateAsync(tenants.Names[0]);

        Assert.All(await tenants.LedgersAsync(), ledger => Assert.True(ledger.Value is null, ledger.Key));
        await gate.DisposeAsync();
        var result = await cli.EndAsync();

        Assert.Equal((0, "done 1", 4), (result.Exit, tenants.Ends(result)[0], result.Lines.Length));
    }

    [Fact]
    public async Task One_database_that_another_run_has_locked_does_not_hold_up_the_others()
    {
        using var tenants = await Tenants.NewAsync(shared, 4);
        await using var other = await tenants.OpenAsync(tenants.Names[0]);
        await using var held = await MigrationLock.TakeAsync(other, LedgerTable.Default, TimeSpan.Zero, null, TimeProvider.System, Project.Never);
        await using var cli = tenants.Project.StartCli("migrate", "up", "--databases", tenants.Pattern, "--parallel", "2");

        for (var number = 2; number <= 4; number++)
            Assert.StartsWith($"done           {tenants.Names[number - 1]}  3 migrations in ", await cli.Output.ReadLineAsync(), StringComparison.Ordinal);
        await held.DisposeAsync();
        var result = await cli.EndAsync();

        Assert.Equal((0, "done 1"), (result.Exit, Assert.Single(tenants.Ends(result))));
    }

    [Fact]
    public async Task An_interrupted_run_rolls_back_what_runs_and_the_next_one_does_the_rest()
    {
        using var tenants = await Tenants.NewAsync(shared, 4);
        tenants.Project.Migration(2, "create table if not exists gate (); lock table gate; create table t2 ();");
        await using var one = await tenants.CloseGateAsync(tenants.Names[0]);
        await using var two = await tenants.CloseGateAsync(tenants.Names[1]);
        await using var cli = tenants.Project.StartCli("migrate", "up", "--databases", tenants.Pattern, "--parallel", "2");
        await tenants.WaitingAtGateAsync(tenants.Names[0]);
        await tenants.WaitingAtGateAsync(tenants.Names[1]);

        await cli.SignalAsync("TERM");
        var result = await cli.EndAsync();

        Assert.Equal(130, result.Exit);
        Assert.Equal(["interrupted 1", "interrupted 2", "not started 3", "not started 4"], tenants.Ends(result).Order(StringComparer.Ordinal));
        Assert.Contains("after 1 migration", result.Lines[0], StringComparison.Ordinal);
        await one.DisposeAsync();
        await two.DisposeAsync();
        Assert.Equal("gate t1", await tenants.TablesAsync(tenants.Names[0]));
        Assert.All((await tenants.RunAsync(0, "migrate", "up", "--databases", tenants.Pattern)).Lines,
            line => Assert.StartsWith("done ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_kill_the_next_run_does_only_what_is_left()
    {
        using var tenants = await Tenants.NewAsync(shared, 6);
        tenants.Project.Migration(2, "create table if not exists gate (); lock table gate; create table t2 ();");
        await using var gate = await tenants.CloseGateAsync(tenants.Names[3]);
        await using var cli = tenants.Project.StartCli("migrate", "up", "--databases", tenants.Pattern, "--parallel", "1");
        await tenants.WaitingAtGateAsync(tenants.Names[3]);
        await cli.SignalAsync("KILL");
        await cli.ExitAsync();
        await gate.DisposeAsync();
        var before = await tenants.LedgersAsync();

        var states = Tenants.StatesOf(await tenants.DocumentAsync(0, Many, "migrate", "up", "--databases", tenants.Pattern));

        Assert.Equal(["nothingToDo", "nothingToDo", "nothingToDo", "done", "done", "done"], tenants.Names.Select(name => states[name]));
        var after = await tenants.LedgersAsync();
        Assert.Equal(tenants.Names.Skip(3), tenants.Names.Where(name => before[name] != after[name]));
        Assert.All(await Task.WhenAll(tenants.Names.Select(tenants.TablesAsync)), tables => Assert.Equal("gate t1 t2 t3", tables));
    }

    [Fact]
    public async Task Odd_names_are_names()
    {
        var odd = (string[])["Ünï cöde", "it's", "\"quoted\"", "UPPER", "semi;colon", "back\\slash", "%40", "a b=c", "-q", "${x}"];
        using var tenants = await Tenants.NewAsync(shared, 0);
        string[] names = [.. odd.Select(name => $"{tenants.Prefix}{name}")];
        await using (var administrator = await tenants.OpenAsync("postgres"))
        {
            foreach (var name in names) await administrator.ExecuteAsync($"create database {SqlIdentifier.Quote(name)} template template0", Project.Never);
        }

        var states = Tenants.StatesOf(await tenants.DocumentAsync(0, Many, "migrate", "up", "--databases", tenants.Pattern));

        Assert.Equal(names.ToDictionary(name => name, _ => "done"), states);
        Assert.All(await Task.WhenAll(names.Select(tenants.TablesAsync)), tables => Assert.Equal("t1 t2 t3", tables));
        // What looks like keywords and values is a URL.
        string[] writable = [.. names.Where(name => !name.Contains('='))];
        tenants.Project.Write("list", string.Join('\n', writable.Select(name => name.Replace("${", "$${", StringComparison.Ordinal))));
        states = Tenants.StatesOf(await tenants.DocumentAsync(0, Many, "migrate", "up", "--targets", "list"));
        Assert.Equal(writable.ToDictionary(name => name, _ => "nothingToDo"), states);
    }

    [Fact]
    public async Task A_list_is_worked_through_in_its_order_and_names_each_database_once()
    {
        using var tenants = await Tenants.NewAsync(shared, 3);
        var loopback = shared.Server.TcpUrl(tenants.Names[2]);
        tenants.Project.Write("list", $"# the big one first\n{tenants.Names[2]}\n\n{tenants.Names[0]}\n{loopback.ToSecretString()}\n{tenants.Names[0]}\n");

        var result = await tenants.RunAsync(0, "migrate", "up", "--targets", "list", "--parallel", "1");

        Assert.Equal(["done 3", "done 1"], tenants.Ends(result));
        Assert.Contains("2 lines of the list named a database again.", result.Errors);
        Assert.Equal(string.Empty, await tenants.TablesAsync(tenants.Names[1]));
        Assert.Equal(["nothing to do 3"],
            tenants.Ends(await tenants.RunAsync(0, "migrate", "up", "--targets", "list", "--exclude", tenants.Names[0])));
    }

    [Fact]
    public async Task Passwords_of_a_list_are_shown_nowhere()
    {
        using var tenants = await Tenants.NewAsync(shared, 1);
        tenants.Project.Write("list",
            $"postgresql://postgres:topsecret@127.0.0.1:{tenants.Project.Url.Port}/{tenants.Names[0]}\npostgresql://u:topsecret@127.0.0.1:1/d\n");

        foreach (var format in (string[])["text", "json"])
        {
            var result = await tenants.RunAsync(3, "migrate", "up", "--targets", "list", "--keep-going", "--format", format);
            Assert.Contains("CONF-PG-003", result.Output + result.Errors);
            Assert.Contains("CONF-PG-002", result.Output + result.Errors);
            Assert.DoesNotContain("topsecret", result.Output + result.Errors);
        }
    }

    [Fact]
    public async Task A_pattern_without_a_match_is_an_error_that_names_what_is_near()
    {
        using var tenants = await Tenants.NewAsync(shared, 2);
        var mistyped = await tenants.RunAsync(2, "migrate", "up", "--databases", tenants.Pattern.Replace("_t", "_T", StringComparison.Ordinal));
        Assert.Contains("error[CONF-TEN-002]", mistyped.Errors);
        Assert.Contains(tenants.Names[0], mistyped.Errors);
        Assert.Contains("is left", (await tenants.RunAsync(2, "migrate", "up", "--databases", tenants.Pattern, "--exclude", "*")).Errors);
        Assert.Contains("`--exclude other*` matches none",
            (await tenants.RunAsync(0, "migrate", "up", "--databases", tenants.Pattern, "--exclude", "other*")).Errors);
    }

    [Fact]
    public async Task Status_and_dry_run_show_each_database_and_change_nothing()
    {
        using var tenants = await Tenants.NewAsync(shared, 4);
        await tenants.RunAsync(0, "migrate", "up", "--databases", tenants.Names[0]);
        await tenants.RunAsync(0, "migrate", "up", "--databases", tenants.Names[1], "--target", Project.Version(2));
        var before = await tenants.LedgersAsync();

        var status = await tenants.DocumentAsync(0, ManyStatus, "migrate", "status", "--databases", tenants.Pattern);
        var dry = await tenants.RunAsync(0, "migrate", "up", "--databases", tenants.Pattern, "--dry-run");

        Assert.Equal(["upToDate", "pending", "pending", "pending"], tenants.Names.Select(name => Tenants.StatesOf(status)[name]));
        Assert.Equal(["nothing to do 1", "pending 2", "pending 3", "pending 4"], tenants.Ends(dry with { Output = string.Join('\n', dry.Lines.Take(4)) }));
        Assert.Contains($"In {tenants.Names[1]}:\n{Project.Version(3)}_m3  (one transaction)\n  1: create table t3", dry.Output);
        Assert.Contains($"In {tenants.Names[2]} (1 more database with the same pending migrations):\n{Project.Version(1)}_m1", dry.Output);
        var document = await tenants.DocumentAsync(
            0, "confiture/migrate-dry-run-many/1", "migrate", "up", "--databases", tenants.Pattern, "--dry-run");
        Assert.Equal(["nothingToDo", "pending", "pending", "pending"], Tenants.StatesOf(document).Values);
        var analyses = document.GetProperty("analyses").EnumerateArray().ToList();
        Assert.Equal([1, 2], analyses.Select(a => a.GetProperty("databases").GetArrayLength()));
        Assert.Equal([1, 3], analyses.Select(a => a.GetProperty("report").GetProperty("migrations").GetArrayLength()));
        Assert.Equal(before, await tenants.LedgersAsync());
    }

    [Fact]
    public async Task Current_shows_the_newest_migration_of_each_database()
    {
        using var tenants = await Tenants.NewAsync(shared, 2);
        await tenants.RunAsync(0, "migrate", "up", "--databases", tenants.Names[1], "--target", Project.Version(2));

        var text = await tenants.RunAsync(0, "migrate", "current", "--databases", tenants.Pattern);
        var document = await tenants.DocumentAsync(0, "confiture/migrate-current-many/1", "migrate", "current", "--databases", tenants.Pattern);

        Assert.Contains($"{tenants.Names[1]}  {Project.Version(2)}_m2", text.Output, StringComparison.Ordinal);
        Assert.Equal([null, $"{Project.Version(2)}_m2"], document.GetProperty("databases").EnumerateArray().Select(d => d.GetProperty("newest").GetString()));
        var missing = tenants.Project.Write("list", $"{tenants.Names[1]}\nmissing\n");
        Assert.Contains("failed: CONF-PG-004", (await tenants.RunAsync(7, "migrate", "current", "--targets", missing)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_migration_of_many_databases_is_rolled_back()
    {
        using var tenants = await Tenants.NewAsync(shared, 2);
        await tenants.RunAsync(0, "migrate", "up", "--databases", tenants.Names[0]);
        string[] command = ["migrate", "down", "--databases", tenants.Pattern, "--all"];

        Assert.Equal(["done", "nothingToDo"], Tenants.StatesOf(await tenants.DocumentAsync(0, Many, command)).Values);
        Assert.Equal(["nothingToDo", "nothingToDo"], Tenants.StatesOf(await tenants.DocumentAsync(0, Many, command)).Values);
        Assert.Equal(string.Empty, await tenants.TablesAsync(tenants.Names[0]));
    }

    [Fact]
    public async Task Drift_of_one_database_is_exit_8_and_names_it()
    {
        using var tenants = await Tenants.NewAsync(shared, 2);
        await tenants.RunAsync(0, "migrate", "up", "--databases", tenants.Pattern);
        await tenants.ExecuteAsync(tenants.Names[1], "update tb_confiture set checksum_up = 'other' where version like '%2'");

        var status = await tenants.RunAsync(8, "migrate", "status", "--databases", tenants.Pattern);

        Assert.Contains($"error[CONF-TEN-005]: Migration files and ledger disagree in 1 of 2 databases: {tenants.Names[1]}.", status.Errors);
        Assert.Contains("up to date", status.Lines[1]);
        Assert.Contains("drift", status.Lines[2]);
        var unread = await tenants.RunAsync(7, "migrate", "status", "--targets", tenants.Project.Write("list", $"{tenants.Names[0]}\nmissing\n"));
        Assert.Contains("failed: CONF-PG-004", unread.Output);
    }

    [Fact]
    public async Task Many_databases_are_rolled_back_to_a_version_and_a_second_time_nothing_is_left()
    {
        using var tenants = await Tenants.NewAsync(shared, 3);
        await tenants.RunAsync(0, "migrate", "up", "--databases", tenants.Pattern);
        Assert.Contains("add `--target VERSION`", (await tenants.RunAsync(2, "migrate", "down", "--databases", tenants.Pattern)).Errors);
        await tenants.ExecuteAsync(tenants.Names[1], "insert into t3 values (1)");
        string[] command = ["migrate", "down", "--databases", tenants.Pattern, "--target", Project.Version(1), "--keep-going"];

        var refused = Tenants.StatesOf(await tenants.DocumentAsync(3, Many, command));
        var confirmed = Tenants.StatesOf(await tenants.DocumentAsync(0, Many, [.. command, "--yes"]));

        Assert.Equal(["done", "failed", "done"], refused.Values);
        Assert.Equal(["nothingToDo", "done", "nothingToDo"], confirmed.Values);
        Assert.All(await Task.WhenAll(tenants.Names.Select(tenants.TablesAsync)), tables => Assert.Equal("t1", tables));
    }

    [Fact]
    public async Task An_unfinished_migration_outside_a_transaction_needs_a_person()
    {
        using var tenants = await Tenants.NewAsync(shared, 2);
        tenants.Project.Migration(4, "-- confiture: no transaction\ncreate table if not exists a ();\ncreate table b ();");
        await tenants.ExecuteAsync(tenants.Names[0], "create table b ()");

        var result = await tenants.RunAsync(4, "migrate", "up", "--databases", tenants.Pattern, "--keep-going");

        Assert.Contains("error[CONF-TEN-004]", result.Errors);
        Assert.Contains($"failed         {tenants.Names[0]}  CONF-MIG-012: ", result.Output);
        Assert.Contains("(3 migrations before it)", result.Output);
    }

    [Theory]
    [InlineData("`--steps` is for one database", "up", "--databases", "x*", "--steps", "1")]
    [InlineData("`--force` is for one database", "up", "--targets", "x", "--force", "20260101000001")]
    [InlineData("exclude each other", "up", "--targets", "x", "--databases", "x*")]
    [InlineData("`--canary` is for many databases", "up", "--canary", "1")]
    [InlineData("`--exclude` is for many databases", "status", "--exclude", "x")]
    [InlineData("`--parallel` must be a whole number of 1 or more", "up", "--databases", "x*", "--parallel", "0")]
    [InlineData("There is no migration 20990101000000", "up", "--databases", "x*", "--target", "20990101000000")]
    public async Task A_command_line_that_makes_no_sense_says_so(string message, params string[] arguments)
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Environment();
        project.Tables(1);
        var result = await project.CliAsync(["migrate", .. arguments]);
        Assert.Equal(2, result.Exit);
        Assert.Contains(message, result.Errors);
    }
}
