using System.Runtime.InteropServices;
using Foundation.Waiting;

namespace Foundation.Files;

/// <summary>An exclusive lock on a file (flock on Unix). The kernel frees it when the holder ends, however it ends.</summary>
public sealed class FileLock : IDisposable
{
    private static readonly Pace Poll = Pace.Every(TimeSpan.FromMilliseconds(10));
    private readonly FileStream stream;

    private FileLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock if it is free; null when someone else holds it.</summary>
    /// <param name="path">The lock file; made when it is missing and never deleted.</param>
    /// <exception cref="IOException">The file cannot be opened, or its file system knows no locks.</exception>
    public static FileLock? TryTake(string path)
    {
        FileStream opened;
        try
        {
            opened = new(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                BufferSize = 0,
                UnixCreateMode = DurableFile.Private,
            });
        }
        catch (IOException e) when (e.HResult == Native.WouldBlock)
        {
            return null;
        }

        // The runtime does not lock with DOTNET_SYSTEM_IO_DISABLEFILELOCKING and hides that a file system has no locks.
        if (Native.Flock(opened.SafeFileHandle, Native.LockExclusiveNow) == 0) return new(opened);
        var (error, reason) = (Marshal.GetLastPInvokeError(), Marshal.GetLastPInvokeErrorMessage());
        opened.Dispose();
        return error == Native.WouldBlock ? null : throw new IOException($"flock {path}: {reason}");
    }

    /// <summary>Takes the lock, waiting at most <paramref name="limit"/> for the present holder.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="limit">The longest wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="TimeoutException">The holder did not let go in time.</exception>
    public static async Task<FileLock> TakeAsync(string path, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        FileLock? taken = null;
        return await Deadline.In(limit, time).UntilAsync(() => (taken = TryTake(path)) is not null, Poll, cancellation)
            ? taken!
            : throw new TimeoutException($"{path} stayed locked for {limit.TotalSeconds:0} s");
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
