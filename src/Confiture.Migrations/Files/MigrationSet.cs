using System.Text.RegularExpressions;

namespace Confiture.Migrations;

/// <summary>The migrations of one directory, oldest first.</summary>
public sealed partial class MigrationSet
{
    private MigrationSet(string directory, IReadOnlyList<Migration> migrations)
    {
        Directory = directory;
        Migrations = migrations;
    }

    /// <summary>The directory that was read.</summary>
    public string Directory { get; }

    /// <summary>All migrations by version.</summary>
    public IReadOnlyList<Migration> Migrations { get; }

    /// <summary>The migration with a version, or null.</summary>
    /// <param name="version">The fourteen digits.</param>
    public Migration? Find(string version) => Migrations.FirstOrDefault(m => m.Version == version);

    /// <summary>The migrations up to a version and with it.</summary>
    /// <param name="version">The fourteen digits.</param>
    public MigrationSet Through(string version) => new(Directory, [.. Migrations.Where(m => string.CompareOrdinal(m.Version, version) <= 0)]);

    /// <summary>No migrations, for a project without a migrations directory.</summary>
    /// <param name="directory">Where they will be.</param>
    public static MigrationSet None(string directory) => new(directory, []);

    /// <summary>Reads a directory. Every file in it that ends in <c>.sql</c> must belong to a pair.</summary>
    /// <exception cref="Foundation.Errors.ToolException">The directory is missing; or a file is misnamed, stands alone, or shares its version with another;
    /// all of them are listed.</exception>
    public static MigrationSet Load(string directory)
    {
        if (!System.IO.Directory.Exists(directory)) throw MigrationErrors.NoDirectory(directory);
        List<NamedFile> files = [.. SqlFilesIn(directory).Select(path => new NamedFile(path, FileName().Match(Path.GetFileName(path))))];
        List<string> problems = [.. files.Where(f => !f.Name.Success).Select(f => $"{f.Path}: the name is not YYYYMMDDHHMMSS_name.up.sql or .down.sql")];
        List<Migration> migrations = [];
        foreach (var version in files.Where(f => f.Name.Success).GroupBy(f => f["version"]))
        {
            var names = version.Select(f => f["name"]).Distinct(StringComparer.Ordinal).ToList();
            var up = version.FirstOrDefault(f => f["verb"] == "up")?.Path;
            var down = version.FirstOrDefault(f => f["verb"] == "down")?.Path;
            if (names.Count > 1) problems.Add($"{directory}: version {version.Key} is used by {string.Join(" and ", names)}");
            else if (up is null) problems.Add($"{down}: {version.Key}_{names[0]}.up.sql is missing");
            else migrations.Add(new(version.Key, names[0], MigrationFile.Read(up), down is null ? null : MigrationFile.Read(down)));
        }

        return problems.Count == 0 ? new(directory, migrations) : throw MigrationErrors.BadFiles(directory, problems);
    }

    // A file that ends in .SQL would otherwise be skipped silently.
    private static IEnumerable<string> SqlFilesIn(string directory) =>
        System.IO.Directory.EnumerateFiles(directory).Where(path => path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^(?<version>[0-9]{14})_(?<name>[A-Za-z0-9][A-Za-z0-9_\-]*)\.(?<verb>up|down)\.sql$", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();

    private sealed record NamedFile(string Path, Match Name)
    {
        public string this[string part] => Name.Groups[part].Value;
    }
}
