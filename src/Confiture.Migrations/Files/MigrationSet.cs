namespace Confiture.Migrations;

/// <summary>The migrations of one directory, oldest first.</summary>
public sealed class MigrationSet
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
        var (pairs, problems) = FilePair.In(directory);
        return problems.Count == 0
            ? new(directory, [.. pairs.Select(MigrationOf)])
            : throw MigrationErrors.BadFiles(directory, [.. problems.Select(p => $"{p.File}: {p.Text}")]);
    }

    private static Migration MigrationOf(FilePair pair) =>
        new(pair.Version, pair.Name, MigrationFile.Read(pair.Up), pair.Down is null ? null : MigrationFile.Read(pair.Down));
}
