using System.Diagnostics;

namespace Confiture.Postgres.Tests;

/// <summary>An empty home with an empty cache for a user, deleted in the end.</summary>
internal sealed class TemporaryHome : IDisposable
{
    internal TemporaryHome(int user)
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("confiture-test-").FullName;
        using var chown = Process.Start("chown", [$"{user}:{user}", Directory]);
        chown.WaitForExit();
    }

    internal string Directory { get; }

    internal string Cache => Path.Combine(Directory, "cache");

    internal (string Name, string? Value)[] Environment => [("HOME", Directory), ("XDG_CACHE_HOME", Cache), ("CONFITURE_POSTGRES", null)];

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
