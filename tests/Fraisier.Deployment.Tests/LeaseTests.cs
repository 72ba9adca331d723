using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>The right to change a target, and how it is lost.</summary>
public sealed class LeaseTests(PostgresFixture postgres)
{
    private const int Continue = 18; // SIGCONT

    [Fact]
    public async Task After_kill_9_the_next_deployment_recovers_at_once_and_goes_on()
    {
        await using var site = await LiveAsync();
        site.LeaseTimeout = 600; // Longer than the test: the lease ends with its process, not with time.
        await using var running = site.StartDeploy("v2");
        await running.ReachAsync("after Up 20260102000000");
        await running.KillAsync();

        var next = await site.DeployAsync("v2");

        Rest.Exits(0, next);
        var world = await Rest.StaysAsync(site, "v2");
        Assert.Equal([Outcome.Succeeded, Outcome.RolledBack, Outcome.Succeeded], world.History.Select(r => r.Outcome));
        Assert.Equal([false, true, false], world.History.Select(r => r.Recovered));
    }

    [Fact]
    public async Task The_lease_of_a_dead_process_is_free_at_once()
    {
        await using var site = await LiveAsync();
        site.LeaseTimeout = 600;
        await using var running = site.StartDeploy("v2");
        await running.ReachAsync("after began Do Prepare");
        Rest.Exits(5, await site.RecoverAsync()); // It is at work.
        await running.KillAsync();

        Rest.Exits(0, await site.RecoverAsync());

        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task A_lease_that_nobody_renews_is_over_when_its_time_is()
    {
        await using var site = await LiveAsync();
        site.LeaseTimeout = 2;
        await using var running = await PausedAsync(site, "after began Do Migrate");
        var locked = await site.DeployAsync("v2");
        Rest.Exits(5, locked);
        Assert.Contains($"pid {running.Pid} on", locked.Errors);
        await Task.Delay(TimeSpan.FromSeconds(2.2));

        Rest.Exits(0, await site.DeployAsync("v2"));

        await IsHarmlessAsync(site, running);
    }

    [Fact]
    public async Task A_lease_is_renewed_for_as_long_as_its_process_works()
    {
        await using var site = await LiveAsync();
        site.LeaseTimeout = 2;
        var commits = await site.Commits.FromAsync("v2");
        commits.Migration("20260109000000", "slow", "select pg_sleep(5)", "select 1");
        await commits.CommitAsync("slow");
        await using var running = site.StartDeploy("slow");
        await running.ReachAsync("before Up 20260109000000");
        await Task.Delay(TimeSpan.FromSeconds(3));
        Rest.Exits(5, await site.DeployAsync("slow"));
        Assert.Equal(0, await running.EndAsync());
        await Rest.StaysAsync(site, "slow");
    }

    [Fact]
    public async Task Unlocking_needs_a_yes_and_leaves_the_old_controller_powerless()
    {
        await using var site = await LiveAsync();
        site.LeaseTimeout = 600;
        await using var running = await PausedAsync(site, "after Up 20260102000000");
        Rest.Exits(5, await site.DeployAsync("v2"));

        var unasked = await site.RunAsync("v2", ["unlock", Site.Fraise, Site.Environment]);
        Rest.Exits(2, unasked);
        Assert.Contains("error[BASE-CLI-002]", unasked.Errors);
        Assert.Contains("--yes", unasked.Errors);
        Assert.Contains($"pid {running.Pid} on", unasked.Errors);
        Rest.Exits(5, await site.DeployAsync("v2"));

        var unlocked = await site.RunAsync("v2", ["unlock", Site.Fraise, Site.Environment, "--yes"]);
        Rest.Exits(0, unlocked);
        Assert.Contains("is unlocked", unlocked.Output);
        Assert.Contains($"fraisier recover {Site.Fraise} {Site.Environment}", unlocked.Errors);
        Rest.Exits(0, await site.RecoverAsync());

        await IsHarmlessAsync(site, running, "v1");
    }

    [Fact]
    public async Task Unlocking_what_is_free_says_so()
    {
        await using var site = await LiveAsync();
        var unlocked = await site.RunAsync("v1", ["unlock", Site.Fraise, Site.Environment, "--yes"]);
        Rest.Exits(0, unlocked);
        Assert.Contains("is not locked", unlocked.Output);
        Rest.Exits(0, await site.DeployAsync("v2"));
    }

    [Fact]
    public async Task Epochs_only_grow_even_when_the_store_is_lost()
    {
        await using var site = await LiveAsync();
        Rest.Exits(0, await site.DeployAsync("v2"));
        var parts = await site.PartsAsync();
        await parts.Service.StopAsync(CancellationToken.None);
        var before = await EpochAsync(parts);
        Directory.Delete(site.AppPath, recursive: true); // A new host in front of the same database.

        Rest.Exits(0, await site.DeployAsync("v2"));

        await Rest.StaysAsync(site, "v2");
        var after = await EpochAsync(parts);
        Assert.True(site.Store.ReadLease()!.Epoch > before, $"{site.Store.ReadLease()!.Epoch} after {before}");
        Assert.True(after >= before);
    }

    private static async Task<long> EpochAsync(HostParts parts) =>
        (await parts.Migrator!.LookAsync((await parts.Releases.LiveAsync(CancellationToken.None))!.Directory, CancellationToken.None)).Database.Epoch;

    // It wakes up when others have gone on: it may end in any way but well, and changes nothing.
    private static async Task IsHarmlessAsync(Site site, RunningTool paused, string live = "v2")
    {
        var before = Rest.Text(await Rest.IsAsync(site, live));
        paused.Signal(Continue);
        Assert.Contains(await paused.EndAsync(), (int[])[5, 137]); // Refused, or killed by its successor.
        Assert.Equal(before, Rest.Text(await World.LookAsync(site)));
        await Rest.StaysAsync(site, live);
    }

    // It stops by itself at a transition: a signal from outside could hit it while it holds a lock for a moment.
    private async Task<RunningTool> PausedAsync(Site site, string point)
    {
        await using var other = await LiveAsync();
        var trace = Path.Combine(other.Root, "trace");
        Rest.Exits(0, await other.DeployAsync("v2", ("HARNESS_TRACE", trace)));
        var at = (await File.ReadAllLinesAsync(trace)).ToList().FindIndex(l => l.StartsWith(point, StringComparison.Ordinal)) + 1;
        var running = site.StartDeploy("v2", ("HARNESS_PAUSE_AT", $"{at}"));
        await running.ReachAsync(point);
        while (!IsStopped(running)) await Task.Delay(20);
        return running;
    }

    private static bool IsStopped(RunningTool tool) => File.ReadAllText($"/proc/{tool.Pid}/stat").Contains(") T ", StringComparison.Ordinal);

    private async Task<Site> LiveAsync()
    {
        var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        return site;
    }
}
