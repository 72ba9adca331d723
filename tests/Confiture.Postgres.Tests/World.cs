using System.Diagnostics;
using System.Globalization;

namespace Confiture.Postgres.Tests;

/// <summary>What a server left on this machine, looked up without the code under test.</summary>
internal static class World
{
    internal static string OutsideOf(TemporaryServer server) => Path.GetDirectoryName(server.SocketUrl().Host)!;

    /// <summary>Asserts that a server is gone: no process, no file, no record, no shared memory.</summary>
    internal static void AssertNothingIsLeft(string directory, int postmaster)
    {
        Assert.False(Directory.Exists(directory), $"{directory} is left");
        Assert.False(File.Exists(RecordOf(directory)), "the record is left");
        Assert.Empty(ProcessesIn(directory));
        Assert.DoesNotContain(SharedMemory(), segment => segment.Creator == postmaster);
    }

    internal static string RecordOf(string directory) =>
        Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(directory)!)!, "records", Path.GetFileName(directory) + ".json");

    internal static List<int> ProcessesIn(string directory) =>
        [.. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).Where(pid => WorksIn(pid, directory))];

    internal static List<(int Creator, int Attached)> SharedMemory() =>
        [.. File.ReadAllLines("/proc/sysvipc/shm").Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(f => (int.Parse(f[4], CultureInfo.InvariantCulture), int.Parse(f[6], CultureInfo.InvariantCulture)))];

    internal static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static bool WorksIn(int pid, string directory)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/cwd").LinkTarget?.StartsWith(directory, StringComparison.Ordinal) is true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
