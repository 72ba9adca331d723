using Foundation.Errors;
using Foundation.Files;

namespace Fraisier.Deployment;

/// <summary>A directory per release under <c>releases/</c>; the symbolic link <c>current</c> names the live one and is switched by rename(2).</summary>
/// <param name="target">The target.</param>
/// <param name="mirror">Where files come from.</param>
/// <param name="build">Builds releases.</param>
public sealed class ReleasesLayout(Target target, GitMirror mirror, ReleaseBuild build) : IReleaseLayout
{
    private readonly string current = Path.Combine(target.AppPath, "current");
    private readonly string releases = Path.Combine(target.AppPath, "releases");

    private ReleaseFiles Files => new(releases, mirror);

    /// <inheritdoc/>
    public Task<Release?> LiveAsync(CancellationToken cancellation) =>
        Task.FromResult(new FileInfo(current).LinkTarget is { } link ? ReleaseFiles.At(Path.GetFullPath(link, target.AppPath)) : null);

    /// <inheritdoc/>
    public Release Name(string commit, DateTimeOffset now) => Files.Name(commit, now);

    /// <inheritdoc/>
    public Task CheckAsync(string commit, CancellationToken cancellation)
    {
        var info = new FileInfo(current);
        if (info.LinkTarget is null && (info.Exists || Directory.Exists(current)))
        {
            throw DeploymentErrors.Dirty.Error($"{current} is not a symbolic link.", "The live release is switched by replacing this link; replacing a file or a directory would lose it.", $"Move it away: mv {current} {current}.old");
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public bool IsPrepared(Release release) => ReleaseFiles.IsComplete(release);

    /// <inheritdoc/>
    public async Task PrepareAsync(Release release, CancellationToken cancellation)
    {
        Directory.CreateDirectory(releases);
        await Files.PrepareAsync(release, build.RunAsync, cancellation);
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(Release release, CancellationToken cancellation)
    {
        if (await LiveAsync(cancellation) is { } live && live.Files == release.Files)
        {
            throw DeploymentErrors.JournalMismatch.Error($"{release} is still live and is not removed.", "`current` names it.", "Look at the host: ls -l " + current);
        }

        await Files.RemoveAsync(release, cancellation);
    }

    /// <inheritdoc/>
    public Task ActivateAsync(Release? release, Release? replaces, CancellationToken cancellation)
    {
        if (release is null)
        {
            File.Delete(current);
            DurableFile.SyncDirectory(target.AppPath);
            return Task.CompletedTask;
        }

        // A relative link survives moving the application's directory.
        var draft = current + ".new";
        File.Delete(draft);
        File.CreateSymbolicLink(draft, Path.Combine("releases", release.Name));
        DurableFile.Rename(draft, current);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> PruneAsync(int keep, IReadOnlyList<Release> always, CancellationToken cancellation) => Files.PruneAsync(keep, always, cancellation);

    /// <inheritdoc/>
    public string WorkingDirectory(Release release) => release.Files;
}
