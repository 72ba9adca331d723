namespace Fraisier.Deployment.Tests;

/// <summary>Everything under a directory as text: kinds, modes, sizes, times, link targets.</summary>
internal static class Listing
{
    public static IReadOnlyList<string> Of(string directory, params IReadOnlyList<string> without)
    {
        if (!Directory.Exists(directory)) return [];
        return
        [
            .. Directory.EnumerateFileSystemEntries(directory, "*", SearchOption.AllDirectories).Append(directory)
                .Where(p => !without.Any(w => p == Path.Combine(directory, w) || p.StartsWith(Path.Combine(directory, w) + "/", StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal).Select(Describe),
        ];
    }

    private static string Describe(string path)
    {
        var info = new FileInfo(path);
        return info.LinkTarget is { } link ? $"{path} -> {link}"
            : Directory.Exists(path) ? $"{path}/ {File.GetUnixFileMode(path)} {Directory.GetLastWriteTimeUtc(path):O}"
            : $"{path} {info.UnixFileMode} {info.Length} {info.LastWriteTimeUtc:O}";
    }
}
