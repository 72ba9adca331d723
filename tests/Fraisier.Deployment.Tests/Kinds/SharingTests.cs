using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>Of what there is once, one target has it: a directory, a port, a ledger. The second one is refused by name.</summary>
public sealed class SharingTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Two_targets_do_not_share_a_port()
    {
        await using var site = await Site.CreateAsync(postgres);
        await using var other = await Site.CreateAsync(postgres, site.Repository);
        other.Edit = text => text.Replace($"\"{other.Port}\"", $"\"{site.Port}\"", StringComparison.Ordinal)
            .Replace($":{other.Port}/", $":{site.Port}/", StringComparison.Ordinal);
        other.Name = "second";
        var state = ("FRAISIER_STATE", Path.Combine(site.Root, "state"));
        Rest.Exits(0, await site.DeployAsync("v1", state));

        foreach (var arguments in (string[][])[["deploy", Site.Fraise, "second"], ["deploy", Site.Fraise, "second", "--dry-run"]])
        {
            var refused = await other.RunAsync("v1", arguments, state);
            Rest.Exits(6, refused);
            Assert.Contains("error[FRAI-DEP-025]", refused.Errors);
            Assert.Contains($"The port {site.Port} belongs to api/production in {site.AppPath}; this is api/second in {other.AppPath}.", refused.Errors);
        }

        // What is deployed no more claims nothing.
        Directory.Move(Path.Combine(site.AppPath, ".fraisier"), Path.Combine(site.Root, "moved"));
        var answered = await other.RunAsync("v1", ["deploy", Site.Fraise, "second", "--dry-run"], state);
        Rest.Exits(0, answered);
        Directory.Move(Path.Combine(site.Root, "moved"), Path.Combine(site.AppPath, ".fraisier"));
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task Two_targets_do_not_share_a_ledger_unless_both_say_so()
    {
        await using var site = await Site.CreateAsync(postgres);
        await using var worker = await WorkerOf(site, string.Empty);
        Rest.Exits(0, await site.DeployAsync("v1"));

        var refused = await worker.DeployAsync("v1");

        Rest.Exits(6, refused);
        Assert.Contains("error[CONF-MIG-017]", refused.Errors);
        Assert.Contains($"belongs to api/production; this is api/worker", refused.Errors);
        Assert.Contains("shared_with: [api/production]", refused.Errors);
        Assert.False(Directory.Exists(Path.Combine(worker.AppPath, "releases")));
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task On_a_shared_database_no_target_rolls_back_what_another_needs()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Shared = "shared_with: [api/worker]";
        await TolerantAsync(site);
        await using var worker = await WorkerOf(site, "shared_with: [api/production]");
        Rest.Exits(0, await site.DeployAsync("t1"));
        Rest.Exits(0, await worker.DeployAsync("t1"));
        Rest.Exits(0, await site.DeployAsync("t2"));
        Rest.Exits(0, await worker.DeployAsync("t2")); // Nothing is pending; it needs both columns from now on.

        var back = await site.RollBackAsync();

        Rest.Exits(0, back);
        Assert.Contains("20260102000001_price stays: api/worker needs it", back.Errors);
        Assert.Equal(4, Rest.VersionsOf(await World.LookAsync(site)).Count);
        Rest.Exits(0, await worker.RunAsync("t2", ["status", Site.Fraise, "worker"]));
        Rest.Exits(0, await site.RunAsync("t1", ["status", Site.Fraise, Site.Environment]));

        // The last one that needs it takes it back.
        Rest.Exits(0, await worker.RollBackAsync());
        Assert.Equal(2, Rest.VersionsOf(await World.LookAsync(site)).Count);
    }

    [Fact]
    public async Task A_failed_deployment_leaves_what_another_target_has_begun_to_need()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Shared = "shared_with: [api/worker]";
        site.HealthTimeout = 20;
        await TolerantAsync(site);
        await using var worker = await WorkerOf(site, "shared_with: [api/production]");
        Rest.Exits(0, await site.DeployAsync("t1"));
        await using var failing = site.StartDeploy("t2-ill");
        await failing.ReachAsync("after began Do Health");
        Rest.Exits(0, await worker.DeployAsync("t2"));

        Assert.Equal(3, await failing.EndAsync());
        Assert.Contains("20260102000001_price stays: api/worker needs it.", failing.Said);
        Assert.Equal(4, Rest.VersionsOf(await World.LookAsync(site)).Count);
        Rest.Exits(0, await worker.RunAsync("t2", ["status", Site.Fraise, "worker"]));
        Rest.Exits(0, await site.DeployAsync("t2"));
    }

    // Releases that run with an older and with a newer schema, as those of a shared database must.
    private static async Task TolerantAsync(Site site)
    {
        foreach (var (tag, from, healthy) in ((string, string, bool)[])[("t1", "v1", true), ("t2", "v2", true), ("t2-ill", "v2", false)])
        {
            var commits = await site.Commits.FromAsync(from);
            commits.App(from[1..], columns: string.Empty, healthy);
            await commits.CommitAsync(tag);
        }
    }

    // The same repository and database under another name, with a directory and a port of its own.
    private async Task<Site> WorkerOf(Site site, string shared)
    {
        var worker = await Site.CreateAsync(postgres, site.Repository);
        worker.Shared = shared;
        worker.Name = "worker";
        worker.Edit = text => text.Replace(worker.Database, site.Database, StringComparison.Ordinal);
        return worker;
    }
}
