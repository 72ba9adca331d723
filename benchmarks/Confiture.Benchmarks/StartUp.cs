using System.Diagnostics;

namespace Confiture.Benchmarks;

/// <summary>What it costs to start the tool at all.</summary>
internal static class StartUp
{
    private const int Runs = 20;
    private const double CpuLimit = 120;

    public static async Task<bool> RunAsync(string program)
    {
        var (cpu, wall) = (new Sample("CPU time (user + system)"), new Sample("wall time"));
        for (var run = 0; run < Runs; run++)
        {
            var time = await ChildTime.RunAsync(new ProcessStartInfo(program, ["--version"]));
            cpu.Add(time.Cpu);
            wall.Add(time.Wall);
        }

        Report.Title($"confiture --version, {Runs} processes");
        Report.Header("ms");
        Report.Row(cpu, "0.0");
        Report.Row(wall, "0.0");
        return Report.Verdict("median CPU time in ms", cpu.Median, CpuLimit, "0.0");
    }
}
