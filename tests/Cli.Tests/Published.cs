using System.Runtime.CompilerServices;
using Foundation.Processes;

namespace Cli.Tests;

/// <summary>The published tools, as users have them.</summary>
internal static class Published
{
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    public static string Directory { get; } = Path.Combine(Repository, "artifacts", "bin");

    public static string Tool(string name)
    {
        var path = Path.Combine(Directory, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: ./build.sh makes it.");
    }

    /// <summary>Runs a tool to its end.</summary>
    public static Task<CommandResult> RunAsync(string tool, params string[] arguments) => RunInAsync("/tmp", tool, arguments);

    /// <summary>Runs a tool in a directory, with more environment variables.</summary>
    public static Task<CommandResult> RunInAsync(
        string directory, string tool, IReadOnlyList<string> arguments, params (string Name, string? Value)[] variables)
    {
        var environment = variables.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        var command = Command.Of(Tool(tool),
            [.. arguments]) with { WorkingDirectory = directory, Environment = environment, Deadline = TimeSpan.FromMinutes(2) };
        return new CommandRunner().RunAsync(command, CancellationToken.None);
    }

    /// <summary>Runs a line of shell, which knows the tools by name.</summary>
    public static Task<CommandResult> ShellAsync(string line)
    {
        var path = $"{Directory}:{Environment.GetEnvironmentVariable("PATH")}";
        var command = Command.Of("bash", "-c",
            line) with { WorkingDirectory = "/tmp", Environment = new Dictionary<string, string?> { ["PATH"] = path }, Deadline = TimeSpan.FromMinutes(2) };
        return new CommandRunner().RunAsync(command, CancellationToken.None);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
