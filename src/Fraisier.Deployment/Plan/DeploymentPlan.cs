namespace Fraisier.Deployment;

/// <summary>A commit in a place where it can run.</summary>
/// <param name="Name">The release's name: the directory's, or the short commit for a checkout in place.</param>
/// <param name="Commit">The full commit id.</param>
/// <param name="Files">The directory that holds its files.</param>
public sealed record Release(string Name, string Commit, string Files)
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

/// <summary>Why a deployment was made.</summary>
public enum DeploymentKind
{
    /// <summary>A new release goes live.</summary>
    Deploy,

    /// <summary>A person goes back to the release before.</summary>
    Rollback,
}

/// <summary>What the world was before the first change; what a rollback must bring back.</summary>
/// <param name="Release">The live release; null on an empty host.</param>
/// <param name="ServiceRan">True when the service ran.</param>
/// <param name="Healthy">What the health check said; null when it was not asked.</param>
/// <param name="Ledger">The versions in the ledger, oldest first; null when there was no database to look at.</param>
/// <param name="DatabaseEpoch">The highest epoch that the database has seen for the target.</param>
public sealed record Baseline(Release? Release, bool ServiceRan, bool? Healthy, IReadOnlyList<string>? Ledger, long DatabaseEpoch);

/// <summary>What happens to the database.</summary>
/// <param name="Verb">Up for a deployment, down for going back, none when nothing is to do.</param>
/// <param name="Versions">The migrations, in the order in which they run.</param>
/// <param name="Files">The release whose files hold them: always the newer of the two, because only it knows how to take them back.</param>
public sealed record SchemaChange(SchemaVerb Verb, IReadOnlyList<string> Versions, Release Files);

/// <summary>The direction of a schema change.</summary>
public enum SchemaVerb
{
    /// <summary>The schema stays.</summary>
    None,

    /// <summary>Migrations are applied.</summary>
    Up,

    /// <summary>Migrations are taken back.</summary>
    Down,
}

/// <summary>A deployment as data: shown by <c>--dry-run</c>, saved in the journal, executed by the engine, and read again by whoever recovers.</summary>
public sealed record DeploymentPlan
{
    /// <summary>The deployment's id; sorts by time.</summary>
    public required string Id { get; init; }

    /// <summary>Deploy or rollback.</summary>
    public required DeploymentKind Kind { get; init; }

    /// <summary>The target's name.</summary>
    public required string Target { get; init; }

    /// <summary>Who asked for it: <c>user@host</c>.</summary>
    public required string By { get; init; }

    /// <summary>When the plan was made, UTC.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The release that is to be live at the end.</summary>
    public required Release Release { get; init; }

    /// <summary>What was there before.</summary>
    public required Baseline Before { get; init; }

    /// <summary>What happens to the schema.</summary>
    public required SchemaChange Schema { get; init; }

    /// <summary>The steps, in the order in which they are done.</summary>
    public required IReadOnlyList<StepName> Steps { get; init; }

    /// <summary>The order in which begun steps are undone.</summary>
    public required IReadOnlyList<StepName> Rollback { get; init; }

    /// <summary>The step whose effect is the point of no return: after it the deployment only goes forward.</summary>
    public required StepName PointOfNoReturn { get; init; }
}

/// <summary>The steps of the <c>migrate</c> strategy. Their order is in <see cref="StepOrder"/>, not here.</summary>
public enum StepName
{
    /// <summary>Confirms what serves now; undoing it brings that back to service.</summary>
    Baseline,

    /// <summary>Brings the release's files to the host and builds them. Nothing live changes.</summary>
    Prepare,

    /// <summary>Takes the live release out of service, where it must not meet an older schema.</summary>
    Stop,

    /// <summary>Changes the schema.</summary>
    Migrate,

    /// <summary>Makes the release the live one on disk.</summary>
    Activate,

    /// <summary>Starts the release; undoing it stops it.</summary>
    Restart,

    /// <summary>Asks the release whether it is well.</summary>
    Health,

    /// <summary>Writes the deployment into the history: it is final now.</summary>
    Commit,

    /// <summary>Removes releases that are no longer kept.</summary>
    Prune,
}
