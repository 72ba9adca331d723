using System.Text.Json;
using Foundation.Processes;

namespace Cli.Tests;

/// <summary>The schema of SARIF 2.1.0 as its makers publish it, and a validator that is not ours: both from an npm package.</summary>
internal static class SarifSchema
{
    private const string Package = "@microsoft/jest-sarif", Version = "1.0.0-beta.0";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private static readonly Lazy<Task<string>> Module = new(InstallAsync);

    /// <summary>What is wrong with a log, each with its path; empty when it fits.</summary>
    public static async Task<IReadOnlyList<string>> MistakesAsync(string log)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, log, TestContext.Current.CancellationToken);
            var script = Path.Combine(Published.Repository, "tests", "Cli.Tests", "sarif.cjs");
            var command = Command.Of("bash", "-c", "exec node \"$0\" \"$1\" < \"$2\"", script, await Module.Value, file) with { Deadline = Deadline };
            return JsonSerializer.Deserialize<List<string>>(await new CommandRunner().OutputOfAsync(command, TestContext.Current.CancellationToken))!;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> InstallAsync()
    {
        var home = Path.Combine(Published.Repository, "artifacts", "oracle", $"jest-sarif-{Version}");
        if (!Directory.Exists(home))
        {
            // Installed beside and then moved: a run that is cut off leaves no half package behind.
            var work = $"{home}.{Environment.ProcessId}";
            Directory.CreateDirectory(work);
            var command = Command.Of("npm", "install", "--prefix", work, "--no-audit", "--no-fund", "--ignore-scripts", $"{Package}@{Version}")
                with { Deadline = Deadline };
            await new CommandRunner().OutputOfAsync(command, TestContext.Current.CancellationToken);
            if (!Directory.Exists(home)) Directory.Move(work, home);
        }

        return Path.Combine(home, "node_modules", Package);
    }
}
