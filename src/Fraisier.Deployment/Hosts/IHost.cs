namespace Fraisier.Deployment;

/// <summary>
/// The requests of a controller to a host. The host of this process answers itself; another one answers through its agent, behind a pipe.
/// </summary>
public interface IHost : IAsyncDisposable
{
    /// <summary>The host's name in plans and journals.</summary>
    string Name { get; }

    /// <summary>A description of the host's parts for plans.</summary>
    Task<HostDescription> DescribeAsync(CancellationToken cancellation);

    /// <summary>The highest epoch that the host has seen; refuses, with the reason, when nothing may be done here.</summary>
    Task<long> OpenAsync(CancellationToken cancellation);

    /// <summary>Makes an epoch the newest and stops what earlier controllers left running.</summary>
    /// <param name="orphaned">True when the controller before did not end by itself: what it started is ended.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task RaiseAsync(long epoch, bool orphaned, CancellationToken cancellation);

    /// <summary>What the host's mirror holds, so that only the rest has to be sent.</summary>
    /// <param name="commit">The commit that it is to have.</param>
    /// <param name="cancellation">Ends the look.</param>
    Task<HeldCommits> HeldAsync(string commit, CancellationToken cancellation);

    /// <summary>Receives a part of a git bundle; the last part brings its commits into the mirror.</summary>
    /// <param name="part">Some of its bytes.</param>
    /// <param name="cancellation">Ends the work.</param>
    Task ReceiveAsync(BundlePart part, CancellationToken cancellation);

    /// <summary>Everything that a plan is made from, and every reason to refuse one. Changes nothing but the mirror.</summary>
    Task<Survey> SurveyAsync(SurveyRequest request, CancellationToken cancellation);

    /// <summary>A step of a plan.</summary>
    /// <param name="call">Which one, and of what.</param>
    /// <param name="right">The controller's right.</param>
    IStep Step(StepCall call, WorkRight right);

    /// <summary>Restarts or stops the service on the live release.</summary>
    /// <param name="verb">What to do.</param>
    /// <param name="right">The controller's right.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="Foundation.Errors.ToolException">Nothing is live, or the service cannot be controlled, or is not well afterwards.</exception>
    Task<StepResult> ControlAsync(ServiceVerb verb, WorkRight right, CancellationToken cancellation);

    /// <summary>Passes the lines of the service's log on.</summary>
    /// <param name="lines">How many at most, the newest.</param>
    /// <param name="follow">True to go on until cancelled.</param>
    /// <param name="said">Gets bytes; the flag is true for standard error.</param>
    /// <param name="cancellation">Ends it.</param>
    Task LogsAsync(int lines, bool follow, Action<byte[], bool> said, CancellationToken cancellation);

    /// <summary>Runs a program in the live release's directory, with the variables of its service.</summary>
    /// <param name="command">The argument vector.</param>
    /// <param name="input">What it reads; null for nothing.</param>
    /// <param name="said">Gets the bytes that it writes; the flag is true for standard error.</param>
    /// <param name="cancellation">Kills it with its whole group.</param>
    /// <returns>Its exit code.</returns>
    Task<int> ExecuteAsync(IReadOnlyList<string> command, Stream? input, Action<byte[], bool> said, CancellationToken cancellation);

    /// <summary>Looks whether the host has everything that a deployment needs. Changes nothing.</summary>
    /// <param name="controllerTime">The controller's clock.</param>
    /// <param name="cancellation">Ends the look.</param>
    Task<IReadOnlyList<Finding>> ExamineAsync(DateTimeOffset controllerTime, CancellationToken cancellation);

    /// <summary>Tries each verb under a scratch name, and leaves nothing behind.</summary>
    /// <param name="cancellation">Ends it.</param>
    Task<IReadOnlyList<Finding>> TryAsync(CancellationToken cancellation);

    /// <summary>The live release now.</summary>
    Task<HostStatus> StatusAsync(CancellationToken cancellation);

    /// <summary>Takes over what another tool, or the target under another name, has put live.</summary>
    /// <param name="commit">The commit that it is; null where the host knows it.</param>
    /// <param name="from">The target that has the directory until now; null when none has.</param>
    /// <param name="cancellation">Ends the look.</param>
    Task<Placement> AdoptAsync(string? commit, string? from, CancellationToken cancellation);
}

/// <summary>The parts of a host, in words for plans.</summary>
/// <param name="Repository">Where the commits come from, without credentials.</param>
/// <param name="Service">What runs a release.</param>
/// <param name="Health">What is asked for health; null when nothing is.</param>
/// <param name="Build">The build command; null when there is none.</param>
public sealed record HostDescription(string Repository, string Service, string? Health, string? Build);

/// <summary>The purpose of a plan.</summary>
/// <param name="Kind">Deploy or roll back.</param>
/// <param name="History">Releases that were live before the live one, the last one first: where a rollback may go.</param>
/// <param name="Rehearsal">True to leave no trace: commits are fetched into a directory that is deleted afterwards.</param>
/// <param name="Commit">The commit that was sent; null to fetch the target's branch.</param>
/// <param name="Release">The release as another host has named it; null on the first host that is asked.</param>
public sealed record SurveyRequest(
    DeploymentKind Kind, IReadOnlyList<PreviousRelease> History, bool Rehearsal, string? Commit = null, Release? Release = null);

/// <summary>The basis of a plan.</summary>
/// <param name="Release">The release that would be live.</param>
/// <param name="Before">What is there now.</param>
/// <param name="Schema">What would happen to the schema.</param>
/// <param name="Irreversible">The migrations that cannot be rolled back, by name.</param>
/// <param name="IsLive">True when the release's commit is live and well, and nothing is to be done.</param>
/// <param name="CommittedAt">When the release's commit was made, UTC; null when git does not know.</param>
public sealed record Survey(
    Release Release, Baseline Before, SchemaChange Schema, IReadOnlyList<string> Irreversible, bool IsLive, DateTimeOffset? CommittedAt = null);

/// <summary>A step to be done on a host.</summary>
/// <param name="Schema">What happens to the schema, as far as it is known.</param>
public sealed record StepCall(DeploymentPlan Plan, StepId Step, SchemaChange Schema);

/// <summary>The live state of a host, as observed.</summary>
/// <param name="Live">The live release and where it lies; null when there is none.</param>
/// <param name="Unadopted">Why what is live is not known; null when it is.</param>
/// <param name="Schema">What the database says about the live release's migrations, in words.</param>
/// <param name="SchemaFits">True when database and live release agree; null when there is no database, or it cannot be reached.</param>
/// <param name="SchemaSeen">False when there is a database and it cannot be reached.</param>
/// <param name="Service">Whether the service runs.</param>
/// <param name="ServiceFits">True when the live release is running; null when unknown.</param>
/// <param name="Health">The answer of the health check; null when none is configured.</param>
public sealed record HostStatus(
    Placement? Live, string? Unadopted, string Schema, bool? SchemaFits, bool SchemaSeen, ServiceState Service, bool? ServiceFits, HealthReport? Health);
