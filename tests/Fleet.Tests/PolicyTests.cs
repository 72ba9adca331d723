using Xunit;
using static Fleet.Tests.World;

namespace Fleet.Tests;

/// <summary>What is done with a host that fails when others have the release.</summary>
public sealed class PolicyTests(HostPool pool)
{
    [Fact]
    public async Task Kept_hosts_keep_the_release_and_the_one_that_failed_gets_its_own_again()
    {
        await using var fleet = await TestFleet.CreateAsync(pool);
        await AddTolerantReleaseAsync(fleet);
        Exits(0, await fleet.DeployAsync("tolerant"));
        fleet.More = "        on_host_failure: keep\n";
        await fleet.Hosts[2].SpoilAsync("version=2");

        var partial = await fleet.DeployAsync("v2");

        Exits(1, partial);
        Assert.Contains("web3", partial.Errors);
        var world = await LookAsync(fleet);
        Assert.Equal("partial", world.Records[^1].Split(' ')[1]);
        var (old, latest) = (await fleet.Commits.CommitOf("tolerant"), await fleet.Commits.CommitOf("v2"));
        Assert.Equal([latest, latest, old], world.Hosts.Select(h => h.Commit));
        Assert.All(world.Hosts, h => Assert.Equal(h.Live, h.Directory));
        Assert.Equal(string.Join(',', await fleet.Commits.VersionsAsync("v2")), world.Ledger);
        await fleet.Hosts[2].MendAsync();
        Exits(0, await fleet.DeployAsync("v2"));
        await StaysAtAsync(fleet, "v2");
    }

    [Fact]
    public async Task A_host_that_failed_once_is_tried_again_after_the_others()
    {
        await using var fleet = await TestFleet.CreateAsync(pool);
        await AddTolerantReleaseAsync(fleet);
        Exits(0, await fleet.DeployAsync("tolerant"));
        fleet.More = "        on_host_failure: retry_failed\n";
        await fleet.Hosts[1].SpoilAsync("version=2", times: 1);

        var retried = await fleet.DeployAsync("v2");

        Exits(0, retried);
        Assert.Contains("web2: health failed", retried.Errors);
        await StaysAtAsync(fleet, "v2");
    }

    // Between two releases a schema has to suit both: a host that stays behind runs the older one on the newer schema.
    private static async Task AddTolerantReleaseAsync(TestFleet fleet)
    {
        var commits = await fleet.Commits.FromAsync("v1");
        commits.App("1", columns: string.Empty);
        await commits.CommitAsync("tolerant");
    }
}
