namespace Confiture.Project;

/// <summary>Files that git can restore.</summary>
public static class CommittedFiles
{
    /// <summary>Refuses files that are not as the last commit has them.</summary>
    /// <param name="directory">Their directory.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="Foundation.Errors.ToolException">Some are not, or there is no repository (<c>CONF-SQU-003</c>).</exception>
    public static async Task RequireAsync(string directory, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var changed = await GitTree.AskAsync(directory, cancellation, ["diff", "--name-only", "HEAD", "--", .. files]);
        var known = await GitTree.AskAsync(directory, cancellation, ["ls-tree", "-r", "--name-only", "HEAD", "--", "."]);
        if (changed is null || known is null) throw SquashErrors.NotCommitted(files);
        var committed = known.Split('\n').ToHashSet(StringComparer.Ordinal);
        List<string> missing = [.. changed.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            .. files.Select(file => Path.GetRelativePath(directory, file)).Where(file => !committed.Contains(file))];
        if (missing.Count > 0) throw SquashErrors.NotCommitted(missing);
    }
}
