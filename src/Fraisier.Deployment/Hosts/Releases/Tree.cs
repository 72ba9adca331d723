namespace Fraisier.Deployment;

/// <summary>Directories with everything in them. What is gone already is done; a link is a file like any other and is never followed.</summary>
internal static class Tree
{
    private const UnixFileMode Writable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Deletes a directory; nothing happens when there is none. A build may have made parts of it read-only.</summary>
    /// <param name="path">The directory.</param>
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
            // Somebody else was faster.
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            MakeWritable(path);
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
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
