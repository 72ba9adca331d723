using System.Globalization;

namespace Foundation.Processes;

/// <summary>Finds programs that a killed run of the tool left running. Each command carries a mark in its environment; the kernel keeps it readable.</summary>
public static class Orphans
{
    private const int MostPasses = 100;

    /// <summary>Kills every process, with its group, whose environment holds <paramref name="variable"/> with exactly <paramref name="value"/>;
    /// returns their ids.</summary>
    /// <param name="variable">The name of the mark.</param>
    /// <param name="value">Its value, for example a deployment id.</param>
    public static IReadOnlyList<int> Reap(string variable, string value)
    {
        if (!OperatingSystem.IsLinux()) return [];
        var mark = $"{variable}={value}";
        HashSet<int> killed = [];
        // A program may start another between the look and the kill, so look again until there is nothing new.
        for (var pass = 0; pass < MostPasses; pass++)
        {
            int[] found = [.. ProcessIds().Where(pid => pid != Environment.ProcessId && Carries(pid, mark) && killed.Add(pid))];
            if (found.Length == 0) break;
            foreach (var pid in found)
            {
                ProcessGroup.Kill(pid);
                ProcessGroup.SignalOne(pid, ProcessSignal.Kill);
            }
        }

        return [.. killed];
    }

    private static IEnumerable<int> ProcessIds() =>
        from directory in Directory.EnumerateDirectories("/proc")
        let pid = int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0
        where pid > 1
        select pid;

    private static bool Carries(int pid, string mark)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/environ").Split('\0').Contains(mark, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or it belongs to another user and is not ours.
            return false;
        }
    }
}
