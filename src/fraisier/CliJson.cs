using System.Text.Json.Serialization;
using Fraisier.Deployment;

namespace Fraisier.Cli;

internal sealed record DeployDocument(string Schema, string Target, string Outcome, HistoryRecord? Deployment);

internal sealed record PlanDocument(string Schema, string Target, DeploymentPlan? Plan);

internal sealed record AdoptDocument(string Schema, string Target, Placement Live);

internal sealed record InitDocument(string Schema, string File, bool Written);

internal sealed record UnlockDocument(string Schema, string Target, bool Unlocked, string? Unfinished);

internal sealed record ListDocument(string Schema, IReadOnlyList<FraiseEntry> Fraises);

internal sealed record HistoryDocument(string Schema, IReadOnlyList<HistoryRecord> Deployments);

internal sealed record StatusDocument(string Schema, string Target, TargetStatus Status);

internal sealed record RecoverDocument(string Schema, IReadOnlyList<RecoveredTarget> Targets);

internal sealed record RecoveredTarget(string Target, HistoryRecord? Record);

/// <summary>The documents of <c>--format json</c>; each names its schema and version.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DeployDocument))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(ListDocument))]
[JsonSerializable(typeof(HistoryDocument))]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(RecoverDocument))]
[JsonSerializable(typeof(AdoptDocument))]
[JsonSerializable(typeof(InitDocument))]
[JsonSerializable(typeof(UnlockDocument))]
internal sealed partial class CliJson : JsonSerializerContext;
