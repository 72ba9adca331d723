using System.Globalization;
using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>A bare clone on the host: commits are fetched into it once and checked out from it, with no network, as often as needed.</summary>
/// <param name="directory">The bare repository; made when it is missing.</param>
/// <param name="repository">Where the commits come from.</param>
/// <param name="runner">Runs git.</param>
public sealed class GitMirror(string directory, string repository, CommandRunner runner)
{
    /// <summary>The bare repository's directory.</summary>
    public string Directory { get; } = directory;

    /// <summary>Where the commits come from.</summary>
    public string Repository { get; } = repository;

    /// <summary>The same repository's clone in another place.</summary>
    /// <param name="place">The other directory.</param>
    public GitMirror At(string place) => new(place, Repository, runner);

    /// <summary>Fetches everything and finds the commit of a branch, a tag or a commit id.</summary>
    /// <param name="reference">The branch, tag or commit id.</param>
    /// <param name="cancellation">Kills git.</param>
    /// <returns>The full commit id.</returns>
    /// <exception cref="ToolException">The repository cannot be reached (exit 7) or has no such ref (exit 2).</exception>
    public async Task<string> FetchAsync(string reference, CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(Directory, "HEAD"))) await runner.OutputOfAsync(GitCommands.InitBare(Directory), cancellation);
        RemoveStaleLocks();
        var fetched = await runner.RunAsync(GitCommands.FetchAll(Directory, Repository), cancellation);
        if (!fetched.Succeeded) throw Unreachable(fetched);
        foreach (var candidate in (string[])[$"refs/remotes/origin/{reference}", $"refs/tags/{reference}", reference])
        {
            var resolved = await runner.RunAsync(GitCommands.Resolve(Directory, candidate), cancellation);
            if (resolved.Succeeded) return resolved.Output.Trim();
        }

        throw DeploymentErrors.MissingRef.Error(
            $"{Repository} has no branch, tag or commit '{reference}'.", "It was fetched a moment ago, and the name is not in it.", "Push it, or correct `branch` in fraises.yaml.");
    }

    /// <summary>Writes a commit's files into a directory, or some paths of it.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="target">The directory; made when it is missing.</param>
    /// <param name="cancellation">Kills git.</param>
    /// <param name="paths">Paths inside the commit; all of it when empty.</param>
    public async Task CheckOutAsync(string commit, string target, CancellationToken cancellation, params IReadOnlyList<string> paths)
    {
        System.IO.Directory.CreateDirectory(target);
        var index = target + ".index";
        try
        {
            await runner.OutputOfAsync(GitCommands.CheckOut(Directory, commit, target, index, paths), cancellation);
        }
        finally
        {
            File.Delete(index);
            File.Delete(index + ".lock");
        }
    }

    /// <summary>The files of a commit and their sizes in bytes.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="cancellation">Kills git.</param>
    public async Task<IReadOnlyList<(string Path, long Bytes)>> FilesAsync(string commit, CancellationToken cancellation)
    {
        var list = await runner.OutputOfAsync(GitCommands.ListFiles(Directory, commit), cancellation);
        return
        [
            // MODE TYPE ID SIZE<tab>PATH; submodules have no size.
            .. from line in list.Split('\0', StringSplitOptions.RemoveEmptyEntries)
               let tab = line.IndexOf('\t', StringComparison.Ordinal)
               let size = line[..tab].Split(' ', StringSplitOptions.RemoveEmptyEntries)[3]
               select (line[(tab + 1)..], long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0),
        ];
    }

    /// <summary>Keeps a release's commit, whatever happens to its branch.</summary>
    /// <param name="release">The release.</param>
    /// <param name="cancellation">Kills git.</param>
    public Task KeepAsync(Release release, CancellationToken cancellation) =>
        runner.OutputOfAsync(GitCommands.KeepReference(Directory, release.Name, release.Commit), cancellation);

    /// <summary>Lets a release's commit go.</summary>
    /// <param name="name">The release's name.</param>
    /// <param name="cancellation">Kills git.</param>
    public Task DropAsync(string name, CancellationToken cancellation) => runner.RunAsync(GitCommands.DropReference(Directory, name), cancellation);

    // A killed git leaves its lock files; the lease and the host's fence say that nobody else works here.
    private void RemoveStaleLocks()
    {
        foreach (var stale in System.IO.Directory.EnumerateFiles(Directory, "*.lock", SearchOption.AllDirectories)) File.Delete(stale);
    }

    private ToolException Unreachable(CommandResult fetched) => DeploymentErrors.RemoteUnreachable.Error(
        $"{Repository} cannot be fetched.",
        fetched.Errors.Trim().Split('\n')[^1],
        "Try by hand, as the same user: git ls-remote " + Repository,
        CommandRunner.Failed(fetched)).With(fetched.Errors.Trim().Split('\n'));
}
