using System.Globalization;
using Foundation.Processes;
using Foundation.Waiting;

namespace Confiture.Postgres;

/// <summary>The processes of one server, found by their working directory: the kernel keeps it, whatever the server did or failed to write down.</summary>
internal static class ServerProcesses
{
    private static readonly Pace Poll = Pace.Every(TimeSpan.FromMilliseconds(10));

    // An immediate shutdown gives the children five seconds to write and then kills them.
    // Nothing of what they write is kept, and a person waits for the prompt.
    private static readonly TimeSpan QuitLimit = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(10);

    /// <summary>Ends every process of a server and frees its shared memory. Immediate shutdown first, for only that removes the shared memory itself.</summary>
    /// <param name="place">The server's directories.</param>
    /// <param name="recorded">The server's first process as it was recorded; used where the system has no <c>/proc</c>.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    internal static async Task StopAsync(ServerPlace place, ProcessIdentity? recorded, CancellationToken cancellation)
    {
        var running = Of(place, recorded);
        var postmaster = place.PostmasterPid();
        HashSet<int> creators = [.. running, place.LastServerPid()];
        foreach (var pid in running) ProcessGroup.SignalOne(pid, pid == postmaster ? ProcessSignal.Quit : Gentle(pid, postmaster));
        if (!await GoneAsync(place, recorded, QuitLimit, cancellation))
        {
            creators.UnionWith(Of(place, recorded));
            foreach (var pid in Of(place, recorded)) ProcessGroup.SignalOne(pid, ProcessSignal.Kill);
            if (!await GoneAsync(place, recorded, KillLimit, cancellation))
            {
                throw PostgresErrors.ServerNotStopped.Error(
                    $"The processes {string.Join(", ", Of(place, recorded))} of the temporary server in {place.Directory} did not exit.",
                    $"They survived SIGKILL for {KillLimit.TotalSeconds:0} s: they are waiting for a disk, or they belong to another user.",
                    "End them by hand; the next temporary server removes their files.");
            }
        }

        await FreeSharedMemoryAsync(creators, cancellation);
    }

    // With the postmaster alive its children are its own to end. What else runs here (pg_ctl, cp) would only wait or start the server again.
    private static ProcessSignal Gentle(int pid, int postmaster) =>
        postmaster > 0 && ProcessName(pid) == "postgres" ? ProcessSignal.Quit : ProcessSignal.Kill;

    private static async Task<bool> GoneAsync(ServerPlace place, ProcessIdentity? recorded, TimeSpan limit, CancellationToken cancellation) =>
        await Deadline.In(limit, TimeProvider.System).UntilAsync(() => Of(place, recorded).Count == 0, Poll, cancellation);

    private static List<int> Of(ServerPlace place, ProcessIdentity? recorded)
    {
        if (!OperatingSystem.IsLinux()) return recorded?.IsAlive() is true ? [recorded.Pid] : [];
        return [.. from directory in Directory.EnumerateDirectories("/proc")
                   let pid = int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0
                   where pid > 1 && pid != Environment.ProcessId && WorksIn(pid, place.Directory) && ProcessIdentity.Of(pid) is not null
                   select pid];
    }

    private static bool WorksIn(int pid, string directory)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/cwd").LinkTarget is { } target && (target + "/").StartsWith(directory + "/", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or it belongs to another user and is not ours.
            return false;
        }
    }

    private static string ProcessName(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").Trim();
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    // A postmaster that was killed with SIGKILL leaves its segment, and there may be only 4096 of them.
    private static async Task FreeSharedMemoryAsync(HashSet<int> creators, CancellationToken cancellation)
    {
        const int Identifier = 1, Creator = 4, Attached = 6;
        if (!File.Exists("/proc/sysvipc/shm")) return;
        foreach (var line in File.ReadLines("/proc/sysvipc/shm").Skip(1).ToList())
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var creator = int.Parse(fields[Creator], CultureInfo.InvariantCulture);
            if (creator > 1 && creators.Contains(creator) && fields[Attached] == "0")
                await new CommandRunner().RunAsync(Command.Of("ipcrm", "-m", fields[Identifier]), cancellation);
        }
    }
}
