using Foundation.Files;

namespace Confiture.Postgres;

/// <summary>Where server programs and fresh data directories are kept for the next time. As root it is a place that the server's user may read.</summary>
internal static class PostgresCache
{
    /// <summary>One directory per major version that was installed.</summary>
    internal static string Servers => Path.Combine(Root, "postgres");

    /// <summary>Where initialised data directories are kept, one per kind of server. It exists on return.</summary>
    /// <param name="temporary">The place for a service user without a home, or on a read-only system: there they stay until it is cleaned.</param>
    internal static string DataDirectories(string temporary) => InCache("data") ?? Made(temporary, "data");

    /// <summary>Where versions of server programs are noted, one file for each program. It exists on return; null where the user has no cache.</summary>
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

    /// <summary>Makes a directory of the cache. As root the server's user can pass: a strict umask must not hide its programs from it.</summary>
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
