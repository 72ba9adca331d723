using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Directories with everything in them. What is gone already is done; a link is a file like any other and is never followed.</summary>
internal static class Tree
{
    private const UnixFileMode Writable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Deletes a directory; nothing happens when there is none. A build may have made parts of it read-only.</summary>
    /// <exception cref="UnauthorizedAccessException">A part of it belongs to another user.</exception>
    public static void Delete(string path)
    {
        if (new DirectoryInfo(path) is not { Exists: true, LinkTarget: null }) return;
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another process was faster.
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            MakeWritable(path);
            if (Directory.Exists(path)) Remove(path);
        }
    }

    // A name that is no UTF-8 text cannot be written here, and so not be deleted from here.
    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (IOException)
        {
            new CommandRunner().OutputOfAsync(Command.Of("rm", "-rf", "--", path) with { Deadline = Limit }, CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    private static void MakeWritable(string path)
    {
        if (!Directory.Exists(path)) return;
        var mode = File.GetUnixFileMode(path);
        if ((mode & Writable) != Writable) File.SetUnixFileMode(path, mode | Writable);
        foreach (var inner in new DirectoryInfo(path).EnumerateDirectories().Where(d => d.LinkTarget is null)) MakeWritable(inner.FullName);
    }
}
