using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>A deployment at work is cancelled from elsewhere, or waited for.</summary>
public sealed class CancelTests(PostgresFixture postgres)
{
    private const int Continue = 18; // SIGCONT
    private static readonly string[] Cancel = ["cancel", Site.Fraise, Site.Environment];

    [Fact]
    public async Task During_a_build_everything_is_rolled_back_and_both_say_so()
    {
        await using var site = await LiveAsync();
        var building = Path.Combine(site.Root, "building");
        site.More = $"        build: [sh, -c, 'touch {building}; exec sleep 60']\n";
        await using var running = site.StartDeploy("v2");
        await UntilAsync(() => File.Exists(building));

        var cancelled = await site.RunAsync("v2", Cancel);

        Rest.Exits(0, cancelled);
        Assert.Contains("was rolled back", cancelled.Output);
        Assert.Equal(130, await running.EndAsync());
        Assert.Contains("error[FRAI-DEP-007]", running.Said);
        Assert.Contains("`fraisier cancel`", running.Said);
        var world = await Rest.StaysAsync(site, "v1");
        Assert.True(world.History[0] is { Outcome: Outcome.RolledBack, Failure.Interrupted: true });
    }

    [Fact]
    public async Task Before_anything_is_changed_there_is_nothing_to_roll_back()
    {
        await using var site = await Site.CreateAsync(postgres);
        using var mute = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        mute.Start();
        site.Edit = text => text.Replace($"repository: {site.Repository}", $"repository: git://{mute.LocalEndpoint}/r.git", StringComparison.Ordinal);
        await using var running = site.StartDeploy("v1");
        await UntilAsync(() => File.Exists(site.Store.LeaseFile));

        var cancelled = await site.RunAsync("v1", Cancel);

        Rest.Exits(0, cancelled);
        Assert.Contains("cancelled before anything was changed", cancelled.Output);
        Assert.Equal(130, await running.EndAsync());
        Assert.Contains("was cancelled before it changed anything", running.Said);
        Assert.Empty((await World.LookAsync(site)).History);
    }

    [Fact]
    public async Task With_nothing_at_work_nothing_is_done()
    {
        await using var site = await LiveAsync();

        var idle = await site.RunAsync("v1", Cancel);

        Rest.Exits(0, idle);
        Assert.Contains("no deployment is running", idle.Output);
        Rest.Exits(0, await site.DeployAsync("v2")); // The wish is not kept for the next one.
    }

    [Fact]
    public async Task Past_the_point_of_no_return_it_is_too_late()
    {
        await using var site = await LiveAsync();
        var commits = await site.Commits.FromAsync("v1");
        commits.Migration("20260105000000", "name", "alter table items add column name text", down: null);
        commits.App("5", "id,name");
        await commits.CommitAsync("no-way-back");
        await using var running = await PausedAsync(site, "no-way-back", "after ended Do Migrate", "--no-rollback");
        await using var cancel = site.Start("v1", Cancel);
        await UntilAsync(() => site.Store.ReadLease()?.CancelledBy is not null);

        running.Signal(Continue);

        Assert.Equal(0, await running.EndAsync());
        Assert.Equal(1, await cancel.EndAsync());
        Assert.Contains("it was too late to cancel", cancel.Said);
        await Rest.StaysAsync(site, "no-way-back");
    }

    [Fact]
    public async Task A_controller_that_dies_meanwhile_leaves_work_for_recovery()
    {
        await using var site = await LiveAsync();
        await using var running = await PausedAsync(site, "v2", "after began Do Migrate");
        await using var cancel = site.Start("v2", Cancel);
        await UntilAsync(() => site.Store.ReadLease()?.CancelledBy is not null);

        await running.KillAsync();

        Assert.Equal(8, await cancel.EndAsync());
        Assert.Contains("error[FRAI-DEP-022]", cancel.Said);
        Rest.Exits(0, await site.RecoverAsync());
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task Waiting_ends_with_the_one_that_is_waited_for()
    {
        await using var site = await LiveAsync();
        await using var running = await PausedAsync(site, "v2", "after began Do Migrate");
        var late = await site.RunAsync("v2", ["deploy", Site.Fraise, Site.Environment, "--wait", "--wait-timeout", "1"]);
        Rest.Exits(5, late);
        Assert.Contains("error[FRAI-DEP-002]", late.Errors);
        await using var waiting = site.Start("v2", ["rollback", Site.Fraise, Site.Environment, "--wait"]);
        await UntilAsync(() => waiting.Said.Contains($"waiting: {Site.Fraise}/{Site.Environment} is locked by", StringComparison.Ordinal));

        running.Signal(Continue);

        Assert.Equal(0, await running.EndAsync());
        Assert.Equal(0, await waiting.EndAsync());
        Assert.Equal(3, (await Rest.StaysAsync(site, "v1")).History.Count);
    }

    private static async Task<RunningTool> PausedAsync(Site site, string reference, string point, params string[] options)
    {
        site.LeaseTimeout = 600;
        var running = site.Start(reference, ["deploy", Site.Fraise, Site.Environment, .. options], ("HARNESS_PAUSE_ON", point));
        await running.ReachAsync(point);
        await UntilAsync(() => File.ReadAllText($"/proc/{running.Pid}/stat").Contains(") T ", StringComparison.Ordinal));
        return running;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition()) await Task.Delay(20, limit.Token);
    }

    private async Task<Site> LiveAsync()
    {
        var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        return site;
    }
}
