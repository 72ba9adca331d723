namespace Fraisier.Deployment;

/// <summary>Everything that a deployment acts on, each behind its interface. The engine and its steps know nothing else of the world.</summary>
/// <param name="Target">What is deployed.</param>
/// <param name="Store">Where Fraisier keeps what it remembers.</param>
/// <param name="Fence">The host's fence.</param>
/// <param name="Mirror">Where commits come from.</param>
/// <param name="Releases">How releases lie on the host.</param>
/// <param name="Service">What runs a release.</param>
/// <param name="Database">The database; null when the fraise has none.</param>
/// <param name="Health">The health check; null when none is configured.</param>
/// <param name="Time">The clock.</param>
public sealed record Backends(
    Target Target, AppStore Store, IHostFence Fence, GitMirror Mirror, IReleaseLayout Releases, IService Service, IReleaseDatabase? Database, IHealthCheck? Health, TimeProvider Time)
{
    /// <summary>The variable by which programs of a deployment are found again when their controller was killed; its value is the store's directory.</summary>
    public const string DeploymentMark = "FRAISIER_DEPLOYMENT";

    /// <summary>Where short-lived files go.</summary>
    public string Scratch { get; init; } = Store.ScratchDirectory;

    /// <summary>The target's history.</summary>
    public HistoryFiles History => new(Store);
}
