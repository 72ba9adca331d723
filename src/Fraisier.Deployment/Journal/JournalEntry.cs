using System.Text.Json.Serialization;

namespace Fraisier.Deployment;

/// <summary>What the engine does with a step.</summary>
public enum StepVerb
{
    /// <summary>Make it happen.</summary>
    Do,

    /// <summary>Take it back.</summary>
    Undo,
}

/// <summary>How a deployment ended.</summary>
public enum Outcome
{
    /// <summary>The release is live and the schema is its own.</summary>
    Succeeded,

    /// <summary>It failed; code and schema are those of before.</summary>
    RolledBack,

    /// <summary>It failed and could not be taken back completely.</summary>
    RollbackFailed,
}

/// <summary>One line of a journal. Intent is written before an effect, the result after it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "entry")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Began), "began")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(TookOver), "took_over")]
[JsonDerivedType(typeof(Found), "found")]
[JsonDerivedType(typeof(Closed), "closed")]
public abstract record JournalEntry
{
    private JournalEntry()
    {
    }

    /// <summary>When it was written, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The epoch of the controller that wrote it.</summary>
    public long Epoch { get; init; }

    /// <summary>The deployment begins; preflight is over and nothing has been changed yet.</summary>
    /// <param name="Plan">What is going to happen.</param>
    public sealed record Opened(DeploymentPlan Plan) : JournalEntry;

    /// <summary>A verb of a step is about to run.</summary>
    /// <param name="Step">The step.</param>
    /// <param name="Verb">The verb.</param>
    public sealed record Began(StepName Step, StepVerb Verb) : JournalEntry;

    /// <summary>A verb of a step has run.</summary>
    /// <param name="Step">The step.</param>
    /// <param name="Verb">The verb.</param>
    /// <param name="Note">What was done, for people.</param>
    public sealed record Ended(StepName Step, StepVerb Verb, string? Note) : JournalEntry;

    /// <summary>A verb of a step failed, was interrupted, or ran into its deadline.</summary>
    /// <param name="Step">The step.</param>
    /// <param name="Verb">The verb.</param>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StepName Step, StepVerb Verb, FailureReport Failure) : JournalEntry;

    /// <summary>Another controller carries on.</summary>
    /// <param name="Holder">Who it is.</param>
    public sealed record TookOver(string Holder) : JournalEntry;

    /// <summary>A look at the world settled whether a begun verb had its effect.</summary>
    /// <param name="Step">The step.</param>
    /// <param name="Effect">What was seen.</param>
    public sealed record Found(StepName Step, StepEffect Effect) : JournalEntry;

    /// <summary>The deployment is over.</summary>
    /// <param name="Outcome">How.</param>
    public sealed record Closed(Outcome Outcome) : JournalEntry;
}

/// <summary>What a probe saw of a step.</summary>
public enum StepEffect
{
    /// <summary>Nothing of it.</summary>
    None,

    /// <summary>A part of it.</summary>
    Partial,

    /// <summary>All of it.</summary>
    Complete,
}

/// <summary>Why a step failed, as it is kept and shown.</summary>
/// <param name="Code">The error's code.</param>
/// <param name="What">What happened.</param>
/// <param name="Why">Why.</param>
/// <param name="Fix">What to do now.</param>
/// <param name="Details">More lines: the answer of the health check, the last lines of the service's log.</param>
/// <param name="Interrupted">True when the user stopped it.</param>
public sealed record FailureReport(string Code, string What, string Why, string Fix, IReadOnlyList<string> Details, bool Interrupted);
