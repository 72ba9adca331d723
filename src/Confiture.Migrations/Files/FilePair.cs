using System.Text.RegularExpressions;

namespace Confiture.Migrations;

/// <summary>The paths of a migration, by their names alone.</summary>
/// <param name="Version">Fourteen digits.</param>
/// <param name="Up">The up file.</param>
/// <param name="Down">The down file; null when there is none.</param>
internal sealed partial record FilePair(string Version, string Name, string Up, string? Down)
{
    /// <summary>The pairs of a directory by version, and its files that form none.</summary>
    /// <exception cref="Foundation.Errors.ToolException">The directory is missing.</exception>
    public static (IReadOnlyList<FilePair> Pairs, IReadOnlyList<MigrationProblem> Problems) In(string directory)
    {
        if (!Directory.Exists(directory)) throw MigrationErrors.NoDirectory(directory);
        List<NamedFile> files = [.. SqlFilesIn(directory).Select(path => new NamedFile(path, FileName().Match(Path.GetFileName(path))))];
        List<MigrationProblem> problems =
            [.. files.Where(f => !f.Name.Success)
                .Select(f => new MigrationProblem(ProblemRule.Name, f.Path, "the name is not YYYYMMDDHHMMSS_name.up.sql or .down.sql"))];
        List<FilePair> pairs = [];
        foreach (var version in files.Where(f => f.Name.Success).GroupBy(f => f["version"]))
        {
            var names = version.Select(f => f["name"]).Distinct(StringComparer.Ordinal).ToList();
            var up = version.FirstOrDefault(f => f["verb"] == "up")?.Path;
            var down = version.FirstOrDefault(f => f["verb"] == "down")?.Path;
            if (names.Count > 1) problems.Add(new(ProblemRule.Version, directory, $"version {version.Key} is used by {string.Join(" and ", names)}"));
            else if (up is null) problems.Add(new(ProblemRule.Pair, down!, $"{version.Key}_{names[0]}.up.sql is missing"));
            else pairs.Add(new(version.Key, names[0], up, down));
        }

        return (pairs, problems);
    }

    // A file that ends in .SQL would otherwise be skipped silently.
    private static IEnumerable<string> SqlFilesIn(string directory) =>
        Directory.EnumerateFiles(directory).Where(path => path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^(?<version>[0-9]{14})_(?<name>[A-Za-z0-9][A-Za-z0-9_\-]*)\.(?<verb>up|down)\.sql$", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex FileName();

    private sealed record NamedFile(string Path, Match Name)
    {
        public string this[string part] => Name.Groups[part].Value;
    }
}
