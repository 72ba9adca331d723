using System.Globalization;
using Foundation.Processes;

namespace Fleet.Tests;

/// <summary>
/// A Debian of its own with systemd as its first process, an sshd on an address of its own, and the user <c>deploy</c>. It lives in namespaces: when this
/// process is gone, however it went, the kernel ends everything in them and nothing is mounted any more.
/// </summary>
internal sealed class FleetHost : IAsyncDisposable
{
    public const int SshPort = 2222;
    public const int AppPort = 8080;
    public const string User = "deploy";
    private const string AppPath = "/srv/app";
    private const string ClockSettings = "/etc/ssh/sshd_config.d/clock.conf";
    private const string Unit = "/etc/systemd/system/app.service";

    // The first process of the namespaces waits for the end of its input, which this process holds open.
    private const string Boot = """
        set -e
        ip link set lo up 2>/dev/null || true
        mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/changes,workdir=$2/work" "$2/root"
        systemd-nspawn --quiet --directory "$2/root" --boot --register=no --keep-unit --machine "$3" --hostname "$3" --link-journal=no --resolv-conf=off \
            --timezone=off --bind-ro "$4:/opt/testapp" >"$2/console" 2>&1 </dev/null &
        read -r end
        """;

    private readonly HostPlace place;
    private PipedProcess? machine;
    private string init = string.Empty;

    private FleetHost(HostPlace place, string name) => (this.place, Name) = (place, name);

    /// <summary>Its name in plans, and its own.</summary>
    public string Name { get; }

    public string Address => place.Address;

    public bool IsUp => machine is not null;

    public Uri Health => new($"http://{Address}:{AppPort}/health");

    /// <summary>Its files, as this machine sees them while it is up.</summary>
    public string Files => $"/proc/{init}/root";

    /// <summary>The public key of its sshd.</summary>
    public string HostKey => File.ReadAllText(InChanges("etc/ssh/ssh_host_ed25519_key.pub")).Trim();

    /// <summary>A host with an address, keys, and its application's settings; it is not booted yet.</summary>
    public static async Task<FleetHost> MakeAsync(string name, string authorizedKey)
    {
        var host = new FleetHost(HostPlace.Take(), name);
        foreach (var directory in (string[])["changes/etc/ssh/sshd_config.d", "changes/home/deploy/.ssh", "work", "root"])
            Directory.CreateDirectory(Path.Combine(host.place.Directory, directory));
        await Machine.RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", string.Empty, "-f", host.InChanges("etc/ssh/ssh_host_ed25519_key"));
        await host.WriteAsync("etc/ssh/sshd_config.d/address.conf", $"ListenAddress {host.Address}\n");
        await host.WriteAsync("etc/hosts", $"127.0.0.1 localhost\n{host.Address} app.test {name}\n");
        await host.WriteAsync("home/deploy/.ssh/authorized_keys", authorizedKey);
        await Machine.RunAsync("chown", "-R", "4711:4711", host.InChanges("home/deploy"));
        await Machine.RunAsync("chmod", "-R", "go-rwx", host.InChanges("home/deploy"));
        return host;
    }

    public async Task BootAsync()
    {
        machine = PipedProcess.Start(Command.Of("unshare", "--fork", "--kill-child", "--pid", "--mount", "--mount-proc", "--propagation", "private", "sh", "-c",
            Boot, "host", await Machine.RootFileSystem.Value, place.Directory, $"{Name}-{place.Number}", Machine.App));
        await Machine.UntilAsync($"{Name} boots; see {place.Directory}/console", async () => (init = FirstProcess()).Length > 0
            && (await RunAsync("systemctl", "is-active", "ssh.service", "dbus.service")).Succeeded);
    }

    /// <summary>Ends it as a power cut does.</summary>
    public async Task CutPowerAsync()
    {
        if (machine is null) return;
        var (ended, first) = (machine, init);
        machine = null;
        ProcessGroup.Kill(ended.Id);
        await ended.EndAsync();
        ended.Dispose();
        await Machine.UntilAsync($"{Name} ends", () => Task.FromResult(first.Length == 0 || !Directory.Exists($"/proc/{first}")));
    }

    public async Task RebootAsync()
    {
        await CutPowerAsync();
        await BootAsync();
    }

    /// <summary>Runs a command on the host as root, without ssh.</summary>
    public Task<CommandResult> RunAsync(params IReadOnlyList<string> command) => new CommandRunner().RunAsync(
        Command.Of("nsenter", ["--target", init, "--mount", "--uts", "--ipc", "--pid", "--", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", .. command]),
        CancellationToken.None);

    /// <summary>Runs a script on the host as root, which must succeed; returns what it said.</summary>
    public async Task<string> ScriptAsync(string script)
    {
        var result = await RunAsync("sh", "-c", script);
        return result.Succeeded ? result.Output.TrimEnd('\n') : throw CommandRunner.Failed(result);
    }

    /// <summary>Lets whoever has the key in, as the user that deploys.</summary>
    /// <param name="line">A line of authorized_keys.</param>
    public Task AuthorizeAsync(string line) => ScriptAsync($"""
        cat >/home/deploy/.ssh/authorized_keys <<'END'
        {line}
        END
        """);

    /// <summary>Puts a file of this machine on the host.</summary>
    public async Task InstallAsync(string file, string path)
    {
        var to = Path.Combine(Files, path.TrimStart('/'));
        await Machine.RunAsync("cp", file, to);
        await Machine.RunAsync("chmod", "755", to);
    }

    /// <summary>From now on the application does not answer here when its settings have a line.</summary>
    /// <param name="line">The line of app.txt.</param>
    /// <param name="times">For how many starts; 0 for all.</param>
    public Task SpoilAsync(string line, int times = 0) => ScriptAsync($"""
        mkdir -p {Unit}.d
        cat >/opt/start <<'END'
        #!/bin/sh
        if grep -q '^{line}$' app.txt && [ "$(cat /tmp/spoiled 2>/dev/null | wc -l)" -lt {(times == 0 ? int.MaxValue : times)} ]; then
            echo once >>/tmp/spoiled
            exec sleep 1000
        fi
        exec /opt/testapp/TestApp app.test:{AppPort}
        END
        chmod 755 /opt/start
        printf '[Service]\nExecStart=\nExecStart=/opt/start\n' >{Unit}.d/spoiled.conf
        systemctl daemon-reload
        """);

    /// <summary>From now on systemd listens for the application, and keeps what comes while it restarts.</summary>
    public Task ListenAsync() => ScriptAsync($"""
        printf '[Socket]\nListenStream={Address}:{AppPort}\nBacklog=4096\n' >/etc/systemd/system/app.socket
        systemctl daemon-reload
        systemctl stop app.service
        systemctl start app.socket
        """);

    /// <summary>The application answers again, the next time that it is started.</summary>
    public Task MendAsync() => ScriptAsync($"rm -rf {Unit}.d /tmp/spoiled && systemctl daemon-reload");

    /// <summary>What is started over ssh from now on sees another time.</summary>
    /// <param name="offset">How far it is off, as <c>+1h</c>; null for the right time.</param>
    public Task SetClockAsync(string? offset) => ScriptAsync($"""
        rm -f {ClockSettings}
        [ -z '{offset}' ] || echo "SetEnv FAKETIME={offset} DONT_FAKE_MONOTONIC=1 LD_PRELOAD=$(echo /usr/lib/*/faketime/libfaketimeMT.so.1)" >{ClockSettings}
        systemctl restart ssh.service
        """);

    /// <summary>How many connections sshd has taken since it was asked the last time.</summary>
    public async Task<int> ConnectionsAsync() =>
        int.Parse(await ScriptAsync("journalctl --quiet --unit ssh.service --output cat | grep -c '^Connection from' || true"), CultureInfo.InvariantCulture);

    /// <summary>Empties the application's directory and stops what runs from it.</summary>
    public Task ClearAsync() => ScriptAsync($"""
        umount -l {AppPath} 2>/dev/null
        systemctl stop app.socket app.service 2>/dev/null; systemctl reset-failed app.service 2>/dev/null;
        find {AppPath} -mindepth 1 -delete; rm -rf /home/deploy/.cache /home/deploy/.bashrc /usr/local/bin/fraisier {Unit}.d /tmp/* /golden;
        rm -f /etc/systemd/system/app.socket
        if [ -e {ClockSettings} ]; then rm {ClockSettings}; systemctl restart ssh.service; fi
        systemctl daemon-reload; chown deploy:deploy {AppPath}
        """);

    public async ValueTask DisposeAsync()
    {
        await CutPowerAsync();
        place.Dispose();
    }

    private string InChanges(string path) => Path.Combine(place.Directory, "changes", path);

    private async Task WriteAsync(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(InChanges(path))!);
        await File.WriteAllTextAsync(InChanges(path), text);
    }

    // unshare has started sh, sh nspawn, and nspawn the host's systemd.
    private string FirstProcess() => ChildrenOf($"{machine!.Id}").SelectMany(ChildrenOf).SelectMany(ChildrenOf)
        .FirstOrDefault(process => NameOf(process) == "systemd") ?? string.Empty;

    private static string[] ChildrenOf(string process) => Read($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string NameOf(string process) => Read($"/proc/{process}/comm").Trim();

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return string.Empty; // It ended meanwhile.
        }
    }
}
