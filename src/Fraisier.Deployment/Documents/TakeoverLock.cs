using Foundation.Errors;
using Foundation.Files;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>
/// Takes a lock file that a paused process may hold. Such a process would hold it forever, and would finish what it was about to
/// do when it wakes; so it is killed, but only after its lease is over.
/// </summary>
internal static class TakeoverLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="overdue">The process that may be killed for it now; null when there is none.</param>
    /// <param name="limit">The longest wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ToolException">Someone else kept the lock (<c>FRAI-DEP-002</c>).</exception>
    public static async Task<FileLock> TakeAsync(string path, Func<ProcessIdentity?> overdue, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        for (var start = time.GetTimestamp(); ;)
        {
            try
            {
                return await FileLock.TakeAsync(path, Patience, time, cancellation);
            }
            catch (TimeoutException e)
            {
                if (overdue() is { } stuck && stuck != ProcessIdentity.Current && stuck.IsAlive() == true)
                    ProcessGroup.SignalOne(stuck.Pid, ProcessSignal.Kill);
                else if (time.GetElapsedTime(start) > limit) throw Held(path, limit, e);
            }
        }
    }

    private static ToolException Held(string path, TimeSpan limit, Exception cause) => DeploymentErrors.Locked.Error(
        $"{path} stayed locked for {limit.TotalSeconds:0} s.",
        "Another fraisier is running here, or hangs.",
        $"Run `fuser -v {path}` to find it, wait, and run the command again.",
        cause);
}
