using Foundation.Files;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>
/// The results of the last build in a working copy, kept while the next one runs, so that a rollback builds nothing. Files are kept as second
/// names (hard links): what a build replaces can be restored, and files that the application keeps writing stay the same.
/// </summary>
/// <param name="kept">Where the second names are; in the same file system.</param>
/// <param name="runner">Runs git.</param>
internal sealed class KeptBuild(string checkout, string kept, CommandRunner runner)
{
    private readonly string files = Path.Combine(kept, "files");
    private readonly string whole = Path.Combine(kept, "whole");

    /// <summary>Keeps every file that git does not track. What is kept already from a deployment that did not end is kept on.</summary>
    public async Task KeepAsync(CancellationToken cancellation)
    {
        if (File.Exists(whole)) return;
        Tree.Delete(kept);
        Directory.CreateDirectory(files);
        foreach (var path in NulList.Of(await runner.DataOfAsync(GitCommands.Untracked(checkout), cancellation)))
        {
            if (path.StartsWith(".fraisier/", StringComparison.Ordinal)) continue;
            cancellation.ThrowIfCancellationRequested();
            var name = Path.Combine(files, path);
            Directory.CreateDirectory(Path.GetDirectoryName(name)!);

            // Another file system, another user's file: a build of ours does not replace it.
            _ = HardLink.TryCreate(Path.Combine(checkout, path), name);
        }

        DurableFile.Replace(whole, string.Empty);
    }

    /// <summary>Restores files that were replaced.</summary>
    public void Restore()
    {
        if (!File.Exists(whole)) return;
        foreach (var name in Directory.EnumerateFiles(files, "*", SearchOption.AllDirectories))
        {
            var place = Path.Combine(checkout, Path.GetRelativePath(files, name));
            if (HardLink.IsSame(name, place)) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            var draft = place + ".fraisier";
            File.Delete(draft);
            if (HardLink.TryCreate(name, draft)) DurableFile.Rename(draft, place);
        }
    }

    /// <summary>Lets go of what was kept.</summary>
    public void Forget() => Tree.Delete(kept);
}
