using Microsoft.Extensions.FileSystemGlobbing;

namespace Confiture.Schema;

/// <summary>One directory of DDL files.</summary>
/// <param name="Path">The directory, as a full path.</param>
public sealed record SchemaDirectory(string Path)
{
    private const string Extension = ".sql";

    /// <summary>False to read only the files directly in it.</summary>
    public bool IsRecursive { get; init; } = true;

    /// <summary>Patterns of paths below it, such as <c>**/*.sql</c>: a file must match one of them. None for every file that ends in <c>.sql</c>.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of paths below it: a file must match none of them.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Its place among the directories: lower numbers first, equal ones as declared.</summary>
    public int Order { get; init; }

    /// <summary>True when it may be missing.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether a file belongs to it.</summary>
    /// <param name="file">A full path; the file need not exist.</param>
    public bool Contains(string file)
    {
        if (!SchemaFiles.IsBelow(file, Path)) return false;
        var relative = System.IO.Path.GetRelativePath(Path, file);
        if (!IsRecursive && relative.Contains(System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)) return false;
        return Include.Count + Exclude.Count == 0 ? IsSql(relative) : Patterns.Match(relative).HasMatches && (Include.Count > 0 || IsSql(relative));
    }

    internal IEnumerable<string> Find() => !Directory.Exists(Path) ? [] :
        Directory.EnumerateFiles(Path, "*", IsRecursive ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly).Where(Contains);

    private Matcher Patterns
    {
        get
        {
            if (field is not null) return field;
            var matcher = new Matcher(StringComparison.Ordinal);
            matcher.AddIncludePatterns(Include.Count > 0 ? Include : ["**/*"]);
            matcher.AddExcludePatterns(Exclude);
            return field = matcher;
        }
    }

    private static bool IsSql(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
}
