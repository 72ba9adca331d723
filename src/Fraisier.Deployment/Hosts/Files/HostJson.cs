using System.Text.Json.Serialization;

namespace Fraisier.Deployment;

/// <summary>How a host's files are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(EffectHolder))]
[JsonSerializable(typeof(ReleaseMark))]
[JsonSerializable(typeof(DirectoryOwner))]
[JsonSerializable(typeof(HostClaim))]
internal sealed partial class HostJson : JsonSerializerContext;
