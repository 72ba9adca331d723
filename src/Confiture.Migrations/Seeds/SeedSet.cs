using Confiture.Schema;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>One seed file.</summary>
/// <param name="Name">Its path relative to the project's root: by it the database remembers the file.</param>
/// <param name="File">Its text and checksum.</param>
public sealed record SeedFile(string Name, MigrationFile File)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The seed files of an environment, in the order in which they run.</summary>
/// <param name="Directories">Where they were looked for, for messages.</param>
public sealed record SeedSet(IReadOnlyList<SeedFile> Files, IReadOnlyList<string> Directories)
{
    /// <summary>No seeds.</summary>
    public static readonly SeedSet None = new([], []);

    /// <summary>All files in one, each below a line comment with its path.</summary>
    public string Text => string.Concat(Files.Select(f => SchemaSource.Text(f.Name, f.File.Script)));

    /// <summary>The seeds that run before a file.</summary>
    /// <param name="file">A full path; the file need not exist. If it is no seed, all run before it.</param>
    /// <param name="files">Which files these are.</param>
    /// <param name="root">The project's root.</param>
    public SeedSet Before(string file, SchemaFiles files, string root)
    {
        ArgumentNullException.ThrowIfNull(files);
        var names = files.Before(file).Select(path => Path.GetRelativePath(root, path)).ToHashSet(StringComparer.Ordinal);
        return this with { Files = [.. Files.Where(f => names.Contains(f.Name))] };
    }

    /// <summary>Reads every <c>.sql</c> file of the directories: directory by directory, within each by numeric prefixes and names.</summary>
    /// <param name="files">Which files.</param>
    /// <param name="root">The project's root.</param>
    /// <exception cref="ToolException">A directory is missing, or a file cannot be read as SQL.</exception>
    public static SeedSet Load(SchemaFiles files, string root)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (var directory in files.Directories.Where(d => !d.IsOptional && !Directory.Exists(d.Path)))
            throw SeedErrors.NoDirectory(Path.GetRelativePath(root, directory.Path));
        List<SeedFile> seeds = [.. files.Find().Select(path => new SeedFile(Path.GetRelativePath(root, path), MigrationFile.Read(path)))];
        // A file that cannot be read as SQL is found before the first one runs.
        foreach (var seed in seeds) _ = seed.File.Script;
        return new(seeds, [.. files.Paths.Select(path => Path.GetRelativePath(root, path))]);
    }
}
