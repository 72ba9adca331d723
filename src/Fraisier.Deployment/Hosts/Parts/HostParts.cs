namespace Fraisier.Deployment;

/// <summary>Everything that a host acts on for one target, each part behind its interface. A provider puts the parts together.</summary>
/// <param name="Target">What is deployed.</param>
/// <param name="HostName">The host's name.</param>
/// <param name="Directory">What the host keeps of the target.</param>
/// <param name="Fence">The host's fence.</param>
/// <param name="Mirror">Where commits come from.</param>
/// <param name="Releases">How releases lie on the host.</param>
/// <param name="Service">What runs a release.</param>
/// <param name="Migrator">What moves the schema; null when the fraise has no database.</param>
/// <param name="Health">The health check; null when none is configured.</param>
/// <param name="Time">The clock.</param>
public sealed record HostParts(
    Target Target, string HostName, HostDirectory Directory, IHostFence Fence, GitMirror Mirror, IReleaseLayout Releases, IService Service, IMigrator? Migrator,
    IHealthCheck? Health, TimeProvider Time)
{
    /// <summary>Hears what happens during a step.</summary>
    public required IMigratorObserver Observer { get; init; }

    /// <summary>The mark of what is started here.</summary>
    public required WorkMark Mark { get; init; }

    /// <summary>The directory for temporary files.</summary>
    public string Scratch { get; init; } = Directory.ScratchDirectory;
}
