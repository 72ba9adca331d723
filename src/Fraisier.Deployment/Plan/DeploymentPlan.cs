using System.Text.Json.Serialization;
using Foundation.Text;

namespace Fraisier.Deployment;

/// <summary>Why a deployment was made.</summary>
[JsonConverter(typeof(EnumWordConverter<DeploymentKind>))]
public enum DeploymentKind
{
    /// <summary>A new release goes live.</summary>
    Deploy,

    /// <summary>A person goes back to the release before.</summary>
    Rollback,
}

/// <summary>The outcome of a deployment.</summary>
[JsonConverter(typeof(EnumWordConverter<Outcome>))]
public enum Outcome
{
    /// <summary>The release is live and the schema is its own.</summary>
    Succeeded,

    /// <summary>It failed; code and schema are those of before.</summary>
    RolledBack,

    /// <summary>It failed and could not be rolled back completely.</summary>
    RollbackFailed,

    /// <summary>It could only go forward and did not arrive; a later deployment took its place.</summary>
    Superseded,

    /// <summary>It is live on some hosts; others failed and were left behind, as <see cref="DeploymentPlan.OnHostFailure"/> says.</summary>
    Partial,

    /// <summary>The release is live and not healthy, and <c>rollback_config</c> says to keep it.</summary>
    Unhealthy,
}

/// <summary>Outcomes in words.</summary>
public static class OutcomeWords
{
    /// <summary>The outcome as the end of a sentence that begins with the deployment.</summary>
    public static string Words(this Outcome outcome) => outcome switch
    {
        Outcome.Succeeded => "succeeded",
        Outcome.RolledBack => "was rolled back",
        Outcome.Superseded => "was superseded",
        Outcome.Partial => "went live on some hosts only",
        Outcome.Unhealthy => "went live and is not healthy",
        _ => "could not be rolled back",
    };
}

/// <summary>The state before the first change, which a rollback must restore.</summary>
/// <param name="Live">The live release and where it lies; null on an empty host.</param>
/// <param name="ServiceRan">True when the service ran.</param>
/// <param name="Healthy">What the health check said; null when it was not asked.</param>
/// <param name="Database">Which database it was, and what its ledger held; null when the fraise has none.</param>
public sealed record Baseline(Placement? Live, bool ServiceRan, bool? Healthy, DatabaseState? Database)
{
    /// <summary>The live release; null on an empty host.</summary>
    [JsonIgnore]
    public Release? Release => Live?.Release;
}

/// <summary>A database as it was when a plan was made.</summary>
/// <param name="Identity">Which database it is.</param>
/// <param name="Ledger">The versions in the ledger, oldest first.</param>
/// <param name="Epoch">The highest epoch that it has seen for the target.</param>
public sealed record DatabaseState(DatabaseIdentity Identity, IReadOnlyList<string> Ledger, long Epoch);

/// <summary>Identifies one database permanently: another cluster, or a restored copy elsewhere, is another database.</summary>
/// <param name="System">The cluster's system identifier; empty where the server does not report it.</param>
/// <param name="Name">The database's name.</param>
/// <param name="Oid">The database's object id in its cluster.</param>
public sealed record DatabaseIdentity(string System, string Name, uint Oid)
{
    /// <inheritdoc/>
    public override string ToString() => System.Length == 0 ? Name : $"{Name} (oid {Oid}, system {System})";
}

/// <summary>The change of the database.</summary>
/// <param name="Verb">Up for a deployment, down for going back, none when nothing is to do.</param>
/// <param name="Versions">The migrations, in the order in which they run.</param>
/// <param name="Files">The release whose files hold them: always the newer of the two, because only it can roll them back.</param>
/// <param name="Irreversible">True when one of them is irreversible: from then on the deployment only goes forward.</param>
public sealed record SchemaChange(SchemaVerb Verb, IReadOnlyList<string> Versions, Release Files, bool Irreversible = false)
{
    /// <summary>True when the same is to be done to the database.</summary>
    /// <param name="other">Another change.</param>
    public bool IsSameAs(SchemaChange other) => Verb == other.Verb && Versions.SequenceEqual(other.Versions, StringComparer.Ordinal);
}

/// <summary>The direction of a schema change.</summary>
[JsonConverter(typeof(EnumWordConverter<SchemaVerb>))]
public enum SchemaVerb
{
    /// <summary>The schema stays.</summary>
    None,

    /// <summary>Migrations are applied.</summary>
    Up,

    /// <summary>Migrations are rolled back.</summary>
    Down,
}

/// <summary>A deployment as data: shown by <c>--dry-run</c>, saved in the journal, executed by the engine, and read again for recovery.</summary>
public sealed record DeploymentPlan
{
    /// <summary>The deployment's id; sorts by time.</summary>
    public required string Id { get; init; }

    /// <summary>Deploy or rollback.</summary>
    public required DeploymentKind Kind { get; init; }

    /// <summary>The target's name.</summary>
    public required string Target { get; init; }

    /// <summary>The user who started it: <c>user@host</c>.</summary>
    public required string By { get; init; }

    /// <summary>When the plan was made, UTC.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The release that is to be live at the end.</summary>
    public required Release Release { get; init; }

    /// <summary>When the release's commit was made, UTC; null when that is not known.</summary>
    public DateTimeOffset? CommittedAt { get; init; }

    /// <summary>The state before, on the host where migrations run.</summary>
    public required Baseline Before { get; init; }

    /// <summary>The state before on the other hosts, by name; null when there are none.</summary>
    public IReadOnlyDictionary<string, Baseline>? Elsewhere { get; init; }

    /// <summary>What is done when one of several hosts fails.</summary>
    public HostFailurePolicy OnHostFailure { get; init; }

    /// <summary>The expected schema change. The final one is in the journal once the release is prepared.</summary>
    public required SchemaChange Schema { get; init; }

    /// <summary>True when irreversible migrations are accepted.</summary>
    public bool NoRollback { get; init; }

    /// <summary>The deployment whose place this one takes: it could only go forward, and did not arrive. Null when there is none.</summary>
    public string? Supersedes { get; init; }

    /// <summary>The steps, in the order in which they are done.</summary>
    public required IReadOnlyList<StepId> Steps { get; init; }

    /// <summary>The order in which begun steps are undone.</summary>
    public required IReadOnlyList<StepId> Rollback { get; init; }

    /// <summary>The hosts, in the order in which they are prepared.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Hosts => [.. Steps.Where(s => s.Name == StepName.Baseline).Select(s => s.Host!)];

    /// <summary>The plan as one host sees it: the state before is its own.</summary>
    /// <param name="host">The host's name.</param>
    public DeploymentPlan On(string host) =>
        Elsewhere?.TryGetValue(host, out var before) == true ? this with { Before = before with { Database = Before.Database } } : this;

    /// <summary>The step whose effect is the point of no return for a change of schema: after it the deployment only goes forward.</summary>
    public StepId PointOfNoReturn(SchemaChange schema)
    {
        var name = schema.Irreversible ? StepName.Migrate : StepName.Commit;
        return Steps.First(s => s.Name == name);
    }
}
