using System.Net;
using System.Net.Sockets;
using Foundation.Processes;

namespace Fraisier.Deployment.Tests;

/// <summary>An sshd of its own, with keys of its own, and an ssh that knows it as <c>far</c>.</summary>
internal sealed class SshServer : IAsyncDisposable
{
    private const string Host = "far";
    private readonly ChildProcess process;
    private readonly string tools;

    private SshServer(ChildProcess process, string tools) => (this.process, this.tools) = (process, tools);

    /// <summary>What makes the tool reach its host through this server.</summary>
    public (string, string)[] Variables => [("HARNESS_PIPE", "cut"), ("HARNESS_SSH", Host), ("PATH", $"{tools}:{Environment.GetEnvironmentVariable("PATH")}")];

    public static async Task<SshServer> StartAsync(string root)
    {
        var directory = Directory.CreateDirectory(Path.Combine(root, "ssh")).FullName;
        foreach (var key in (string[])["host", "user"])
            await RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", string.Empty, "-f", Path.Combine(directory, key));
        File.Copy(Path.Combine(directory, "user.pub"), Path.Combine(directory, "authorized"));
        var port = FreePort();
        await File.WriteAllTextAsync(Path.Combine(directory, "sshd_config"), $"""
            ListenAddress 127.0.0.1
            Port {port}
            HostKey {directory}/host
            PidFile none
            AuthorizedKeysFile {directory}/authorized
            StrictModes no
            UsePAM no
            PermitRootLogin prohibit-password

            """);
        await File.WriteAllTextAsync(Path.Combine(directory, "known"),
            $"[127.0.0.1]:{port} {await File.ReadAllTextAsync(Path.Combine(directory, "host.pub"))}");
        await File.WriteAllTextAsync(Path.Combine(directory, "ssh_config"), $"""
            Host {Host}
              HostName 127.0.0.1
              Port {port}
              User {Environment.UserName}
              IdentityFile {directory}/user
              IdentitiesOnly yes
              UserKnownHostsFile {directory}/known

            """);
        await File.WriteAllTextAsync(Path.Combine(directory, "run"), $"#!/bin/sh\nexec /usr/bin/ssh -F {directory}/ssh_config \"$@\"\n");
        var tools = Directory.CreateDirectory(Path.Combine(directory, "bin")).FullName;
        File.Move(Path.Combine(directory, "run"), Path.Combine(tools, "ssh"));
        File.SetUnixFileMode(Path.Combine(tools, "ssh"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Directory.CreateDirectory("/run/sshd"); // sshd separates its privileges there, and does not start without it.
        var server = new SshServer(ChildProcess.Start(Command.Of("/usr/sbin/sshd", "-D", "-e", "-f", Path.Combine(directory, "sshd_config")), _ => { }), tools);
        for (var i = 0; i < 250 && !IsOpen(port); i++) await Task.Delay(20);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists($"/proc/{process.Id}")) ProcessGroup.SignalOne(process.Id, ProcessSignal.Terminate);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static bool IsOpen(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task<string> RunAsync(string program, params string[] arguments) =>
        new CommandRunner().OutputOfAsync(Command.Of(program, arguments), CancellationToken.None);
}
