namespace Fraisier.Deployment;

/// <summary>A journal, folded into the facts that decide the next action.</summary>
public sealed class JournalState
{
    private readonly Dictionary<(StepId Step, StepVerb Verb), Mark> marks = [];

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
    public Outcome Arrived => Accepted is null ? Outcome.Succeeded : Outcome.Unhealthy;

    /// <summary>Why taking it back, or finishing it past the point of no return, failed since the last takeover.</summary>
    public FailureReport? Stuck { get; private set; }

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

    /// <summary>The step whose effect a crash left in doubt, if there is one.</summary>
    public StepId? InDoubt => TakenOver ? Plan.Steps.Where(IsOpen).Select(s => (StepId?)s).FirstOrDefault() : null;

    private Mark? MarkOf(StepId step, StepVerb verb) => marks.TryGetValue((step, verb), out var mark) ? mark : null;

    private void Apply(JournalEntry entry)
    {
        switch (entry)
        {
            case JournalEntry.Began began:
                marks[(began.Step, began.Verb)] = Mark.Begun;
                break;
            case JournalEntry.Ended ended:
                marks[(ended.Step, ended.Verb)] = Mark.Ended;
                Schema = ended.Schema ?? Schema;
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
                (TakenOver, Closed, Stuck) = (true, null, null);
                break;
            case JournalEntry.Closed closed:
                Closed = closed.Outcome;
                break;
        }
    }

    private void ApplyFailure(JournalEntry.Failed failed)
    {
        // A failed Do stays in doubt until someone looks: it may have done a part.
        if (failed.Verb == StepVerb.Undo || IsFinal) Stuck = failed.Failure;
        else Failure ??= failed.Failure;
    }

    private enum Mark
    {
        Begun,
        Ended,
        FoundNone,
        FoundSome,
    }
}
