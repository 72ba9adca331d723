namespace Fraisier.Deployment;

/// <summary>What a target's history says about its releases: which were live, and which are bad.</summary>
/// <param name="records">The target's records, newest first.</param>
public sealed class ReleaseHistory(IReadOnlyList<HistoryRecord> records)
{
    /// <summary>Releases that were live, the last one first.</summary>
    public IReadOnlyList<Release> Live =>
        [.. records.SelectMany(r => r.WentLive ? (Release?[])[r.Release, r.Previous] : [r.Previous]).OfType<Release>().DistinctBy(r => r.Name)];

    /// <summary>
    /// Where a rollback goes by itself, the last one first: the release that a successful deployment replaced, never one that is bad. What another tool
    /// put live has no record of its own.
    /// </summary>
    public IReadOnlyList<PreviousRelease> Previous =>
    [
        .. records.Where(r => r is { Kind: DeploymentKind.Deploy, WentLive: true, Previous: { } previous } && previous.Commit != r.Release.Commit
            && !IsBad(previous))
            .Select(r => new PreviousRelease(r.Release.Commit, r.Previous!)),
    ];

    /// <summary>Finds a release that was live by its name, or by a commit of which it is the newest release.</summary>
    /// <param name="name">Its name, or at least seven digits of its commit.</param>
    public Release? Find(string name) => Live.FirstOrDefault(r => r.Name == name)
        ?? (name.Length >= 7 ? Live.FirstOrDefault(r => r.Commit.StartsWith(name, StringComparison.Ordinal)) : null);

    /// <summary>Why a release is bad, in words; null when it is not.</summary>
    public string? WhyBad(Release release)
    {
        foreach (var record in records)
        {
            if (record.Release.Name == release.Name)
            {
                return record.Outcome is Outcome.Succeeded or Outcome.Partial ? null
                    : $"deployment {record.Id} of it {record.Outcome.Words()}";
            }

            if (record is { Kind: DeploymentKind.Rollback, WentLive: true } && record.Previous?.Name == release.Name)
                return $"it was live and rolled back on {record.EndedAt:yyyy-MM-dd HH:mm} UTC";
        }

        return null;
    }

    private bool IsBad(Release release) => WhyBad(release) is not null;
}
