using System.Collections.Concurrent;
using Foundation.Processes;

namespace Fleet.Tests;

/// <summary>A fraisier that is at work: it can be watched at its transitions, and signalled.</summary>
internal sealed class RunningTool : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private readonly ConcurrentQueue<string> lines;
    private readonly ChildProcess process;
    private readonly string trace;
    private bool ended;

    private RunningTool(ChildProcess process, ConcurrentQueue<string> lines, string trace) => (this.process, this.lines, this.trace) = (process, lines, trace);

    public int Pid => process.Id;

    /// <summary>What it said so far on both streams.</summary>
    public string Said => string.Join('\n', lines);

    /// <summary>Starts a command that writes its transitions into a file.</summary>
    public static RunningTool Start(Command command, string trace)
    {
        // A test run in the background inherits an ignored SIGINT, which the tool would rightly go on ignoring.
        command = Command.Of("env", ["--default-signal=INT", command.Program, .. command.Arguments])
            with { WorkingDirectory = command.WorkingDirectory, Environment = command.Environment };
        var lines = new ConcurrentQueue<string>();
        return new(ChildProcess.Start(command, lines.Enqueue), lines, trace);
    }

    /// <summary>Waits until so many transitions are reached; false when it ended before.</summary>
    public async Task<bool> ReachAsync(int count)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!File.Exists(trace) || (await File.ReadAllLinesAsync(trace, limit.Token)).Length < count)
        {
            if (!Directory.Exists($"/proc/{Pid}")) return false;
            await Task.Delay(5, limit.Token);
        }

        return true;
    }

    /// <summary>Waits until a transition is reached whose name begins with <paramref name="point"/>, the last of so many <paramref name="times"/>.</summary>
    public async Task<RunningTool> ReachAsync(string point, int times = 1)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!File.Exists(trace) || (await File.ReadAllLinesAsync(trace, limit.Token)).Count(l => l.StartsWith(point, StringComparison.Ordinal)) < times)
        {
            if (!Directory.Exists($"/proc/{Pid}")) throw new InvalidOperationException($"It ended before {point}: {Said}");
            await Task.Delay(20, limit.Token);
        }

        return this;
    }

    public void Signal(int signal) => ProcessGroup.SignalOne(Pid, (ProcessSignal)signal);

    /// <summary>Kills it as the kernel does, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        Signal((int)ProcessSignal.Kill);
        await EndAsync();
    }

    /// <summary>Waits for its end; returns the exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        ended = true;
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!ended) await KillAsync();
        process.Dispose();
    }
}
