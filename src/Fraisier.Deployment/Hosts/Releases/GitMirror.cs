using System.Globalization;
using System.Text;
using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>A bare clone on the host: commits are fetched into it once and checked out from it, with no network, as often as needed.</summary>
/// <param name="directory">The bare repository; made when it is missing.</param>
/// <param name="repository">Where the commits come from.</param>
/// <param name="limit">The longest that a fetch may take.</param>
/// <param name="runner">Runs git.</param>
public sealed class GitMirror(string directory, string repository, TimeSpan limit, CommandRunner runner)
{
    private const int MostTips = 20;
    private readonly GitRemote remote = GitRemote.Of(repository);

    /// <summary>The bare repository's directory.</summary>
    public string Directory { get; } = directory;

    /// <summary>The source of commits, without secrets.</summary>
    public string Repository { get; } = GitRemote.Shown(repository);

    /// <summary>The same repository's clone in another place.</summary>
    /// <param name="place">The other directory.</param>
    public GitMirror At(string place) => new(place, repository, limit, runner);

    /// <summary>Fetches everything and finds the commit of a branch, a tag or a commit id.</summary>
    /// <param name="reference">The branch, tag or commit id.</param>
    /// <param name="cancellation">Kills git.</param>
    /// <returns>The full commit id.</returns>
    /// <exception cref="ToolException">The repository cannot be reached (exit 7) or has no such ref (exit 2).</exception>
    public async Task<string> FetchAsync(string reference, CancellationToken cancellation)
    {
        var fetched = await FetchOnceAsync(cancellation);
        if (!fetched.Succeeded && !await IsSoundAsync(cancellation))
        {
            // A mirror can always be had again; a damaged one never heals.
            System.IO.Directory.Delete(Directory, recursive: true);
            fetched = await FetchOnceAsync(cancellation);
        }

        if (!fetched.Succeeded) throw Unreachable(fetched);
        foreach (var candidate in (string[])[$"refs/remotes/origin/{reference}", $"refs/tags/{reference}", reference])
        {
            if (await ResolveAsync(candidate, cancellation) is { } commit) return commit;
        }

        throw DeploymentErrors.MissingRef.Error(
            $"{Repository} has no branch, tag or commit '{reference}'.", "It was fetched just now and does not contain that name.",
            "Push it, or correct `branch` in fraises.yaml.");
    }

    /// <summary>True when the mirror has a commit.</summary>
    public async Task<bool> HoldsAsync(string commit, CancellationToken cancellation) =>
        System.IO.Directory.Exists(Directory) && await ResolveAsync(commit, cancellation) is not null;

    /// <summary>How many branches and tags the repository has now; asks it and fetches nothing.</summary>
    /// <param name="cancellation">Kills git.</param>
    /// <exception cref="ToolException">It cannot be reached (exit 7).</exception>
    public async Task<int> TipsOfRemoteAsync(CancellationToken cancellation)
    {
        var listed = await runner.RunAsync(GitCommands.RemoteTips(remote, limit), cancellation);
        return listed.Succeeded ? listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length : throw Unreachable(listed);
    }

    /// <summary>What the mirror holds.</summary>
    /// <param name="commit">The commit that it is to have.</param>
    /// <param name="cancellation">Kills git.</param>
    public async Task<HeldCommits> HeldAsync(string commit, CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(Directory, "HEAD"))) return new(HasCommit: false, []);
        if (await HoldsAsync(commit, cancellation)) return new(HasCommit: true, []);
        var tips = await runner.OutputOfAsync(GitCommands.Tips(Directory, MostTips), cancellation);
        return new(HasCommit: false, [.. tips.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Writes a bundle with a commit and everything before it that a receiver lacks.</summary>
    /// <param name="file">The file to write.</param>
    /// <param name="tips">Commits that the receiver has; those that are unknown here do not count.</param>
    /// <param name="cancellation">Kills git.</param>
    public async Task BundleAsync(string commit, string file, IEnumerable<string> tips, CancellationToken cancellation)
    {
        var reference = "refs/fraisier/send/" + commit;
        await runner.OutputOfAsync(GitCommands.Mark(Directory, reference, commit), cancellation);
        List<string> known = [];
        foreach (var tip in tips)
        {
            if (await ResolveAsync(tip, cancellation) is not null) known.Add(tip);
        }

        await runner.OutputOfAsync(GitCommands.Bundle(Directory, file, reference, known), cancellation);
    }

    /// <summary>Takes the commits of a bundle.</summary>
    /// <param name="file">The bundle.</param>
    /// <param name="commit">The commit that it brings.</param>
    /// <param name="cancellation">Kills git.</param>
    public async Task UnbundleAsync(string file, string commit, CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(Directory, "HEAD"))) await runner.OutputOfAsync(GitCommands.InitBare(Directory), cancellation);
        RemoveStaleLocks();
        await runner.OutputOfAsync(GitCommands.Unbundle(Directory, file), cancellation);
        await runner.OutputOfAsync(GitCommands.Mark(Directory, "refs/fraisier/received", commit), cancellation);
    }

    /// <summary>Uses the commits of another mirror, too.</summary>
    /// <param name="other">The other mirror's directory.</param>
    /// <param name="cancellation">Kills git.</param>
    public async Task BorrowAsync(string other, CancellationToken cancellation)
    {
        await runner.OutputOfAsync(GitCommands.InitBare(Directory), cancellation);
        var objects = Path.Combine(other, "objects");
        if (System.IO.Directory.Exists(objects))
            await File.WriteAllTextAsync(Path.Combine(Directory, "objects", "info", "alternates"), objects + "\n", cancellation);
    }

    /// <summary>When a commit was made, UTC; null when git cannot tell.</summary>
    public async Task<DateTimeOffset?> CommittedAtAsync(string commit, CancellationToken cancellation)
    {
        var told = await runner.RunAsync(GitCommands.CommitTime(Directory, commit), cancellation);
        return told.Succeeded && long.TryParse(told.Output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }

    /// <summary>Writes a commit's files into a directory.</summary>
    /// <param name="target">The directory; made when it is missing.</param>
    /// <param name="cancellation">Kills git.</param>
    public async Task CheckOutAsync(string commit, string target, CancellationToken cancellation)
    {
        System.IO.Directory.CreateDirectory(target);

        // Next to the mirror, where the next run finds what a killed one left.
        var index = Path.Combine(Directory, "fraisier.index");
        try
        {
            await runner.OutputOfAsync(GitCommands.CheckOut(Directory, commit, target, index), cancellation);
        }
        finally
        {
            File.Delete(index);
            File.Delete(index + ".lock");
        }
    }

    /// <summary>The files of a commit.</summary>
    public async Task<IReadOnlyList<CommitFile>> FilesAsync(string commit, CancellationToken cancellation)
    {
        var list = await runner.DataOfAsync(GitCommands.ListFiles(Directory, commit), cancellation);
        return
        [
            // MODE TYPE ID SIZE<tab>PATH; submodules have no size.
            .. from line in NulList.Of(list)
               let tab = line.IndexOf('\t', StringComparison.Ordinal)
               let words = line[..tab].Split(' ', StringSplitOptions.RemoveEmptyEntries)
               select new CommitFile(line[(tab + 1)..], words[1] == "commit",
                   long.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0),
        ];
    }

    /// <summary>Keeps a release's commit, whatever happens to its branch.</summary>
    public Task KeepAsync(Release release, CancellationToken cancellation) =>
        runner.OutputOfAsync(GitCommands.KeepReference(Directory, release.Name, release.Commit), cancellation);

    /// <summary>Lets a release's commit go.</summary>
    /// <param name="name">The release's name.</param>
    /// <param name="cancellation">Kills git.</param>
    public Task DropAsync(string name, CancellationToken cancellation) =>
        System.IO.Directory.Exists(Directory) ? runner.RunAsync(GitCommands.DropReference(Directory, name), cancellation) : Task.CompletedTask;

    /// <summary>Packs loose objects when there are many.</summary>
    public Task PackAsync(CancellationToken cancellation) => runner.RunAsync(GitCommands.Pack(Directory), cancellation);

    private async Task<CommandResult> FetchOnceAsync(CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(Directory, "HEAD"))) await runner.OutputOfAsync(GitCommands.InitBare(Directory), cancellation);
        RemoveStaleLocks();
        try
        {
            return await runner.RunAsync(GitCommands.FetchAll(Directory, remote, limit), cancellation);
        }
        catch (ToolException e) when (e.Code == FoundationErrors.ProgramTimedOut)
        {
            throw DeploymentErrors.RemoteUnreachable.Error(
                $"{Repository} did not answer within {limit.TotalSeconds:0} s.", "It is down or very slow.",
                $"Try by hand, as the same user: git ls-remote {Repository}; raise `fetch_timeout` if it is just slow.", e);
        }
    }

    private async Task<bool> IsSoundAsync(CancellationToken cancellation) => (await runner.RunAsync(GitCommands.Verify(Directory), cancellation)).Succeeded;

    private async Task<string?> ResolveAsync(string revision, CancellationToken cancellation)
    {
        var resolved = await runner.RunAsync(GitCommands.Resolve(Directory, revision), cancellation);
        return resolved.Succeeded ? resolved.Output.Trim() : null;
    }

    // A killed git leaves its lock files; the lease and the host's fence exclude other users.
    private void RemoveStaleLocks()
    {
        foreach (var stale in System.IO.Directory.EnumerateFiles(Directory, "*.lock", SearchOption.AllDirectories)) File.Delete(stale);
    }

    private ToolException Unreachable(CommandResult fetched) => DeploymentErrors.RemoteUnreachable.Error(
        $"{Repository} cannot be fetched.",
        fetched.Errors.Trim().Split('\n')[^1] is { Length: > 0 } said ? said : "git printed nothing.",
        "Try by hand, as the same user: git ls-remote " + Repository,
        CommandRunner.Failed(fetched)).With(fetched.Errors.Trim().Split('\n'));
}

/// <summary>A file of a commit.</summary>
/// <param name="Path">Its path in the commit.</param>
/// <param name="IsSubmodule">True for a commit of another repository.</param>
/// <param name="Bytes">Its size.</param>
public sealed record CommitFile(string Path, bool IsSubmodule, long Bytes);

/// <summary>Lists whose items end with NUL: file names may be any other bytes.</summary>
internal static class NulList
{
    /// <summary>The items. Bytes that are no UTF-8 come as replacement characters, and equal no other name.</summary>
    public static IEnumerable<string> Of(byte[] list) => Encoding.UTF8.GetString(list).Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
