namespace Fraisier.Deployment;

/// <summary>A commit under a name. Where its files lie is a host's own business: see <see cref="Placement"/>.</summary>
/// <param name="Name">The release's name: <c>TIME_COMMIT</c>, or the short commit of a checkout in place.</param>
/// <param name="Commit">The full commit id.</param>
public sealed record Release(string Name, string Commit)
{
    private const int ShortLength = 7;

    /// <summary>The commit as people write it.</summary>
    public string ShortCommit => Shorten(Commit);

    /// <summary>The first seven digits of a commit id.</summary>
    /// <param name="commit">The full id.</param>
    public static string Shorten(string commit) => commit.Length > ShortLength ? commit[..ShortLength] : commit;

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A release in a place where it can run.</summary>
/// <param name="Host">The host's name.</param>
/// <param name="Directory">The directory that holds its files; full path on that host.</param>
public sealed record Placement(Release Release, string Host, string Directory);

/// <summary>A release that another one has replaced.</summary>
/// <param name="Commit">The commit of the release that replaced it.</param>
public sealed record PreviousRelease(string Commit, Release Release);
