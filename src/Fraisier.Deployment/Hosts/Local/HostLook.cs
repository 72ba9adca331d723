using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>Looks at what is live on a host. Changes nothing.</summary>
/// <param name="parts">What the host acts on.</param>
internal sealed class HostLook(HostParts parts)
{
    /// <summary>Looks at everything.</summary>
    public async Task<HostStatus> StatusAsync(CancellationToken cancellation)
    {
        DirectoryOwner.Require(parts.Directory, parts.Target);
        var (live, unadopted) = await LiveAsync(cancellation);
        var (schema, fits, seen) = await SchemaAsync(live, cancellation);
        var service = await parts.Service.ObserveAsync(cancellation);
        var former = FormerService.Of(parts);
        if (former is not null)
        {
            service = service with { Detail = $"{service.Detail}, but a process from an earlier configuration runs under supervisor "
                + $"{former}" };
        }

        return new(
            live, unadopted, schema, fits, seen, service,
            former is not null ? false : live is null ? null : parts.Service.IsThere
                && !service.Runs ? false : await parts.Service.RunsAsync(live, cancellation),
            await HealthAsync(live?.Release, service, cancellation));
    }

    private async Task<HealthReport?> HealthAsync(Release? release, ServiceState service, CancellationToken cancellation)
    {
        if (parts.Health is not { } health) return null;
        var report = await health.AskAsync(release, cancellation);

        // Something else holds the port, and its health is not the release's.
        return report.Healthy && parts.Service.IsThere && !service.Runs
            ? report with { Healthy = false, Answer = $"{report.Answer}, but not from the service" }
            : report;
    }

    private async Task<(Placement? Live, string? Unadopted)> LiveAsync(CancellationToken cancellation)
    {
        try
        {
            return await parts.Releases.LiveAsync(cancellation) is { } live ? (live, null) : (null, parts.Releases.Lost()?.What);
        }
        catch (ToolException e) when (e.Code == DeploymentErrors.Unadopted)
        {
            return (null, e.What);
        }
    }

    private async Task<(string Words, bool? Fits, bool Seen)> SchemaAsync(Placement? live, CancellationToken cancellation)
    {
        if (parts.Migrator is null) return (parts.Target.Database is null ? "no database is configured" : $"asked on {parts.Target.MigrateOn}", null, true);
        if (live is null) return ("unknown: no release is live", null, true);
        try
        {
            var (words, fits) = Compared(await parts.Migrator.LookAsync(live.Directory, cancellation));
            return (words, fits, true);
        }
        catch (ToolException e) when (e.Code.Exit == ExitCode.Unreachable)
        {
            // The rest of the picture is wanted most when a part of the system is down.
            return ($"unknown: {e.What}", null, false);
        }
    }

    private static (string Words, bool Fits) Compared(SchemaState state)
    {
        var newest = state.Applied is [.., var last] ? last.ToString() : "none";
        if (state.Disagreement is { } wrong) return ($"{newest}; {(wrong.Details.Count > 1 ? string.Join(" ", wrong.Details) : wrong.What)}", false);
        return state.Pending.Count > 0
            ? ($"{newest}; {state.Pending.Count} migrations of the live release are pending: {string.Join(", ", state.Pending)}", false)
            : ($"{newest} ({state.Applied.Count} applied, none pending)", true);
    }
}
