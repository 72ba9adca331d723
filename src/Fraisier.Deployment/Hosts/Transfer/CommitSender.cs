using System.Security.Cryptography;
using System.Text;
using Foundation.Files;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>
/// The controller's mirror of a repository: commits are fetched once and sent to each host that lacks them, so that hosts need neither the repository nor
/// credentials for it.
/// </summary>
public sealed class CommitSender
{
    private const int PartBytes = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly TimeProvider time;
    private readonly string directory;
    private readonly GitMirror mirror;

    /// <summary>Names the mirror; makes nothing.</summary>
    /// <param name="cache">The directory that holds mirrors on the controller's machine.</param>
    /// <param name="time">The clock.</param>
    public CommitSender(Target target, string cache, TimeProvider time)
    {
        this.time = time;
        var repository = target.Repository ?? throw new ArgumentException("A target without a repository has nothing to send.", nameof(target));
        directory = Path.Combine(cache, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repository)))[..16]);
        mirror = new(Path.Combine(directory, "mirror.git"), repository, target.FetchTimeout, new CommandRunner());
    }

    /// <summary>Fetches the target's branch, or finds a commit, and sends it to every host that lacks it.</summary>
    /// <param name="reference">A branch, tag or commit.</param>
    /// <param name="hosts">Who is to have it.</param>
    /// <param name="rehearsal">True to leave no trace on the hosts.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The commit.</returns>
    public async Task<string> SendAsync(string reference, IReadOnlyList<IHost> hosts, bool rehearsal, CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory, DurableFile.Private | UnixFileMode.UserExecute);
        using var guard = await FileLock.TakeAsync(Path.Combine(directory, "mirror.lock"), Patience, time, cancellation);
        var commit = await mirror.FetchAsync(reference, cancellation);
        await Task.WhenAll(hosts.Select(host => SendAsync(commit, host, rehearsal, cancellation)));
        return commit;
    }

    private async Task<bool> SendAsync(string commit, IHost host, bool rehearsal, CancellationToken cancellation)
    {
        var held = await host.HeldAsync(commit, cancellation);
        if (held.HasCommit) return false;
        var file = Path.Combine(directory, $"{commit}.{host.Name}.{Environment.ProcessId}.bundle");
        try
        {
            await mirror.BundleAsync(commit, file, held.Tips, cancellation);
            await using var stream = File.OpenRead(file);
            var buffer = new byte[PartBytes];
            for (var first = true; ; first = false)
            {
                var count = await stream.ReadAtLeastAsync(buffer, PartBytes, throwOnEndOfStream: false, cancellation);
                var last = stream.Position == stream.Length;
                await host.ReceiveAsync(new(commit, buffer[..count], first, last, rehearsal), cancellation);
                if (last) return true;
            }
        }
        finally
        {
            File.Delete(file);
        }
    }
}
