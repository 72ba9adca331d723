using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fraisier.Deployment;

/// <summary>A question to the store on an agent's host: the methods of <see cref="IDeploymentStore"/> as messages.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "about")]
[JsonDerivedType(typeof(Look), "look")]
[JsonDerivedType(typeof(Take), "take")]
[JsonDerivedType(typeof(Renew), "renew")]
[JsonDerivedType(typeof(Return), "return")]
[JsonDerivedType(typeof(Break), "break")]
[JsonDerivedType(typeof(Cancel), "cancel")]
[JsonDerivedType(typeof(Journal), "journal")]
[JsonDerivedType(typeof(Append), "append")]
[JsonDerivedType(typeof(Finish), "finish")]
[JsonDerivedType(typeof(Write), "write")]
[JsonDerivedType(typeof(Find), "find")]
[JsonDerivedType(typeof(Records), "records")]
public abstract record StoreQuestion
{
    private StoreQuestion()
    {
    }

    /// <summary>Asks a store.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public abstract Task<StoreAnswer> AskAsync(IDeploymentStore store, CancellationToken cancellation);

    /// <summary>See <see cref="IDeploymentStore.LookAsync"/>.</summary>
    public sealed record Look : StoreQuestion
    {
        /// <inheritdoc/>
        public override async Task<StoreAnswer> AskAsync(IDeploymentStore store, CancellationToken cancellation) =>
            new() { View = await store.LookAsync(cancellation), Description = store.Description };
    }

    /// <summary>See <see cref="IDeploymentStore.TakeLeaseAsync"/>.</summary>
    /// <param name="Demand">Who takes it.</param>
    public sealed record Take(LeaseDemand Demand) : StoreQuestion
    {
        /// <inheritdoc/>
        public override async Task<StoreAnswer> AskAsync(IDeploymentStore store, CancellationToken cancellation) =>
            new() { Taken = await store.TakeLeaseAsync(Demand, cancellation) };
    }

    /// <summary>See <see cref="IDeploymentStore.RenewLeaseAsync"/>.</summary>
    /// <param name="Renewal">Which lease.</param>
    public sealed record Renew(LeaseRenewal Renewal) : StoreQuestion
    {
        /// <inheritdoc/>
        public override async Task<StoreAnswer> AskAsync(IDeploymentStore store, CancellationToken cancellation) =>
            new() { Lease = await store.RenewLeaseAsync(Renewal, cancellation) };
    }

    /// <summary>See <see cref="IDeploymentStore.ReleaseLeaseAsync"/>.</summary>
    public sealed record Return(long Epoch) : StoreQuestion
    {
        /// <inheritdoc/>
        public override async Task<StoreAnswer> AskAsync(IDeploymentStore store, CancellationToken cancellation)
        {
            await store.ReleaseLeaseAsync(Epoch, cancellation);
            return new();
        }
    }

    /// <summary>See <see cref="IDeploymentStore.BreakLeaseAsync"/>.</summary>
    public sealed record Break : StoreQuestion
    {
        /// <inheritdoc/>
        public override async Task<StoreAnswer> AskAsync(IDeploymentStore store, CancellationToken cancellation) =>
            new() { Lease = await store.BreakLeaseAsync(cancellation) };
    }

    /// <summary>See <see cref="IDeploymentStore.CancelAsync"/>.</summary>
    /// <param name="By">Who asks.</param>
    public sealed record Cancel(string By) : StoreQuestion
    {
        /// <inheritdoc/>
        public override async Task<StoreAnswer> AskAsync(IDeploymentStore store, CancellationToken cancellation) =>
            new() { Lease = await store.CancelAsync(By, cancellation) };
    }

    /// <summary>See <see cref="IDeploymentStore.ReadJournalAsync"/>.</summary>
    /// <param name="Id">The deployment's id.</param>
    public sealed record Journal(string Id) : StoreQuestion
    {
        /// <inheritdoc/>
        public override async Task<StoreAnswer> AskAsync(IDeploymentStore store, CancellationToken cancellation) =>
            new() { Entries = await store.ReadJournalAsync(Id, cancellation) };
    }

    /// <summary>See <see cref="IDeploymentStore.AppendAsync"/>.</summary>
    /// <param name="Id">The deployment's id.</param>
    /// <param name="Entries">The new entries.</param>
    public sealed record Append(string Id, IReadOnlyList<JournalEntry> Entries) : StoreQuestion
    {
        /// <inheritdoc/>
        public override async Task<StoreAnswer> AskAsync(IDeploymentStore store, CancellationToken cancellation)
        {
            await store.AppendAsync(Id, Entries, cancellation);
            return new();
        }
    }

    /// <summary>See <see cref="IDeploymentStore.FinishAsync"/>.</summary>
    /// <param name="Id">The deployment's id.</param>
    public sealed record Finish(string Id) : StoreQuestion
    {
        /// <inheritdoc/>
        public override async Task<StoreAnswer> AskAsync(IDeploymentStore store, CancellationToken cancellation)
        {
            await store.FinishAsync(Id, cancellation);
            return new();
        }
    }

    /// <summary>See <see cref="IDeploymentStore.WriteRecordAsync"/>.</summary>
    public sealed record Write(HistoryRecord Record, long Epoch) : StoreQuestion
    {
        /// <inheritdoc/>
        public override async Task<StoreAnswer> AskAsync(IDeploymentStore store, CancellationToken cancellation)
        {
            await store.WriteRecordAsync(Record, Epoch, cancellation);
            return new();
        }
    }

    /// <summary>See <see cref="IDeploymentStore.FindRecordAsync"/>.</summary>
    /// <param name="Id">The deployment's id.</param>
    public sealed record Find(string Id) : StoreQuestion
    {
        /// <inheritdoc/>
        public override async Task<StoreAnswer> AskAsync(IDeploymentStore store, CancellationToken cancellation) =>
            new() { Records = await store.FindRecordAsync(Id, cancellation) is { } record ? [record] : [] };
    }

    /// <summary>See <see cref="IDeploymentStore.RecordsAsync"/>.</summary>
    /// <param name="Limit">How many at most.</param>
    public sealed record Records(int Limit) : StoreQuestion
    {
        /// <inheritdoc/>
        public override async Task<StoreAnswer> AskAsync(IDeploymentStore store, CancellationToken cancellation) =>
            new() { Records = await store.RecordsAsync(Limit, cancellation) };
    }
}

/// <summary>What a store answers; what was not asked for is null.</summary>
public sealed record StoreAnswer
{
    /// <summary>What it holds.</summary>
    public StoreView? View { get; init; }

    /// <summary>Where it is, for people.</summary>
    public string? Description { get; init; }

    /// <summary>The lease that was taken.</summary>
    public LeaseTaken? Taken { get; init; }

    /// <summary>The lease after the change, or the broken one.</summary>
    public LeaseRecord? Lease { get; init; }

    /// <summary>A journal's entries.</summary>
    public IReadOnlyList<JournalEntry>? Entries { get; init; }

    /// <summary>Records.</summary>
    public IReadOnlyList<HistoryRecord>? Records { get; init; }
}

/// <summary>A question or an answer on its way: written as the store's own files are.</summary>
/// <param name="Question">The question; null in an answer.</param>
/// <param name="Answer">The answer; null in a question.</param>
[JsonConverter(typeof(StoreMailConverter))]
public sealed record StoreMail(StoreQuestion? Question, StoreAnswer? Answer);

/// <summary>Writes mail with the words of the store's files.</summary>
public sealed class StoreMailConverter : JsonConverter<StoreMail>
{
    private const string AsQuestion = "question";

    /// <inheritdoc/>
    public override StoreMail Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        var isQuestion = reader.GetString() == AsQuestion;
        reader.Read();
        var mail = isQuestion ? new StoreMail(JsonSerializer.Deserialize(ref reader, StoreJson.Default.StoreQuestion), null)
            : new StoreMail(null, JsonSerializer.Deserialize(ref reader, StoreJson.Default.StoreAnswer));
        reader.Read();
        return mail;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, StoreMail value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(value.Question is null ? "answer" : AsQuestion);
        if (value.Question is { } question) JsonSerializer.Serialize(writer, question, StoreJson.Default.StoreQuestion);
        else JsonSerializer.Serialize(writer, value.Answer!, StoreJson.Default.StoreAnswer);
        writer.WriteEndObject();
    }
}
