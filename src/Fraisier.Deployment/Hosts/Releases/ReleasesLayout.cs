using Foundation.Errors;
using Foundation.Files;

namespace Fraisier.Deployment;

/// <summary>A directory per release under <c>releases/</c>; the symbolic link <c>current</c> names the live one and is switched by rename(2).</summary>
/// <param name="hostName">The host's name.</param>
/// <param name="host">What the host keeps of the target.</param>
/// <param name="mirror">Where files come from.</param>
/// <param name="build">Builds releases.</param>
public sealed class ReleasesLayout(Target target, string hostName, HostDirectory host, GitMirror mirror, ReleaseBuild build) : IReleaseLayout
{
    private readonly string current = Path.Combine(target.AppPath, "current");
    private readonly string releases = Path.Combine(target.AppPath, "releases");

    private readonly SharedPlaces shared = new(target.Shared, target.AppPath);

    private ReleaseFiles Files => new(releases, host, mirror);

    /// <inheritdoc/>
    public string LivePath => current;

    /// <inheritdoc/>
    public ToolException? Lost() => LinkedDirectory() is not null || Files.NewestComplete() is not { } newest ? null : DeploymentErrors.Unadopted.Error(
        $"{current} is missing, but releases exist.",
        "Something other than Fraisier removed it. A failed deployment could not roll back to the live release.",
        $"Point it to the release that should be live: ln -s releases/{newest.Name} {current}. If none should be: rm -r {releases}");

    /// <inheritdoc/>
    public Task<Placement?> LiveAsync(CancellationToken cancellation)
    {
        if (LinkedDirectory() is not { } directory) return Task.FromResult<Placement?>(null);
        if (Files.At(directory) is { } release) return Task.FromResult<Placement?>(new(release, hostName, directory));
        throw DeploymentErrors.Unadopted.Error(
            Directory.Exists(directory) ? $"{current} points to {directory}, which is not a Fraisier release."
                : $"{current} points to {directory}, which does not exist.",
            "The live release must be known before it is replaced: a failed deployment has to roll back to it.",
            Directory.Exists(directory)
                ? $"Adopt it as a release: fraisier adopt {target.Fraise} {target.Environment} --commit COMMIT"
                : $"Point it to the release that should be live: ln -sfn {(Files.NewestComplete() is { } newest ? $"releases/{newest.Name}" : "DIRECTORY")} "
                    + $"{current}. If none should be: rm {current}");
    }

    /// <inheritdoc/>
    public Release Name(string commit, DateTimeOffset now) => ReleaseFiles.Name(commit, now);

    /// <inheritdoc/>
    public async Task CheckAsync(string commit, CancellationToken cancellation)
    {
        foreach (var place in (string[])[releases, host.Shared, host.Root])
        {
            if (new DirectoryInfo(place).LinkTarget is not null) throw WrongLayout(place);
        }

        if (LinkedDirectory() is null && Path.Exists(Path.Combine(target.AppPath, ".git"))) throw Checkout();
        await shared.CheckAsync(() => mirror.FilesAsync(commit, cancellation));
    }

    /// <inheritdoc/>
    public string DirectoryOf(Release release) => Files.DirectoryOf(release);

    /// <inheritdoc/>
    public StepEffect Seen(Release release) => Files.Seen(release);

    /// <inheritdoc/>
    public async Task PrepareAsync(Release release, CancellationToken cancellation)
    {
        Directory.CreateDirectory(releases);
        await Files.PrepareAsync(release, CompleteAsync, cancellation);

        Task CompleteAsync(string directory, CancellationToken ct)
        {
            shared.Link(directory);
            return build.RunAsync(directory, ct);
        }
    }

    /// <inheritdoc/>
    public void Share(string copy) => shared.LinkPresent(copy);

    /// <inheritdoc/>
    public async Task RemoveAsync(Release release, CancellationToken cancellation)
    {
        if (LinkedDirectory() is { } live && live == Files.DirectoryOf(release))
        {
            throw DeploymentErrors.JournalMismatch.Error($"{release} is still live and was not removed.", "`current` points to it.",
                "Check the link: ls -l " + current);
        }

        await Files.RemoveAsync(release, cancellation);
    }

    /// <inheritdoc/>
    public Task ActivateAsync(Release? release, Release? replaces, bool back, CancellationToken cancellation)
    {
        if (release is null)
        {
            File.Delete(current);
            DurableFile.SyncDirectory(target.AppPath);
            return Task.CompletedTask;
        }

        // A relative link survives moving the application's directory.
        var directory = Files.DirectoryOf(release);
        var draft = current + ".new";
        File.Delete(draft);
        File.CreateSymbolicLink(draft,
            directory.StartsWith(target.AppPath + "/", StringComparison.Ordinal) ? Path.GetRelativePath(target.AppPath, directory) : directory);
        DurableFile.Rename(draft, current);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> PruneAsync(int keep, IReadOnlyList<Release> always, CancellationToken cancellation) =>
        Files.PruneAsync(keep, always, cancellation);

    /// <inheritdoc/>
    public async Task<Placement> AdoptAsync(string? commit, DateTimeOffset now, CancellationToken cancellation)
    {
        if (LinkedDirectory() is not { } directory || !Directory.Exists(directory))
        {
            throw DeploymentErrors.WrongLayout.Error($"{current} does not point to a directory.", "The live release is adopted from there.",
                $"Point it to the running release: ln -sfn DIRECTORY {current}");
        }

        if (Files.At(directory) is { } known) return new(known, hostName, directory);
        commit ??= await NamedCommitAsync(directory, cancellation);
        if (commit is not null) return new(Files.Adopt(directory, commit), hostName, directory);
        throw DeploymentErrors.MissingRef.Error(
            $"{directory} does not say which commit it contains.", "It has no REVISION file with a commit of the repository.",
            $"Pass the commit: fraisier adopt {target.Fraise} {target.Environment} --commit COMMIT");
    }

    /// <inheritdoc/>
    public string WorkingDirectory(Release release) => Files.DirectoryOf(release);

    // Capistrano and its kin leave the commit in a file.
    private async Task<string?> NamedCommitAsync(string directory, CancellationToken cancellation)
    {
        var revision = new FileInfo(Path.Combine(directory, ReleaseFiles.RevisionFile));
        if (revision is not { Exists: true, LinkTarget: null, Length: < 100 }) return null;
        var text = (await File.ReadAllTextAsync(revision.FullName, cancellation)).Trim();
        return text.Length >= 7 && text.All(char.IsAsciiHexDigit) ? await mirror.FetchAsync(text, cancellation) : null;
    }

    // Unknown is not absent: a file or a directory in the place of the link is refused.
    private string? LinkedDirectory()
    {
        var info = new FileInfo(current);
        if (info.LinkTarget is { } link) return Path.GetFullPath(link, target.AppPath);
        if (!Path.Exists(current)) return null;
        throw DeploymentErrors.Dirty.Error($"{current} is not a symbolic link.",
            "A deployment replaces this link; replacing a file or a directory would lose it.", $"Move it away: mv {current} {current}.old");
    }

    private ToolException Checkout() => DeploymentErrors.WrongLayout.Error(
        $"{target.AppPath} is a git working copy, but `layout: releases` keeps each release in its own directory.",
        "A failed deployment could not roll back to what runs from the working copy.",
        "Set `layout: in_place`, or give the target another `app_path`.");

    private static ToolException WrongLayout(string place) => DeploymentErrors.WrongLayout.Error(
        $"{place} is a symbolic link.", "Fraisier creates and removes directories there and follows no links.", $"Replace it with a directory: rm {place}");
}
