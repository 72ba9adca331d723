using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>Marks a release's directory as created or adopted by Fraisier. It is stored where no commit and no build can write.</summary>
/// <param name="Directory">Its directory, from the application's directory; a full path when it lies elsewhere.</param>
/// <param name="IsComplete">True once all files are there and built.</param>
/// <param name="IsAdopted">True when another tool made it: it is never removed.</param>
public sealed record ReleaseMark(Release Release, string Directory, bool IsComplete, bool IsAdopted = false) : Document;

/// <summary>The marks of a host's releases.</summary>
/// <param name="host">What the host keeps of the target.</param>
public sealed class ReleaseMarks(HostDirectory host)
{
    /// <summary>The mark of a release; null when Fraisier has none of that name.</summary>
    /// <param name="name">The release's name.</param>
    public ReleaseMark? Find(string name) => Document.Read(PathOf(name), HostJson.Default.ReleaseMark);

    /// <summary>All marks, the newest release first.</summary>
    public IReadOnlyList<ReleaseMark> NewestFirst() => !System.IO.Directory.Exists(host.MarkDirectory) ? [] :
    [
        .. System.IO.Directory.EnumerateFiles(host.MarkDirectory, "*.json").OrderDescending(StringComparer.Ordinal)
            .Select(p => Document.Read(p, HostJson.Default.ReleaseMark)!),
    ];

    /// <summary>Writes a mark.</summary>
    /// <exception cref="ToolException">It cannot be written.</exception>
    public void Write(ReleaseMark mark) => host.Write(PathOf(mark.Release.Name), mark, HostJson.Default.ReleaseMark);

    /// <summary>Removes a mark; nothing happens when there is none.</summary>
    /// <param name="name">The release's name.</param>
    public void Remove(string name) => File.Delete(PathOf(name));

    /// <summary>The full path of a marked directory.</summary>
    public string DirectoryOf(ReleaseMark mark) => Path.GetFullPath(mark.Directory, host.AppPath);

    private string PathOf(string name) => Path.Combine(host.MarkDirectory, name + ".json");
}
