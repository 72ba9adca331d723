using System.Text.Json.Serialization;
using Confiture.Migrations;
using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>What is live now, seen and not remembered.</summary>
/// <param name="Release">The live release; null when there is none.</param>
/// <param name="Schema">What the ledger says about the live release's migrations, in words.</param>
/// <param name="SchemaFits">True when ledger and live release agree; null when there is no database, or it cannot be reached.</param>
/// <param name="SchemaSeen">False when there is a database and it cannot be reached.</param>
/// <param name="Service">Whether the service runs.</param>
/// <param name="Health">The answer of the health check; null when none is configured.</param>
/// <param name="Lease">The lease that is held; null when it is free.</param>
/// <param name="Unfinished">The id of a deployment that is not over; null when there is none.</param>
/// <param name="Last">The last finished deployment.</param>
public sealed record TargetStatus(
    Release? Release, string Schema, bool? SchemaFits, bool SchemaSeen, ServiceState Service, HealthReport? Health, LeaseRecord? Lease, string? Unfinished, HistoryRecord? Last)
{
    /// <summary>8 when code and schema disagree or a deployment is unfinished, 7 when the schema cannot be seen, 1 when the release is not well, else 0.</summary>
    [JsonIgnore]
    public ExitCode Exit => SchemaFits == false || (Unfinished is not null && Lease is null) ? ExitCode.StateMismatch
        : !SchemaSeen ? ExitCode.Unreachable
        : Health is { Healthy: false } ? ExitCode.Failed
        : ExitCode.Ok;

    /// <summary>Looks at a target. Changes nothing.</summary>
    /// <param name="backends">What is looked at.</param>
    /// <param name="cancellation">Ends the look.</param>
    public static async Task<TargetStatus> LookAsync(Backends backends, CancellationToken cancellation)
    {
        var live = await backends.Releases.LiveAsync(cancellation);
        var (schema, fits, seen) = await SchemaAsync(backends, live, cancellation);
        var lease = Deployment.Lease.Read(backends.Store);
        return new(
            live, schema, fits, seen,
            await backends.Service.ObserveAsync(cancellation),
            backends.Health is { } health ? await health.AskAsync(cancellation) : null,
            lease?.IsHeld(backends.Time.GetUtcNow()) == true ? lease : null,
            OpenJournals.In(backends.Store) is [.., var path] ? Path.GetFileNameWithoutExtension(path) : null,
            backends.History.NewestFirst().FirstOrDefault());
    }

    private static async Task<(string Words, bool? Fits, bool Seen)> SchemaAsync(Backends backends, Release? live, CancellationToken cancellation)
    {
        if (backends.Database is null) return ("no database is configured", null, true);
        if (live is null) return ("unknown: no release is live", null, true);
        try
        {
            var (words, fits) = Compared(await backends.Database.LookAsync(live, cancellation));
            return (words, fits, true);
        }
        catch (ToolException e) when (e.Code.Exit == ExitCode.Unreachable)
        {
            // The rest of the picture is wanted most when a part of the system is down.
            return ($"unknown: {e.What}", null, false);
        }
    }

    private static (string Words, bool Fits) Compared(MigrationStatus status)
    {
        var applied = status.Entries.Count(e => e.Row is not null);
        var newest = status.Entries.LastOrDefault(e => e.Row is not null)?.ToString() ?? "none";
        if (status.Drift.Count > 0) return ($"{newest}; {status.Drift.Count} migrations are not what the ledger says: {string.Join(", ", status.Drift)}", false);
        return status.Pending.Count > 0
            ? ($"{newest}; {status.Pending.Count} migrations of the live release are pending: {string.Join(", ", status.Pending)}", false)
            : ($"{newest} ({applied} applied, none pending)", true);
    }
}
