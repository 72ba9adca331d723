using System.Text.Json.Serialization;

namespace Fraisier.Deployment;

/// <summary>One line of a journal. Intent is written before an effect, the result after it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "entry")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Began), "began")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(TookOver), "tookOver")]
[JsonDerivedType(typeof(Found), "found")]
[JsonDerivedType(typeof(Closed), "closed")]
public abstract record JournalEntry : Document
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
    public sealed record Began(StepId Step, StepVerb Verb) : JournalEntry;

    /// <summary>A verb of a step has run.</summary>
    /// <param name="Note">What was done, for people.</param>
    /// <param name="Schema">What is to happen to the schema, where the step found that out.</param>
    /// <param name="Accepted">A failure that the configuration says to live with.</param>
    public sealed record Ended(StepId Step, StepVerb Verb, string? Note, SchemaChange? Schema = null, FailureReport? Accepted = null) : JournalEntry
    {
        /// <summary>How long it took until a release that was started answered well; null where nobody asked.</summary>
        public TimeSpan? AnsweredAfter { get; init; }
    }

    /// <summary>A verb of a step failed, was interrupted, or ran into its deadline.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StepId Step, StepVerb Verb, FailureReport Failure) : JournalEntry;

    /// <summary>Another controller carries on.</summary>
    /// <param name="Holder">Who it is.</param>
    public sealed record TookOver(string Holder) : JournalEntry;

    /// <summary>A look at the world settled whether a begun verb had its effect.</summary>
    /// <param name="Effect">What was seen.</param>
    public sealed record Found(StepId Step, StepEffect Effect) : JournalEntry;

    /// <summary>The deployment is over.</summary>
    /// <param name="Outcome">How.</param>
    public sealed record Closed(Outcome Outcome) : JournalEntry;
}

/// <summary>The record of what the engine is about to do and what it has done.</summary>
public interface IJournal
{
    /// <summary>All entries, oldest first.</summary>
    IReadOnlyList<JournalEntry> Entries { get; }

    /// <summary>Adds entries; they are on the disk when the call returns.</summary>
    /// <param name="entries">The entries, all of one epoch, which must not be older than the one that the store has seen.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="Foundation.Errors.ToolException">Another controller took over (<c>FRAI-DEP-003</c>).</exception>
    Task AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation);
}
