using System.Text.Json.Serialization;

namespace Confiture.Cli.Commands;

/// <summary>The JSON documents of all commands, serialised without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(InitReport))]
[JsonSerializable(typeof(BuildReport))]
[JsonSerializable(typeof(DiffReport))]
[JsonSerializable(typeof(DriftReport))]
[JsonSerializable(typeof(GenerateReport))]
[JsonSerializable(typeof(UpReport))]
[JsonSerializable(typeof(DryRunReport))]
[JsonSerializable(typeof(DownReport))]
[JsonSerializable(typeof(ManyReport))]
[JsonSerializable(typeof(ManyStatusReport))]
[JsonSerializable(typeof(CurrentReport))]
[JsonSerializable(typeof(BaselineReport))]
[JsonSerializable(typeof(RepairReport))]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(SeedReport))]
[JsonSerializable(typeof(SeedValidation))]
[JsonSerializable(typeof(LintReport))]
[JsonSerializable(typeof(LintRulesReport))]
[JsonSerializable(typeof(PostgresInstallReport))]
[JsonSerializable(typeof(PostgresRunReport))]
[JsonSerializable(typeof(PostgresListReport))]
internal sealed partial class Reports : JsonSerializerContext;
