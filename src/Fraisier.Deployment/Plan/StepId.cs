using System.Text.Json;
using System.Text.Json.Serialization;
using Foundation.Text;

namespace Fraisier.Deployment;

/// <summary>The steps of the <c>migrate</c> strategy. Their order is in <see cref="StepOrder"/>, not here.</summary>
[JsonConverter(typeof(EnumWordConverter<StepName>))]
public enum StepName
{
    /// <summary>Confirms the running release; undoing it starts that release again.</summary>
    Baseline,

    /// <summary>Brings the release's files to the host and builds them. Nothing live changes.</summary>
    Prepare,

    /// <summary>Runs the hooks before the change.</summary>
    Prehooks,

    /// <summary>Takes the live release out of service, where it must not meet an older schema.</summary>
    Stop,

    /// <summary>Changes the schema.</summary>
    Migrate,

    /// <summary>Waits before the next batch of hosts.</summary>
    Pause,

    /// <summary>Makes the release live on disk.</summary>
    Activate,

    /// <summary>Starts the release; undoing it stops it.</summary>
    Restart,

    /// <summary>Asks the release whether it is well.</summary>
    Health,

    /// <summary>Runs the hooks after the change.</summary>
    Posthooks,

    /// <summary>Writes the deployment into the history: it is final now.</summary>
    Commit,

    /// <summary>Removes releases that are no longer kept.</summary>
    Prune,
}

/// <summary>Which fence keeps controllers with an old epoch away from a step's effect.</summary>
public enum StepFence
{
    /// <summary>The host's: the effect is on its files and processes.</summary>
    Host,

    /// <summary>The database's own, inside each migration's transaction.</summary>
    Database,

    /// <summary>The deployment store's.</summary>
    Store,
}

/// <summary>Identifies a step permanently: in plans, journals and progress.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Host">The host on which it is done; null for what is done once, wherever the controller runs.</param>
[JsonConverter(typeof(StepIdConverter))]
public readonly record struct StepId(StepName Name, string? Host = null)
{
    /// <summary>The fence that the step's effect needs.</summary>
    public StepFence Fence => Name switch
    {
        StepName.Migrate => StepFence.Database,
        StepName.Commit or StepName.Pause => StepFence.Store,
        _ => StepFence.Host,
    };

    /// <summary>True for a step that the controller does itself.</summary>
    public bool IsController => Name is StepName.Commit or StepName.Pause;

    /// <summary>True for what brings one host to the release, after everything is prepared and the schema is there.</summary>
    public bool IsRollout => Name is StepName.Activate or StepName.Restart or StepName.Health;

    /// <summary>The name as it is written in lower case, without the host.</summary>
    public string Word => Name.ToString().ToLowerInvariant();

    /// <summary>Reads <c>activate@web1</c>; null when there is no such step.</summary>
    /// <param name="text">The written form.</param>
    public static StepId? Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var word = at < 0 ? text : text[..at];
        return Enum.TryParse<StepName>(word, ignoreCase: true, out var name) && Enum.IsDefined(name) && !char.IsAsciiDigit(word[0])
            ? new(name, at < 0 ? null : text[(at + 1)..])
            : null;
    }

    /// <summary>As it is written: <c>activate@web1</c>, or <c>commit</c>.</summary>
    public override string ToString() => Host is null ? Word : $"{Word}@{Host}";
}

/// <summary>Writes a step as its one word.</summary>
public sealed class StepIdConverter : JsonConverter<StepId>
{
    /// <inheritdoc/>
    public override StepId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StepId.Parse(reader.GetString() ?? string.Empty) ?? throw new JsonException($"`{reader.GetString()}` is not a step.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, StepId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>What the engine does with a step.</summary>
[JsonConverter(typeof(EnumWordConverter<StepVerb>))]
public enum StepVerb
{
    /// <summary>Make it happen.</summary>
    Do,

    /// <summary>Undo it.</summary>
    Undo,
}

/// <summary>What a probe saw of a step.</summary>
[JsonConverter(typeof(EnumWordConverter<StepEffect>))]
public enum StepEffect
{
    /// <summary>Nothing of it.</summary>
    None,

    /// <summary>A part of it.</summary>
    Partial,

    /// <summary>All of it.</summary>
    Complete,
}

/// <summary>What a verb of a step brought.</summary>
/// <param name="Note">What was done, for people; null when there is nothing to say.</param>
/// <param name="Schema">The final schema change; null except for the step that determines it.</param>
/// <param name="Accepted">A failure that the configuration says to live with; null when there is none.</param>
public sealed record StepResult(string? Note, SchemaChange? Schema = null, FailureReport? Accepted = null)
{
    /// <summary>How long it took until a release that was started answered well; null where nobody asked.</summary>
    public TimeSpan? AnsweredAfter { get; init; }

    /// <summary>Nothing to say.</summary>
    public static StepResult Silent { get; } = new((string?)null);
}
