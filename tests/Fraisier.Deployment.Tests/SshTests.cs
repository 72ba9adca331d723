using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>The agent behind a real ssh and a real sshd.</summary>
public sealed class SshTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Over_ssh_a_deployment_ends_as_at_home()
    {
        await using var site = await Site.CreateAsync(postgres);
        await using var server = await SshServer.StartAsync(site.Root);
        Rest.Exits(0, await site.DeployAsync("v1", server.Variables));
        Rest.Exits(3, await site.DeployAsync("unhealthy", server.Variables));
        await Rest.IsAsync(site, "v1");
        Rest.Exits(0, await site.DeployAsync("v2", server.Variables));
        await Rest.StaysAsync(site, "v2");
    }

    [Fact]
    public async Task An_agent_whose_controller_is_gone_ends_and_frees_the_host()
    {
        await using var site = await Site.CreateAsync(postgres);
        await using var server = await SshServer.StartAsync(site.Root);
        Rest.Exits(0, await site.DeployAsync("v1", server.Variables));
        site.More = "        build: [sh, -c, 'echo $$ > ../../building; exec sleep 300']\n";
        await using (var running = site.StartDeploy("v2", server.Variables))
        {
            var building = Path.Combine(site.AppPath, "building");
            for (var i = 0; i < 500 && !File.Exists(building); i++) await Task.Delay(20);
            await Task.Delay(200);
            var build = (await File.ReadAllTextAsync(building)).Trim();
            await running.KillAsync();
            for (var i = 0; i < 750 && Directory.Exists($"/proc/{build}"); i++) await Task.Delay(20);
            Assert.False(Directory.Exists($"/proc/{build}"), "the build of a host whose controller is gone goes on");
        }

        Rest.Exits(0, await site.RecoverAsync(server.Variables));
        await Rest.IsAsync(site, "v1");
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_is_named()
    {
        await using var site = await Site.CreateAsync(postgres);
        var server = await SshServer.StartAsync(site.Root);
        await server.DisposeAsync();

        var failed = await site.DeployAsync("v1", server.Variables);

        Rest.Exits(7, failed);
        Assert.Contains("error[FRAI-DEP-029]", failed.Errors);
    }
}
