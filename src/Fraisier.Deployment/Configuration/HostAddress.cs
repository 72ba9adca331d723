using System.Text.Json.Serialization;
using Foundation.Text;

namespace Fraisier.Deployment;

/// <summary>A host of a target.</summary>
/// <param name="Name">Its name in plans, journals and messages.</param>
/// <param name="Ssh">How it is reached; null for the host of this process.</param>
public sealed record HostAddress(string Name, SshSettings? Ssh)
{
    /// <summary>The host of this process, under its usual name.</summary>
    public static HostAddress Here { get; } = new("local", null);

    /// <summary>True for the host of this process.</summary>
    [JsonIgnore]
    public bool IsHere => Ssh is null;
}

/// <summary>How a host is reached with the OpenSSH client; what is null is left to <c>~/.ssh/config</c>.</summary>
/// <param name="Host">The host as ssh knows it; null for the host's name.</param>
/// <param name="User">The user there.</param>
/// <param name="Port">Where its sshd listens.</param>
/// <param name="KeyFile">The file of the private key.</param>
/// <param name="Program">The fraisier that is installed there; null to bring this one.</param>
/// <param name="AcceptNewKeys">True to accept the key of a host that was never seen; a changed key is always refused.</param>
public sealed record SshSettings(
    string? Host = null, string? User = null, int? Port = null, string? KeyFile = null, string? Program = null, bool AcceptNewKeys = false);

/// <summary>How several hosts get a release.</summary>
/// <param name="BatchSize">How many hosts at the same time: a number, or a percentage of all.</param>
/// <param name="IsPercent">True when it is a percentage.</param>
/// <param name="Wait">The pause between two batches.</param>
/// <param name="OnHostFailure">What is done when a host fails after others have the release.</param>
public sealed record RolloutSettings(int BatchSize, bool IsPercent, TimeSpan Wait, HostFailurePolicy OnHostFailure)
{
    /// <summary>One host after another, without a pause.</summary>
    public static RolloutSettings InOrder { get; } = new(1, IsPercent: false, TimeSpan.Zero, HostFailurePolicy.RollbackAll);

    /// <summary>The hosts in batches.</summary>
    /// <param name="hosts">The hosts, in order.</param>
    public IReadOnlyList<IReadOnlyList<string>> Batches(IReadOnlyList<string> hosts) =>
        [.. hosts.Chunk(Math.Clamp(IsPercent ? hosts.Count * BatchSize / 100 : BatchSize, 1, hosts.Count))];
}

/// <summary>How commits come to the hosts.</summary>
[JsonConverter(typeof(EnumWordConverter<Transfer>))]
public enum Transfer
{
    /// <summary>The controller fetches them once and sends each host what it lacks.</summary>
    Push,

    /// <summary>Each host fetches them itself.</summary>
    Pull,
}

/// <summary>What is done when one of several hosts fails after others have the release.</summary>
[JsonConverter(typeof(EnumWordConverter<HostFailurePolicy>))]
public enum HostFailurePolicy
{
    /// <summary>All hosts and the schema are rolled back.</summary>
    RollbackAll,

    /// <summary>Hosts with the release keep it; the one that failed gets its former release again, and the rest keeps theirs.</summary>
    Keep,

    /// <summary>The rest goes on; the ones that failed are tried once more at the end.</summary>
    RetryFailed,
}
