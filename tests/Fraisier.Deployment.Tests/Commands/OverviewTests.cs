using System.Text.Json;
using System.Text.RegularExpressions;
using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>Many targets at a glance, and what is wrong with a host.</summary>
public sealed class OverviewTests(PostgresFixture postgres)
{
    [Fact]
    public async Task One_broken_fraise_does_not_hide_the_others()
    {
        await using var site = await LiveAsync();
        site.Edit = text => text + $$"""
              worker:
                type: worker
                environments:
                  {{Site.Environment}}:
                    repository: ${NO_SUCH_VARIABLE}
                    app_path: {{site.Root}}/worker

            """;

        var all = await RunAsync(site, "status-all");

        Rest.Exits(2, all);
        Assert.Matches(@"(?m)^api +production +\S+_[0-9a-f]{7} +fits +running +healthy +succeeded ", all.Output);
        Assert.Matches(@"(?m)^worker +production +unknown", all.Output);
        Assert.Contains("worker/production: ", all.Errors);
        Assert.Contains("NO_SUCH_VARIABLE", all.Errors);
        Rest.Exits(0, await RunAsync(site, "status-all", "--type", "api"));
        var health = await RunAsync(site, "health", "--json");
        Rest.Exits(2, health);
        var document = JsonDocument.Parse(health.Output).RootElement;
        Assert.False(document.GetProperty("healthy").GetBoolean());
        Assert.Equal([true, false], document.GetProperty("targets").EnumerateArray().Select(t => t.GetProperty("healthy").GetBoolean()));
        Rest.Exits(0, await RunAsync(site, "health", "--fraise", "api"));
    }

    [Fact]
    public async Task A_service_that_is_down_is_unhealthy()
    {
        await using var site = await LiveAsync();
        Rest.Exits(0, await RunAsync(site, "stop", Site.Fraise, Site.Environment));

        var health = await RunAsync(site, "health");

        Rest.Exits(1, health);
        Assert.Contains("UNHEALTHY", health.Output);
        var all = await RunAsync(site, "status-all");
        Assert.NotEqual(0, all.ExitCode);
        Assert.Contains("not running", all.Output);
    }

    [Fact]
    public async Task What_has_no_service_is_not_unhealthy()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = text => Regex.Replace(text, @"        (service|health_check):\n(          .*\n)+", string.Empty);
        Rest.Exits(0, await site.DeployAsync("v1"));

        Rest.Exits(0, await RunAsync(site, "health"));
        var all = await RunAsync(site, "status-all");
        Rest.Exits(0, all);
        Assert.Matches(@"(?m)^api +production +\S+ +fits +- +- +succeeded ", all.Output);
    }

    [Fact]
    public async Task Nothing_that_matches_is_said()
    {
        await using var site = await Site.CreateAsync(postgres);
        var none = await RunAsync(site, "status-all", "--type", "nothing");
        Rest.Exits(0, none);
        Assert.Contains("no fraise matches", none.Errors);
    }

    [Fact]
    public async Task The_doctor_finds_everything_in_order_and_changes_nothing()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await RunAsync(site, "doctor"));
        Assert.False(Directory.Exists(site.AppPath));
        Rest.Exits(0, await site.DeployAsync("v1"));
        var before = Rest.Text(await World.LookAsync(site));

        var found = await RunAsync(site, "doctor", Site.Fraise, Site.Environment);

        Rest.Exits(0, found);
        foreach (var check in (string[])["host", "rights", "disk", "clock", "git", "release", "service", "database", "health"])
            Assert.Matches($@"(?m)^api/production +local +{check} +ok ", found.Output);
        Assert.Equal(before, Rest.Text(await World.LookAsync(site)));
    }

    [Fact]
    public async Task The_doctor_names_a_missing_unit_and_the_fix()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = text => Regex.Replace(text, @"        service:\n(          .*\n)+", "        systemd_service: missing.service\n");
        await using var host = await SystemdHost.StartAsync();

        var found = await host.RunAsync(site.CommandFor("v1", ["doctor", Site.Fraise, Site.Environment]));

        Rest.Exits(1, found);
        Assert.Matches(@"(?m)^api/production +local +service +FAILED +The unit missing\.service does not exist", found.Output);
        Assert.Contains("systemctl daemon-reload", found.Errors);
    }

    [Fact]
    public async Task The_doctor_sees_a_database_that_is_gone_and_a_repository_that_is_not_there()
    {
        await using var site = await LiveAsync();
        site.Edit = text => text.Replace($"repository: {site.Repository}", $"repository: {site.Root}/nowhere", StringComparison.Ordinal)
            .Replace($"database_url: {site.Url.ToSecretString()}", "database_url: postgresql://nobody@127.0.0.1:1/nothing", StringComparison.Ordinal);

        var found = await RunAsync(site, "doctor");

        Rest.Exits(1, found);
        Assert.Matches(@"(?m)^api/production +local +git +FAILED ", found.Output);
        Assert.Matches(@"(?m)^api/production +local +database +FAILED ", found.Output);
        Assert.Matches(@"(?m)^api/production +local +service +ok ", found.Output);
    }

    [Fact]
    public async Task A_trial_of_the_provider_leaves_nothing_behind()
    {
        await using var site = await Site.CreateAsync(postgres);
        var empty = Names(site.Root);
        Rest.Exits(0, await RunAsync(site, "provider-test", "bare_metal"));
        Assert.Equal(empty, Names(site.Root));
        Rest.Exits(0, await site.DeployAsync("v1"));
        var (names, world) = (Names(site.Root), Rest.Text(await World.LookAsync(site)));

        var tried = await RunAsync(site, "provider-test", "bare_metal", Site.Fraise, Site.Environment);

        Rest.Exits(0, tried);
        foreach (var check in (string[])["prepare", "activate", "restart", "migrate", "prune"])
            Assert.Matches($@"(?m)^api/production +local +{check} +ok ", tried.Output);
        Assert.Equal(names, Names(site.Root));
        Assert.Equal(world, Rest.Text(await World.LookAsync(site)));
        Rest.Exits(2, await RunAsync(site, "provider-test", "docker"));
        var providers = await RunAsync(site, "providers");
        Rest.Exits(0, providers);
        Assert.Matches(@"(?m)^bare_metal .*api/production", providers.Output);
    }

    private static List<string> Names(string root) =>
    [
        .. Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories)
            .Where(p => !p.EndsWith("fraises.yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    private static Task<CommandResult> RunAsync(Site site, string command, params string[] options) => site.RunAsync("v1", [command, .. options]);

    private async Task<Site> LiveAsync()
    {
        var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        return site;
    }
}
