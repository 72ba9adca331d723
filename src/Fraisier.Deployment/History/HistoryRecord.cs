using System.Text.Json.Serialization;

namespace Fraisier.Deployment;

/// <summary>One finished deployment: the only record of it, and final, except that a failed rollback may still be made whole.</summary>
/// <param name="Id">The deployment's id.</param>
/// <param name="Kind">Deploy or rollback.</param>
/// <param name="Target">The target's name.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Release">The release that was to be live.</param>
/// <param name="Previous">The release that was live before; null on an empty host.</param>
/// <param name="Schema">What happened, or would have happened, to the schema.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="StartedAt">When it began to change things, UTC.</param>
/// <param name="EndedAt">When it ended, UTC.</param>
/// <param name="Recovered">True when another controller than the first brought it to its end.</param>
/// <param name="Failure">Why it failed; null when it succeeded.</param>
/// <param name="CommittedAt">When the release's commit was made, UTC; null when that is not known.</param>
/// <param name="Hosts">The hosts; null for a target with one.</param>
/// <param name="Behind">The hosts that do not have the release although others do; null when there are none.</param>
/// <param name="DowntimeMs">The longest that a host did not answer, in milliseconds; null when nothing measures it.</param>
/// <param name="ForwardOnly">True when it was past its point of no return and not yet live: then only a later deployment can take its place.</param>
public sealed record HistoryRecord(
    string Id, DeploymentKind Kind, string Target, string By, Release Release, Release? Previous, SchemaChange Schema, Outcome Outcome,
    DateTimeOffset StartedAt, DateTimeOffset EndedAt, bool Recovered, FailureReport? Failure, bool ForwardOnly = false,
    DateTimeOffset? CommittedAt = null, IReadOnlyList<string>? Hosts = null, IReadOnlyList<HostBehind>? Behind = null,
    long? DowntimeMs = null) : Document
{
    private static readonly FailureReport Crash = new(
        DeploymentErrors.Unfinished.Id, "The controller stopped during the deployment.", "It was killed, or its machine stopped.",
        "Deploy again; nothing else is needed.", [], Interrupted: false);

    /// <summary>True when the release was live afterwards, at least on some hosts.</summary>
    [JsonIgnore]
    public bool WentLive => Outcome is Outcome.Succeeded or Outcome.Partial or Outcome.Unhealthy;

    internal static HistoryRecord Of(JournalState state, Outcome outcome, DateTimeOffset now) => new(
        state.Plan.Id, state.Plan.Kind, state.Plan.Target, state.Plan.By, state.Plan.Release, state.Plan.Before.Release, state.Schema, outcome,
        state.StartedAt, now, state.TakenOver,
        outcome switch
        {
            Outcome.Succeeded => null,
            Outcome.Unhealthy => state.Accepted,
            Outcome.Partial => state.HostFailures.Values.FirstOrDefault()?.Failure ?? Crash,
            Outcome.RollbackFailed or Outcome.Superseded => WithCause(state.Stuck ?? Crash, state.Failure),
            _ => state.Failure ?? Crash,
        },
        outcome is Outcome.RollbackFailed or Outcome.Superseded && state.IsForwardOnly, state.Plan.CommittedAt,
        state.Plan.Hosts is [_, _, ..] hosts ? hosts : null,
        outcome == Outcome.Partial ? [.. state.Behind.Select(h => new HostBehind(h, state.HostFailures.GetValueOrDefault(h)?.Failure))] : null,
        state.Downtime is { } down ? (long)down.TotalMilliseconds : null);

    // A repair needs both: what blocks the rollback now, and why the deployment was rolled back at all.
    private static FailureReport WithCause(FailureReport stuck, FailureReport? first) =>
        first is null
            ? stuck
            : stuck with { Details = [.. stuck.Details, $"the deployment had failed because: [{first.Code}] {first.What}", .. first.Details] };
}

/// <summary>A host that does not have a release although others do.</summary>
/// <param name="Host">The host's name.</param>
/// <param name="Failure">Why it failed; null when it was not begun.</param>
public sealed record HostBehind(string Host, FailureReport? Failure);
