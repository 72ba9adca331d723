namespace Confiture.Benchmarks;

/// <summary>Plain text on standard output.</summary>
internal static class Report
{
    public static void Title(string text) => Console.WriteLine($"\n{text}\n");

    public static void Header(string unit) => Console.WriteLine($"  {string.Empty,-32} {"median",10} {"min",10} {"max",10}  {unit}");

    public static void Row(Sample sample, string format) =>
        Console.WriteLine($"  {sample.Name,-32} {sample.Median.ToString(format),10} {sample.Minimum.ToString(format),10} {sample.Maximum.ToString(format),10}");

    /// <summary>Says whether a target is met.</summary>
    public static bool Verdict(string what, double value, double limit, string format)
    {
        var met = value <= limit;
        Console.WriteLine($"  {(met ? "PASS" : "FAIL")}  {what}: {value.ToString(format)} (target: at most {limit.ToString(format)})");
        return met;
    }
}
