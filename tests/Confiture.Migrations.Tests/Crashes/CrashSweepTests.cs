using System.Diagnostics;
using System.Globalization;
using Confiture.Postgres;

namespace Confiture.Migrations.Tests;

/// <summary>
/// A chain of migrations of every kind is disturbed at each statement: the tool is killed, its session is terminated, the server crashes. The next run
/// leads to the schema and the rows of a run that nothing disturbed.
/// </summary>
public sealed class CrashSweepTests(ITestOutputHelper log)
{
    private const int PerDay = 24;
    private const string Head = "-- confiture: no transaction\n";
    private static readonly string[] Faults = ["the tool is killed", "its session is terminated", "the server crashes"];

    [Fact]
    public async Task After_a_fault_at_any_statement_the_next_run_completes_the_chain()
    {
        await using var server = await TemporaryServer.StartAsync(new TemporaryServerOptions { Durable = true }, Project.Never);
        using var files = Chain(new(server.SocketUrl("undisturbed")));
        await server.CreateDatabaseAsync("undisturbed", Project.Never);
        var count = await UndisturbedAsync(files);
        var expected = await StateAsync(files.Url);
        Assert.True(count >= 40, $"The chain has {count} statements.");
        List<string> violations = [];
        var cases = Cases(count).ToList();
        foreach (var (number, (at, before, fault)) in cases.Index())
        {
            var url = await server.CreateDatabaseAsync($"case{number}", Project.Never);
            if (await RunAsync(files.Root, url, at, before, fault, expected) is { } violation)
                violations.Add($"statement {at} of {count}, {(before ? "before" : "after")} it {Faults[fault]}: {violation}");
            await server.DropDatabaseAsync(url.Database, Project.Never);
        }

        log.WriteLine($"figure crash sweep of migrations: {cases.Count} of {count * Faults.Length * 2} cases, {violations.Count} violations");
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    // Every case has its day.
    private static IEnumerable<(int At, bool Before, int Fault)> Cases(int count)
    {
        var all = from at in Enumerable.Range(1, count) from before in (bool[])[true, false] from fault in Enumerable.Range(0, Faults.Length)
            select (at, before, fault);
        if (Environment.GetEnvironmentVariable("LONG") is not null) return all;
        var step = Math.Max(1, count * Faults.Length * 2 / PerDay);
        var day = Environment.GetEnvironmentVariable("ROTATION") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : DateTime.UtcNow.DayOfYear;
        return all.Where((_, index) => index % step == day % step);
    }

    private static Project Chain(Project project)
    {
        project.Migration(1, """
            create table t (id int primary key, a int, b int, n int not null default 0);
            insert into t (id, a) select g, g % 10 from generate_series(1, 500) g;
            create table gone (id int primary key);
            insert into gone select g from generate_series(1, 300) g;

            """);
        project.Migration(2, Head + "drop index concurrently if exists t_a;\ncreate index concurrently t_a on t (a);\n");
        project.Migration(3, Head + "-- confiture: batch size=100 pause=0ms\nupdate t set n = n + 1, b = a * 2;\n");
        project.Migration(4, "alter table t alter b set not null, add constraint positive check (b >= 0);\ncreate view v as select id, b from t;\n");
        project.Migration(5, Head + """
            -- confiture: only if not exists (select from pg_constraint where conname = 'odd')
            alter table t add constraint odd check (n < 2) not valid;
            alter table t validate constraint odd;
            -- confiture: batch size=120 pause=0ms
            delete from gone where id % 3 = 0;
            -- confiture: batch size=250 pause=0ms
            update t set b = b + 1;

            """);
        project.Migration(6, "create function f() returns int language sql as 'select 1';\ninsert into gone values (1000), (1001);\n");
        return project;
    }

    private static async Task<int> UndisturbedAsync(Project files)
    {
        await using var proxy = new StatementProxy(files.Url, 0, false, () => Task.CompletedTask);
        await using var cli = Cli.Start(files.Root, ["migrate", "up", "--url", proxy.Url]);
        var result = await cli.EndAsync();
        Assert.True(result.Exit == 0, result.ToString());
        return proxy.Statements;
    }

    private static async Task<string?> RunAsync(string root, DatabaseUrl url, int at, bool before, int fault, string expected)
    {
        Cli? cli = null;
        var happened = false;
        await using (var proxy = new StatementProxy(url, at, before, async () =>
        {
            happened = true;
            await (fault switch { 0 => cli!.SignalAsync("KILL"), 1 => TerminateAsync(url), _ => CrashAsync(url) });
        }))
        {
            cli = Cli.Start(root, ["migrate", "up", "--url", proxy.Url]);
            await using (cli)
            {
                if (fault == 0) await cli.ExitAsync();
                else _ = await cli.EndAsync();
            }
        }

        if (!happened) return "the fault did not happen";
        await using var next = Cli.Start(root, ["migrate", "up", "--url", url.ToSecretString()]);
        var result = await next.EndAsync();
        if (result.Exit != 0) return result.ToString();
        var state = await StateAsync(url);
        return state == expected ? null : $"the result differs:\n{state}";
    }

    private static async Task TerminateAsync(DatabaseUrl url)
    {
        await using var database = await Database.OpenAsync(url.WithDatabase("postgres"), "fault", Project.Never);
        await database.ScalarAsync<long>(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = $1 and application_name like 'confiture up%'", Project.Never,
            url.Database);
    }

    // When a server process dies, the server ends all others and recovers from its log.
    private static async Task CrashAsync(DatabaseUrl url)
    {
        await using (var victim = await Database.OpenAsync(url.WithDatabase("postgres"), "fault", Project.Never))
        {
            var pid = await victim.ScalarAsync<int>("select pg_backend_pid()", Project.Never);
            using var kill = Process.Start("kill", ["-9", pid.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }

        await Eventually.TrueAsync(async () =>
        {
            try
            {
                await using var again = await Database.OpenAsync(url.WithDatabase("postgres"), "fault", Project.Never);
                return await again.ScalarAsync<bool>("select true", Project.Never);
            }
            catch (Exception e) when (e is DatabaseException or Foundation.Errors.ToolException)
            {
                return false;
            }
        }, "the server has recovered");
    }

    // What pg_dump prints, without what differs from run to run.
    private static async Task<string> StateAsync(DatabaseUrl url)
    {
        var dump = await Shell.SucceedsAsync(
            "/", $"pg_dump --restrict-key=x --no-owner --exclude-table='tb_confiture*' '{url.ToSecretString()}' 2>/dev/null "
                + $"|| pg_dump --no-owner --exclude-table='tb_confiture*' '{url.ToSecretString()}'");
        await using var database = await Database.OpenAsync(url, "state", Project.Never);
        var rows = await database.ScalarAsync<string>(
            """
            select (select string_agg(t::text, ' ' order by id) from t) || (select string_agg(id::text, ' ' order by id) from gone)
                || (select string_agg(version || finished, ' ' order by version) from tb_confiture) || (select count(*) from tb_confiture_progress)
            """,
            Project.Never);
        // Rows are compared in order, because their places differ.
        var schema = string.Join('\n', dump.Split('\n').Where(line => !line.StartsWith('\\') && !char.IsAsciiDigit(line.FirstOrDefault())));
        return schema + rows;
    }
}
