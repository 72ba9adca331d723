using Fraisier.Deployment.Tests;
using Xunit;
using static Fleet.Tests.World;

namespace Fleet.Tests;

/// <summary>Three hosts behind nginx get a release one after another, under load: nobody who asks notices.</summary>
public sealed class RollingTests(HostPool pool, ITestOutputHelper output)
{
    private const int Requests = 25_000;
    private const int Files = 10_000;

    [Fact]
    public Task A_socket_unit_keeps_connections_while_the_service_restarts() => RollAsync(bySocket: true);

    [Fact]
    public Task An_application_that_ends_its_requests_is_replaced_by_its_neighbours_meanwhile() => RollAsync(bySocket: false);

    [Fact]
    public async Task Behind_a_socket_unit_new_code_does_not_meet_the_older_schema()
    {
        await using var fleet = await TestFleet.AtAsync(pool, "v1");
        var commits = await fleet.Commits.FromAsync("v2");
        commits.Migration("20260102000009", "wide", "select 1",
            "alter table items drop column price; select pg_sleep(2); alter table items add column price int");
        await commits.CommitAsync("wide");
        await ListenAsync(fleet);
        await fleet.Hosts[2].SpoilAsync("version=2");
        await using var pages = new Load(fleet.Hosts[0].Health, Requests, text => !text.StartsWith("version 2 needs", StringComparison.Ordinal));

        Exits(3, await fleet.DeployAsync("wide"));

        Assert.DoesNotContain(await pages.EndAsync(), wrong => wrong.Contains("version 2 needs", StringComparison.Ordinal));
    }

    private static Task ListenAsync(TestFleet fleet)
    {
        fleet.Service = "service: {type: systemd, unit: app.service, action: socket, socket: app.socket}";
        return Task.WhenAll(fleet.Hosts.Select(h => h.ListenAsync()));
    }

    private async Task RollAsync(bool bySocket)
    {
        await using var fleet = await TestFleet.CreateAsync(pool);
        fleet.More = "        deployment_strategy: rolling\n        rolling_config:\n          batch_size: 1\n";
        await MakeReleasesAsync(fleet.Commits);
        if (bySocket) await ListenAsync(fleet);
        Exits(0, await fleet.DeployAsync("roll1"));
        await using var nginx = await Nginx.StartAsync(fleet, triesNext: !bySocket);
        await using var pages = new Load(nginx.Url, Requests, text => text is "version 1" or "version 2");
        await using var files = new Load(new(nginx.Url, "static/page.txt"), Files, text => text is "page of 1" or "page of 2");

        Exits(0, await fleet.DeployAsync("roll2"));
        var during = pages.Count;

        var (wrongPages, wrongFiles) = (await pages.EndAsync(), await files.EndAsync());
        output.WriteLine($"figure: rolling restart {(bySocket ? "by socket unit" : "by neighbours")}: 0 of {during} requests may fail, "
            + $"{wrongPages.Count} did; {wrongFiles.Count} of {files.Count} files were missing");
        Assert.InRange(during, 1000, Requests);
        Assert.Empty(wrongPages);
        Assert.Empty(wrongFiles);
        await StaysAtAsync(fleet, "roll2");
    }

    // What the application asks the database for is not what is looked at here.
    private static async Task MakeReleasesAsync(TestRepository commits)
    {
        await commits.FromAsync("v1");
        foreach (var version in (string[])["1", "2"])
        {
            commits.App(version, columns: string.Empty);
            commits.Write("public/page.txt", $"page of {version}");
            await commits.CommitAsync($"roll{version}");
        }
    }
}
