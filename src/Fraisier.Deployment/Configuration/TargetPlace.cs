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

    /// <summary>The older tool's build command: the environment's, otherwise the fraise's.</summary>
    public ConfigurationMap? Install => Map.OptionalMap("install") ?? FraiseMap.OptionalMap("install");

    /// <summary>Settles the keys of the environment and of its fraise that nothing has read.</summary>
    public KeyNotes Settle()
    {
        var service = Map.OptionalMap("service") is { } map && ServiceReader.IsOlder(map) ? new(["`service`"], []) : KeyNotes.None;
        return OlderKeys.Settle(OlderKeys.Fraise, FraiseMap).With(OlderKeys.Settle(OlderKeys.Environment, Map)).With(service)
            .With(OlderKeys.Settle(OlderKeys.Database, Map.OptionalMap("database"), "database."))
            .With(OlderKeys.Settle(OlderKeys.Install, Install, "install."));
    }

    /// <summary>Where lists of health checks may be: for all environments of the fraise, and for this one.</summary>
    public IEnumerable<(ConfigurationMap Map, string Key)> HealthLists =>
        Root.OptionalMap(Checks) is { } all && all.Keys.Contains(Fraise, StringComparer.Ordinal) ? [(all, Fraise), (Map, Checks)] : [(Map, Checks)];
}
