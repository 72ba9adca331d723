using System.Diagnostics;
using System.Globalization;

namespace Confiture.Postgres.Tests;

/// <summary>Another process that owns a server, as this user or as another one.</summary>
internal sealed class OwnerProgram : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Confiture.Postgres.Tests.Owner");
    private readonly Process process;
    private readonly Task<string> errors;

    private OwnerProgram(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    internal int Pid => process.Id;

    internal string Version { get; private set; } = string.Empty;

    internal string Directory { get; private set; } = string.Empty;

    internal int Postmaster { get; private set; }

    internal static OwnerProgram Begin(IReadOnlyList<string> arguments, int? user = null, params (string Name, string? Value)[] environment)
    {
        string[] command = user is { } id
            ? ["setpriv", "--reuid", $"{id}", "--regid", $"{id}", "--clear-groups", Program, .. arguments]
            : [Program, .. arguments];
        var info = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput =
            true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var (name, value) in environment) info.Environment[name] = value;
        return new(Process.Start(info)!);
    }

    internal static async Task<OwnerProgram> ServeAsync(int? user = null, params (string Name, string? Value)[] environment)
    {
        var owner = Begin(["serve"], user, environment);
        owner.Version = await owner.process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await owner.errors);
        owner.Directory = (await owner.process.StandardOutput.ReadLineAsync())!;
        owner.Postmaster = int.Parse((await owner.process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        return owner;
    }

    internal async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    internal async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await EndAsync();
        process.Dispose();
    }
}
