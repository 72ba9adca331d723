using System.Text.Json.Serialization;

namespace Fraisier.Cli;

/// <summary>The documents of <c>--format json</c>, serialized without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DeployReport))]
[JsonSerializable(typeof(PlanReport))]
[JsonSerializable(typeof(ListReport))]
[JsonSerializable(typeof(HistoryReport))]
[JsonSerializable(typeof(StatsReport))]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(RecoverReport))]
[JsonSerializable(typeof(AdoptReport))]
[JsonSerializable(typeof(InitReport))]
[JsonSerializable(typeof(UnlockReport))]
[JsonSerializable(typeof(StatusAllReport))]
[JsonSerializable(typeof(HealthDocument))]
[JsonSerializable(typeof(ProvidersReport))]
[JsonSerializable(typeof(FindingsReport))]
[JsonSerializable(typeof(CancelReport))]
[JsonSerializable(typeof(ServiceReport))]
internal sealed partial class CliJson : JsonSerializerContext;
