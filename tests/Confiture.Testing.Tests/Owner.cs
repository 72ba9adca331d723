using System.Diagnostics;

namespace Confiture.Testing.Tests;

/// <summary>Another process with databases for tests.</summary>
internal sealed class Owner : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);
    private readonly Process process;

    private Owner(Process process) => this.process = process;

    public static Owner Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Confiture.Testing.Tests.Owner");
        return new(Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!);
    }

    /// <summary>The names of its databases, once it has them.</summary>
    public async Task<string[]> NamesAsync()
    {
        using var limit = new CancellationTokenSource(Deadline);
        return (await process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync()))
            .Split(' ');
    }

    public async Task EndAsync()
    {
        using var limit = new CancellationTokenSource(Deadline);
        process.StandardInput.Close();
        var errors = await process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, errors);
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }
}
