using System.Globalization;
using Foundation.Errors;
using Foundation.Files;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Directories <c>TIME_COMMIT</c> with the files of one commit each. A directory is a release only when its <c>REVISION</c> is there: it is written last.</summary>
/// <param name="directory">The directory that holds them.</param>
/// <param name="mirror">Where the files come from.</param>
public sealed class ReleaseFiles(string directory, GitMirror mirror)
{
    /// <summary>The file in each release that holds the full commit id.</summary>
    public const string RevisionFile = "REVISION";

    /// <summary>Names a release.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="now">The present time, UTC.</param>
    public Release Name(string commit, DateTimeOffset now)
    {
        var name = $"{now.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}_{Release.Shorten(commit)}";
        return new(name, commit, Path.Combine(directory, name));
    }

    /// <summary>The release in a directory; null when there is none, or only a part of one.</summary>
    /// <param name="path">The directory.</param>
    public static Release? At(string path)
    {
        var revision = Path.Combine(path, RevisionFile);
        return File.Exists(revision) ? new(Path.GetFileName(path), File.ReadAllText(revision).Trim(), path) : null;
    }

    /// <summary>True when all files of a release are there.</summary>
    /// <param name="release">The release.</param>
    public static bool IsComplete(Release release) => At(release.Files)?.Commit == release.Commit;

    /// <summary>Checks a release out and makes it ready with <paramref name="build"/>.</summary>
    /// <param name="release">The release.</param>
    /// <param name="build">Builds in the release's directory.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task PrepareAsync(Release release, Func<string, CancellationToken, Task> build, CancellationToken cancellation)
    {
        if (IsComplete(release)) return;
        Delete(release.Files);
        await mirror.KeepAsync(release, cancellation);
        await mirror.CheckOutAsync(release.Commit, release.Files, cancellation);
        await build(release.Files, cancellation);
        DurableFile.Replace(Path.Combine(release.Files, RevisionFile), release.Commit + "\n", DurableFile.Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        DurableFile.SyncDirectory(directory);
    }

    /// <summary>Removes a release's files and lets its commit go.</summary>
    /// <param name="release">The release.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task RemoveAsync(Release release, CancellationToken cancellation)
    {
        Delete(release.Files);
        if (System.IO.Directory.Exists(mirror.Directory)) await mirror.DropAsync(release.Name, cancellation);
    }

    /// <summary>Removes the oldest releases, and parts of releases that nobody will complete.</summary>
    /// <param name="keep">How many to keep.</param>
    /// <param name="always">Releases that stay whatever their age.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The names of what was removed.</returns>
    public async Task<IReadOnlyList<string>> PruneAsync(int keep, IReadOnlyList<Release> always, CancellationToken cancellation)
    {
        if (!System.IO.Directory.Exists(directory)) return [];
        var present = System.IO.Directory.EnumerateDirectories(directory).OrderDescending(StringComparer.Ordinal).ToList();
        var stay = always.Select(r => Path.GetFullPath(r.Files)).Concat(present.Where(p => At(p) is not null).Take(keep)).ToHashSet(StringComparer.Ordinal);
        List<string> removed = [];
        foreach (var path in present.Where(p => !stay.Contains(Path.GetFullPath(p))))
        {
            await RemoveAsync(new(Path.GetFileName(path), string.Empty, path), cancellation);
            removed.Add(Path.GetFileName(path));
        }

        return removed;
    }

    // Without its REVISION it is no release any more, should the deletion be cut short.
    private static void Delete(string path)
    {
        if (!System.IO.Directory.Exists(path)) return;
        File.Delete(Path.Combine(path, RevisionFile));
        System.IO.Directory.Delete(path, recursive: true);
    }
}

/// <summary>Runs a fraise's build command.</summary>
/// <param name="target">The target whose build command it is.</param>
/// <param name="runner">Runs it.</param>
public sealed class ReleaseBuild(Target target, CommandRunner runner)
{
    /// <summary>Builds in a directory; nothing happens when there is no build command.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="cancellation">Kills the command and its group.</param>
    /// <exception cref="ToolException">The command failed (<c>FRAI-DEP-013</c>); carries its last lines.</exception>
    public async Task RunAsync(string directory, CancellationToken cancellation)
    {
        if (target.Build.Count == 0) return;
        var result = await runner.RunAsync(Command.Of(target.Build[0], [.. target.Build.Skip(1)]) with { WorkingDirectory = directory, Deadline = target.BuildTimeout }, cancellation);
        if (result.Succeeded) return;
        var failure = CommandRunner.Failed(result);
        throw DeploymentErrors.BuildFailed.Error($"The build command failed: {failure.What}", failure.Why, $"Run it in a checkout of the same commit: {result.Command}", failure).With(failure.Details);
    }
}
