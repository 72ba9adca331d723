using System.Diagnostics;

namespace Foundation.Processes;

/// <summary>A program that runs independently of its starter: a supervised service, or a daemon that outlives it.</summary>
public sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(2);
    private readonly Process process;
    private readonly Task output;

    private ChildProcess(Process process, Action<string> line)
    {
        this.process = process;
        process.StandardInput.Close();
        output = Task.WhenAll(PumpAsync(process.StandardOutput, line), PumpAsync(process.StandardError, line));
    }

    /// <summary>The process id; it also names the process group.</summary>
    public int Id => process.Id;

    /// <summary>The exit code; only after the end.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>Starts a program and hands every line of its output to <paramref name="line"/>.</summary>
    /// <param name="command">The program. Its deadline does not count here.</param>
    /// <param name="line">Called from other threads, for one line at a time of each stream.</param>
    /// <exception cref="Errors.ToolException">The program is missing or cannot be started.</exception>
    public static ChildProcess Start(Command command, Action<string> line) => new(ProcessStart.Begin(command, new Dictionary<string, string?>()), line);

    /// <summary>Starts a program that survives this process. It gets no input, and its output is discarded.</summary>
    /// <exception cref="Errors.ToolException">The program is missing or cannot be started.</exception>
    public static void StartDaemon(Command command)
    {
        var daemon = ProcessStart.Begin(command, new Dictionary<string, string?>());
        daemon.StandardInput.Close();
        daemon.StandardOutput.Close();
        daemon.StandardError.Close();
        daemon.Dispose();
    }

    /// <summary>Waits until the program ends and its output is read. Cancellation ends the wait, not the program.</summary>
    public async Task WaitForExitAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation);
        await Task.WhenAny(output, Task.Delay(DrainLimit, TimeProvider.System, cancellation)); // A grandchild may keep the pipes open.
    }

    /// <summary>Sends a signal to the program and to everything in its group.</summary>
    public void Signal(ProcessSignal signal) => ProcessGroup.Signal(process.Id, signal);

    /// <summary>Lets go of the program; it is not ended.</summary>
    public void Dispose() => process.Dispose();

    private static async Task PumpAsync(StreamReader reader, Action<string> line)
    {
        while (await reader.ReadLineAsync() is { } text) line(text);
    }
}
