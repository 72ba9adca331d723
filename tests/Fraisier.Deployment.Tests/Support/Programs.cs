using System.Runtime.CompilerServices;

namespace Fraisier.Deployment.Tests;

/// <summary>The programs that tests run. <c>eng/test-programs.sh</c> compiles them ahead of time, which makes the sweep three times as fast;
/// the plain builds do as well.</summary>
internal static class Programs
{
    private static readonly string Tests = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    public static string Repository { get; } = Path.GetDirectoryName(Tests)!;

    /// <summary>fraisier, with faults on request.</summary>
    public static string Harness { get; } = Find("Fraisier.Harness");

    public static string App { get; } = Find("TestApp");

    private static string Find(string name)
    {
        // A set of programs elsewhere, so that building does not disturb a long run.
        if (System.Environment.GetEnvironmentVariable("FRAISIER_TEST_PROGRAMS") is { Length: > 0 } elsewhere) return Path.Combine(elsewhere, name, name);
        string[] candidates =
        [
            Path.Combine(Repository, "artifacts", "test-programs", name, name),
            Path.Combine(Tests, name, "bin", "Debug", "net10.0", name),
            Path.Combine(Tests, name, "bin", "Release", "net10.0", name),
        ];
        return candidates.Where(File.Exists).OrderByDescending(p => File.GetLastWriteTimeUtc(File.Exists(p + ".dll") ? p + ".dll" : p)).FirstOrDefault()
            ?? throw new FileNotFoundException($"{name} is not built; looked at {string.Join(", ", candidates)}");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
