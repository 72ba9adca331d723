using System.Diagnostics;
using System.Globalization;

namespace Confiture.Schema.Tests;

/// <summary>
/// A directory in memory for the databases of one server: each has three hundred files, and a disk that others use takes a third of a second to make
/// them. What a killed run left behind goes when the next one starts.
/// </summary>
internal sealed class MemoryDirectory
{
    private const string Memory = "/dev/shm";
    private const string Prefix = "confiture-schema-tests-";

    private MemoryDirectory(string path) => Path = path;

    internal string Path { get; }

    /// <summary>Makes one that the server's user may write to; null on a machine without.</summary>
    internal static MemoryDirectory? Make(int version)
    {
        if (!Directory.Exists(Memory)) return null;
        foreach (var old in Directory.EnumerateDirectories(Memory, Prefix + "*").Where(IsLeft)) Remove(old);
        var directory = new MemoryDirectory($"{Memory}/{Prefix}{Environment.ProcessId}-{version}");
        Directory.CreateDirectory(directory.Path);
        File.SetUnixFileMode(directory.Path, (UnixFileMode)0b111_111_111);
        return directory;
    }

    internal void Delete() => Directory.Delete(Path, recursive: true);

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another one that starts at the same time removes it as well.
        }
    }

    private static bool IsLeft(string path)
    {
        var owner = int.Parse(System.IO.Path.GetFileName(path)[Prefix.Length..].Split('-')[0], CultureInfo.InvariantCulture);
        try
        {
            return Process.GetProcessById(owner).HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
