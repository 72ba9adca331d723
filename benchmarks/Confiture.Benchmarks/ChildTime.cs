using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Confiture.Benchmarks;

/// <summary>How a program ended, what it said, and what it took: the time on the wall and the CPU time (user and system), in milliseconds.</summary>
internal sealed record Finished(int Exit, string Output, string Errors, double Wall, double Cpu);

/// <summary>Runs a program to its end and measures the whole process, the programs that it runs included.</summary>
internal static partial class ChildTime
{
    private const int Children = -1;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(15);

    public static async Task<Finished> RunAsync(ProcessStartInfo info)
    {
        info.UseShellExecute = false;
        info.RedirectStandardInput = true;
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        using var limit = new CancellationTokenSource(Deadline);
        var (cpu, start) = (CpuOfChildren(), Stopwatch.GetTimestamp());
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        try
        {
            var (output, errors) = (BytesAsync(process.StandardOutput, limit.Token), BytesAsync(process.StandardError, limit.Token));
            await process.WaitForExitAsync(limit.Token);
            await Task.WhenAll(output, errors);
            var wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            return new(process.ExitCode, Text(await output), Text(await errors), wall, CpuOfChildren() - cpu);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new NotDoneException($"it did not end within {Deadline.TotalMinutes:0} minutes");
        }
    }

    // Some write megabytes: what is read is kept as it is until the clock has stopped, so that the reader costs as little as can be.
    private static async Task<MemoryStream> BytesAsync(StreamReader reader, CancellationToken ct)
    {
        var bytes = new MemoryStream();
        await reader.BaseStream.CopyToAsync(bytes, ct);
        return bytes;
    }

    private static string Text(MemoryStream bytes) => Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);

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
