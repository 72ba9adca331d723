using System.Text.Json.Serialization;
using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>What is live now, seen and not remembered, and what is on record.</summary>
/// <param name="Host">What was seen on the host where migrations run.</param>
/// <param name="Lease">The lease that is held; null when it is free.</param>
/// <param name="Unfinished">The id of a deployment that is not over; null when there is none.</param>
/// <param name="Last">The last finished deployment.</param>
/// <param name="Hosts">All hosts of a target with several; null for one.</param>
public sealed record TargetStatus(
    HostStatus Host, LeaseRecord? Lease, string? Unfinished, HistoryRecord? Last, IReadOnlyList<SeenHost>? Hosts = null)
{
    /// <summary>8 when code, schema and service disagree, hosts have different releases, or a deployment is unfinished; 7 when the schema or a host
    /// cannot be seen; 1 when the release is not well; else 0.</summary>
    [JsonIgnore]
    public ExitCode Exit =>
        All.Any(h => h.Unadopted is not null || h.SchemaFits == false || h.ServiceFits == false) || (Unfinished is not null && Lease is null) || !AreOne
        ? ExitCode.StateMismatch
        : All.Any(h => !h.SchemaSeen) || Hosts?.Any(h => h.Status is null) == true ? ExitCode.Unreachable
        : All.Any(h => h.Health is { Healthy: false }) ? ExitCode.Failed
        : ExitCode.Ok;

    /// <summary>True when all hosts that can be seen have the same release, or the last deployment has left some behind on record.</summary>
    [JsonIgnore]
    public bool AreOne => All.Select(h => h.Live?.Release.Name).Distinct(StringComparer.Ordinal).Count() == 1 || Last?.Outcome == Outcome.Partial;

    private IEnumerable<HostStatus> All => Hosts is null ? [Host] : Hosts.Select(h => h.Status).OfType<HostStatus>();

    /// <summary>Looks at a target. Changes nothing.</summary>
    public static async Task<TargetStatus> LookAsync(Target target, Fleet fleet, CancellationToken cancellation)
    {
        var seen = await fleet.AskAsync(host => SeenAsync(host, fleet, cancellation));
        var store = await fleet.Store.LookAsync(cancellation);
        var first = seen.First(h => h.Name == target.MigrateOn).Status ?? seen.Select(h => h.Status).OfType<HostStatus>().First();
        return new(first, store.Held, store.Unfinished, store.Last, seen.Count > 1 ? seen : null);
    }

    private static async Task<SeenHost> SeenAsync(IHost host, Fleet fleet, CancellationToken cancellation)
    {
        try
        {
            return new(host.Name, await host.StatusAsync(cancellation), null);
        }
        catch (ToolException e) when (e.Code == DeploymentErrors.HostUnreachable && host != fleet.First)
        {
            return new(host.Name, null, e.What);
        }
    }
}

/// <summary>What was seen on one of several hosts.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="Status">What is there; null when it cannot be reached.</param>
/// <param name="Unreachable">Why it cannot be reached; null when it can.</param>
public sealed record SeenHost(string Name, HostStatus? Status, string? Unreachable);
