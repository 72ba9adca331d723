using System.Runtime.InteropServices;
using System.Text;

namespace Foundation.Files;

/// <summary>Writes that are on the disk when the call returns, and that a crash leaves either whole or not begun.</summary>
public static class DurableFile
{
    /// <summary>Readable and writable by the owner alone.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static int drafts;

    /// <summary>Replaces a file as one act: a reader sees the old text or the new one, never a part.</summary>
    /// <param name="path">The file; its directory exists.</param>
    /// <param name="text">The new content, written as UTF-8.</param>
    /// <param name="mode">The file's permissions.</param>
    /// <exception cref="IOException">The file cannot be written; the old one is untouched.</exception>
    public static void Replace(string path, string text, UnixFileMode mode = Private)
    {
        var draft = $"{path}.{Environment.ProcessId}.{Interlocked.Increment(ref drafts)}.new";
        try
        {
            // What an earlier process of the same id left, or someone planted, lends its permissions to nothing.
            File.Delete(draft);
            using (var stream = Create(draft, mode))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                Sync(stream);
            }

            Rename(draft, path);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>Renames with rename(2), which replaces files and symbolic links atomically, and makes the change durable.</summary>
    /// <param name="from">The present name.</param>
    /// <param name="to">The new name, in the same file system.</param>
    /// <exception cref="IOException">The system refused.</exception>
    public static void Rename(string from, string to)
    {
        if (Native.Rename(from, to) != 0) throw new IOException($"rename {from} to {to}: {Marshal.GetLastPInvokeErrorMessage()}");
        SyncDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    /// <summary>Makes creations, renames and deletions in a directory durable.</summary>
    /// <exception cref="IOException">The system refused.</exception>
    public static void SyncDirectory(string directory)
    {
        var descriptor = Native.Open(directory, Native.ReadOnly);
        if (descriptor < 0) throw new IOException($"open {directory}: {Marshal.GetLastPInvokeErrorMessage()}");
        var failed = Native.Fsync(descriptor) != 0;
        var reason = failed ? Marshal.GetLastPInvokeErrorMessage() : string.Empty;
        _ = Native.Close(descriptor);
        if (failed) throw new IOException($"fsync {directory}: {reason}");
    }

    /// <summary>Makes what was written into a file durable.</summary>
    public static void Sync(FileStream stream) => stream.Flush(flushToDisk: true);

    private static FileStream Create(string path, UnixFileMode mode)
    {
        var stream = new FileStream(path,
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, UnixCreateMode = mode });
        // The umask took its part from the mode.
        File.SetUnixFileMode(stream.SafeFileHandle, mode);
        return stream;
    }
}
