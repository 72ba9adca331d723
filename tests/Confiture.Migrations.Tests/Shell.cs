using System.Diagnostics;

namespace Confiture.Migrations.Tests;

/// <summary>Lines of shell, in which <c>confiture</c> is the built executable.</summary>
internal static class Shell
{
    public static async Task<CliResult> RunAsync(string directory, string line, params (string Name, string? Value)[] environment)
    {
        var info = new ProcessStartInfo("bash", ["-c", line]) { WorkingDirectory = directory, UseShellExecute = false, RedirectStandardInput =
            true, RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["PATH"] = $"{Path.GetDirectoryName(Cli.Program)}:{Environment.GetEnvironmentVariable("PATH")}";
        foreach (var (name, value) in environment) info.Environment[name] = value;
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(limit.Token);
        return new(process.ExitCode, await output, await errors);
    }

    public static async Task<string> SucceedsAsync(string directory, string line, params (string Name, string? Value)[] environment)
    {
        var result = await RunAsync(directory, line, environment);
        Assert.True(result.Exit == 0, $"{line}\n{result}");
        return result.Output;
    }
}
