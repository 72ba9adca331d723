using Confiture.Migrations;
using Foundation.Errors;
using Foundation.Files;

namespace Fraisier.Deployment;

/// <summary>Everything that is looked at before a deployment, and every reason to refuse one. Changes nothing but the mirror.</summary>
/// <param name="backends">What is looked at.</param>
public sealed class Preflight(Backends backends)
{
    private const long SpaceMargin = 32L << 20;

    private Target Target => backends.Target;

    /// <summary>Refuses a directory that belongs to someone else: files made there would be theirs or ours, and neither could replace the other's.</summary>
    /// <param name="appPath">The application's directory, or the nearest parent that exists.</param>
    /// <exception cref="ToolException"><c>FRAI-DEP-008</c>, exit 6.</exception>
    public static void RequireOwnership(string appPath)
    {
        var existing = NearestDirectory(appPath);
        var created = existing != appPath;
        if (FileOwner.Of(existing) is not { } owner || owner == FileOwner.EffectiveUser || (created && FileOwner.EffectiveUser == 0)) return;
        throw DeploymentErrors.NotOwned.Error(
            $"{existing} belongs to user id {owner}; this is user id {FileOwner.EffectiveUser} ({Environment.UserName}).",
            "Files that one user makes cannot be replaced or removed by another in the next deployment.",
            $"Deploy as its owner (sudo -u '#{owner}' fraisier ...), or give it to this user: chown -R {FileOwner.EffectiveUser} {existing}");
    }

    /// <summary>Makes the plan of a deployment.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <returns>The plan; null when the commit is live, healthy, and has nothing pending.</returns>
    /// <exception cref="ToolException">The deployment is refused, or something needed cannot be reached.</exception>
    public async Task<DeploymentPlan?> PlanDeployAsync(DeployRequest request, CancellationToken cancellation)
    {
        var commit = await backends.Mirror.FetchAsync(Target.Branch, cancellation);
        await backends.Service.CheckAsync(cancellation);
        await backends.Releases.CheckAsync(commit, cancellation);
        await RequireSpaceAsync(commit, cancellation);
        var live = await backends.Releases.LiveAsync(cancellation);
        var release = backends.Releases.Name(commit, backends.Time.GetUtcNow());
        var (status, epoch) = await LookAtMigrationsAsync(commit, cancellation);
        status?.ThrowIfDrifted();
        var pending = status?.Pending ?? [];
        var irreversible = pending.Where(m => !m.IsReversible).ToList();
        if (irreversible.Count > 0 && !request.NoRollback) throw Irreversible(irreversible);
        var before = await LookAtServiceAsync(live, status, epoch, cancellation);
        if (live?.Commit == commit && pending.Count == 0 && IsWell(before)) return null;
        var schema = new SchemaChange(pending.Count == 0 ? SchemaVerb.None : SchemaVerb.Up, [.. pending.Select(m => m.Version)], release);
        return Plan(DeploymentKind.Deploy, release, before, schema, irreversible.Count > 0 ? StepName.Migrate : StepName.Commit);
    }

    /// <summary>Makes the plan of going back to the release before.</summary>
    /// <param name="cancellation">Ends the look.</param>
    /// <exception cref="ToolException">There is none, or the way back is closed.</exception>
    public async Task<DeploymentPlan> PlanRollbackAsync(CancellationToken cancellation)
    {
        var live = await backends.Releases.LiveAsync(cancellation);
        if (live is null || PreviousOf(live) is not { } previous) throw NoPrevious();
        await backends.Service.CheckAsync(cancellation);
        await backends.Releases.CheckAsync(previous.Commit, cancellation);
        var (newer, older) = (Named(live), Named(previous));
        var (status, epoch) = await LookAtMigrationsAsync(live.Commit, cancellation);
        status?.ThrowIfDrifted();
        var (known, _) = await LookAtMigrationsAsync(previous.Commit, cancellation);
        var surplus = known?.Entries.Where(e => e.State == MigrationState.Missing).Select(e => e.Version).Reverse().ToList() ?? [];
        var stuck = status?.Entries.Where(e => surplus.Contains(e.Version, StringComparer.Ordinal)).Select(e => e.Migration!).Where(m => !m.IsReversible).ToList() ?? [];
        if (stuck.Count > 0) throw Irreversible(stuck);
        var schema = new SchemaChange(surplus.Count == 0 ? SchemaVerb.None : SchemaVerb.Down, surplus, newer);
        return Plan(DeploymentKind.Rollback, older, await LookAtServiceAsync(live, status, epoch, cancellation), schema, StepName.Commit);
    }

    private DeploymentPlan Plan(DeploymentKind kind, Release release, Baseline before, SchemaChange schema, StepName pointOfNoReturn)
    {
        var now = backends.Time.GetUtcNow();
        return new()
        {
            Id = $"{now:yyyyMMdd'T'HHmmssfff'Z'}-{release.ShortCommit}",
            Kind = kind,
            Target = Target.Name,
            By = $"{Environment.UserName}@{Environment.MachineName}",
            MadeAt = now,
            Release = release,
            Before = before,
            Schema = schema,
            Steps = kind == DeploymentKind.Deploy ? StepOrder.Deploy : StepOrder.GoBack,
            Rollback = StepOrder.Undo,
            PointOfNoReturn = pointOfNoReturn,
        };
    }

    private async Task<(MigrationStatus? Status, long Epoch)> LookAtMigrationsAsync(string commit, CancellationToken cancellation)
    {
        if (backends.Database is null) return (null, 0);
        var scratch = await ScratchAsync(commit, cancellation);
        try
        {
            return (await backends.Database.LookAsync(scratch, cancellation), await backends.Database.EpochAsync(scratch, cancellation));
        }
        finally
        {
            Directory.Delete(scratch.Files, recursive: true);
        }
    }

    // SQL and YAML files are all that is needed to compare migrations before the release is on the host.
    private async Task<Release> ScratchAsync(string commit, CancellationToken cancellation)
    {
        var directory = Path.Combine(backends.Scratch, $"{commit}.{Environment.ProcessId}");
        Directory.CreateDirectory(directory);
        var paths = (await backends.Mirror.FilesAsync(commit, cancellation)).Select(f => f.Path)
            .Where(p => p.EndsWith(".sql", StringComparison.Ordinal) || p.EndsWith(".yaml", StringComparison.Ordinal) || p.EndsWith(".yml", StringComparison.Ordinal)).ToList();
        if (paths.Count > 0) await backends.Mirror.CheckOutAsync(commit, directory, cancellation, paths);
        return new(Path.GetFileName(directory), commit, directory);
    }

    private async Task<Baseline> LookAtServiceAsync(Release? live, MigrationStatus? status, long epoch, CancellationToken cancellation)
    {
        var runs = live is not null && (await backends.Service.ObserveAsync(cancellation)).Runs;
        var healthy = runs && backends.Health is not null ? (await backends.Health.AskAsync(cancellation)).Healthy : (bool?)null;
        var ledger = status?.Entries.Where(e => e.Row is not null).Select(e => e.Version).ToList();
        return new(live, runs, healthy, ledger, epoch);
    }

    private bool IsWell(Baseline before) => backends.Service is NoService || (before.ServiceRan && before.Healthy != false);

    // What a rollback left is newer and not older: going back twice goes back twice.
    private Release? PreviousOf(Release live) => backends.History.NewestFirst()
        .FirstOrDefault(r => r.Kind == DeploymentKind.Deploy && r.Outcome == Outcome.Succeeded && r.Release.Commit == live.Commit && r.Previous is not null && r.Previous.Commit != live.Commit)?.Previous;

    // A checkout in place has no directory per release: a copy gets one.
    private Release Named(Release release) => release.Files == Target.AppPath ? backends.Releases.Name(release.Commit, backends.Time.GetUtcNow()) : release;

    private async Task RequireSpaceAsync(string commit, CancellationToken cancellation)
    {
        var needed = (await backends.Mirror.FilesAsync(commit, cancellation)).Sum(f => f.Bytes) + SpaceMargin;
        var free = new DriveInfo(NearestDirectory(Target.AppPath)).AvailableFreeSpace;
        if (free >= needed) return;
        throw DeploymentErrors.NoSpace.Error(
            $"{Target.AppPath} has {free >> 20} MB free; the release needs {needed >> 20} MB.",
            "Its files, and a margin for logs and records, must fit beside the present release.",
            "Free some space, or lower `keep_releases` in fraises.yaml.");
    }

    private static string NearestDirectory(string path)
    {
        while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { Length: > 0 } parent) path = parent;
        return path;
    }

    private ToolException NoPrevious() => DeploymentErrors.NoPrevious.Error(
        $"{Target} has no earlier release to go back to.", "The history names none before the live one.", $"Deploy the commit that you want: set `branch` and run `fraisier deploy {Target.Fraise} {Target.Environment}`.");

    private static ToolException Irreversible(IReadOnlyList<Migration> migrations) => DeploymentErrors.Irreversible.Error(
        $"{string.Join(", ", migrations)} cannot be taken back.",
        "The down file is missing or holds no statement: if the release fails, the old code would meet the new schema.",
        $"Write {migrations[0]}.down.sql, or accept that there is no way back: --no-rollback");
}

/// <summary>What a user asks of a deployment.</summary>
/// <param name="NoRollback">True to accept migrations that cannot be taken back.</param>
public sealed record DeployRequest(bool NoRollback);
