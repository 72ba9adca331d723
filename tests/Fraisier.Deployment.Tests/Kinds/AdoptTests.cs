using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>What another tool has put live is neither overwritten nor called nothing: it is taken over, by name.</summary>
public sealed class AdoptTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_another_tool_put_live_is_refused_and_then_adopted()
    {
        await using var site = await Site.CreateAsync(postgres);
        var old = await ByHandAsync(site);

        var refused = await site.DeployAsync("v2");
        Rest.Exits(8, refused);
        Assert.Contains("error[FRAI-DEP-024]", refused.Errors);
        Assert.Contains("fraisier adopt api production --commit COMMIT", refused.Errors);
        Assert.Equal(8, (await site.RunAsync("v1", ["status", Site.Fraise, Site.Environment])).ExitCode);
        Assert.Equal(old, Live(site));

        Rest.Exits(0, await site.RunAsync("v1", ["adopt", Site.Fraise, Site.Environment, "--commit", "v1"]));
        Rest.Exits(3, await site.DeployAsync("unhealthy"));
        Assert.Equal(old, Live(site));
        Rest.Exits(0, await site.DeployAsync("v2"));
        Assert.True(Directory.Exists(old)); // It is the release before, and may be gone back to.

        site.More = "        keep_releases: 2\n";
        var commits = await site.Commits.FromAsync("v2");
        foreach (var version in (string[])["11", "12", "13"])
        {
            commits.App(version, "id,name,price");
            await commits.CommitAsync($"later-{version}");
            Rest.Exits(0, await site.DeployAsync($"later-{version}"));
        }

        Assert.Equal(2, Directory.GetDirectories(Path.Combine(site.AppPath, "releases")).Count(d => d != old));
        Assert.True(Directory.Exists(old)); // Another tool made it, and it is not ours to delete.
    }

    [Fact]
    public async Task A_commit_that_does_not_exist_adopts_nothing()
    {
        await using var site = await Site.CreateAsync(postgres);
        await ByHandAsync(site);

        Rest.Exits(2, await site.RunAsync("v1", ["adopt", Site.Fraise, Site.Environment, "--commit", "0123456789012345678901234567890123456789"]));

        Rest.Exits(8, await site.DeployAsync("v2"));
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_is_named_and_kept()
    {
        await using var site = await Site.CreateAsync(postgres);
        Directory.CreateDirectory(site.AppPath);
        File.CreateSymbolicLink(Path.Combine(site.AppPath, "current"), "releases/gone");

        var refused = await site.DeployAsync("v1");

        Rest.Exits(8, refused);
        Assert.Contains("which does not exist", refused.Errors);
        Assert.Equal("releases/gone", new FileInfo(Path.Combine(site.AppPath, "current")).LinkTarget);
    }

    [Fact]
    public async Task A_link_that_somebody_removed_does_not_make_a_first_release()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        var current = new FileInfo(Path.Combine(site.AppPath, "current"));
        var link = current.LinkTarget!;
        current.Delete();

        var refused = await site.DeployAsync("unhealthy");

        Rest.Exits(8, refused);
        Assert.Contains("error[FRAI-DEP-024]", refused.Errors);
        Assert.Contains($"ln -s {link} {current.FullName}", refused.Errors);
        Assert.Equal(8, (await site.RunAsync("v1", ["status", Site.Fraise, Site.Environment])).ExitCode);
        File.CreateSymbolicLink(current.FullName, link);
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task A_target_gets_a_new_name_with_its_releases_and_its_ledger()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        site.Name = "live";
        Rest.Exits(6, await site.DeployAsync("v2"));

        Rest.Exits(0, await site.RunAsync("v1", ["adopt", Site.Fraise, "live", "--from", "api/production"]));

        Rest.Exits(0, await site.DeployAsync("v2"));
        await using var database = await site.OpenAsync();
        Assert.Equal("api/live", await database.ScalarAsync<string>("select string_agg(resource, ',') from tb_confiture_fence", CancellationToken.None));
        Rest.Exits(0, await site.RollBackAsync());
        await Rest.StaysAsync(site, "v1");
    }

    private static string? Live(Site site) => new DirectoryInfo(Path.Combine(site.AppPath, "current")).ResolveLinkTarget(returnFinalTarget: true)?.FullName;

    // As Deployer, Capistrano or a person would: a directory, and a link to it.
    private static async Task<string> ByHandAsync(Site site)
    {
        var release = Path.Combine(site.AppPath, "releases", "20240101000000");
        Directory.CreateDirectory(release);
        await site.Commits.GitAsync("--work-tree", release, "checkout", "--quiet", "v1", "--", ".");
        File.CreateSymbolicLink(Path.Combine(site.AppPath, "current"), "releases/20240101000000");
        await site.Commits.GitAsync("checkout", "--quiet", "--force", "main");
        return release;
    }
}
