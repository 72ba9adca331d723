using Foundation.Files;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Keeps one process running: starts it again when it ends, writes its output into a file, stops it when it is asked to end itself.</summary>
/// <param name="directory">The store's run directory, which holds the order.</param>
/// <param name="time">The clock.</param>
public sealed class Supervisor(string directory, TimeProvider time)
{
    /// <summary>The variable that identifies a supervisor's order.</summary>
    public const string TokenVariable = ProcessFiles.TokenVariable;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(20);
    private readonly ProcessFiles files = new(directory);

    /// <summary>Supervises until it is asked to end, or until another order replaces the one that it was started for.</summary>
    /// <param name="token">The order to follow.</param>
    /// <param name="cancellation">The request to end.</param>
    public async Task RunAsync(string token, CancellationToken cancellation)
    {
        using var alone = await FileLock.TakeAsync(files.SupervisorLock, LockPatience, time, cancellation);
        var pause = FirstPause;
        for (var starts = 1; !cancellation.IsCancellationRequested && files.Order is { } order && order.Token == token; starts++)
        {
            var started = time.GetTimestamp();
            await RunOnceAsync(order, starts, cancellation);
            if (time.GetElapsedTime(started) > LongestPause) pause = FirstPause;
            await Task.Delay(pause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        if (files.Record?.Token == token) files.Record = null;
    }

    private async Task RunOnceAsync(ProcessOrder order, int starts, CancellationToken cancellation)
    {
        using var log = new ServiceLog(order.Log);
        using var child = ChildProcess.Start(
            Command.Of(order.Command[0], [.. order.Command.Skip(1)])
                with { WorkingDirectory = order.Directory, Environment = new Dictionary<string, string?> { [ProcessFiles.TokenVariable] = null } },
            log.Write);
        files.Record = new(order.Token, order.Release, ProcessIdentity.Current, ProcessIdentity.Of(child.Id), starts, order.Commit);
        try
        {
            await child.WaitForExitAsync(cancellation);
            log.Write($"[fraisier] the process exited with code {child.ExitCode}");
        }
        catch (OperationCanceledException)
        {
            await StopAsync(child, TimeSpan.FromSeconds(order.StopSeconds));
        }

        child.Signal(ProcessSignal.Kill); // What it left behind would hold its port.
        files.Record = new(order.Token, order.Release, ProcessIdentity.Current, null, starts, order.Commit);
    }

    private async Task StopAsync(ChildProcess child, TimeSpan patience)
    {
        child.Signal(ProcessSignal.Terminate);
        using var limit = new CancellationTokenSource(patience, time);
        await child.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
