using System.Diagnostics;

namespace Foundation.Processes;

/// <summary>A program used through its standard input and output.</summary>
public sealed class PipedProcess : IDisposable
{
    private const int KeptLines = 20;
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);
    private readonly Process process;
    private readonly Queue<string> errors = new();

    private PipedProcess(Process process)
    {
        this.process = process;
        Said = PumpAsync();
    }

    /// <summary>The program's standard input.</summary>
    public Stream Input => process.StandardInput.BaseStream;

    /// <summary>The program's standard output.</summary>
    public Stream Output => process.StandardOutput.BaseStream;

    /// <summary>The process id.</summary>
    public int Id => process.Id;

    private Task Said { get; }

    /// <summary>Starts a program. Its deadline does not count here.</summary>
    /// <exception cref="Errors.ToolException">The program is missing or cannot be started.</exception>
    public static PipedProcess Start(Command command) => new(ProcessStart.Begin(command, new Dictionary<string, string?>()));

    /// <summary>The last lines of its standard error.</summary>
    public IReadOnlyList<string> LastErrors()
    {
        lock (errors) return [.. errors];
    }

    /// <summary>Closes its input, which asks it to end, and waits; what does not end is killed with its group.</summary>
    public async Task EndAsync()
    {
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(EndLimit, TimeProvider.System);
            await Said.WaitAsync(EndLimit, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            ProcessGroup.Kill(process.Id);
        }
    }

    /// <summary>Lets go of the program; it is not ended.</summary>
    public void Dispose() => process.Dispose();

    private async Task PumpAsync()
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            lock (errors)
            {
                errors.Enqueue(line);
                if (errors.Count > KeptLines) errors.Dequeue();
            }
        }
    }
}
