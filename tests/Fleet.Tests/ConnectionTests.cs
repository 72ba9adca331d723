using Xunit;
using static Fleet.Tests.World;

namespace Fleet.Tests;

/// <summary>How hosts are reached, and what may stand in between.</summary>
public sealed class ConnectionTests(HostPool pool)
{
    [Fact]
    public async Task A_forced_command_serves_as_well()
    {
        await using var fleet = await TestFleet.CreateAsync(pool);
        foreach (var host in fleet.Hosts)
        {
            await host.InstallAsync(Machine.Tool, "/usr/local/bin/fraisier");
            await host.AuthorizeAsync($"restrict,command=\"fraisier agent\" {await pool.PublicKeyAsync()}");
        }

        Exits(0, await fleet.DeployAsync("v1"));
        Exits(0, await fleet.DeployAsync("v2"));

        await IsAtAsync(fleet, "v2");
        var brought = await Task.WhenAll(fleet.Hosts.Select(h => h.ScriptAsync("ls -d /home/deploy/.cache/fraisier/*/fraisier 2>/dev/null || true")));
        Assert.All(brought, Assert.Empty);
        await StaysAtAsync(fleet, "v2");
    }

    [Fact]
    public async Task A_host_whose_key_is_unknown_is_refused_with_a_word_about_it()
    {
        await using var fleet = await TestFleet.CreateAsync(pool);
        await fleet.WriteKnownHostsAsync([fleet.Hosts[0], fleet.Hosts[2]]);

        var refused = await fleet.DeployAsync("v1");

        Exits(7, refused);
        Assert.Contains("web2", refused.Errors);
        Assert.Contains("ost key", refused.Errors);
        await IsAtAsync(fleet, null);
    }

    [Fact]
    public async Task What_a_shell_prints_at_its_start_does_no_harm()
    {
        await using var fleet = await TestFleet.CreateAsync(pool);
        foreach (var host in fleet.Hosts)
            await host.ScriptAsync("printf 'echo welcome to \"$(hostname)\"\\nprintf \"no line end: \\\\033[1m\"\\necho more >&2\\n' >/home/deploy/.bashrc");

        Exits(0, await fleet.DeployAsync("v1"));

        await IsAtAsync(fleet, "v1");
    }
}
