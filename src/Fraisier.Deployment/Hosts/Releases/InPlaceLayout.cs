using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>
/// The application's directory is a git checkout that is moved from commit to commit. A copy of the new release's files lies in
/// the store as long as it is needed: its migrations are read from there, whatever the checkout holds.
/// </summary>
/// <param name="hostName">The host's name.</param>
/// <param name="host">What the host keeps of the target.</param>
/// <param name="mirror">Where files come from.</param>
/// <param name="build">Builds releases.</param>
/// <param name="runner">Runs git.</param>
public sealed class InPlaceLayout(
    Target target, string hostName, HostDirectory host, GitMirror mirror, ReleaseBuild build, CommandRunner runner) : IReleaseLayout
{
    private readonly string checkout = target.AppPath;
    private readonly string copies = Path.Combine(host.Root, "releases");

    private ReleaseFiles Copies => new(copies, host, mirror);

    private KeptBuild Kept => new(checkout, Path.Combine(host.Root, "kept"), runner);

    private string IndexLock => Path.Combine(checkout, ".git", "index.lock");

    /// <inheritdoc/>
    public string LivePath => target.AppPath;

    /// <inheritdoc/>
    public ToolException? Lost() => null;

    /// <inheritdoc/>
    public async Task<Placement?> LiveAsync(CancellationToken cancellation)
    {
        if (!Directory.Exists(Path.Combine(checkout, ".git"))) return null;
        var head = await runner.RunAsync(GitCommands.Head(checkout), cancellation);
        return head.Succeeded ? new(new(Release.Shorten(head.Output.Trim()), head.Output.Trim()), hostName, checkout) : throw NoCheckout();
    }

    private ToolException NoCheckout() => DeploymentErrors.WrongLayout.Error(
        $"{checkout} is not a git working copy with a commit.",
        File.Exists(Path.Combine(checkout, "current")) || Directory.Exists(Path.Combine(checkout, "releases"))
            ? "It contains release directories, but fraises.yaml says `layout: in_place`."
            : "With `layout: in_place`, each deployment checks out its commit in this directory.",
        $"Clone it there (git clone URL {checkout}), or set `layout: releases` and a `repository`.");

    /// <inheritdoc/>
    public Release Name(string commit, DateTimeOffset now) => ReleaseFiles.Name(commit, now);

    /// <inheritdoc/>
    public async Task CheckAsync(string commit, CancellationToken cancellation)
    {
        if (!Directory.Exists(Path.Combine(checkout, ".git"))) throw NoCheckout();
        var changed = NulList.Of(await runner.DataOfAsync(GitCommands.Status(checkout), cancellation)).Select(c => c.Length > 3 ? c[3..] : c).ToList();
        Dictionary<string, char> tracked = [];
        foreach (var line in NulList.Of(await runner.DataOfAsync(GitCommands.Tracked(checkout), cancellation))) tracked[line[2..]] = line[0];

        // git does not report changes to files that it was told to ignore, and overwrites them.
        var hidden = tracked.Where(t => char.IsLower(t.Value) || t.Value == 'S').Select(t => $"{t.Key} (git was told to ignore its changes)");
        var collisions = (await mirror.FilesAsync(commit, cancellation))
            .Select(f => InTheWay(f.Path, tracked)).OfType<string>().Distinct(StringComparer.Ordinal);
        List<string> lost = [.. changed, .. hidden, .. collisions];
        if (lost.Count == 0) return;
        throw DeploymentErrors.Dirty.Error(
            $"{checkout} has changes that are not in git: {string.Join(", ", lost.Take(5))}{(lost.Count > 5 ? $" and {lost.Count - 5} more" : string.Empty)}.",
            "Checking out another commit would overwrite them.",
            changed.Count == lost.Count
                ? $"Commit them or stash them: git -C {checkout} stash --include-untracked"
                : $"Move them away and make git track them again: mv {checkout}/{lost[^1].Split(" (git")[0]} {checkout}.kept; git -C {checkout} update-index "
                    + $"--really-refresh --no-assume-unchanged --no-skip-worktree -- {lost[^1].Split(" (git")[0]}");
    }

    /// <inheritdoc/>
    public string DirectoryOf(Release release) => Copies.DirectoryOf(release);

    /// <inheritdoc/>
    public StepEffect Seen(Release release) => Copies.Seen(release);

    /// <inheritdoc/>
    public async Task PrepareAsync(Release release, CancellationToken cancellation)
    {
        Directory.CreateDirectory(copies);
        HideStore();
        await Copies.PrepareAsync(release, (_, _) => Task.CompletedTask, cancellation);
        await runner.OutputOfAsync(GitCommands.FetchRelease(checkout, mirror.Directory, release.Name), cancellation);

        // A commit that was made on this host is on no branch; nothing else would hold it once the checkout has moved.
        if (await LiveAsync(cancellation) is { } live && !await mirror.HoldsAsync(live.Release.Commit, cancellation))
            await runner.OutputOfAsync(GitCommands.Keep(checkout, live.Release.Commit), cancellation);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(Release release, CancellationToken cancellation) => Copies.RemoveAsync(release, cancellation);

    /// <inheritdoc/>
    public async Task ActivateAsync(Release? release, Release? replaces, bool back, CancellationToken cancellation)
    {
        // On a checkout there is always a commit to go back to.
        if (release is null) return;

        // An interrupted git has written files that are not in its index but in the other commit.
        if (File.Exists(IndexLock))
        {
            File.Delete(IndexLock);
            if (replaces is not null) await runner.RunAsync(GitCommands.ReadTree(checkout, replaces.Commit), cancellation);
        }

        if (!back && build.IsConfigured) await Kept.KeepAsync(cancellation);
        await runner.OutputOfAsync(GitCommands.Move(checkout, release.Commit), cancellation);
        if (back) Kept.Restore();
        else await build.RunAsync(checkout, cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> PruneAsync(int keep, IReadOnlyList<Release> always, CancellationToken cancellation)
    {
        Kept.Forget();
        return Copies.PruneAsync(1, always, cancellation);
    }

    /// <inheritdoc/>
    public async Task<Placement> AdoptAsync(string? commit, DateTimeOffset now, CancellationToken cancellation) =>
        await LiveAsync(cancellation) ?? throw DeploymentErrors.WrongLayout.Error(
            $"{checkout} has no commit.", "A working copy is adopted at its current commit.", $"Clone the repository there: git clone URL {checkout}");

    /// <inheritdoc/>
    public string WorkingDirectory(Release release) => checkout;

    // What stands where a file of the commit is to be, or where one of its directories is:
    // files that git ignores count too, it would overwrite them without a word.
    private string? InTheWay(string path, Dictionary<string, char> tracked)
    {
        if (tracked.ContainsKey(path)) return null;
        if (Path.Exists(Path.Combine(checkout, path)) && !IsTrackedDirectory(path, tracked)) return path;
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            var parent = path[..slash];
            var place = new FileInfo(Path.Combine(checkout, parent));
            if ((place.Exists || place.LinkTarget is not null) && !tracked.ContainsKey(parent)) return parent;
        }

        return null;
    }

    // A directory all of whose files git knows goes by itself.
    private static bool IsTrackedDirectory(string path, Dictionary<string, char> tracked) =>
        tracked.Keys.Any(t => t.StartsWith(path + "/", StringComparison.Ordinal));

    // `git status` of the user's checkout stays clean without a change to a tracked file.
    private void HideStore()
    {
        var exclude = Path.Combine(checkout, ".git", "info", "exclude");
        Directory.CreateDirectory(Path.GetDirectoryName(exclude)!);
        if (!File.Exists(exclude) || !File.ReadLines(exclude).Contains("/.fraisier/")) File.AppendAllText(exclude, "/.fraisier/\n");
    }
}
