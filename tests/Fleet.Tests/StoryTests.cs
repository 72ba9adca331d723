using Xunit;
using static Fleet.Tests.World;

namespace Fleet.Tests;

/// <summary>What happens to three hosts, told from outside.</summary>
public sealed class StoryTests(HostPool pool)
{
    [Fact]
    public async Task The_first_deployment_brings_the_executable_and_the_next_one_does_not()
    {
        await using var fleet = await TestFleet.CreateAsync(pool);

        Exits(0, await fleet.DeployAsync("v1"));

        await IsAtAsync(fleet, "v1");
        var brought = await ExecutablesAsync(fleet);
        Assert.All(brought, b => Assert.EndsWith("/fraisier", b.Split(' ')[^1]));
        var connections = await ConnectionsAsync(fleet);
        Exits(0, await fleet.DeployAsync("v2"));
        Assert.All((await ConnectionsAsync(fleet)).Zip(connections), c => Assert.InRange(c.First - c.Second, 1, 2));
        await StaysAtAsync(fleet, "v2");
        Assert.Equal(brought, await ExecutablesAsync(fleet));
    }

    [Fact]
    public async Task A_failed_migration_leaves_everything_as_it_was()
    {
        await using var fleet = await TestFleet.AtAsync(pool, "v1");

        Exits(3, await fleet.DeployAsync("migration-fails"));

        await StaysAtAsync(fleet, "v1");
    }

    [Fact]
    public async Task Unhealthy_on_the_second_host_all_come_back_and_the_schema_too()
    {
        await using var fleet = await TestFleet.AtAsync(pool, "v1");
        await fleet.Hosts[1].SpoilAsync("version=2");

        var failed = await fleet.DeployAsync("v2");

        Exits(3, failed);
        Assert.Contains("web2", failed.Errors);
        await StaysAtAsync(fleet, "v1");
        Assert.Contains("20260102000000", failed.Errors); // It was up, and came down again.
    }

    [Fact]
    public async Task A_host_that_is_down_at_the_start_is_named_and_nothing_changes_anywhere()
    {
        await using var fleet = await TestFleet.AtAsync(pool, "v1");
        await fleet.Hosts[2].CutPowerAsync();
        var before = await TreesAsync(fleet);

        var failed = await fleet.DeployAsync("v2");

        Exits(7, failed);
        Assert.Contains("web3", failed.Errors);
        Assert.Equal(before, await TreesAsync(fleet));
        await IsAtAsync(fleet, "v1");
    }

    [Fact]
    public async Task A_host_that_dies_in_the_middle_is_named_the_others_come_back_and_recovery_makes_it_whole()
    {
        await using var fleet = await TestFleet.AtAsync(pool, "v1");
        await using var deployment = fleet.Start("v2", "deploy", "api", "production");
        await deployment.ReachAsync("after ended Do Activate", times: 2);
        await fleet.Hosts[2].CutPowerAsync();

        Assert.Equal(4, await deployment.EndAsync());

        Assert.Contains("web3", deployment.Said);
        var world = await LookAsync(fleet);
        Assert.Equal("rollbackFailed", world.Records[^1].Split(' ')[1]);
        var commit = await fleet.Commits.CommitOf("v1");
        Assert.All(world.Hosts, h => Assert.Equal((commit, "version 1"), (h.Commit, h.Answer)));
        await fleet.Hosts[2].BootAsync();
        Exits(0, await fleet.RecoverAsync());
        await StaysAtAsync(fleet, "v1");
        Exits(0, await fleet.DeployAsync("v2"));
        await IsAtAsync(fleet, "v2");
    }

    [Fact]
    public async Task A_second_controller_is_told_who_is_at_work()
    {
        await using var fleet = await TestFleet.AtAsync(pool, "v1");
        await fleet.AddSlowMigrationAsync(seconds: 4);
        await using var first = fleet.Start("slow", "deploy", "api", "production");
        await first.ReachAsync("after began Do Migrate");

        var second = await fleet.DeployAsync("v2");

        Exits(5, second);
        Assert.Contains($"{Environment.UserName} on {Environment.MachineName}", second.Errors);
        Assert.Equal(0, await first.EndAsync());
        await StaysAtAsync(fleet, "slow");
    }

    [Fact]
    public async Task What_a_killed_controller_left_the_next_deployment_makes_whole_first()
    {
        await using var fleet = await TestFleet.AtAsync(pool, "v1");
        await using (var killed = fleet.Start("v2", "deploy", "api", "production"))
        {
            await killed.ReachAsync("after ended Do Activate", times: 2);
            await killed.KillAsync();
        }

        var next = await fleet.DeployAsync("v2");

        Exits(0, next);
        var world = await StaysAtAsync(fleet, "v2");
        Assert.Equal(["succeeded", "rolledBack", "succeeded"], world.Records.Select(r => r.Split(' ')[1]));
    }

    [Fact]
    public async Task On_one_host_the_agent_alone_brings_back_what_a_killed_controller_left()
    {
        await using var fleet = await TestFleet.AtAsync(pool, "v1", hosts: 1);
        await fleet.AddSlowMigrationAsync(seconds: 30);
        await using (var killed = fleet.StartTool("slow", "deploy", "api", "production"))
        {
            await Machine.UntilAsync("the last migration is at work", async () => await fleet.SqlAsync(
                "select count(*) from pg_stat_activity where state = 'active' and query like '%(30)%' and pid <> pg_backend_pid()") == "1");
            await killed.KillAsync();
        }

        await Machine.UntilAsync("the agent brings it back", async () =>
            await LookAsync(fleet) is { Held: false, Journals: "" } world && (await WrongAsync(world, fleet, "v1")).Count == 0, seconds: 40);

        Assert.Equal("rolledBack", (await StaysAtAsync(fleet, "v1")).Records[^1].Split(' ')[1]);
    }

    private static async Task<string[]> ExecutablesAsync(TestFleet fleet) => await Task.WhenAll(fleet.Hosts.Select(h =>
        h.ScriptAsync("find /home/deploy/.cache/fraisier -type f -printf '%i %T@ %s %p\\n'")));

    private static async Task<int[]> ConnectionsAsync(TestFleet fleet) => await Task.WhenAll(fleet.Hosts.Select(h => h.ConnectionsAsync()));

    private static async Task<string[]> TreesAsync(TestFleet fleet) => await Task.WhenAll(fleet.Hosts.Where(h => h.IsUp).Select(h =>
        h.ScriptAsync("find /srv/app -printf '%p %y %m %u %s %T@ %l\\n' | sort")));
}
