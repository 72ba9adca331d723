using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>A deployment past its point of no return that does not arrive: a repaired release takes its place.</summary>
public sealed class ForwardOnlyTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_repaired_release_takes_the_place_of_one_that_did_not_arrive()
    {
        await using var site = await StuckAsync();

        Rest.Exits(0, await site.DeployAsync("repaired"));

        var world = await Rest.StaysAsync(site, "repaired");
        Assert.Equal([Outcome.Succeeded, Outcome.Superseded, Outcome.Succeeded], world.History.Select(r => r.Outcome));
        Assert.True(world.History[1].ForwardOnly);
        Assert.Contains("superseded", (await site.RunAsync("v1", ["history"])).Output);

        // What never arrived is nothing to go back to.
        var back = await site.RollBackAsync();
        Rest.Exits(6, back);
        Assert.Contains("error[FRAI-DEP-016]", back.Errors);
    }

    [Fact]
    public async Task What_is_refused_in_preflight_takes_nobodys_place()
    {
        await using var site = await StuckAsync();

        Rest.Exits(2, await site.DeployAsync("no-such-tag"));
        Rest.Exits(4, await site.RecoverAsync());

        var rollback = await site.RollBackAsync();
        Rest.Exits(8, rollback);
        Assert.Contains("Deploy a fixed commit", rollback.Errors);
        Rest.Exits(0, await site.DeployAsync("repaired"));
        await Rest.StaysAsync(site, "repaired");
    }

    [Fact]
    public async Task One_that_fails_as_well_leaves_the_world_as_it_found_it_and_the_next_one_goes()
    {
        await using var site = await StuckAsync();

        Rest.Exits(3, await site.DeployAsync("ill-too"));

        var world = await World.LookAsync(site);
        Assert.Equal(0, world.OpenJournals);
        Assert.Equal([Outcome.RolledBack, Outcome.Superseded, Outcome.Succeeded], world.History.Select(r => r.Outcome));
        Assert.Equal(1, (await site.RunAsync("v1", ["status", Site.Fraise, Site.Environment])).ExitCode); // The ill release serves again, ill as it was.
        Rest.Exits(0, await site.DeployAsync("repaired"));
        await Rest.StaysAsync(site, "repaired");
    }

    [Theory]
    [InlineData("before Closed", 2)] // The first one is that of the ill one's recovery.
    [InlineData("after Closed", 2)]
    [InlineData("before Opened", 1)]
    [InlineData("after Opened", 1)]
    [InlineData("before ended Do Activate", 1)]
    public async Task Killed_while_one_takes_the_others_place_the_next_one_goes(string point, int time)
    {
        await using var site = await StuckAsync();
        await using var running = site.StartDeploy("repaired", ("HARNESS_PAUSE_ON", point), ("HARNESS_PAUSE_PASSES", $"{time - 1}"));
        await running.ReachAsync(point, time);
        await running.KillAsync();

        Rest.Exits(0, await site.DeployAsync("repaired"));

        var world = await Rest.StaysAsync(site, "repaired");
        Assert.DoesNotContain(world.History, r => r.Outcome == Outcome.RollbackFailed);
    }

    // v1 was live; a release without a way back does not get well.
    private async Task<Site> StuckAsync()
    {
        var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        site.HealthTimeout = 3;
        var commits = await site.Commits.FromAsync("v1");
        commits.Migration("20260105000000", "name", "alter table items add column name text", down: null);
        commits.App("3", "id,name", healthy: false);
        await commits.CommitAsync("ill");
        commits.App("4", "id,name", healthy: false);
        await commits.CommitAsync("ill-too");
        commits.App("5", "id,name");
        await commits.CommitAsync("repaired");
        var failed = await site.RunAsync("ill", ["deploy", Site.Fraise, Site.Environment, "--no-rollback"]);
        Rest.Exits(4, failed);
        Assert.Contains("Deploy a fixed commit, which replaces it; or fix the cause and run: fraisier recover", failed.Errors);
        site.HealthTimeout = 6;
        return site;
    }
}
