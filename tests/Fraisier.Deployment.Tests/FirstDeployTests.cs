using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>The first deployment on a host, and the one that has nothing to do.</summary>
public sealed class FirstDeployTests(PostgresFixture postgres)
{
    [Fact]
    public async Task An_empty_host_gets_its_first_release()
    {
        await using var site = await Site.CreateAsync(postgres);

        var first = await site.DeployAsync("v1");

        Rest.Exits(0, first);
        Assert.Contains("is live (2 up)", first.Output);
        var world = await Rest.StaysAsync(site, "v1");
        Assert.Null(Assert.Single(world.History).Previous);
        Assert.StartsWith("releases/", new FileInfo(Path.Combine(site.AppPath, "current")).LinkTarget);
    }

    [Fact]
    public async Task Missing_parents_of_the_directory_are_made()
    {
        await using var site = await Site.CreateAsync(postgres);
        var deep = Path.Combine(site.Root, "srv", "www", "app");
        site.Edit = text => text.Replace($"app_path: {site.AppPath}", $"app_path: {deep}", StringComparison.Ordinal);
        try
        {
            Rest.Exits(0, await site.DeployAsync("v1"));
            await Rest.IsAsync(site, "v1");
            Assert.True(Directory.Exists(Path.Combine(deep, "current")));
        }
        finally
        {
            await (await site.PartsAsync()).Service.StopAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task The_same_commit_again_says_so_and_changes_nothing()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        var store = $".fraisier/{Site.Fraise}.{Site.Environment}";

        // The lease is taken and given back; the service logs that it was asked for its health; the mirror was fetched.
        string[] without = [$"{store}/lease.json", $"{store}/epoch", $"{store}/log", $"{store}/mirror.git", $"{store}/scratch"];
        var (world, files) = (Rest.Text(await World.LookAsync(site)), WithoutTimeOf(store, Listing.Of(site.AppPath, without)));

        var again = await site.DeployAsync("v1");

        Rest.Exits(0, again);
        Assert.Contains("v1 is already live and healthy, and no migration is pending; nothing was changed", again.Output);
        Assert.Equal(files, WithoutTimeOf(store, Listing.Of(site.AppPath, without)));
        Assert.Equal(world, Rest.Text(await World.LookAsync(site)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(site.AppPath, store, "scratch")));
    }

    [Fact]
    public async Task The_same_commit_is_deployed_again_when_its_service_is_down()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        await (await site.PartsAsync()).Service.StopAsync(CancellationToken.None);

        Rest.Exits(0, await site.DeployAsync("v1"));

        Assert.Equal(2, (await Rest.StaysAsync(site, "v1")).History.Count);
    }

    [Fact]
    public async Task A_first_deployment_that_fails_leaves_no_live_release()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.HealthTimeout = 6;

        var failed = await site.DeployAsync("unhealthy");

        Rest.Exits(3, failed);
        Assert.Contains("nothing is live", failed.Errors);
        var world = await Rest.StaysAsync(site, null);
        Assert.Empty(world.Releases);
        Assert.Empty(world.Schema);
        Assert.False(Path.Exists(Path.Combine(site.AppPath, "current")));
        Rest.Exits(0, await site.DeployAsync("v2")); // And the next one is none the worse for it.
        await Rest.StaysAsync(site, "v2");
    }

    [Fact]
    public async Task A_dry_run_on_an_empty_host_shows_the_plan_and_changes_nothing_at_all()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.WriteConfig();
        await ChangesNothingAsync(site, "v1", "this is the first release", "20260101000000, 20260101000001");
        Assert.False(Path.Exists(site.AppPath));
    }

    [Fact]
    public async Task A_dry_run_on_a_live_host_shows_the_plan_and_changes_nothing_at_all()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        await ChangesNothingAsync(site, "v2", (await World.LookAsync(site)).Releases[0], "20260102000000, 20260102000001",
            "baseline > prepare > migrate > activate > restart > health > commit > prune");
        await ChangesNothingAsync(site, "v1", "a deployment would change nothing");
    }

    private static async Task ChangesNothingAsync(Site site, string tag, params string[] said)
    {
        // The service writes into its log when it is asked for its health. That is its own doing.
        string[] without = [$"app/.fraisier/{Site.Fraise}.{Site.Environment}/log"];
        site.CommandFor(tag, []);
        var (files, database) = (Listing.Of(site.Root, without), await DatabaseAsync(site));

        var shown = await site.RunAsync(tag, ["deploy", Site.Fraise, Site.Environment, "--dry-run"]);

        Rest.Exits(0, shown);
        Assert.All(said, words => Assert.Contains(words, shown.Output));
        Assert.Equal(files, Listing.Of(site.Root, without));
        Assert.Equal(database, await DatabaseAsync(site));
    }

    private static async Task<string> DatabaseAsync(Site site)
    {
        await using var database = await site.OpenAsync();
        return await database.ScalarAsync<string>("select coalesce(string_agg(concat_ws(' ', relname, relkind::text, relfilenode, xmin), ',' order by oid), "
            + "'') || (select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) from pg_stat_user_tables) from pg_class where relnamespace <> "
            + "'pg_toast'::regnamespace and oid >= 16384", CancellationToken.None) ?? string.Empty;
    }

    // A file that is replaced by rename(2) changes its directory's time; the directory of the lease is such a one.
    private static IReadOnlyList<string> WithoutTimeOf(string store, IReadOnlyList<string> listing) =>
        [.. listing.Where(l => !l.Contains($"{store}/ ", StringComparison.Ordinal))];
}
