using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Confiture.Benchmarks;

/// <summary>Runs a program to its end and measures the whole process.</summary>
internal static partial class ChildTime
{
    private const int Children = -1;

    /// <summary>Runs a program that must succeed.</summary>
    /// <param name="info">What to run; its output is read and thrown away.</param>
    /// <param name="allowedExit">An exit code that is no failure beside 0.</param>
    /// <returns>The time on the wall and the CPU time (user and system), both in milliseconds.</returns>
    public static async Task<(double Wall, double Cpu)> RunAsync(ProcessStartInfo info, int allowedExit = 0)
    {
        info.UseShellExecute = false;
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        var (cpu, start) = (CpuOfChildren(), Stopwatch.GetTimestamp());
        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (process.ExitCode != 0 && process.ExitCode != allowedExit) throw new InvalidOperationException($"{info.FileName} ended with {process.ExitCode}: {await errors}");
        return (wall, CpuOfChildren() - cpu);
    }

    private static double CpuOfChildren()
    {
        var usage = default(Usage);
        return GetResourceUsage(Children, ref usage) == 0
            ? ((usage.UserSeconds + usage.SystemSeconds) * 1000.0) + ((usage.UserMicroseconds + usage.SystemMicroseconds) / 1000.0)
            : throw new InvalidOperationException($"getrusage failed: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetResourceUsage(int who, ref Usage usage);

    // struct rusage on 64-bit Linux: two times, then fourteen counters that nobody asks for here.
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
