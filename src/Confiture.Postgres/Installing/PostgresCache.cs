using Foundation.Files;

namespace Confiture.Postgres;

/// <summary>The cache of server programs and new data directories. As root, it is readable for the server's user.</summary>
internal static class PostgresCache
{
    /// <summary>One directory per major version that was installed.</summary>
    internal static string Servers => Path.Combine(Root, "postgres");

    /// <summary>The directory of initialized data directories, one per kind of server. It exists on return.</summary>
    /// <param name="temporary">The place for a service user without a home, or on a read-only system: there they stay until it is cleaned.</param>
    internal static string DataDirectories(string temporary) => InCache("data") ?? Made(temporary, "data");

    /// <summary>The directory that records versions of server programs, one file each. It exists on return; null when the user has no cache.</summary>
    internal static string? Versions() => InCache("versions");

    private static string? InCache(string name)
    {
        try
        {
            return Made(Root, name);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return null;
        }
    }

    private static string Made(string parent, string name)
    {
        var directory = Path.Combine(parent, name);
        MakePassable(directory);
        return directory;
    }

    private static string Root => FileOwner.EffectiveUser == 0 ? "/var/cache/confiture" : Path.Combine(UserCache(), "confiture");

    /// <summary>The program directory inside an installed version.</summary>
    internal static string ProgramsIn(string version) => Path.Combine(version, "bin");

    /// <summary>Creates a directory of the cache. As root, the server's user can enter it, even with a strict umask.</summary>
    internal static void MakePassable(string directory)
    {
        Directory.CreateDirectory(directory);
        if (FileOwner.EffectiveUser != 0) return;
        foreach (var each in (string[])[Path.GetDirectoryName(directory)!, directory])
        {
            File.SetUnixFileMode(each, File.GetUnixFileMode(each) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }

    private static string UserCache() =>
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache)
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
}
