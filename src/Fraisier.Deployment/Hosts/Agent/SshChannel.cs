using System.IO.Compression;
using System.Text;
using Foundation.Errors;
using Foundation.Processes;
using Foundation.Text;
using Foundation.Waiting;

namespace Fraisier.Deployment;

/// <summary>
/// Starts an agent on another host with the OpenSSH client, over one connection. Where the host does not have this version's executable it is brought
/// over the same connection, by its hash, into the user's cache directory. This is the only place that quotes for a shell, because ssh uses one.
/// </summary>
/// <param name="address">The host.</param>
/// <param name="ssh">How to reach it.</param>
/// <param name="executables">What can be brought.</param>
/// <param name="pipeOf">Makes the pipe of a started agent; tests put faults in.</param>
public sealed class SshChannel(HostAddress address, SshSettings ssh, AgentExecutables executables, Func<PipedProcess, MessagePipe>? pipeOf = null)
    : IAgentChannel
{
    private const string Needs = "fraisier needs ";
    private const string Lacks = "fraisier lacks ";

    // To a host that is slow, over a line that is slow.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public string TryByHand => Ssh("true").ToString();

    /// <inheritdoc/>
    public async Task<(PipedProcess Process, MessagePipe Pipe)> OpenAsync(string host, CancellationToken cancellation)
    {
        var process = PipedProcess.Start(Ssh(ssh.Program is { } installed ? $"{ShellWord.Of(installed)} agent" : $"exec sh -c {ShellWord.Of(Script())}"));
        try
        {
            using var limit = Deadline.Limiting(Patience, TimeProvider.System, cancellation);
            var said = await AgentGreeting.ReadAsync(process.Output, limit.Token);
            if (said?.StartsWith(Needs, StringComparison.Ordinal) == true)
            {
                await BringAsync(process.Input, said[Needs.Length..], limit.Token);
                said = await AgentGreeting.ReadAsync(process.Output, limit.Token);
            }

            if (said == AgentServer.Greeting) return (process, pipeOf?.Invoke(process) ?? new MessagePipe(process.Output, process.Input));
            await process.EndAsync();
            throw said?.StartsWith(Lacks, StringComparison.Ordinal) == true ? NoExecutable(host, said[Lacks.Length..]) : Unreachable(host, said, process);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            await process.EndAsync();
            throw Unreachable(host, null, process, e);
        }
        catch (OperationCanceledException)
        {
            await process.EndAsync();
            throw;
        }
    }

    private Command Ssh(string remote) => Command.Of("ssh",
    [
        "-oBatchMode=yes", "-oConnectTimeout=15", "-oServerAliveInterval=5", "-oServerAliveCountMax=3", "-oControlMaster=no",
        $"-oStrictHostKeyChecking={(ssh.AcceptNewKeys ? "accept-new" : "yes")}", "-T",
        .. ssh.User is { } user ? (string[])["-l", user] : [], .. ssh.Port is { } port ? (string[])["-p", $"{port}"] : [],
        .. ssh.KeyFile is { } key ? (string[])["-i", key] : [],
        "--", ssh.Host ?? address.Name, remote,
    ]);

    // For any Bourne shell. What arrives is used only when its hash is right; a second one that brings it at the same time does no harm.
    private string Script() => string.Join('\n',
    [
        "echo", // A shell's start files may have begun a line.
        "m=$(uname -m)",
        "case $m in",
        .. executables.Known.Select(e => $"{e.Machine}) h={e.Hash};;"),
        $"*) echo \"{Lacks}$m\"; exit 1;;",
        "esac",
        "d=${XDG_CACHE_HOME:-$HOME/.cache}/fraisier",
        "f=$d/$h/fraisier",
        "if ! { [ -x \"$f\" ] && [ -O \"$f\" ]; }; then",
        "umask 077",
        "mkdir -p \"$d/$h\" || exit 1",
        $"echo \"{Needs}$m\"",
        "read -r n || exit 1",
        "t=$f.$$",
        "head -c \"$n\" | gzip -dc >\"$t\" && [ \"$(sha256sum <\"$t\" | cut -c 1-64)\" = \"$h\" ] && chmod 700 \"$t\" && mv -f \"$t\" \"$f\"",
        "[ -x \"$f\" ] || { rm -f \"$t\"; exit 1; }",
        "find \"$d\" -mindepth 1 -maxdepth 1 -type d -mtime +30 -exec rm -rf {} + 2>/dev/null",
        "fi",
        "exec \"$f\" agent",
    ]);

    private async Task BringAsync(Stream input, string machine, CancellationToken cancellation)
    {
        var packed = await executables.PackedAsync(machine, cancellation);
        await input.WriteAsync(Encoding.ASCII.GetBytes($"{packed.Length}\n"), cancellation);
        await input.WriteAsync(packed, cancellation);
        await input.FlushAsync(cancellation);
    }

    private ToolException Unreachable(string host, string? greeting, PipedProcess process, Exception? cause = null)
    {
        var said = process.LastErrors();
        return DeploymentErrors.HostUnreachable.Error(
            greeting is null ? $"Host {host} cannot be reached over ssh." : $"Host {host} answers, but not with a usable agent: `{greeting}`.",
            said.Count > 0 ? said[^1] : "ssh ended without an answer of the host's agent.",
            greeting is null ? $"Try by hand, as the same user: {TryByHand}" : "Install the same version of fraisier there, or remove `program` from `ssh`.",
            cause).With(said);
    }

    private static ToolException NoExecutable(string host, string machine) => DeploymentErrors.HostUnreachable.Error(
        $"Host {host} is a {machine}, and this fraisier has no executable for it.", "The agent on the host is the same program, for the host's processor.",
        $"Put it beside this one as fraisier-{machine}, or install it on the host and set `ssh: {{program: /path/to/fraisier}}`.");
}

/// <summary>The executables of this version that can be brought to hosts: this program, and those of other processors beside it.</summary>
public sealed class AgentExecutables
{
    private readonly Dictionary<string, string> files;

    private AgentExecutables(Dictionary<string, string> files) => this.files = files;

    /// <summary>The executables, each with the processor's name (<c>uname -m</c>) and its SHA-256.</summary>
    public IEnumerable<(string Machine, string Hash)> Known => files.Select(f => (f.Key, HashOf(f.Value)));

    /// <summary>Finds what there is beside a program.</summary>
    /// <param name="program">This program; null when it is no executable of its own.</param>
    public static AgentExecutables Beside(string? program)
    {
        if (program is null) return new([]);
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { [Machine] = program };
        foreach (var machine in (string[])["x86_64", "aarch64"])
        {
            var other = Path.Combine(Path.GetDirectoryName(program)!, $"fraisier-{machine}");
            if (machine != Machine && File.Exists(other)) files[machine] = other;
        }

        return new(files);
    }

    /// <summary>An executable, compressed.</summary>
    /// <param name="machine">The processor's name.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<byte[]> PackedAsync(string machine, CancellationToken cancellation)
    {
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await using var file = File.OpenRead(files[machine]);
            await file.CopyToAsync(zip, cancellation);
        }

        return packed.ToArray();
    }

    private static string Machine => System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "x86_64",
        System.Runtime.InteropServices.Architecture.Arm64 => "aarch64",
        var other => other.ToString(),
    };

    private static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream));
    }
}
