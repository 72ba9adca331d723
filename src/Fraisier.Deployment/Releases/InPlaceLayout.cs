using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>
/// The application's directory is a git checkout that is moved from commit to commit. A copy of the new release's files lies in
/// the store as long as it is needed: its migrations are read from there, whatever the checkout holds.
/// </summary>
/// <param name="target">The target.</param>
/// <param name="store">The application's store.</param>
/// <param name="mirror">Where files come from.</param>
/// <param name="build">Builds releases.</param>
/// <param name="runner">Runs git.</param>
public sealed class InPlaceLayout(Target target, AppStore store, GitMirror mirror, ReleaseBuild build, CommandRunner runner) : IReleaseLayout
{
    private readonly string checkout = target.AppPath;
    private readonly string copies = Path.Combine(store.Root, "releases");

    private ReleaseFiles Copies => new(copies, mirror);

    /// <inheritdoc/>
    public async Task<Release?> LiveAsync(CancellationToken cancellation)
    {
        if (!Directory.Exists(Path.Combine(checkout, ".git"))) return null;
        var head = await runner.RunAsync(GitCommands.Head(checkout), cancellation);
        return head.Succeeded ? Live(head.Output.Trim()) : null;
    }

    /// <inheritdoc/>
    public Release Name(string commit, DateTimeOffset now) => Copies.Name(commit, now);

    /// <inheritdoc/>
    public async Task CheckAsync(string commit, CancellationToken cancellation)
    {
        var changed = PathsOf(await runner.OutputOfAsync(GitCommands.Status(checkout), cancellation)).Select(c => c.Length > 3 ? c[3..] : c);
        var tracked = PathsOf(await runner.OutputOfAsync(GitCommands.Tracked(checkout), cancellation)).ToHashSet(StringComparer.Ordinal);

        // Files that git ignores count too: it would overwrite them without a word.
        var collisions = (await mirror.FilesAsync(commit, cancellation)).Select(f => f.Path).Where(p => !tracked.Contains(p) && Path.Exists(Path.Combine(checkout, p)));
        List<string> lost = [.. changed, .. collisions];
        if (lost.Count == 0) return;
        throw DeploymentErrors.Dirty.Error(
            $"{checkout} holds changes that are not in git: {string.Join(", ", lost.Take(5))}{(lost.Count > 5 ? $" and {lost.Count - 5} more" : string.Empty)}.",
            "Moving the checkout to another commit would overwrite them.",
            $"Commit them, or put them aside: git -C {checkout} stash --include-untracked");
    }

    /// <inheritdoc/>
    public bool IsPrepared(Release release) => ReleaseFiles.IsComplete(release);

    /// <inheritdoc/>
    public async Task PrepareAsync(Release release, CancellationToken cancellation)
    {
        Directory.CreateDirectory(copies);
        HideStore();
        await Copies.PrepareAsync(release, (_, _) => Task.CompletedTask, cancellation);
        await runner.OutputOfAsync(GitCommands.FetchRelease(checkout, mirror.Directory, release.Name), cancellation);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(Release release, CancellationToken cancellation) => Copies.RemoveAsync(release, cancellation);

    /// <inheritdoc/>
    public async Task ActivateAsync(Release? release, Release? replaces, CancellationToken cancellation)
    {
        // On a checkout there is always a commit to go back to.
        if (release is null) return;
        File.Delete(Path.Combine(checkout, ".git", "index.lock")); // Left by a git that was killed; the fence says that nobody else works here.
        await runner.OutputOfAsync(GitCommands.Move(checkout, release.Commit), cancellation);
        if (replaces is not null) await RemoveLeftoversAsync(release, replaces, cancellation);
        await build.RunAsync(checkout, cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> PruneAsync(int keep, IReadOnlyList<Release> always, CancellationToken cancellation) => Copies.PruneAsync(1, always, cancellation);

    /// <inheritdoc/>
    public string WorkingDirectory(Release release) => checkout;

    // A checkout that was killed half way has written files that its index does not know: only the other commit has them.
    private async Task RemoveLeftoversAsync(Release release, Release replaces, CancellationToken cancellation)
    {
        var added = await runner.RunAsync(GitCommands.AddedBetween(checkout, release.Commit, replaces.Commit), cancellation);
        if (!added.Succeeded) return; // The other commit is not here, so no file of it is.
        foreach (var path in added.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            File.Delete(Path.Combine(checkout, path));
        }
    }

    private static string[] PathsOf(string list) => list.Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private Release Live(string commit) => new(Release.Shorten(commit), commit, checkout);

    // `git status` of the user's checkout stays clean without a change to a tracked file.
    private void HideStore()
    {
        var exclude = Path.Combine(checkout, ".git", "info", "exclude");
        Directory.CreateDirectory(Path.GetDirectoryName(exclude)!);
        if (!File.Exists(exclude) || !File.ReadLines(exclude).Contains("/.fraisier/")) File.AppendAllText(exclude, "/.fraisier/\n");
    }
}
