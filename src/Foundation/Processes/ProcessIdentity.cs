using System.Diagnostics;
using System.Globalization;

namespace Foundation.Processes;

/// <summary>Identifies one process permanently: process ids are reused, so the identity includes the start time, the boot and the pid namespace.</summary>
/// <param name="Host">The machine's name.</param>
/// <param name="Pid">The process id in its namespace.</param>
/// <param name="Started">When it started, in the kernel's clock ticks since boot (Linux) or UTC ticks (elsewhere).</param>
/// <param name="Boot">The kernel's boot id; empty where there is none.</param>
/// <param name="Namespace">The pid namespace; empty where there is none.</param>
public sealed record ProcessIdentity(string Host, int Pid, long Started, string Boot, string Namespace)
{
    /// <summary>The identity of this process.</summary>
    public static ProcessIdentity Current { get; } = Of(Environment.ProcessId)!;

    /// <summary>The identity of a running process of this machine, or null when there is none with that id (zombies count as gone).</summary>
    /// <param name="pid">The process id.</param>
    public static ProcessIdentity? Of(int pid) =>
        StartOf(pid) is { } started ? new(Environment.MachineName, pid, started, BootId(), PidNamespace()) : null;

    /// <summary>
    /// True when the process certainly still runs, false when it certainly does not, null when this machine cannot know
    /// (it runs on another host, in another pid namespace, or hidden under another user).
    /// </summary>
    public bool? IsAlive()
    {
        if (!string.Equals(Host, Environment.MachineName, StringComparison.Ordinal)) return null;
        if (!string.Equals(Boot, BootId(), StringComparison.Ordinal)) return false;
        if (!string.Equals(Namespace, PidNamespace(), StringComparison.Ordinal)) return null;
        // Where /proc hides the processes of other users, an existing process looks gone; the kernel shows it by refusing a signal.
        return StartOf(Pid) is { } started ? started == Started : ProcessGroup.IsForeign(Pid) ? null : false;
    }

    /// <inheritdoc/>
    public override string ToString() => $"pid {Pid} on {Host}";

    private static long? StartOf(int pid)
    {
        if (!OperatingSystem.IsLinux()) return StartFromRuntime(pid);
        try
        {
            // proc(5): field 22 is the start time; the name in field 2 may hold spaces and brackets, so count from its end.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long? StartFromRuntime(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.StartTime.ToUniversalTime().Ticks;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string BootId() => ReadOrEmpty(() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim());

    private static string PidNamespace() => ReadOrEmpty(() => new FileInfo("/proc/self/ns/pid").LinkTarget ?? string.Empty);

    private static string ReadOrEmpty(Func<string> read)
    {
        try
        {
            return OperatingSystem.IsLinux() ? read() : string.Empty;
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
