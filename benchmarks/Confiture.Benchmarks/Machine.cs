using System.Globalization;
using System.Runtime.InteropServices;

namespace Confiture.Benchmarks;

/// <summary>Where figures come from: ratios travel from one machine to another, milliseconds do not.</summary>
internal sealed record Machine(int Processors, string Processor, string Kernel, string Date)
{
    public static Machine This =>
        new(Environment.ProcessorCount, Model(), RuntimeInformation.OSDescription, DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static string Model()
    {
        const string file = "/proc/cpuinfo";
        var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
