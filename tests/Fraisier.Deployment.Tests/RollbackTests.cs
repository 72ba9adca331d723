using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>A person goes back to the release before.</summary>
public sealed class RollbackTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Code_and_schema_go_back_together()
    {
        await using var site = await LiveAsync("v1", "v2");
        await site.ExecuteAsync("insert into items values (1, 'jam', 3)");

        var back = await site.RollBackAsync();

        Rest.Exits(0, back);
        Assert.Contains("is live (2 down)", back.Output);
        var world = await Rest.StaysAsync(site, "v1");
        Assert.Equal(1, world.Rows);
        Assert.Equal(string.Empty, world.Effects);
        Assert.True(world.History[0] is { Kind: DeploymentKind.Rollback, Outcome: Outcome.Succeeded });
        Assert.Equal(2, world.Releases.Count);
        Rest.Exits(0, await site.DeployAsync("v2")); // And forward again.
        await Rest.StaysAsync(site, "v2");
    }

    [Fact]
    public async Task Twice_goes_back_twice_and_not_to_and_fro()
    {
        await using var site = await LiveAsync("v1", "v2");
        var commits = await site.Commits.FromAsync("v2");
        commits.Migration("20260107000000", "colour", "alter table items add column colour text", "alter table items drop column colour");
        commits.App("3", "id,name,price,colour");
        await commits.CommitAsync("v3");
        Rest.Exits(0, await site.DeployAsync("v3"));

        Rest.Exits(0, await site.RollBackAsync());
        await Rest.StaysAsync(site, "v2");
        Rest.Exits(0, await site.RollBackAsync());
        await Rest.StaysAsync(site, "v1");
        await RefusesAsync(site);
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task When_the_older_release_is_ill_the_newest_is_back()
    {
        await using var site = await LiveAsync("v1", "v2");
        site.HealthTimeout = 6;
        var older = Directory.EnumerateDirectories(Path.Combine(site.AppPath, "releases")).Order(StringComparer.Ordinal).First();
        await File.WriteAllTextAsync(Path.Combine(older, "app.txt"), "version=1\nhealthy=false\n");

        var failed = await site.RollBackAsync();

        Rest.Exits(3, failed);
        Assert.Contains("status 503", failed.Errors);
        var world = await Rest.StaysAsync(site, "v2");
        Assert.True(world.History[0] is { Kind: DeploymentKind.Rollback, Outcome: Outcome.RolledBack });
        Assert.Equal(2, world.Releases.Count);
    }

    [Fact]
    public async Task There_is_nothing_to_go_back_to_on_a_first_release()
    {
        await using var site = await LiveAsync("v1");
        await RefusesAsync(site);
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task There_is_nothing_to_go_back_to_on_an_empty_host()
    {
        await using var site = await Site.CreateAsync(postgres);
        await RefusesAsync(site);
    }

    [Fact]
    public async Task An_irreversible_migration_is_not_rolled_back()
    {
        await using var site = await LiveAsync("v1");
        var commits = await site.Commits.FromAsync("v1");
        commits.Migration("20260105000000", "name", "alter table items add column name text", down: null);
        commits.App("5", "id,name");
        await commits.CommitAsync("no-way-back");
        Rest.Exits(0, await site.RunAsync("no-way-back", ["deploy", Site.Fraise, Site.Environment, "--no-rollback"]));

        var refused = await site.RollBackAsync();

        Rest.Exits(6, refused);
        Assert.Contains("20260105000000_name cannot be rolled back", refused.Errors);
        await Rest.StaysAsync(site, "no-way-back");
    }

    [Fact]
    public async Task Killed_with_the_schema_half_back_recovery_returns_to_the_newest()
    {
        await using var site = await LiveAsync("v1", "v2");
        await using var running = site.Start("v2", ["rollback", Site.Fraise, Site.Environment]);
        await running.ReachAsync("after Down 20260102000001");
        await running.KillAsync();

        Rest.Exits(0, await site.RecoverAsync());

        var world = await Rest.StaysAsync(site, "v2");
        Assert.Equal(3, world.History.Count);
    }

    [Fact]
    public async Task Retention_removes_neither_the_live_release_nor_the_one_before()
    {
        await using var site = await LiveAsync();
        site.More = "        keep_releases: 2\n";
        foreach (var tag in (string[])["v1", "v2"]) Rest.Exits(0, await site.DeployAsync(tag));
        var commits = await site.Commits.FromAsync("v2");
        foreach (var number in (string[])["3", "4", "5"])
        {
            commits.App(number, "id,name,price");
            await commits.CommitAsync("v" + number);
        }

        Rest.Exits(0, await site.DeployAsync("v3"));
        await HasReleasesAsync(site, "v2", "v3");
        // Releases of one second have no order but that of their commits.
        await Task.Delay(1100);
        Rest.Exits(0, await site.DeployAsync("v4"));
        await HasReleasesAsync(site, "v3", "v4");
        Rest.Exits(0, await site.RollBackAsync());
        await HasReleasesAsync(site, "v3", "v4");

        // v3 is live and older than v4: the order of names alone would remove it.
        Rest.Exits(0, await site.DeployAsync("v5"));
        await HasReleasesAsync(site, "v3", "v4", "v5");
        Rest.Exits(0, await site.RollBackAsync());
        await Rest.StaysAsync(site, "v3");
    }

    private async Task<Site> LiveAsync(params string[] tags)
    {
        var site = await Site.CreateAsync(postgres);
        foreach (var tag in tags) Rest.Exits(0, await site.DeployAsync(tag));
        return site;
    }

    private static async Task RefusesAsync(Site site)
    {
        var refused = await site.RollBackAsync();
        Rest.Exits(6, refused);
        Assert.Contains("error[FRAI-DEP-016]", refused.Errors);
        Assert.Contains("no earlier release to roll back to", refused.Errors);
    }

    private static async Task HasReleasesAsync(Site site, params string[] tags)
    {
        var expected = await Task.WhenAll(tags.Select(async t => (await site.Commits.CommitOf(t))[..7]));
        Assert.Equal(expected.Order(), (await World.LookAsync(site)).Releases.Select(r => r.Split('_')[1]).Order());
    }
}
