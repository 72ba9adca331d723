namespace Confiture.Schema;

/// <summary>Which DDL files make up a schema, and in which order they run: directory by directory, within each by numeric prefixes and names.</summary>
/// <param name="Directories">Where they are, in the order in which they were declared.</param>
public sealed record SchemaFiles(IReadOnlyList<SchemaDirectory> Directories)
{
    /// <summary>Directories with everything below them.</summary>
    /// <param name="paths">The directories, as full paths.</param>
    public SchemaFiles(params IEnumerable<string> paths)
        : this([.. paths.Select(path => new SchemaDirectory(path))])
    {
    }

    /// <summary>Directories that do not count wherever they are found, as full paths.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>The directories, as full paths in the order in which they are read.</summary>
    public IEnumerable<string> Paths => InOrder.Select(directory => directory.Path);

    /// <summary>The files, each once, in the order in which they run.</summary>
    /// <param name="nameOf">What messages call a directory, given its path; the path itself by default.</param>
    /// <exception cref="Foundation.Errors.ToolException">A directory is missing (<c>CONF-SCH-001</c>).</exception>
    public IReadOnlyList<string> Find(Func<string, string>? nameOf = null)
    {
        foreach (var directory in Directories.Where(d => !d.IsOptional)) SchemaSource.Require(directory.Path, nameOf);
        return [.. InOrder.SelectMany(d => d.Find().Where(IsCounted).Order(NumberedPath.Order)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The files that run before one.</summary>
    /// <param name="file">A full path; the file need not exist. If it is none of them, all run before it.</param>
    public IReadOnlyList<string> Before(string file) =>
        [.. InOrder.SelectMany(d => d.Find().Concat(d.Contains(file) ? [file] : []).Where(IsCounted).Order(NumberedPath.Order))
            .Distinct(StringComparer.Ordinal).TakeWhile(found => found != file)];

    /// <summary>Whether a file is one of them.</summary>
    /// <param name="file">A full path.</param>
    public bool Contains(string file) => IsCounted(file) && Directories.Any(d => d.Contains(file));

    /// <summary>The same files without those in directories that a word names, as in <c>seeds</c> or <c>05_seeds</c>.</summary>
    /// <param name="root">The directory below which names count.</param>
    public SchemaFiles Without(string root, params IReadOnlyList<string> words) => this with { ExcludedWords = (root, words) };

    /// <summary>The same files elsewhere: what paths below one directory are below another.</summary>
    /// <param name="at">Where each directory is instead.</param>
    public SchemaFiles Moved(Func<string, string> at)
    {
        ArgumentNullException.ThrowIfNull(at);
        return new([.. Directories.Select(d => d with { Path = at(d.Path) })]) { Excluded = [.. Excluded.Select(at)] };
    }

    internal static bool IsBelow(string path, string directory) =>
        path.StartsWith(directory.EndsWith(Path.DirectorySeparatorChar) ? directory : directory + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private (string Root, IReadOnlyList<string> Words)? ExcludedWords { get; init; }

    private IEnumerable<SchemaDirectory> InOrder => Directories.OrderBy(directory => directory.Order);

    private bool IsCounted(string file) => !Excluded.Any(directory => IsBelow(file, directory))
        && !(ExcludedWords is { } words && Path.GetRelativePath(words.Root, Path.GetDirectoryName(file)!)
            .Split(Path.DirectorySeparatorChar, '_', '-').Any(words.Words.Contains));
}
