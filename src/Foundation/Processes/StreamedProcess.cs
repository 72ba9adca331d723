using System.Diagnostics;

namespace Foundation.Processes;

/// <summary>A program whose output is passed on as it comes, byte by byte.</summary>
public sealed class StreamedProcess : IDisposable
{
    private const int Chunk = 32 << 10;
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(2);
    private readonly Process process;
    private readonly Task output;

    private StreamedProcess(Process process, Action<byte[], bool> said)
    {
        this.process = process;
        output = Task.WhenAll(
            PumpAsync(process.StandardOutput.BaseStream, bytes => said(bytes, false)), PumpAsync(process.StandardError.BaseStream, bytes => said(bytes, true)));
    }

    /// <summary>Starts a program.</summary>
    /// <param name="command">The program. Its deadline does not count here.</param>
    /// <param name="said">Gets what it writes, from other threads; the flag is true for standard error.</param>
    /// <exception cref="Errors.ToolException">The program is missing or cannot be started.</exception>
    public static StreamedProcess Start(Command command, Action<byte[], bool> said) =>
        new(ProcessStart.Begin(command, new Dictionary<string, string?>()), said);

    /// <summary>Feeds it, and waits until it has ended.</summary>
    /// <param name="input">What it reads; null for nothing.</param>
    /// <param name="cancellation">Kills it with its whole group.</param>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitAsync(Stream? input, CancellationToken cancellation)
    {
        var id = process.Id;
        await using var kill = cancellation.Register(() => ProcessGroup.Kill(id));
        using var fed = new CancellationTokenSource();
        var feeding = FeedAsync(input, fed.Token);
        await process.WaitForExitAsync(CancellationToken.None);
        await fed.CancelAsync();
        await Task.WhenAny(output, Task.Delay(DrainLimit, TimeProvider.System, CancellationToken.None)); // A grandchild may keep the pipes open.
        cancellation.ThrowIfCancellationRequested();
        _ = feeding; // A read from a terminal that nobody ends is left behind.
        return process.ExitCode;
    }

    /// <summary>Lets go of the program.</summary>
    public void Dispose() => process.Dispose();

    private async Task FeedAsync(Stream? input, CancellationToken cancellation)
    {
        try
        {
            if (input is not null) await input.CopyToAsync(process.StandardInput.BaseStream, cancellation);
            process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It has ended, or reads no more.
        }
    }

    private static async Task PumpAsync(Stream stream, Action<byte[]> said)
    {
        var buffer = new byte[Chunk];
        while (await stream.ReadAsync(buffer) is > 0 and var count) said(buffer[..count]);
    }
}
