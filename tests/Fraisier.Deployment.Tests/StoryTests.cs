using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>What people see a deployment do: it works, it comes back, it survives being killed.</summary>
public sealed class StoryTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_second_release_brings_its_columns_and_rows_stay()
    {
        await using var site = await LiveAsync("v1");
        await site.ExecuteAsync("insert into items select generate_series(1, 10)");

        var second = await site.DeployAsync("v2");

        Rest.Exits(0, second);
        Assert.Contains("is live (2 up)", second.Output);
        var world = await Rest.StaysAsync(site, "v2");
        Assert.Equal(10, world.Rows);
        Assert.Equal("20260102000000=1,20260102000001=1", world.Effects);
        Assert.Equal([Outcome.Succeeded, Outcome.Succeeded], world.History.Select(r => r.Outcome));
        Assert.Equal(world.Live, world.History[0].Release.Commit);
        Assert.Equal(await site.Commits.CommitOf("v1"), world.History[0].Previous?.Commit);
    }

    [Fact]
    public async Task An_unhealthy_release_goes_and_the_report_says_why()
    {
        await using var site = await LiveAsync("v1", "v2");
        site.HealthTimeout = 6;
        var commits = await site.Commits.FromAsync("v2");
        commits.Migration("20260103000000", "colour", "alter table items add column colour text; insert into effects values ('20260103000000', 1)",
            "alter table items drop column colour; insert into effects values ('20260103000000', -1)");
        commits.App("3", "id,name,price,colour", healthy: false, extra: "padding=4000\nlines=80\n");
        await commits.CommitAsync("v3");

        var third = await site.DeployAsync("v3");

        Rest.Exits(3, third);
        Assert.Contains("error[FRAI-DEP-005]", third.Errors);
        Assert.Contains("[FRAI-DEP-014]", third.Errors);
        Assert.Contains($"GET {site.Health}: status 503", third.Errors);
        var details = (await Rest.StaysAsync(site, "v2")).History[0].Failure!.Details;
        var body = details.SkipWhile(l => l != "body:").Skip(1).TakeWhile(l => l.StartsWith("  ", StringComparison.Ordinal)).Select(l => l[2..]);
        Assert.Equal("version 3: the cache is cold" + new string('.', 2048 - 28), string.Join('\n', body)); // The first 2 KB.
        var log = details.SkipWhile(l => !l.StartsWith("last ", StringComparison.Ordinal)).ToList();
        Assert.StartsWith("last 50 log lines of process ", log[0]);
        Assert.Equal(50, log.Count - 1);
        Assert.Equal("  health 503 Service Unavailable", log[^1]);
        foreach (var line in details) Assert.Contains(line.Trim(), third.Errors);
    }

    [Fact]
    public async Task Killed_in_the_middle_of_its_migrations_recovery_makes_it_whole()
    {
        await using var site = await LiveAsync("v1", "v2");
        await site.ExecuteAsync("insert into items values (1, 'jam', 3)");
        await FiveMigrationsAsync(site, "v4", third: "select pg_sleep(60)");
        await using var running = site.StartDeploy("v4");
        await running.ReachAsync("before Up 20260104000003");
        await Task.Delay(300); // Into the statement.
        await running.KillAsync();
        var status = await site.RunAsync("v4", ["status", Site.Fraise, Site.Environment]);
        Rest.Exits(8, status);
        Assert.Contains("is unfinished", status.Errors);
        Assert.Contains($"fraisier recover {Site.Fraise} {Site.Environment}", status.Errors);

        var recovered = await site.RecoverAsync();

        Rest.Exits(0, recovered);
        Assert.Contains("was rolled back by recovery", recovered.Output);
        var world = await Rest.StaysAsync(site, "v2");
        Assert.Equal(1, world.Rows);
        Assert.Equal(3, world.History.Count);
        Assert.True(world.History[0] is { Outcome: Outcome.RolledBack, Recovered: true, Failure.Code: "FRAI-DEP-022" });
    }

    [Fact]
    public async Task The_third_of_five_migrations_fails_and_the_first_two_go_back()
    {
        await using var site = await LiveAsync("v1", "v2");
        await FiveMigrationsAsync(site, "v4", third: "select 1 / 0");

        var failed = await site.DeployAsync("v4");

        Rest.Exits(3, failed);
        Assert.Contains("20260104000003_third", failed.Errors);
        Assert.Contains("division by zero", failed.Errors);
        var world = await Rest.StaysAsync(site, "v2");
        Assert.Equal(Outcome.RolledBack, world.History[0].Outcome);
        Assert.Equal("20260102000000=1,20260102000001=1", world.Effects);
    }

    [Fact]
    public async Task A_release_that_cannot_start_goes_and_its_last_words_are_shown()
    {
        await using var site = await LiveAsync("v1");
        site.HealthTimeout = 6;
        var commits = await site.Commits.FromAsync("v2");
        commits.App("2", "id,name,price", extra: "start=exit\n");
        await commits.CommitAsync("cannot-start");

        var failed = await site.DeployAsync("cannot-start");

        Rest.Exits(3, failed);
        Assert.Contains("cannot start: a setting is missing", failed.Errors);
        Assert.Contains("no answer", failed.Errors);
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task A_failing_build_changes_nothing_that_is_live()
    {
        await using var site = await LiveAsync("v1");
        var before = await ServiceAsync(site);
        site.More = "        build: [sh, -c, \"echo 'cc: no such file' >&2; exit 7\"]\n";

        var failed = await site.DeployAsync("v2");

        Rest.Exits(3, failed);
        Assert.Contains("[FRAI-DEP-013]", failed.Errors);
        Assert.Contains("exit code 7", failed.Errors);
        Assert.Contains("cc: no such file", failed.Errors);
        var world = await Rest.StaysAsync(site, "v1");
        Assert.Single(world.Releases);
        Assert.Equal(before, await ServiceAsync(site)); // The live process was not even restarted.
    }

    [Theory]
    [InlineData(2, "before Up 20260104000003")]
    [InlineData(2, "after began Do Health")]
    [InlineData(15, "before Up 20260104000003")]
    [InlineData(15, "after began Do Health")]
    public async Task Interrupted_it_rolls_everything_back(int signal, string point)
    {
        await using var site = await LiveAsync("v1", "v2");
        site.HealthTimeout = 60;
        await FiveMigrationsAsync(site, "v4",
            third: point.StartsWith("before Up", StringComparison.Ordinal) ? "select pg_sleep(60)" : "select 1", healthy: false);
        await using var running = site.StartDeploy("v4");
        await running.ReachAsync(point);
        await Task.Delay(300);

        running.Signal(signal);

        Assert.Equal(130, await running.EndAsync());
        Assert.Contains("error[FRAI-DEP-007]", running.Said);
        var world = await Rest.StaysAsync(site, "v2");
        Assert.True(world.History[0] is { Outcome: Outcome.RolledBack, Failure.Interrupted: true });
    }

    [Fact]
    public async Task A_release_that_never_answers_is_given_its_time_and_no_more()
    {
        await using var site = await LiveAsync("v1");
        site.HealthTimeout = 3;
        site.Edit = text => text.Replace("interval: 0.1", "interval: 0.1\n          request_timeout: 2", StringComparison.Ordinal);
        var commits = await site.Commits.FromAsync("v2");
        commits.Write("app.txt", "version=2\nhealthy=hang\n");
        await commits.CommitAsync("hangs");

        var failed = await site.DeployAsync("hangs");

        Rest.Exits(3, failed);
        var world = await Rest.StaysAsync(site, "v1");
        var spent = System.Text.RegularExpressions.Regex.Match(world.History[0].Failure!.What,
            @"no answer within [\d.]+ s after \d attempts? in ([\d.]+) s").Groups[1].Value;
        Assert.InRange(double.Parse(spent, System.Globalization.CultureInfo.InvariantCulture), 2.5, 3.5);
    }

    [Fact]
    public async Task An_irreversible_migration_is_refused_before_anything_changes()
    {
        await using var site = await LiveAsync("v1");
        await IrreversibleAsync(site, "id,name");
        var before = await World.LookAsync(site);

        var refused = await site.DeployAsync("no-way-back");

        Rest.Exits(6, refused);
        Assert.Contains("error[FRAI-DEP-004]", refused.Errors);
        Assert.Contains("20260105000000_name cannot be rolled back", refused.Errors);
        Assert.Contains("--no-rollback", refused.Errors);
        Assert.Equal(Rest.Text(before), Rest.Text(await World.LookAsync(site)));

        Rest.Exits(0, await site.RunAsync("no-way-back", ["deploy", Site.Fraise, Site.Environment, "--no-rollback"]));
        await Rest.StaysAsync(site, "no-way-back");
    }

    [Fact]
    public async Task Past_the_point_of_no_return_a_failure_is_said_loudly_and_recovery_goes_forward()
    {
        await using var site = await LiveAsync("v1");
        site.HealthTimeout = 6;
        await IrreversibleAsync(site, "id,name,price");

        var failed = await site.RunAsync("no-way-back", ["deploy", Site.Fraise, Site.Environment, "--no-rollback"]);

        Rest.Exits(4, failed);
        Assert.Contains("error[FRAI-DEP-006]", failed.Errors);
        Assert.Contains("is NOT live, and its migrations are irreversible", failed.Errors);
        Assert.Contains("fraisier recover", failed.Errors);
        Assert.Equal(Outcome.RollbackFailed, (await World.LookAsync(site)).History[0].Outcome);
        Rest.Exits(4, await site.RecoverAsync()); // The cause is still there.
        var back = await site.RollBackAsync();
        Rest.Exits(8, back);
        Assert.Contains("error[FRAI-DEP-022]", back.Errors);

        await site.ExecuteAsync("alter table items add column price int");
        Rest.Exits(0, await site.RecoverAsync());

        var world = await Rest.StaysAsync(site, "no-way-back");
        Assert.Equal(Outcome.Succeeded, world.History[0].Outcome);
        Assert.Equal(2, world.History.Count);
    }

    private async Task<Site> LiveAsync(params string[] tags)
    {
        var site = await Site.CreateAsync(postgres);
        foreach (var tag in tags) Rest.Exits(0, await site.DeployAsync(tag));
        return site;
    }

    private static async Task FiveMigrationsAsync(Site site, string tag, string third, bool healthy = true)
    {
        var commits = await site.Commits.FromAsync("v2");
        string[] names = ["first", "second", "third", "fourth", "fifth"];
        for (var i = 1; i <= names.Length; i++)
        {
            var version = $"2026010400000{i}";
            commits.Migration(version, names[i - 1], $"insert into effects values ('{version}', 1); {(i == 3 ? third : "select 1")}",
                $"insert into effects values ('{version}', -1)");
        }

        commits.App("4", "id,name,price", healthy);
        await commits.CommitAsync(tag);
    }

    private static async Task IrreversibleAsync(Site site, string columns)
    {
        var commits = await site.Commits.FromAsync("v1");
        commits.Migration("20260105000000", "name", "alter table items add column name text", down: null);
        commits.App("5", columns);
        await commits.CommitAsync("no-way-back");
    }

    private static async Task<string?> ServiceAsync(Site site) => (await (await site.PartsAsync()).Service.ObserveAsync(CancellationToken.None)).Instance;
}
