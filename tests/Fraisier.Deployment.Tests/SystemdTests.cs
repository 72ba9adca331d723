using System.Text.RegularExpressions;
using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>A unit of a real systemd runs the release. Needs the Debian package systemd, and root.</summary>
public sealed class SystemdTests(PostgresFixture postgres)
{
    private const string Unit = "api-test.service";

    [Fact]
    public async Task The_unit_runs_each_release_and_comes_back_with_the_schema()
    {
        await using var site = await SiteAsync();
        await using var host = await HostAsync(site);

        Rest.Exits(0, await DeployAsync(host, site, "v1"));
        await Rest.IsAsync(site, "v1", processes: 0);
        Rest.Exits(0, await DeployAsync(host, site, "v2"));
        await Rest.IsAsync(site, "v2", processes: 0);
        await CommitIllAsync(site);
        var failed = await DeployAsync(host, site, "ill");

        Rest.Exits(3, failed);
        Assert.Contains($"GET {site.Health}: status 503", failed.Errors);
        Assert.Matches($"last \\d+ log lines of systemd unit {Unit}:", failed.Errors);
        Assert.Contains("version 3 listens on", failed.Errors); // From the journal.
        Assert.Contains("health 503 Service Unavailable", failed.Errors);
        await Rest.IsAsync(site, "v2", processes: 0);
        Assert.StartsWith("active", (await host.SystemctlAsync("is-active", Unit)).Output);
        var status = await RunAsync(host, site, "v2", "status", Site.Fraise, Site.Environment);
        Rest.Exits(0, status);
        Assert.Contains($"{Unit} is active (running)", status.Output);
    }

    [Fact]
    public async Task A_unit_in_start_limit_hit_does_not_stop_a_deployment()
    {
        await using var site = await SiteAsync();
        await using var host = await HostAsync(site);
        Rest.Exits(0, await DeployAsync(host, site, "v1"));
        for (var restarts = 0; (await host.SystemctlAsync("restart", Unit)).Succeeded; restarts++) Assert.InRange(restarts, 0, 10);
        Assert.Contains("start-limit-hit", (await host.SystemctlAsync("show", Unit, "--property", "Result")).Output);

        Rest.Exits(0, await DeployAsync(host, site, "v2"));

        await Rest.IsAsync(site, "v2", processes: 0);
        await CommitIllAsync(site);
        Rest.Exits(3, await DeployAsync(host, site, "ill"));
        await Rest.IsAsync(site, "v2", processes: 0);
    }

    [Fact]
    public async Task A_release_that_cannot_start_says_what_the_journal_says()
    {
        await using var site = await SiteAsync();
        await using var host = await HostAsync(site);
        Rest.Exits(0, await DeployAsync(host, site, "v1"));
        var commits = await site.Commits.FromAsync("v1");
        commits.App("2", "id", extra: "start=exit\n");
        await commits.CommitAsync("cannot-start");

        var failed = await DeployAsync(host, site, "cannot-start");

        Rest.Exits(3, failed);
        Assert.Contains("cannot start: a setting is missing", failed.Errors);
        await Rest.IsAsync(site, "v1", processes: 0);
    }

    [Fact]
    public async Task A_missing_unit_is_named_before_anything_changes()
    {
        await using var site = await SiteAsync();
        await using var host = await SystemdHost.StartAsync();

        var refused = await DeployAsync(host, site, "v1");

        Rest.Exits(1, refused);
        Assert.Contains("error[FRAI-DEP-015]", refused.Errors);
        Assert.Contains($"The unit {Unit} does not exist (not-found)", refused.Errors);
        Assert.Contains("systemctl daemon-reload", refused.Errors);
        Assert.Empty((await Rest.IsAsync(site, null)).History);
    }

    private async Task<Site> SiteAsync()
    {
        var site = await Site.CreateAsync(postgres);
        site.HealthTimeout = 8;
        // Few questions: what the release says of each must not push its first words out of the lines that are shown.
        site.Edit = text => Regex.Replace(text, @"        service:\n(          .*\n)+", $"        systemd_service: {Unit}\n")
            .Replace("interval: 0.1", "interval: 0.5", StringComparison.Ordinal);
        return site;
    }

    // Five starts in ten seconds are systemd's usual limit; here two in ten minutes.
    private static async Task<SystemdHost> HostAsync(Site site)
    {
        var host = await SystemdHost.StartAsync();
        await host.InstallAsync(Unit, $"""
            [Unit]
            StartLimitBurst=2
            StartLimitIntervalSec=600

            [Service]
            WorkingDirectory={site.AppPath}/current
            Environment="APP_DATABASE=Host={site.Url.Host};Port={site.Url.Port};Username={site.Url.User};Database={site.Database}"
            ExecStart={Programs.App} {site.Port}

            """);
        return host;
    }

    private static async Task CommitIllAsync(Site site)
    {
        var commits = await site.Commits.FromAsync("v2");
        commits.Migration("20260110000000", "colour", "alter table items add column colour text", "alter table items drop column colour");
        commits.App("3", "id,name,price,colour", healthy: false);
        await commits.CommitAsync("ill");
    }

    private static Task<CommandResult> DeployAsync(SystemdHost host, Site site, string tag) =>
        RunAsync(host, site, tag, "deploy", Site.Fraise, Site.Environment);

    private static Task<CommandResult> RunAsync(SystemdHost host, Site site, string tag, params string[] arguments) =>
        host.RunAsync(site.CommandFor(tag, arguments));
}
