using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>A person goes back to a release of their choice, and deploys what is live once more.</summary>
public sealed class RollbackToTests(PostgresFixture postgres)
{
    [Fact]
    public async Task To_an_older_release_the_schema_goes_with_it_and_a_rehearsal_changes_nothing()
    {
        await using var site = await LiveAsync("v1", "v2", "v3");
        var (commit, before) = (await site.Commits.CommitOf("v1"), Rest.Text(await World.LookAsync(site)));

        var rehearsed = await RollBackAsync(site, "--to", commit[..7], "--dry-run");

        Rest.Exits(0, rehearsed);
        Assert.Contains("confiture migrate down: 20260102000001, 20260102000000", rehearsed.Output);
        Assert.Equal(before, Rest.Text(await World.LookAsync(site)));
        Rest.Exits(0, await RollBackAsync(site, "--to", commit[..7]));
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task A_bad_release_needs_force()
    {
        await using var site = await LiveAsync("v1", "v2", "v3");
        Rest.Exits(0, await site.RollBackAsync());
        var commits = await site.Commits.FromAsync("v3");
        commits.App("4", "id,name,price");
        await commits.CommitAsync("v4");
        Rest.Exits(0, await site.DeployAsync("v4"));
        var bad = await site.Commits.CommitOf("v3");

        var refused = await RollBackAsync(site, "--to", bad);

        Rest.Exits(6, refused);
        Assert.Contains("error[FRAI-DEP-040]", refused.Errors);
        Assert.Contains("it was live and rolled back on", refused.Errors);
        await Rest.StaysAsync(site, "v4");
        Rest.Exits(0, await RollBackAsync(site, "--to", bad, "--force"));
        await Rest.StaysAsync(site, "v3");
    }

    [Fact]
    public async Task A_release_that_is_newer_than_the_schema_is_refused_even_with_force()
    {
        await using var site = await LiveAsync("v1", "v2");
        Rest.Exits(0, await site.RollBackAsync());

        var refused = await RollBackAsync(site, "--to", await site.Commits.CommitOf("v2"), "--force");

        Rest.Exits(6, refused);
        Assert.Contains("20260102000000_name, 20260102000001_price", refused.Errors);
        await Rest.StaysAsync(site, "v1");
    }

    [Theory]
    [InlineData("v2", "is live already")]
    [InlineData("0123456", "has no release 0123456 in its history")]
    [InlineData("unhealthy", "in its history")]
    public async Task Only_another_release_that_was_live_can_be_chosen(string to, string because)
    {
        await using var site = await LiveAsync("v1", "v2");

        var refused = await RollBackAsync(site, "--to", to == "0123456" ? to : await site.Commits.CommitOf(to));

        Rest.Exits(6, refused);
        Assert.Contains("error[FRAI-DEP-016]", refused.Errors);
        Assert.Contains(because, refused.Errors);
        Assert.Equal(2, (await Rest.StaysAsync(site, "v2")).History.Count);
    }

    [Fact]
    public async Task With_force_no_health_check_is_asked()
    {
        await using var site = await LiveAsync("v1", "v2");
        var older = Directory.EnumerateDirectories(Path.Combine(site.AppPath, "releases")).Order(StringComparer.Ordinal).First();
        await File.WriteAllTextAsync(Path.Combine(older, "app.txt"), "version=1\nhealthy=false\n");

        Rest.Exits(0, await RollBackAsync(site, "--force"));

        Assert.Equal(await site.Commits.CommitOf("v1"), (await World.LookAsync(site)).Live);
        Rest.Exits(1, await site.RunAsync("v1", ["status", Site.Fraise, Site.Environment]));
    }

    [Fact]
    public async Task What_is_live_is_deployed_once_more_with_force()
    {
        await using var site = await LiveAsync("v1");
        await Task.Delay(1100); // Releases of one second have one name.

        var forced = await site.RunAsync("v1", ["deploy", Site.Fraise, Site.Environment, "--force"]);

        Rest.Exits(0, forced);
        Assert.Contains("is live (unchanged)", forced.Output);
        var world = await Rest.StaysAsync(site, "v1");
        Assert.Equal((2, 2), (world.Releases.Count, world.History.Count));
    }

    private static Task<CommandResult> RollBackAsync(Site site, params string[] options) =>
        site.RunAsync("v1", ["rollback", Site.Fraise, Site.Environment, .. options]);

    private async Task<Site> LiveAsync(params string[] tags)
    {
        var site = await Site.CreateAsync(postgres);
        var commits = await site.Commits.FromAsync("v2");
        commits.App("3", "id,name,price");
        await commits.CommitAsync("v3");
        foreach (var tag in tags) Rest.Exits(0, await site.DeployAsync(tag));
        return site;
    }
}
