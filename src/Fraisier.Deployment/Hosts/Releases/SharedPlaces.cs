using Foundation.Errors;
using Foundation.Files;
using Foundation.Text;

namespace Fraisier.Deployment;

/// <summary>
/// What releases have in common: it lies in <c>APP_PATH/shared</c>, and each release has symbolic links to it. Nothing here ever removes anything there.
/// </summary>
/// <param name="settings">What is shared.</param>
/// <param name="appPath">The application's directory.</param>
internal sealed class SharedPlaces(SharedSettings settings, string appPath)
{
    private const UnixFileMode GroupWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    private readonly string shared = Path.Combine(appPath, "shared");

    /// <summary>Refuses a commit that needs a shared file which neither the host nor the commit has.</summary>
    /// <param name="files">The files of the commit; asked for only when one is missing.</param>
    /// <exception cref="ToolException">Files are missing (<c>FRAI-DEP-031</c>).</exception>
    public async Task CheckAsync(Func<Task<IReadOnlyList<CommitFile>>> files)
    {
        var missing = settings.Files.Where(f => !Path.Exists(Path.Combine(shared, f))).ToList();
        if (missing.Count > 0) missing = [.. missing.Except((await files()).Select(f => f.Path), StringComparer.Ordinal)];
        if (missing.Count == 0) return;
        var place = Path.Combine(shared, missing[0]);
        throw DeploymentErrors.SharedMissing.Error(
            $"{string.Join(", ", missing.Select(f => Path.Combine(shared, f)))} {(missing.Count == 1 ? "does" : "do")} not exist.",
            "`shared_files` lists what every release needs, and the commit does not contain it either.",
            $"Create it on the host, private to this user, and fill it: mkdir -p {ShellWord.Of(Path.GetDirectoryName(place)!)}; "
                + $"install -m 600 /dev/null {ShellWord.Of(place)}");
    }

    /// <summary>Puts the links into a new release. The first release that has such a file or directory gives it to all.</summary>
    /// <param name="release">The release's directory.</param>
    public void Link(string release)
    {
        foreach (var path in settings.Directories) Link(release, path, isDirectory: true);
        foreach (var path in settings.Files) Link(release, path, isDirectory: false);
        foreach (var path in settings.Writable)
        {
            RequireOwnParents(release, path, itself: !settings.Directories.Contains(path, StringComparer.Ordinal));
            var place = Path.Combine(release, path);
            Directory.CreateDirectory(place);
            File.SetUnixFileMode(place, File.GetUnixFileMode(place) | GroupWrites);
        }
    }

    /// <summary>Puts links into a copy of a release that is only looked at; what is not shared yet stays.</summary>
    /// <param name="copy">The copy's directory.</param>
    public void LinkPresent(string copy)
    {
        foreach (var path in settings.Files.Concat(settings.Directories).Where(p => Path.Exists(Path.Combine(shared, p))))
        {
            RequireOwnParents(copy, path, itself: false);
            Replace(copy, path);
        }
    }

    private void Link(string release, string path, bool isDirectory)
    {
        RequireOwnParents(release, path, itself: false);
        var (own, common) = (Path.Combine(release, path), Path.Combine(shared, path));
        if (!Path.Exists(common) && new FileInfo(common).LinkTarget is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(common)!);
            var isOwn = new FileInfo(own).LinkTarget is null;
            if (isOwn && isDirectory && Directory.Exists(own)) Directory.Move(own, common);
            else if (isDirectory) Directory.CreateDirectory(common);
            else if (isOwn && File.Exists(own)) File.Move(own, common);
            DurableFile.SyncDirectory(Path.GetDirectoryName(common)!);
        }

        Replace(release, path);
    }

    // A relative link survives moving the application's directory; a copy elsewhere needs the whole path.
    private void Replace(string release, string path)
    {
        var (own, common) = (Path.Combine(release, path), Path.Combine(shared, path));
        Directory.CreateDirectory(Path.GetDirectoryName(own)!);
        if (new FileInfo(own).LinkTarget is null) Tree.Delete(own);
        File.Delete(own);
        File.CreateSymbolicLink(own, release.StartsWith(appPath + "/releases/", StringComparison.Ordinal)
            ? Path.GetRelativePath(Path.GetDirectoryName(own)!, common) : common);
    }

    // A link in the release could lead anywhere, and what is written through it would be there.
    private static void RequireOwnParents(string release, string path, bool itself)
    {
        var parts = path.Split('/');
        var place = release;
        foreach (var part in itself ? parts : parts[..^1])
        {
            place = Path.Combine(place, part);
            if (new FileInfo(place).LinkTarget is null && !File.Exists(place)) continue;
            throw DeploymentErrors.Incomplete.Error(
                $"{Path.GetRelativePath(release, place)} is not a directory in the release.", $"`{path}` is to be created in it.",
                "Commit a directory in its place, or correct the path in fraises.yaml.");
        }
    }
}
