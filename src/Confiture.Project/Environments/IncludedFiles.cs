using Confiture.Schema;
using Foundation.Configuration;

namespace Confiture.Project;

/// <summary>Reads <c>include_dirs</c> and <c>exclude_dirs</c> of an environment file.</summary>
internal static class IncludedFiles
{
    private const int FurthestOrder = 1_000_000;
    private const string UsualSeed = "db/seeds";

    internal static SchemaFiles Of(ConfigurationMap map, string root, string usual)
    {
        // An item may be a path alone.
        var directories = map.MapList("include_dirs", "path").Select(item => Directory(item, root)).ToList();
        return new(directories.Count > 0 ? directories : [new(Path.GetFullPath(usual, root))])
        {
            Excluded = [.. map.TextList("exclude_dirs").Select(path => Full(path, root))],
        };
    }

    internal static SchemaFiles SeedsOf(ConfigurationMap map, string environment, string root) =>
        map.TextList("seeds") is { Count: > 0 } named ? new(named.Select(path => Full(path, root))) : UsualSeeds(environment, root);

    // Nobody has to have seeds.
    internal static SchemaFiles UsualSeeds(string environment, string root) => new(
        [.. ((string[])["common", environment]).Select(name => new SchemaDirectory(Full(Path.Combine(UsualSeed, name), root)) { IsOptional = true })]);

    private static SchemaDirectory Directory(ConfigurationMap item, string root) => new(Full(item.Text("path"), root))
    {
        IsRecursive = item.Flag("recursive", true),
        Include = item.TextList("include"),
        Exclude = item.TextList("exclude"),
        Order = item.Integer("order", 0, -FurthestOrder, FurthestOrder),
        IsOptional = item.Flag("auto_discover", false),
    };

    // A slash at the end is a habit, and no other directory.
    private static string Full(string path, string root) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, root));
}
