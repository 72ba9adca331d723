using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>The layout of releases on a host.</summary>
public interface IReleaseLayout
{
    /// <summary>The path at which a service finds the live release.</summary>
    string LivePath { get; }

    /// <summary>The release that is live on disk and where it lies; null when there is none.</summary>
    /// <exception cref="ToolException">Something is live that Fraisier did not put there (<c>FRAI-DEP-024</c>).</exception>
    Task<Placement?> LiveAsync(CancellationToken cancellation);

    /// <summary>The error for a host with releases of which none is live: the link to the live one was removed. Null when there are none.</summary>
    ToolException? Lost();

    /// <summary>Names a release for a commit.</summary>
    /// <param name="now">The present time, UTC.</param>
    Release Name(string commit, DateTimeOffset now);

    /// <summary>Refuses what a deployment would overwrite. Changes nothing.</summary>
    /// <param name="commit">The commit that is to be live.</param>
    /// <param name="cancellation">Ends the look.</param>
    Task CheckAsync(string commit, CancellationToken cancellation);

    /// <summary>The directory of a release's prepared files: there its migrations are read.</summary>
    string DirectoryOf(Release release);

    /// <summary>The state of a release's files.</summary>
    StepEffect Seen(Release release);

    /// <summary>Brings a release's files to the host and builds them.</summary>
    Task PrepareAsync(Release release, CancellationToken cancellation);

    /// <summary>Gives a copy of a release that is only looked at what releases share on this host.</summary>
    /// <param name="copy">The copy's directory.</param>
    void Share(string copy)
    {
    }

    /// <summary>Removes a release's files; never the live release's.</summary>
    Task RemoveAsync(Release release, CancellationToken cancellation);

    /// <summary>Makes a release live on disk; null makes none live.</summary>
    /// <param name="replaces">The release that it replaces.</param>
    /// <param name="back">True when an earlier state is restored: nothing is built then.</param>
    /// <param name="cancellation">Stops the work.</param>
    Task ActivateAsync(Release? release, Release? replaces, bool back, CancellationToken cancellation);

    /// <summary>Removes releases beyond the number that is kept.</summary>
    /// <param name="keep">How many to keep, the live one included.</param>
    /// <param name="always">Releases that stay whatever their age.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The names of what was removed.</returns>
    Task<IReadOnlyList<string>> PruneAsync(int keep, IReadOnlyList<Release> always, CancellationToken cancellation);

    /// <summary>Takes over what another tool has put live, as a release.</summary>
    /// <param name="commit">The commit that it is; null to find it.</param>
    /// <param name="now">The present time, UTC.</param>
    /// <param name="cancellation">Ends the look.</param>
    Task<Placement> AdoptAsync(string? commit, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The directory in which a release's process runs.</summary>
    string WorkingDirectory(Release release);
}
