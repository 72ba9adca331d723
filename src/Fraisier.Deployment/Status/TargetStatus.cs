using System.Text.Json.Serialization;
using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>What is live now, seen and not remembered, and what is on record.</summary>
/// <param name="Host">What was seen on the host.</param>
/// <param name="Lease">The lease that is held; null when it is free.</param>
/// <param name="Unfinished">The id of a deployment that is not over; null when there is none.</param>
/// <param name="Last">The last finished deployment.</param>
public sealed record TargetStatus(HostStatus Host, LeaseRecord? Lease, string? Unfinished, HistoryRecord? Last)
{
    /// <summary>8 when code, schema and service disagree or a deployment is unfinished, 7 when the schema cannot be seen,
    /// 1 when the release is not well, else 0.</summary>
    [JsonIgnore]
    public ExitCode Exit =>
        Host.Unadopted is not null || Host.SchemaFits == false || Host.ServiceFits == false || (Unfinished is not null && Lease is null)
        ? ExitCode.StateMismatch
        : !Host.SchemaSeen ? ExitCode.Unreachable
        : Host.Health is { Healthy: false } ? ExitCode.Failed
        : ExitCode.Ok;

    /// <summary>Looks at a target. Changes nothing.</summary>
    public static async Task<TargetStatus> LookAsync(IHost host, IDeploymentStore store, TimeProvider time, CancellationToken cancellation)
    {
        var lease = store.ReadLease();
        return new(
            await host.StatusAsync(cancellation),
            lease?.IsHeld(time.GetUtcNow()) == true ? lease : null,
            store.OpenJournals() is [.., var id] ? id : null,
            store.NewestFirst().FirstOrDefault());
    }
}
