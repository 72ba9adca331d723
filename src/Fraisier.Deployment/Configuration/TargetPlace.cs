using Foundation.Configuration;

namespace Fraisier.Deployment;

/// <summary>Where a target stands in a file.</summary>
/// <param name="File">The file's name in messages.</param>
/// <param name="Fraise">The fraise's name.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="Root">The outermost map.</param>
/// <param name="FraiseMap">The fraise's map.</param>
/// <param name="Map">The environment's map.</param>
internal sealed record TargetPlace(
    string File, string Fraise, string Environment, ConfigurationMap Root, ConfigurationMap FraiseMap, ConfigurationMap Map)
{
    private const string Checks = "health_checks";

    /// <summary>Where lists of health checks may be: for all environments of the fraise, and for this one.</summary>
    public IEnumerable<(ConfigurationMap Map, string Key)> HealthLists =>
        Root.OptionalMap(Checks) is { } all && all.Keys.Contains(Fraise, StringComparer.Ordinal) ? [(all, Fraise), (Map, Checks)] : [(Map, Checks)];
}
