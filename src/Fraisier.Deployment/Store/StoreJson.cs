using System.Text.Json.Serialization;

namespace Fraisier.Deployment;

/// <summary>How the store's files are written: names and words in camel case, times in UTC.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = false, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(LeaseRecord))]
[JsonSerializable(typeof(HistoryRecord))]
[JsonSerializable(typeof(StoreQuestion))]
[JsonSerializable(typeof(StoreAnswer))]
internal sealed partial class StoreJson : JsonSerializerContext;
