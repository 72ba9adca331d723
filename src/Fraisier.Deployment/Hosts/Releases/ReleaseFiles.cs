using System.Globalization;
using Foundation.Errors;
using Foundation.Files;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Directories <c>TIME_COMMIT</c> with the files of one commit each.
/// A directory is ours when it has a mark, and a release when the mark says that it is complete.</summary>
/// <param name="directory">The directory that holds them.</param>
/// <param name="host">What the host keeps of the target.</param>
/// <param name="mirror">Where the files come from.</param>
public sealed class ReleaseFiles(string directory, HostDirectory host, GitMirror mirror)
{
    /// <summary>The file in each release that contains its commit, for people. Fraisier itself does not read it.</summary>
    public const string RevisionFile = "REVISION";

    private const UnixFileMode Public = DurableFile.Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private readonly ReleaseMarks marks = new(host);

    /// <summary>Names a release.</summary>
    /// <param name="now">The present time, UTC.</param>
    public static Release Name(string commit, DateTimeOffset now) =>
        new($"{now.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}_{Release.Shorten(commit)}", commit);

    /// <summary>The directory of a release.</summary>
    public string DirectoryOf(Release release) => marks.Find(release.Name) is { } mark ? marks.DirectoryOf(mark) : Path.Combine(directory, release.Name);

    /// <summary>The release in a directory; null when there is none of ours, or an incomplete one.</summary>
    public Release? At(string path) =>
        marks.NewestFirst().FirstOrDefault(m => m.IsComplete && marks.DirectoryOf(m) == path)?.Release ?? OfEarlierVersion(path);

    /// <summary>The state of a release.</summary>
    public StepEffect Seen(Release release)
    {
        var path = DirectoryOf(release);
        return !Directory.Exists(path) ? StepEffect.None : At(path)?.Commit == release.Commit ? StepEffect.Complete : StepEffect.Partial;
    }

    /// <summary>Checks a release out and makes it ready with <paramref name="build"/>.</summary>
    /// <param name="build">Builds in the release's directory.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task PrepareAsync(Release release, Func<string, CancellationToken, Task> build, CancellationToken cancellation)
    {
        if (Seen(release) == StepEffect.Complete) return;
        var path = Path.Combine(directory, release.Name);
        Tree.Delete(path);
        var mark = new ReleaseMark(release, Path.GetRelativePath(host.AppPath, path), IsComplete: false);
        marks.Write(mark);
        await mirror.KeepAsync(release, cancellation);
        await mirror.CheckOutAsync(release.Commit, path, cancellation);
        WriteRevision(path, release);
        await build(path, cancellation);
        marks.Write(mark with { IsComplete = true });
        DurableFile.SyncDirectory(directory);
    }

    /// <summary>Removes a release's files and lets its commit go. What has no mark, or was taken over, stays.</summary>
    public async Task RemoveAsync(Release release, CancellationToken cancellation)
    {
        await mirror.DropAsync(release.Name, cancellation);
        if (marks.Find(release.Name) is { } mark)
        {
            // Without its mark complete it is no release any more, should the deletion be cut short.
            marks.Write(mark with { IsComplete = false });
            if (!mark.IsAdopted) Tree.Delete(marks.DirectoryOf(mark));
            marks.Remove(release.Name);
        }
        else if (OfEarlierVersion(Path.Combine(directory, release.Name)) is not null)
        {
            Tree.Delete(Path.Combine(directory, release.Name));
        }
    }

    /// <summary>Removes the oldest releases and incomplete ones.</summary>
    /// <param name="keep">How many to keep.</param>
    /// <param name="always">Releases that stay whatever their age.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The names of what was removed.</returns>
    public async Task<IReadOnlyList<string>> PruneAsync(int keep, IReadOnlyList<Release> always, CancellationToken cancellation)
    {
        var ours = Ours();
        var stay = always.Select(r => r.Name).Concat(ours.Where(r => r.IsComplete).Take(keep).Select(r => r.Release.Name)).ToHashSet(StringComparer.Ordinal);
        List<string> removed = [];
        foreach (var (release, _) in ours.Where(o => !stay.Contains(o.Release.Name)))
        {
            await RemoveAsync(release, cancellation);
            removed.Add(release.Name);
        }

        return removed;
    }

    /// <summary>Takes over a directory that another tool has made. It stays when its release is no longer kept.</summary>
    /// <param name="path">The directory; full path.</param>
    /// <param name="commit">The commit that it holds.</param>
    public Release Adopt(string path, string commit)
    {
        var release = new Release(Path.GetFileName(path), commit);
        marks.Write(new(release, Path.GetRelativePath(host.AppPath, path) is var relative
            && !relative.StartsWith("..", StringComparison.Ordinal) ? relative : path, IsComplete: true, IsAdopted: true));
        return release;
    }

    /// <summary>The newest release whose files are there; null when there is none.</summary>
    public Release? NewestComplete() =>
        Ours().Where(o => o.IsComplete && Directory.Exists(Path.Combine(directory, o.Release.Name))).Select(o => o.Release).FirstOrDefault();

    private List<(Release Release, bool IsComplete)> Ours()
    {
        var marked = marks.NewestFirst().Where(m => !m.IsAdopted).Select(m => (m.Release, m.IsComplete));
        var earlier = !Directory.Exists(directory) ? [] : Directory.EnumerateDirectories(directory).Select(OfEarlierVersion).OfType<Release>()
            .Where(r => marks.Find(r.Name) is null).Select(r => (r, true));
        return [.. marked.Concat(earlier).OrderByDescending(o => o.Item1.Name, StringComparer.Ordinal)];
    }

    // Before there were marks, the name and a file that was written last said what a directory is.
    private static Release? OfEarlierVersion(string path)
    {
        var revision = Path.Combine(path, RevisionFile);
        if (new DirectoryInfo(path) is not { Exists: true, LinkTarget: null }
            || new FileInfo(revision) is not { Exists: true, LinkTarget: null, Length: < 100 })
        {
            return null;
        }

        var (name, commit) = (Path.GetFileName(path), File.ReadAllText(revision).Trim());
        var parts = name.Split('_');
        return parts is [{ Length: 14 } time, var shortened] && time.All(char.IsAsciiDigit) && commit.Length >= 40 && Release.Shorten(commit) == shortened
            ? new(name, commit)
            : null;
    }

    private static void WriteRevision(string path, Release release)
    {
        var file = Path.Combine(path, RevisionFile);
        if (!Path.Exists(file)) File.WriteAllText(file, release.Commit + "\n");
        if (File.Exists(file) && new FileInfo(file).LinkTarget is null) File.SetUnixFileMode(file, File.GetUnixFileMode(file) | Public);
    }
}

/// <summary>Runs a fraise's build command.</summary>
/// <param name="target">The target whose build command it is.</param>
/// <param name="runner">Runs it.</param>
public sealed class ReleaseBuild(Target target, CommandRunner runner)
{
    /// <summary>True when there is a build command.</summary>
    public bool IsConfigured => target.Build.Count > 0;

    /// <summary>Builds in a directory; nothing happens when there is no build command.</summary>
    /// <exception cref="ToolException">The command failed (<c>FRAI-DEP-013</c>); carries its last lines.</exception>
    public async Task RunAsync(string directory, CancellationToken cancellation)
    {
        if (!IsConfigured) return;
        var result = await runner.RunAsync(
            Command.Of(target.Build[0], [.. target.Build.Skip(1)]) with { WorkingDirectory = directory, Deadline = target.BuildTimeout }, cancellation);
        if (result.Succeeded) return;
        var failure = CommandRunner.Failed(result);
        throw DeploymentErrors.BuildFailed.Error($"The build command failed: {failure.What}", failure.Why,
            $"Run it in a working copy of the same commit: {result.Command}", failure).With(failure.Details);
    }
}
