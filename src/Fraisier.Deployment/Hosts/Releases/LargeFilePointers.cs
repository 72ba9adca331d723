namespace Fraisier.Deployment;

/// <summary>Finds the pointers that Git LFS leaves in the place of large files.</summary>
internal static class LargeFilePointers
{
    private const int LongestPointer = 1024;
    private static readonly byte[] Beginning = "version https://git-lfs.github.com/spec/v1\n"u8.ToArray();

    /// <summary>The paths of pointers in a directory.</summary>
    public static IEnumerable<string> In(string directory)
    {
        // Only what an attribute sends through the filter becomes a pointer.
        var files = new DirectoryInfo(directory)
            .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).ToList();
        if (!files.Where(f => f.Name == ".gitattributes").Any(f => File.ReadAllText(f.FullName).Contains("filter=lfs", StringComparison.Ordinal))) return [];
        return files.Where(f => f.Exists && f.Length is > 0 and < LongestPointer && IsPointer(f.FullName))
            .Select(f => Path.GetRelativePath(directory, f.FullName));
    }

    private static bool IsPointer(string path) => File.ReadAllBytes(path).AsSpan().StartsWith(Beginning);
}
