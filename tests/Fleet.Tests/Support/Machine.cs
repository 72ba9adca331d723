using System.Runtime.CompilerServices;
using Foundation.Processes;
using Foundation.Waiting;

namespace Fleet.Tests;

/// <summary>What the suite needs of the machine it runs on, and where it is.</summary>
internal static class Machine
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    /// <summary>The native fraisier, as users have it.</summary>
    public static string Tool { get; } = Found("fraisier", Path.Combine(Repository, "artifacts", "bin", "fraisier"), "./build.sh");

    /// <summary>fraisier with faults on request.</summary>
    public static string Harness { get; } = Found("the harness",
        Path.Combine(Repository, "artifacts", "test-programs", "Fraisier.Harness", "Fraisier.Harness"), "eng/test-programs.sh");

    /// <summary>The directory of the application that hosts run.</summary>
    public static string App { get; } = Path.GetDirectoryName(Found("the application",
        Path.Combine(Repository, "artifacts", "test-programs", "TestApp", "TestApp"), "eng/test-programs.sh"))!;

    /// <summary>The root file system from which hosts are booted; the suite fails with the reason where there cannot be one.</summary>
    public static Lazy<Task<string>> RootFileSystem { get; } = new(async () =>
        await RunAsync(Path.Combine(Repository, "eng", "fleet.sh")));

    /// <summary>Runs a command that must succeed, and returns what it said.</summary>
    public static Task<string> RunAsync(string program, params IReadOnlyList<string> arguments) =>
        new CommandRunner().OutputOfAsync(Command.Of(program, arguments) with { Deadline = TimeSpan.FromMinutes(9) }, CancellationToken.None);

    /// <summary>Waits until something is so; fails with what was waited for when it does not become so.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> isSo, int seconds = 60)
    {
        var limit = Deadline.In(TimeSpan.FromSeconds(seconds), TimeProvider.System);
        while (!await isSo())
        {
            if (limit.HasPassed) throw new TimeoutException($"{what}: not within {seconds} s");
            await Task.Delay(20, CancellationToken.None);
        }
    }

    private static string Found(string what, string path, string maker) =>
        File.Exists(path) ? path : throw new FileNotFoundException($"{what} is not built: run {maker}", path);

    private static string Here([CallerFilePath] string path = "") => path;
}
