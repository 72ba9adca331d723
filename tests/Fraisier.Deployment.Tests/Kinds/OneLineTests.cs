using Foundation.Errors;
using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>Promises that one broken line would break without anything else going wrong.</summary>
public sealed class OneLineTests(PostgresFixture postgres)
{
    [Fact]
    public async Task At_no_instant_is_nothing_live()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        var current = Path.Combine(site.AppPath, "current");
        using var over = new CancellationTokenSource();
        var (looks, missing) = (0L, 0L);
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!over.IsCancellationRequested)
            {
                Interlocked.Increment(ref looks);
                if (!File.Exists(current + "/app.txt")) Interlocked.Increment(ref missing);
            }
        })).ToList();

        foreach (var tag in (string[])["v2", "unhealthy"]) Rest.Exits(tag == "v2" ? 0 : 3, await site.DeployAsync(tag));
        Rest.Exits(0, await site.RollBackAsync());
        var layout = (await site.PartsAsync()).Releases;
        var (one, two) = (Releases(site)[0], Releases(site)[1]);
        for (var i = 0; i < 500; i++) await layout.ActivateAsync(i % 2 == 0 ? two : one, i % 2 == 0 ? one : two, back: true, CancellationToken.None);

        await over.CancelAsync();
        await Task.WhenAll(readers);
        Assert.True(looks > 10_000, $"{looks} looks say nothing");
        Assert.Equal(0, missing);
    }

    [Theory]
    [InlineData("unhealthy", "before Down")]
    [InlineData("rollback", "before Down")]
    public async Task The_newer_release_is_out_of_service_before_its_schema_goes(string what, string point)
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        site.HealthTimeout = 3;
        if (what == "rollback") Rest.Exits(0, await site.DeployAsync("v2"));
        string[] arguments = what == "rollback" ? ["rollback", Site.Fraise, Site.Environment] : ["deploy", Site.Fraise, Site.Environment];
        await using var running = site.Start(what == "rollback" ? "v1" : what, arguments, ("HARNESS_PAUSE_ON", point));
        await running.ReachAsync(point);
        await Task.Delay(200);

        var world = await World.LookAsync(site);

        Assert.Equal(0, world.ServiceProcesses);
        Assert.InRange(Rest.VersionsOf(world).Count, 3, 4); // What was on its way when it stopped may have run.
        running.Signal(18);
        Assert.Equal(what == "rollback" ? 0 : 3, await running.EndAsync());
        await Rest.StaysAsync(site, "v1");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_part_of_what_cannot_be_taken_back_is_as_final_as_all_of_it(bool killed)
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        var commits = await site.Commits.FromAsync("v1");
        commits.Migration("20260105000000", "name", "alter table items add column name text", down: null);
        commits.Migration("20260106000000", "price", killed
            ? "alter table items add column price int"
            : "alter table items add column price int; select 1 / (select count(*) from allowed)", "alter table items drop column price");
        commits.App("2", "id,name,price");
        await commits.CommitAsync("two");
        if (!killed) await site.ExecuteAsync("create table allowed (id int)");
        string[] deploy = ["deploy", Site.Fraise, Site.Environment, "--no-rollback"];
        if (killed)
        {
            await using var running = site.Start("two", deploy, ("HARNESS_PAUSE_ON", "after Up 20260105000000"));
            await running.ReachAsync("after Up 20260105000000");
            await running.KillAsync();
        }
        else
        {
            var failed = await site.RunAsync("two", deploy);
            Rest.Exits(4, failed);
            // The engine looked at what had happened: nothing was rolled back, and another release may replace it.
            Assert.Contains("Deploy a fixed commit", failed.Errors);
            await site.ExecuteAsync("insert into allowed values (1)");
        }

        Rest.Exits(0, await site.RecoverAsync());

        if (!killed) await site.ExecuteAsync("drop table allowed");
        await Rest.StaysAsync(site, "two");
    }

    [Fact]
    public async Task An_epoch_that_is_one_older_is_refused()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        var fence = (await site.PartsAsync()).Fence;
        await fence.RaiseAsync(fence.Epoch + 1, CancellationToken.None);

        var refused = await Assert.ThrowsAsync<ToolException>(() => fence.EnterAsync(fence.Epoch - 1, CancellationToken.None));

        Assert.Equal(DeploymentErrors.Superseded, refused.Code);
        (await fence.EnterAsync(fence.Epoch, CancellationToken.None)).Dispose();
    }

    [Fact]
    public async Task A_lease_that_is_over_is_over_although_nobody_took_it()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        site.LeaseTimeout = 2;
        await using var running = site.StartDeploy("v2", ("HARNESS_PAUSE_ON", "after began Do Migrate"));
        await running.ReachAsync("after began Do Migrate");
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        running.Signal(18);

        Assert.Equal(5, await running.EndAsync());

        Assert.Equal(2, Rest.VersionsOf(await World.LookAsync(site)).Count);
        Rest.Exits(0, await site.RecoverAsync());
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task Every_entry_of_the_journal_and_every_record_is_on_the_disk_before_the_next_effect()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = WithoutService; // strace would wait for it.
        Rest.Exits(0, await site.DeployAsync("v1"));
        var trace = Path.Combine(site.Root, "calls");
        var deploy = site.CommandFor("v2", ["deploy", Site.Fraise, Site.Environment]);

        Rest.Exits(0, await new CommandRunner().RunAsync(
            deploy with { Program = "strace", Arguments = ["-f", "-y", "-e", "trace=fsync,fdatasync,rename,renameat,renameat2", "-o", trace, deploy.Program,
                .. deploy.Arguments] }, CancellationToken.None));

        var calls = await File.ReadAllLinesAsync(trace);
        var id = site.Store.NewestFirst().First().Id;
        var entries = (await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(Path.Combine(site.StoreDirectory, "journal"), "*" + id + "*")))).Length;
        Assert.InRange(calls.Count(c => Syncs(c) && c.Contains(".journal", StringComparison.Ordinal)), entries, entries * 3);

        // What is renamed into its place was synced before, and its directory after.
        foreach (var name in (string[])["lease.json", $"{id}.json", "epoch", "current"])
        {
            var renamed = Array.FindLastIndex(calls, c => c.Contains("rename", StringComparison.Ordinal) && c.Contains($"/{name}\"", StringComparison.Ordinal));
            Assert.True(renamed > 0, $"{name} was not renamed into its place");
            Assert.Contains(calls[renamed..], Syncs);
            if (name != "current") Assert.Contains(calls[..renamed], c => Syncs(c) && c.Contains(name, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("fsync,fdatasync")]
    [InlineData("rename,renameat,renameat2")]
    public async Task Killed_at_the_nth_system_call_code_and_schema_are_rolled_back_together(string calls)
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = WithoutService; // strace would wait for it.
        Rest.Exits(0, await site.DeployAsync("v1"));
        var most = await MostOfAThreadAsync(site, calls);
        var killed = 0;
        foreach (var number in Enumerable.Range(1, most).Where(n => n % Math.Max(1, most / 8) == 0))
        {
            var ended = await TracedAsync(site, "-o", "/dev/null", "-e", $"trace={calls}", "-e", $"inject={calls}:signal=KILL:when={number}");
            if (ended.ExitCode > 128) killed++;
            Rest.Exits(0, await site.RecoverAsync());

            var live = await (await site.PartsAsync()).Releases.LiveAsync(CancellationToken.None);
            var tag = live!.Release.Commit == await site.Commits.CommitOf("v2") ? "v2" : "v1";
            Assert.Equal(await site.Commits.CommitOf(tag), live.Release.Commit);
            await using var database = await site.OpenAsync();
            Assert.Equal(
                string.Join(',', await site.Commits.VersionsAsync(tag)),
                await database.ScalarAsync<string>("select string_agg(version, ',' order by version) from tb_confiture", CancellationToken.None));
            Assert.Empty(site.Store.OpenJournals());
            if (tag == "v2") Rest.Exits(0, await site.RollBackAsync());
        }

        Assert.True(killed >= 4, $"only {killed} deployments were killed by {calls}; one thread makes {most}");
    }

    private static Task<CommandResult> TracedAsync(Site site, params string[] options)
    {
        var deploy = site.CommandFor("v2", ["deploy", Site.Fraise, Site.Environment]);
        return new CommandRunner().RunAsync(
            deploy with { Program = "strace", Arguments = ["-f", "-qq", .. options, deploy.Program, .. deploy.Arguments] }, CancellationToken.None);
    }

    // strace counts the calls of each thread and each child, git's too, separately.
    private static async Task<int> MostOfAThreadAsync(Site site, string calls)
    {
        var trace = Path.Combine(site.Root, "calls");
        Rest.Exits(0, await TracedAsync(site, "-o", trace, "-e", $"trace={calls}"));
        Rest.Exits(0, await site.RollBackAsync());
        return File.ReadLines(trace).GroupBy(line => line.Split(' ')[0]).Max(thread => thread.Count());
    }

    private static string WithoutService(string text) =>
        text[..text.IndexOf("        service:", StringComparison.Ordinal)]
            + text[text.IndexOf("        database:", StringComparison.Ordinal)..text.IndexOf("        health_check:", StringComparison.Ordinal)];

    private static bool Syncs(string call) => call.Contains("fsync(", StringComparison.Ordinal) || call.Contains("fdatasync(", StringComparison.Ordinal);

    private static List<Release> Releases(Site site) =>
        [.. new ReleaseMarks(new HostDirectory(site.AppPath, $"{Site.Fraise}.{site.Name}")).NewestFirst().Select(m => m.Release)];
}
