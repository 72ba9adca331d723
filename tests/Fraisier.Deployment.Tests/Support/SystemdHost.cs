using Foundation.Processes;

namespace Fraisier.Deployment.Tests;

/// <summary>A real systemd with a journal, as the first process of namespaces of its own.
/// It knows the units of one directory and nothing of the machine's.</summary>
internal sealed class SystemdHost : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly string[] Journal = ["systemd-journald.service", "systemd-journald.socket"];
    private readonly ChildProcess process;
    private readonly string directory;
    private readonly string name;
    private string systemd = string.Empty;

    private SystemdHost(ChildProcess process, string directory, string name) => (this.process, this.directory, this.name) = (process, directory, name);

    private string Units => Path.Combine(directory, "units");

    public static async Task<SystemdHost> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("fraisier-systemd-").FullName;
        var name = Path.GetFileName(directory);
        var units = Directory.CreateDirectory(Path.Combine(directory, "units")).FullName;
        foreach (var unit in Journal) File.Copy(Path.Combine("/lib/systemd/system", unit), Path.Combine(units, unit));
        foreach (var target in (string[])["sysinit", "basic", "shutdown"])
            await File.WriteAllTextAsync(Path.Combine(units, $"{target}.target"), "[Unit]\nDefaultDependencies=no\n");
        await File.WriteAllTextAsync(Path.Combine(units, "test.target"), "[Unit]\nDefaultDependencies=no\nWants=systemd-journald.service basic.target\n");

        // Control groups of its own, so that what it makes there can be removed again.
        const string Outside = """
            for tree in systemd unified pids; do mkdir /sys/fs/cgroup/$tree/$1 && echo $$ > /sys/fs/cgroup/$tree/$1/cgroup.procs; done 2>/dev/null
            exec unshare --fork --kill-child --pid --mount --uts --ipc --cgroup --mount-proc --propagation private sh -c "$3" inside "$2"
            """;
        const string Inside = """
            set -e
            mount -t tmpfs tmpfs /run
            mkdir -p /run/lock /run/systemd/journald.conf.d /run/systemd/system.conf.d
            printf '[Journal]\nStorage=volatile\n' > /run/systemd/journald.conf.d/test.conf
            printf '[Manager]\nDefaultMemoryAccounting=no\nDefaultTasksAccounting=no\n' > /run/systemd/system.conf.d/test.conf
            exec env -i PATH="$PATH" container=docker SYSTEMD_UNIT_PATH="$1" SYSTEMD_GENERATOR_PATH="$1" \
                /lib/systemd/systemd --system --unit=test.target --log-target=null --show-status=no
            """;
        var host = new SystemdHost(ChildProcess.Start(Command.Of("sh", "-c", Outside, "outside", name, units, Inside), _ => { }), directory, name);
        try
        {
            await host.ReadyAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command on the host.</summary>
    public Task<CommandResult> RunAsync(Command command) =>
        new CommandRunner().RunAsync(command with { Program = "nsenter", Arguments = ["--target", systemd, "--pid", "--mount", "--uts", "--ipc", "--cgroup",
            "--", command.Program, .. command.Arguments] }, CancellationToken.None);

    public Task<CommandResult> SystemctlAsync(params string[] arguments) => RunAsync(Command.Of("systemctl", arguments));

    /// <summary>Starts the message bus, through which users other than root ask systemd.</summary>
    public async Task StartBusAsync()
    {
        File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute); // They read unit files.
        foreach (var unit in (string[])["dbus.service", "dbus.socket"]) File.Copy(Path.Combine("/lib/systemd/system", unit), Path.Combine(Units, unit));
        Rest.Exits(0, await SystemctlAsync("daemon-reload"));
        Rest.Exits(0, await SystemctlAsync("start", "dbus.socket", "dbus.service"));
    }

    public async Task InstallAsync(string unit, string text)
    {
        await File.WriteAllTextAsync(Path.Combine(Units, unit), text);
        Rest.Exits(0, await SystemctlAsync("daemon-reload"));
    }

    public async ValueTask DisposeAsync()
    {
        process.Signal(ProcessSignal.Kill); // The kernel ends everything in the namespace with its first process.
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        process.Dispose();
        while (systemd.Length > 0 && Directory.Exists($"/proc/{systemd}")) await Task.Delay(20, limit.Token);
        await new CommandRunner().RunAsync(Command.Of("find", "/sys/fs/cgroup/systemd/" + name, "/sys/fs/cgroup/unified/" + name, "/sys/fs/cgroup/pids/" + name,
            "-depth", "-type", "d", "-exec", "rmdir", "{}", ";"), limit.Token);
        Directory.Delete(directory, recursive: true);
    }

    private async Task ReadyAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        var children = $"/proc/{process.Id}/task/{process.Id}/children";
        while (!(await NameAsync(systemd = await ReadAsync(children, limit.Token), limit.Token)).StartsWith("systemd", StringComparison.Ordinal))
            await Task.Delay(20, limit.Token);

        while (!(await SystemctlAsync("is-active", "test.target", "systemd-journald.service")).Succeeded) await Task.Delay(50, limit.Token);
    }

    private static Task<string> NameAsync(string pid, CancellationToken cancellation) =>
        pid.Length == 0 ? Task.FromResult(string.Empty) : ReadAsync($"/proc/{pid}/comm", cancellation);

    /// <summary>Before systemd, the shell has children that live for milliseconds: one that is read may be gone, and then has no name.</summary>
    private static async Task<string> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return (await File.ReadAllTextAsync(path, cancellation)).Trim();
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
