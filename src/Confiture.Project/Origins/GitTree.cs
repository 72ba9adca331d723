using System.Collections.Frozen;
using Foundation.Errors;
using Foundation.Processes;

namespace Confiture.Project;

/// <summary>Files of a commit in a temporary directory. The working tree and its index are not touched.</summary>
internal sealed class GitTree : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly string root;
    private readonly string folder;

    private GitTree(string root, string folder) => (this.root, this.folder) = (root, folder);

    private string Files => Path.Combine(folder, "files") + "/";

    /// <summary>Copies what a commit has at some paths of the working tree.</summary>
    /// <param name="reference">A branch, tag or hash.</param>
    /// <param name="paths">Full paths in one working tree; they may be missing today.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="ToolException">There is no such commit, or a path is outside of the repository.</exception>
    internal static async Task<GitTree> ExportAsync(string reference, IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var root = await RootAsync(paths[0], cancellation);
        var tree = new GitTree(root, Directory.CreateTempSubdirectory("confiture-git-").FullName);
        try
        {
            List<string> inside = [.. paths.Select(path => Inside(root, path))];
            var index = new Dictionary<string, string?>(StringComparer.Ordinal) { ["GIT_INDEX_FILE"] = Path.Combine(tree.folder, "index") };
            await RequireAsync(root, reference, cancellation);
            await RunAsync(root, index, null, cancellation, "read-tree", $"{reference}^{{tree}}");
            var list = await RunAsync(root, index, null, cancellation, ["ls-files", "-z", "--", .. inside]);
            await RunAsync(root, index, list, cancellation, "checkout-index", "-z", "--stdin", $"--prefix={tree.Files}");
            return tree;
        }
        catch
        {
            tree.Dispose();
            throw;
        }
    }

    /// <summary>Where the copy of a path is; it is missing if the commit does not have it.</summary>
    internal string PathOf(string path) => Path.GetFullPath(Path.GetRelativePath(root, path), Files);

    /// <summary>The path in the repository of a copy.</summary>
    internal string NameOf(string copy) => Path.GetRelativePath(Files, copy);

    /// <summary>The top of the working tree that a path belongs to.</summary>
    internal static async Task<string> RootAsync(string path, CancellationToken cancellation) =>
        (await RunAsync(Existing(path), FrozenDictionary<string, string?>.Empty, null, cancellation, "rev-parse", "--show-toplevel")).TrimEnd('\n');

    /// <summary>The output of git; null where it fails, because there is no repository or no such commit.</summary>
    internal static async Task<string?> AskAsync(string directory, CancellationToken cancellation, params IReadOnlyList<string> arguments)
    {
        var result = await new CommandRunner().RunAsync(
            Command.Of("git", arguments) with { WorkingDirectory = Existing(directory), Deadline = Limit }, cancellation);
        return result.Succeeded ? result.Output.TrimEnd('\n') : null;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task RequireAsync(string root, string reference, CancellationToken cancellation)
    {
        if (await AskAsync(root, cancellation, "rev-parse", "--verify", "--quiet", "--end-of-options", $"{reference}^{{tree}}") is not null) return;
        throw FoundationErrors.Usage.Error($"git:{reference} is not a commit in {root}.",
            "This repository has no branch, tag or hash of that name.",
            "Run `git branch --all` to list branches; run `git fetch` if the commit is only on the server.");
    }

    // Links in the path are git's business: it names its top level without them.
    private static string Inside(string root, string path)
    {
        var relative = Path.GetRelativePath(root, path);
        return !relative.StartsWith("..", StringComparison.Ordinal) ? relative : throw FoundationErrors.Usage.Error(
            $"{path} is outside the git repository {root}.", "A commit contains only the files of its repository.",
            "Set `include_dirs` to a directory in this repository.");
    }

    // The directory may be gone today and be there in the commit.
    private static string Existing(string path) => Directory.Exists(path) ? path : Existing(Path.GetDirectoryName(path)!);

    private static Task<string> RunAsync(string directory, IReadOnlyDictionary<string, string?> variables, string? input, CancellationToken cancellation,
        params IReadOnlyList<string> arguments) =>
        new CommandRunner().OutputOfAsync(
            Command.Of("git", arguments) with { WorkingDirectory = directory, Environment = variables, Input = input, Deadline = Limit }, cancellation);
}
