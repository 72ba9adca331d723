namespace Fraisier.Deployment;

/// <summary>How releases lie on a host.</summary>
public interface IReleaseLayout
{
    /// <summary>The release that is live on disk; null when there is none.</summary>
    /// <param name="cancellation">Ends the look.</param>
    Task<Release?> LiveAsync(CancellationToken cancellation);

    /// <summary>Names a release for a commit: where its files will be.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="now">The present time, UTC.</param>
    Release Name(string commit, DateTimeOffset now);

    /// <summary>Refuses what a deployment would overwrite. Changes nothing.</summary>
    /// <param name="commit">The commit that is to be live.</param>
    /// <param name="cancellation">Ends the look.</param>
    Task CheckAsync(string commit, CancellationToken cancellation);

    /// <summary>True when a release's files are all there.</summary>
    /// <param name="release">The release.</param>
    bool IsPrepared(Release release);

    /// <summary>Brings a release's files to the host and builds them.</summary>
    /// <param name="release">The release.</param>
    /// <param name="cancellation">Stops the work.</param>
    Task PrepareAsync(Release release, CancellationToken cancellation);

    /// <summary>Removes a release's files; never the live release's.</summary>
    /// <param name="release">The release.</param>
    /// <param name="cancellation">Stops the work.</param>
    Task RemoveAsync(Release release, CancellationToken cancellation);

    /// <summary>Makes a release the live one on disk; null makes none live.</summary>
    /// <param name="release">The release.</param>
    /// <param name="replaces">The release that it replaces.</param>
    /// <param name="cancellation">Stops the work.</param>
    Task ActivateAsync(Release? release, Release? replaces, CancellationToken cancellation);

    /// <summary>Removes releases beyond the number that is kept.</summary>
    /// <param name="keep">How many to keep, the live one included.</param>
    /// <param name="always">Releases that stay whatever their age.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The names of what was removed.</returns>
    Task<IReadOnlyList<string>> PruneAsync(int keep, IReadOnlyList<Release> always, CancellationToken cancellation);

    /// <summary>The directory in which a release's process runs.</summary>
    /// <param name="release">The release.</param>
    string WorkingDirectory(Release release);
}
