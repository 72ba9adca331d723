using System.Reflection;
using System.Runtime.CompilerServices;

namespace Architecture.Tests;

/// <summary>The files of this repository that people write.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["bin", "obj", "artifacts", "node_modules", ".git", "TestResults"];

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Paths relative to the root, of certain kinds, under certain directories.</summary>
    public static IReadOnlyList<string> Files(string extension, params string[] directories) =>
    [
        .. directories.Select(PathOf).Where(Directory.Exists).SelectMany(Under)
            .Where(path => path.EndsWith(extension, StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Root, path))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The assemblies of the projects under <c>src</c> that are next to this one.</summary>
    public static IEnumerable<Assembly> ProductAssemblies() => Directory
        .EnumerateFiles(AppContext.BaseDirectory, "*.dll")
        .Where(path => Files(".csproj", "src").Any(project => Path.GetFileNameWithoutExtension(project) == Path.GetFileNameWithoutExtension(path)))
        .Select(Assembly.LoadFrom);

    private static IEnumerable<string> Under(string directory) =>
        Directory.EnumerateFiles(directory)
            .Concat(Directory.EnumerateDirectories(directory).Where(d => !Generated.Contains(Path.GetFileName(d))).SelectMany(Under));

    private static string Here([CallerFilePath] string path = "") => path;
}
