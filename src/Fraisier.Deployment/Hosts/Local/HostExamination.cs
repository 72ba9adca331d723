using System.Globalization;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Looks whether a host has everything that a deployment needs. Changes nothing; <see cref="HostTrial"/> tries it.</summary>
/// <param name="parts">What the host acts on.</param>
internal sealed class HostExamination(HostParts parts)
{
    private const long LeastSpace = 512L << 20;

    /// <summary>Looks at everything.</summary>
    /// <param name="controllerTime">The controller's clock.</param>
    /// <param name="cancellation">Ends the look.</param>
    public async Task<IReadOnlyList<Finding>> LookAsync(DateTimeOffset controllerTime, CancellationToken cancellation)
    {
        var examination = new Examination(parts.HostName);
        examination.Add("host", FindingState.Ok, $"{Environment.MachineName}, {SystemUser.Name}, {Environment.OSVersion.VersionString}");
        await examination.LookAsync("rights", RightsAsync);
        Space(examination);
        Clock(examination, controllerTime);
        await examination.LookAsync("git", () => GitAsync(cancellation));
        await examination.LookAsync("release", () => ReleaseAsync(cancellation));
        await examination.LookAsync("service", () => ServiceAsync(cancellation));
        await DatabaseAsync(examination, cancellation);
        await HealthAsync(examination, cancellation);
        return examination.Findings;
    }

    private Task<string> RightsAsync()
    {
        Trust.Require(parts.Target);
        DirectoryOwner.Require(parts.Directory, parts.Target);
        HostClaim.Require(parts.Target);
        var place = Trust.NearestDirectory(parts.Target.AppPath);
        var probe = Path.Combine(place, $".fraisier-{Environment.ProcessId}.tmp");
        File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose();
        return Task.FromResult($"{place} can be written");
    }

    private void Space(Examination examination)
    {
        var place = Trust.NearestDirectory(parts.Target.AppPath);
        var free = new DriveInfo(place).AvailableFreeSpace;
        var (state, fix) = free >= LeastSpace ? (FindingState.Ok, (string?)null)
            : (FindingState.Warning, "Free some space, or lower `keep_releases` in fraises.yaml.");
        examination.Add("disk", state, $"{free >> 20} MB free at {place}", fix);
    }

    // Leases and epochs need no common clock; people who read two logs do.
    private void Clock(Examination examination, DateTimeOffset controllerTime)
    {
        var ahead = parts.Time.GetUtcNow() - controllerTime;
        var text =
            $"{Math.Abs(ahead.TotalSeconds).ToString("0.0", CultureInfo.InvariantCulture)} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} the controller";
        if (ahead.Duration() < TimeSpan.FromSeconds(5)) examination.Add("clock", FindingState.Ok, text);
        else examination.Add("clock", FindingState.Warning, text, "Let the host keep its time: timedatectl set-ntp true");
    }

    private async Task<string> GitAsync(CancellationToken cancellation)
    {
        var version = (await new CommandRunner().OutputOfAsync(GitCommands.Version, cancellation)).Trim();
        if (parts.Target.Transfer == Transfer.Push) return $"{version}; commits come from the controller";
        var tips = await parts.Mirror.TipsOfRemoteAsync(cancellation);
        return $"{version}; {parts.Mirror.Repository} has {tips} branches and tags";
    }

    private async Task<string> ReleaseAsync(CancellationToken cancellation) =>
        await parts.Releases.LiveAsync(cancellation) is { } live ? $"{live.Release.Name} is live in {live.Directory}"
            : parts.Releases.Lost() is { } lost ? throw lost : "nothing is live yet";

    private async Task<string> ServiceAsync(CancellationToken cancellation)
    {
        if (!parts.Service.IsThere) return parts.Service.Description;
        await parts.Service.CheckAsync(cancellation);
        return $"{parts.Service.Description}: {(await parts.Service.ObserveAsync(cancellation)).Detail}";
    }

    private async Task DatabaseAsync(Examination examination, CancellationToken cancellation)
    {
        const string Check = "database", NotYet = "looked at once a release is live: its files say where it is";
        if (parts.Target.Database is null) examination.Add(Check, FindingState.Skipped, "none is configured");
        else if (parts.Migrator is not { } migrator) examination.Add(Check, FindingState.Skipped, $"migrations run on {parts.Target.MigrateOn}");
        else if (await LiveOrNullAsync(cancellation) is not { } live) examination.Add(Check, FindingState.Skipped, NotYet);
        else await examination.LookAsync(Check, async () => $"{(await migrator.LookAsync(live.Directory, cancellation)).Database.Identity} answers");
    }

    private async Task HealthAsync(Examination examination, CancellationToken cancellation)
    {
        const string Check = "health", NoCheck = "no health check is configured", Add = "Add `health_check: {url: ...}` to the environment.";
        var log = $"Read the log: fraisier logs {parts.Target.Fraise} {parts.Target.Environment}";
        if (parts.Health is not { } health) examination.Add(Check, FindingState.Warning, NoCheck, Add);
        else if (await LiveOrNullAsync(cancellation) is not { } live) examination.Add(Check, FindingState.Skipped, "nothing is live yet");
        else if (await health.AskAsync(live.Release, cancellation) is { Healthy: false } ill) examination.Add(Check, FindingState.Failed, ill.Summary, log);
        else examination.Add(Check, FindingState.Ok, health.Description);
    }

    private async Task<Placement?> LiveOrNullAsync(CancellationToken cancellation)
    {
        try
        {
            return await parts.Releases.LiveAsync(cancellation);
        }
        catch (Foundation.Errors.ToolException)
        {
            return null; // The release's own finding says why.
        }
    }
}
