using System.Diagnostics;

namespace Confiture.Migrations.Tests;

internal sealed record CliResult(int Exit, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public override string ToString() => $"exit {Exit}\n{Output}\n{Errors}";
}

/// <summary>The built executable, as another process.</summary>
internal sealed class Cli : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);
    private readonly Process process;

    private Cli(Process process)
    {
        this.process = process;
        Errors = process.StandardError.ReadToEndAsync();
    }

    public static string RepositoryRoot { get; } = FindRoot();

    public int Pid => process.Id;

    public StreamReader Output => process.StandardOutput;

    private Task<string> Errors { get; }

    /// <summary>The executable in the directory that the variable TOOLS names, or else the one that was built with these tests. A native one starts in
    /// milliseconds, and these tests start thousands.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("TOOLS") is { Length: > 0 } tools
        ? Path.Combine(tools, "confiture")
        : Path.Combine(RepositoryRoot, "src/confiture",
            Path.GetRelativePath(Path.Combine(RepositoryRoot, "tests/Confiture.Migrations.Tests"), AppContext.BaseDirectory), "confiture");

    public static Cli Start(string directory, IReadOnlyList<string> arguments, params (string Name, string? Value)[] environment) =>
        StartUnder([], directory, arguments, environment);

    /// <summary>Starts it by another program, which replaces itself with it.</summary>
    public static Cli StartUnder(
        IReadOnlyList<string> starter, string directory, IReadOnlyList<string> arguments, params (string Name, string? Value)[] environment)
    {
        string[] command = [.. starter, Program, .. arguments];
        var info = new ProcessStartInfo(command[0],
            command[1..]) { WorkingDirectory = directory, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) info.Environment[name] = value;
        return new(Process.Start(info)!);
    }

    public async Task<CliResult> EndAsync()
    {
        using var limit = new CancellationTokenSource(Deadline);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new(process.ExitCode, output, await Errors);
    }

    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Fraisier.slnx"))) return at.FullName;
        }

        throw new InvalidOperationException($"Fraisier.slnx is in no directory above {AppContext.BaseDirectory}.");
    }
}
