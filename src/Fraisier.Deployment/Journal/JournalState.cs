namespace Fraisier.Deployment;

/// <summary>A journal, folded into the facts that decide the next action.</summary>
public sealed class JournalState
{
    private readonly Dictionary<(StepId Step, StepVerb Verb), Mark> marks = [];
    private readonly List<(StepId Step, FailureReport Failure)> stuck = [];
    private readonly Dictionary<string, HostFailure> failures = new(StringComparer.Ordinal);

    // Once a part of the point of no return is in the world it stays there, also while the step is done again.
    private bool passed;

    private JournalState(DeploymentPlan plan) => (Plan, Schema) = (plan, plan.Schema);

    /// <summary>The plan.</summary>
    public DeploymentPlan Plan { get; }

    /// <summary>The schema change: that of the prepared release, and until then that of the plan.</summary>
    public SchemaChange Schema { get; private set; }

    /// <summary>The step whose effect is the point of no return.</summary>
    public StepId PointOfNoReturn => Plan.PointOfNoReturn(Schema);

    /// <summary>Why the deployment turned back; null while it goes forward or when a crash was the reason.</summary>
    public FailureReport? Failure { get; private set; }

    /// <summary>Why the release is not well although it goes live: the configuration says to live with it. Null when it is well.</summary>
    public FailureReport? Accepted { get; private set; }

    /// <summary>The outcome of a deployment that has gone live.</summary>
    public Outcome Arrived => Behind.Count > 0 ? Outcome.Partial : Accepted is null ? Outcome.Succeeded : Outcome.Unhealthy;

    /// <summary>Why taking it back, or finishing it past the point of no return, failed since the last takeover.</summary>
    public FailureReport? Stuck => stuck is [var (_, failure), ..] ? failure : null;

    /// <summary>True when something but a host that cannot be reached keeps it from going on, or that host holds the schema.</summary>
    public bool IsBlocked => stuck.Any(s => s.Step.Name == StepName.Migrate || s.Step.IsController || !IsUnreachable(s.Failure));

    /// <summary>Hosts that could not be reached since the last takeover while something on them was to be undone.</summary>
    public IReadOnlySet<string> Lost => stuck.Where(s => IsUnreachable(s.Failure)).Select(s => s.Step.Host!).ToHashSet(StringComparer.Ordinal);

    /// <summary>Hosts that failed after others had the release, where the plan's policy bears that: how often, and why the last time.</summary>
    public IReadOnlyDictionary<string, HostFailure> HostFailures => failures;

    /// <summary>True when a controller other than the first carries on.</summary>
    public bool TakenOver { get; private set; }

    /// <summary>The outcome, when the deployment is over.</summary>
    public Outcome? Closed { get; private set; }

    /// <summary>When the first entry was written.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>True when the effect of the point of no return is in the world.</summary>
    public bool IsFinal => passed || HasEnded(PointOfNoReturn, StepVerb.Do);

    /// <summary>True when the deployment is in the history: only tidying is left.</summary>
    public bool IsCommitted => Plan.Steps.Any(s => s.Name == StepName.Commit && HasEnded(s, StepVerb.Do));

    /// <summary>True past the point of no return of a deployment that is not live yet: it can be finished, or another one can take its place.</summary>
    public bool IsForwardOnly => IsFinal && !IsCommitted;

    /// <summary>The hosts that do not have the release, in order; empty once all have it.</summary>
    public IReadOnlyList<string> Behind => [.. Plan.Hosts.Where(h => !HasRelease(h))];


    /// <summary>The steps whose effect a crash left in doubt.</summary>
    public IReadOnlyList<StepId> InDoubt => TakenOver ? [.. Plan.Steps.Where(IsOpen)] : [];

    /// <summary>Folds a journal; null when it holds no plan (the crash was before the first entry, and nothing was changed).</summary>
    /// <param name="entries">The entries, oldest first.</param>
    public static JournalState? Of(IReadOnlyList<JournalEntry> entries)
    {
        if (entries is not [JournalEntry.Opened opened, ..]) return null;
        var state = new JournalState(opened.Plan) { StartedAt = opened.At };
        foreach (var entry in entries) state.Apply(entry);
        return state;
    }

    /// <summary>True when a step's verb was begun, whether or not it ended.</summary>
    public bool HasBegun(StepId step, StepVerb verb) => marks.ContainsKey((step, verb));

    /// <summary>True when a step's verb ended well, or was seen to be in the world completely.</summary>
    public bool HasEnded(StepId step, StepVerb verb) => MarkOf(step, verb) == Mark.Ended;

    /// <summary>True when doing a step was begun and neither ended nor was looked at.</summary>
    public bool IsOpen(StepId step) => MarkOf(step, StepVerb.Do) == Mark.Begun;

    /// <summary>True when a host has the release and runs it.</summary>
    public bool HasRelease(string host) => RolloutOf(host).All(s => HasEnded(s, StepVerb.Do));

    /// <summary>True when bringing a host to the release was begun.</summary>
    public bool HasBegunRollout(string host) => RolloutOf(host).Any(s => HasBegun(s, StepVerb.Do));

    private IEnumerable<StepId> RolloutOf(string host) => Plan.Steps.Where(s => s.IsRollout && s.Host == host);

    private Mark? MarkOf(StepId step, StepVerb verb) => marks.TryGetValue((step, verb), out var mark) ? mark : null;

    private static bool IsUnreachable(FailureReport failure) => failure.Code == DeploymentErrors.HostUnreachable.Id;

    private void Apply(JournalEntry entry)
    {
        switch (entry)
        {
            case JournalEntry.Began began:
                marks[(began.Step, began.Verb)] = Mark.Begun;
                // What served before serves no more once the release comes to the host, perhaps for the second time.
                if (began is { Verb: StepVerb.Do, Step: { IsRollout: true, Host: { } host } }) marks.Remove((new(StepName.Baseline, host), StepVerb.Undo));
                break;
            case JournalEntry.Ended ended:
                marks[(ended.Step, ended.Verb)] = Mark.Ended;
                Schema = ended.Schema ?? Schema;
                if (ended.Verb == StepVerb.Undo) Restored(ended.Step);
                Accepted = ended.Accepted ?? Accepted;
                break;
            case JournalEntry.Found found:
                passed |= found.Step == PointOfNoReturn && found.Effect != StepEffect.None;
                marks[(found.Step,
                    StepVerb.Do)] = found.Effect switch { StepEffect.Complete => Mark.Ended, StepEffect.Partial => Mark.FoundSome, _ => Mark.FoundNone };
                break;
            case JournalEntry.Failed failed:
                ApplyFailure(failed);
                break;
            case JournalEntry.TookOver:
                (TakenOver, Closed) = (true, null);
                stuck.Clear();
                LookAgainAtWhatWasStopped();
                break;
            case JournalEntry.Closed closed:
                Closed = closed.Outcome;
                break;
        }
    }

    private void ApplyFailure(JournalEntry.Failed failed)
    {
        // A failed Do stays in doubt until someone looks: it may have done a part.
            if (IsBorne(failed)) Bear(failed);
        else if (failed.Verb == StepVerb.Undo && CanStillTurnBack(failed.Step)) Failure = failed.Failure;
        else if (failed.Verb == StepVerb.Undo || IsFinal) stuck.Add((failed.Step, failed.Failure));
        else Failure ??= failed.Failure;
    }

    // One host could not be given its former release again: all are rolled back.
    private bool CanStillTurnBack(StepId step) => Failure is null && !TakenOver && step.Host is { } host && failures.ContainsKey(host);

    // A policy bears the failure of a host as long as the deployment goes forward and at least one other host has the release.
    private bool IsBorne(JournalEntry.Failed failed) =>
        Plan.OnHostFailure != HostFailurePolicy.RollbackAll && Failure is null && !TakenOver && !IsFinal && failed.Step.Host is { } host
        && (failed.Verb == StepVerb.Undo
            ? failures.ContainsKey(host) && IsUnreachable(failed.Failure)
            : failed.Step.IsRollout && !failed.Failure.Interrupted && Plan.Hosts.Any(h => h != host && HasRelease(h)));

    private void Bear(JournalEntry.Failed failed)
    {
        var host = failed.Step.Host!;
        var times = failures.GetValueOrDefault(host)?.Times ?? 0;
        failures[host] = failed.Verb == StepVerb.Undo ? new(times, failed.Failure, IsRestored: true, CannotBeRestored: true) : new(times + 1, failed.Failure);
    }

    // A host may have come up meanwhile, and started what still is live on its disk.
    private void LookAgainAtWhatWasStopped()
    {
        foreach (var (step, _) in marks.Keys.Where(k => k is { Step.Name: StepName.Restart, Verb: StepVerb.Undo }).ToList())
        {
            if (!HasEnded(step with { Name = StepName.Activate }, StepVerb.Undo)) marks.Remove((step, StepVerb.Undo));
        }
    }

    // A host that got its former release again can be tried once more.
    private void Restored(StepId step)
    {
        if (step.Host is not { } host || !failures.TryGetValue(host, out var failure)) return;
        if (step.Name == StepName.Baseline) failures[host] = failure with { IsRestored = true };
        if (step.Name != StepName.Activate) return;
        foreach (var rollout in RolloutOf(host).ToList())
        {
            marks.Remove((rollout, StepVerb.Do));
            marks.Remove((rollout, StepVerb.Undo));
        }
    }

    private enum Mark
    {
        Begun,
        Ended,
        FoundNone,
        FoundSome,
    }
}

/// <summary>A host that failed while others have the release.</summary>
/// <param name="Times">How often.</param>
/// <param name="Failure">Why, the last time.</param>
/// <param name="IsRestored">True when nothing more is undone on it.</param>
/// <param name="CannotBeRestored">True when its former release could not be brought back.</param>
public sealed record HostFailure(int Times, FailureReport Failure, bool IsRestored = false, bool CannotBeRestored = false);
