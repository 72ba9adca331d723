using Foundation.Configuration;

namespace Fraisier.Deployment;

/// <summary>Reads what releases share.</summary>
internal static class SharedReader
{
    private const string Files = "shared_files", Directories = "shared_dirs", Writable = "writable_dirs";

    /// <summary>Reads the three lists; a working copy has none of them.</summary>
    public static SharedSettings Read(ConfigurationMap map, ReleaseLayout layout)
    {
        var settings = new SharedSettings(Read(map, Files), Read(map, Directories), Read(map, Writable));
        var set = new[] { Files, Directories, Writable }.Where(k => map.Has(k)).ToList();
        if (layout == ReleaseLayout.InPlace && set.Count > 0)
        {
            map.Mistake(set[0], $"`{set[0]}` needs `layout: releases`",
                "in a working copy, files and directories that git ignores stay where they are");
        }

        List<(string Key, string Path)> links = [.. settings.Files.Select(p => (Files, p)), .. settings.Directories.Select(p => (Directories, p))];
        foreach (var (key, path) in links)
        {
            if (links.Find(l => path.StartsWith(l.Path + "/", StringComparison.Ordinal)) is { Path: { } outer })
                map.Mistake(key, $"`{path}` is inside of `{outer}`, which is shared as a whole");
        }

        if (links.GroupBy(l => l.Path, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            map.Mistake(twice.Last().Key, $"`{twice.Key}` is listed twice");
        return settings;
    }

    private static List<string> Read(ConfigurationMap map, string key)
    {
        var paths = map.TextList(key);
        foreach (var path in paths.Where(p => !ReleasePath.IsInside(p) || p.Split('/')[0] == ".git"))
            map.Mistake(key, $"`{path}` is not a path inside the release", "write it relative to the release, without `..`");
        return [.. paths.Select(p => p.TrimEnd('/'))];
    }
}
