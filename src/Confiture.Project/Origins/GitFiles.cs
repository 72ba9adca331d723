using System.Collections.Frozen;
using Confiture.Schema;
using Foundation.Errors;
using Foundation.Processes;

namespace Confiture.Project;

/// <summary>DDL files as a commit holds them, without touching the working tree or its index.</summary>
internal static class GitFiles
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Reads the directories as they are in the commit.</summary>
    internal static async Task<SchemaSource> LoadAsync(SchemaOrigin.GitReference origin, CancellationToken cancellation)
    {
        var start = origin.Files.Paths.Select(Existing).First();
        var root = (await GitAsync(start, FrozenDictionary<string, string?>.Empty, null, cancellation, "rev-parse", "--show-toplevel")).TrimEnd('\n');
        var folder = Directory.CreateTempSubdirectory("confiture-git-").FullName;
        try
        {
            List<string> paths = [.. origin.Files.Paths.Select(path => Inside(root, path))];
            var index = new Dictionary<string, string?>(StringComparer.Ordinal) { ["GIT_INDEX_FILE"] = Path.Combine(folder, "index") };
            var files = Path.Combine(folder, "files") + "/";
            await RequireAsync(root, origin, cancellation);
            await GitAsync(root, index, null, cancellation, "read-tree", $"{origin.Reference}^{{tree}}");
            var list = await GitAsync(root, index, null, cancellation, ["ls-files", "-z", "--", .. paths]);
            await GitAsync(root, index, list, cancellation, "checkout-index", "-z", "--stdin", $"--prefix={files}");
            return SchemaSource.Load(
                origin.Files.Moved(path => Path.GetFullPath(Path.GetRelativePath(root, path), files)),
                path => $"{origin.Name}:{Path.GetRelativePath(files, path)}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RequireAsync(string root, SchemaOrigin.GitReference origin, CancellationToken cancellation)
    {
        var found = await new CommandRunner().RunAsync(Command.Of("git", "rev-parse", "--verify", "--quiet", "--end-of-options", $"{origin.Reference}^{{tree}}")
            with { WorkingDirectory = root, Deadline = Limit }, cancellation);
        if (!found.Succeeded) throw FoundationErrors.Usage.Error($"{origin.Name} is not a commit in {root}.",
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

    private static Task<string> GitAsync(string directory, IReadOnlyDictionary<string, string?> variables, string? input, CancellationToken cancellation,
        params IReadOnlyList<string> arguments) =>
        new CommandRunner().OutputOfAsync(
            Command.Of("git", arguments) with { WorkingDirectory = directory, Environment = variables, Input = input, Deadline = Limit }, cancellation);
}
