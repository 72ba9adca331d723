using System.Text.RegularExpressions;
using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>Units as users run them: reloaded, behind a socket, through sudo. Needs the Debian packages systemd and sudo, and root.</summary>
public sealed class UnitTests(PostgresFixture postgres)
{
    private const string Unit = "api-test.service", Socket = "api-test.socket";

    [Fact]
    public async Task A_unit_that_cannot_be_reloaded_is_refused_before_anything_changes()
    {
        await using var site = await SiteAsync($"service: {{type: systemd, unit: {Unit}, action: reload}}");
        await using var host = await HostAsync(site, string.Empty);

        var refused = await DeployAsync(host, site, "v1");

        Rest.Exits(1, refused);
        Assert.Contains($"The unit {Unit} cannot be reloaded.", refused.Errors);
        Assert.Empty((await Rest.IsAsync(site, null)).History);
    }

    [Fact]
    public async Task A_socket_that_would_start_a_stopped_unit_again_has_to_be_named()
    {
        await using var site = await SiteAsync($"service: {{type: systemd, unit: {Unit}}}");
        await using var host = await HostAsync(site, "ExecStart=/bin/sleep 60\n");
        await host.InstallAsync(Socket, $"[Socket]\nListenStream=127.0.0.1:{site.Port}\n");
        Rest.Exits(0, await host.SystemctlAsync("start", Socket));

        var refused = await DeployAsync(host, site, "v1");

        Rest.Exits(1, refused);
        Assert.Contains($"{Socket} starts {Unit} at every connection", refused.Errors);
        Assert.Contains($"action: socket, socket: {Socket}", refused.Errors);
        Assert.Empty((await Rest.IsAsync(site, null)).History);
        Rest.Exits(0, await host.SystemctlAsync("stop", Socket));
    }

    [Fact]
    public async Task A_reload_keeps_the_main_process()
    {
        await using var site = await SiteAsync($"service: {{type: systemd, unit: {Unit}, action: reload}}");
        var commits = await site.Commits.FromAsync("v1");
        foreach (var tag in (string[])["r1", "r2"])
        {
            // A server that starts its workers again when it is told to.
            commits.App(tag[1..], "id");
            commits.Write("serve.sh", $"trap 'kill $child; cd {site.AppPath}/current; {Programs.App} {site.Port} & child=$!' HUP\n"
                + $"{Programs.App} {site.Port} & child=$!\nwhile :; do wait; sleep 0.05; done\n");
            await commits.CommitAsync(tag);
        }

        await using var host = await HostAsync(site, $"ExecStart=/bin/sh {site.AppPath}/current/serve.sh\nExecReload=/bin/kill -HUP $MAINPID\n");
        Rest.Exits(0, await DeployAsync(host, site, "r1"));
        var before = await PidAsync(host);

        Rest.Exits(0, await DeployAsync(host, site, "r2"));

        Assert.Equal(before, await PidAsync(host));
        await Rest.IsAsync(site, "r2", processes: 0);
    }

    [Fact]
    public async Task A_socket_keeps_connections_waiting_while_its_unit_starts_again()
    {
        await using var site = await SiteAsync($"service: {{type: systemd, unit: {Unit}, action: socket, socket: {Socket}}}");
        site.Edit = Also(site.Edit, text => text[..text.IndexOf("        health_check:", StringComparison.Ordinal)]);
        var commits = await site.Commits.FromAsync("v1");
        foreach (var tag in (string[])["r1", "r2", "r3"])
        {
            // It ends between two answers: what it has accepted it answers.
            commits.Write("serve.py", "import signal, socket, time\ntime.sleep(1)\nsignal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])\n"
                + "listener = socket.socket(fileno=3)\nlistener.settimeout(0.05)\nwhile not signal.sigpending():\n"
                + "    try:\n        peer = listener.accept()[0]\n    except TimeoutError:\n        continue\n"
                + $"    peer.sendall(b'{tag}')\n    peer.close()\n");
            await commits.CommitAsync(tag);
        }

        await using var host = await HostAsync(site, $"ExecStart=/usr/bin/python3 serve.py\n");
        await host.InstallAsync(Socket, $"[Socket]\nListenStream=127.0.0.1:{site.Port}\n");
        Rest.Exits(0, await DeployAsync(host, site, "r1"));
        using var over = new CancellationTokenSource();
        var asking = AskAsync(site.Port, over.Token);

        Rest.Exits(0, await DeployAsync(host, site, "r2"));
        Rest.Exits(0, await DeployAsync(host, site, "r3"));
        await Task.Delay(1500, CancellationToken.None);
        await over.CancelAsync();

        var answers = await asking;
        Assert.Equal(["r1", "r2", "r3"], answers.Distinct());
        Assert.StartsWith("active", (await host.SystemctlAsync("is-active", Socket)).Output);
    }

    [Fact]
    public async Task A_unit_that_systemd_starts_again_and_again_is_not_healthy()
    {
        await using var site = await SiteAsync($"systemd_service: {Unit}\n        health_check_type: systemd\n        health_check_timeout: 4");
        site.Edit = Also(site.Edit, text => text[..text.IndexOf("        health_check:", StringComparison.Ordinal)]);
        await using var host = await HostAsync(site, "ExecStart=/bin/sleep 0.8\nRestart=always\nRestartSec=0.1\n");

        var failed = await DeployAsync(host, site, "v1");

        Rest.Exits(3, failed);
        Assert.Contains($"unit {Unit}: ", failed.Errors);
        Assert.Contains("restarted by systemd: ", failed.Errors);
    }

    [Fact]
    public async Task A_failed_start_shows_the_state_of_the_unit_and_its_journal()
    {
        await using var site = await SiteAsync($"systemd_service: {Unit}");
        await using var host = await HostAsync(site, $"ExecStart={Programs.App} {site.Port}\nExecStartPre=/bin/sh -c 'echo the disk is gone; exit 7'\n");

        var failed = await DeployAsync(host, site, "v1");

        Rest.Exits(3, failed);
        Assert.Contains($"/usr/bin/systemctl --no-ask-password restart {Unit}` failed with exit code 1: {Unit} is failed (failed, exit-code).", failed.Errors);
        Assert.Contains("the disk is gone", failed.Errors);
    }

    [Fact]
    public async Task Changes_go_through_sudo_with_exactly_the_lines_that_scaffold_writes()
    {
        await using var site = await SiteAsync($"service: {{type: systemd, unit: {Unit}, sudo: true}}");
        await using var host = await HostAsync(site, $"ExecStart={Programs.App} {site.Port}\n");
        var lines = await site.RunAsync("v1", ["scaffold", "sudoers", "--user", "nobody"]);
        Rest.Exits(0, lines);
        var rules = Path.Combine(Directory.CreateDirectory(Path.Combine(site.Root, "sudoers.d")).FullName, "fraisier");
        await File.WriteAllTextAsync(rules, lines.Output);
        File.SetUnixFileMode(rules, UnixFileMode.UserRead);
        Rest.Exits(0, await host.RunAsync(Command.Of("visudo", "-cf", rules)));
        Rest.Exits(0, await host.RunAsync(Command.Of("mount", "--bind", Path.GetDirectoryName(rules)!, "/etc/sudoers.d"))); // In its own namespace.

        Rest.Exits(0, await DeployAsync(host, site, "v1"));

        foreach (var verb in (string[])["reset-failed", "restart", "stop"]) Assert.True(await MayAsync("--no-ask-password", verb, Unit), verb);
        foreach (var other in (string[][])[["--no-ask-password", "restart", "ssh.service"], ["restart", Unit], ["--no-ask-password", "restart", Unit, "x"],
            ["--no-ask-password", "edit", Unit]])
        {
            Assert.False(await MayAsync(other), string.Join(' ', other));
        }

        async Task<bool> MayAsync(params string[] arguments) =>
            (await host.RunAsync(Command.Of("sudo", ["-n", "-l", "-U", "nobody", "/usr/bin/systemctl", .. arguments]))).Succeeded;
    }

    [Fact]
    public async Task A_user_without_rights_deploys_with_these_lines_and_is_refused_without_them()
    {
        await using var site = await SiteAsync($"systemd_service: {Unit}");
        site.Edit = Also(site.Edit, text => Regex.Replace(text, @"        database:\n(          .*\n)+", string.Empty)); // The server's socket is root's own.
        var commits = await site.Commits.FromAsync("v1");
        commits.App("1", string.Empty);
        await commits.CommitAsync("plain");
        await using var host = await HostAsync(site, $"ExecStart={Programs.App} {site.Port}\n");
        await host.StartBusAsync();
        Directory.CreateDirectory(site.AppPath);
        var deploy = site.CommandFor("plain", ["deploy", Site.Fraise, Site.Environment]);
        Rest.Exits(0, await host.RunAsync(Command.Of("chown", "-R", "65534:65534", site.Root)));
        deploy = deploy
            with { Program = "setpriv", Arguments = ["--reuid", "65534", "--regid", "65534", "--clear-groups", deploy.Program, .. deploy.Arguments] };

        var refused = await host.RunAsync(deploy);
        Rest.Exits(1, refused);
        Assert.True(refused.Errors.Contains($"nobody may not run `sudo -n /usr/bin/systemctl --no-ask-password reset-failed {Unit}`."), refused.Errors);
        Assert.Contains("fraisier scaffold sudoers api production --user nobody > /etc/sudoers.d/fraisier", refused.Errors);
        var lines = await site.RunAsync("v1", ["scaffold", "sudoers", Site.Fraise, Site.Environment, "--user", "nobody"]);
        var rules = Directory.CreateTempSubdirectory("fraisier-sudo-").FullName;
        await File.WriteAllTextAsync(Path.Combine(rules, "fraisier"), lines.Output);
        Rest.Exits(0, await host.RunAsync(Command.Of("mount", "--bind", rules, "/etc/sudoers.d"))); // In its own namespace.

        Rest.Exits(0, await host.RunAsync(deploy));

        Assert.StartsWith("active", (await host.SystemctlAsync("is-active", Unit)).Output);
        Directory.Delete(rules, recursive: true);
    }

    [Theory]
    [InlineData("api@blue\\x2dgreen.service", "restart api@blue\\\\x2dgreen.service")]
    [InlineData("a:b", "restart a\\:b.service")]
    public async Task Odd_names_of_units_are_written_as_sudo_reads_them(string unit, string line)
    {
        await using var site = await SiteAsync($"systemd_service: {unit}");

        var lines = await site.RunAsync("v1", ["scaffold", "sudoers", "--user", "deploy"]);

        Rest.Exits(0, lines);
        Assert.Contains(line, lines.Output);
        var file = Path.Combine(site.Root, "sudoers");
        await File.WriteAllTextAsync(file, lines.Output);
        Rest.Exits(0, await new CommandRunner().RunAsync(Command.Of("visudo", "-cf", file), CancellationToken.None));
    }

    [Fact]
    public async Task A_user_for_sudo_is_a_name_and_nothing_else()
    {
        await using var site = await SiteAsync($"systemd_service: {Unit}");

        Rest.Exits(2, await site.RunAsync("v1", ["scaffold", "sudoers", "--user", "a ALL=(ALL) ALL\nb"]));
    }

    private async Task<Site> SiteAsync(string service)
    {
        var site = await Site.CreateAsync(postgres);
        site.HealthTimeout = 8;
        site.Edit = text => Regex.Replace(text, @"        service:\n(          .*\n)+", $"        {service.Replace("$", "$$", StringComparison.Ordinal)}\n")
            .Replace("interval: 0.1", "interval: 0.5", StringComparison.Ordinal);
        return site;
    }

    private static Func<string, string> Also(Func<string, string> first, Func<string, string> second) => text => second(first(text));

    private static async Task<SystemdHost> HostAsync(Site site, string service)
    {
        var host = await SystemdHost.StartAsync();
        await host.InstallAsync(Unit, $"""
            [Unit]
            StartLimitIntervalSec=0

            [Service]
            WorkingDirectory={site.AppPath}/current
            Environment="APP_DATABASE=Host={site.Url.Host};Port={site.Url.Port};Username={site.Url.User};Database={site.Database}"
            {(service.Contains("ExecStart=", StringComparison.Ordinal) ? service : $"ExecStart={Programs.App} {site.Port}\n{service}")}
            """);
        return host;
    }

    private static async Task<string> PidAsync(SystemdHost host) => (await host.SystemctlAsync("show", Unit, "--property", "MainPID")).Output.Trim();

    // One connection after the other; none may be refused.
    private static async Task<List<string>> AskAsync(int port, CancellationToken over)
    {
        List<string> answers = [];
        while (!over.IsCancellationRequested)
        {
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync("127.0.0.1", port, CancellationToken.None);
            using var reader = new StreamReader(client.GetStream());
            answers.Add(await reader.ReadToEndAsync(CancellationToken.None));
        }

        return answers;
    }

    private static Task<CommandResult> DeployAsync(SystemdHost host, Site site, string tag) =>
        host.RunAsync(site.CommandFor(tag, ["deploy", Site.Fraise, Site.Environment]));
}
