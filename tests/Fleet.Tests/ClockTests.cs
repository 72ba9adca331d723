using Xunit;
using static Fleet.Tests.World;

namespace Fleet.Tests;

/// <summary>The clocks of hosts differ by an hour, and change.</summary>
public sealed class ClockTests(HostPool pool)
{
    [Theory]
    [InlineData(0, "+1h")]
    [InlineData(0, "-1h")]
    [InlineData(1, "+1h")]
    public async Task A_clock_that_is_an_hour_off_keeps_nothing_from_being_whole(int host, string offset)
    {
        await using var fleet = await TestFleet.AtAsync(pool, "v1");
        await fleet.Hosts[host].SetClockAsync(offset);
        await fleet.Hosts[2].SpoilAsync("version=2");
        Exits(3, await fleet.DeployAsync("v2"));
        await StaysAtAsync(fleet, "v1");
        await using (var killed = fleet.Start("v2", "deploy", "api", "production"))
        {
            await killed.ReachAsync("after ended Do Activate", times: 2);
            await killed.KillAsync();
        }

        await fleet.Hosts[host].SetClockAsync(null);
        await fleet.Hosts[2].MendAsync();

        Exits(0, await fleet.DeployAsync("v2"));
        await StaysAtAsync(fleet, "v2");
    }
}
