using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>Looks at everything that a plan is made from, and finds every reason to refuse one. Changes nothing but the mirror.</summary>
/// <param name="parts">What the host acts on.</param>
internal sealed class Surveyor(HostParts parts)
{
    private const long SpaceMargin = 32L << 20;

    private Target Target => parts.Target;

    /// <summary>Looks.</summary>
    /// <exception cref="ToolException">It is refused, or something needed cannot be reached.</exception>
    public Task<Survey> LookAsync(SurveyRequest request, CancellationToken cancellation)
    {
        FormerService.Require(parts);
        return LookFurtherAsync(request, cancellation);
    }

    private Task<Survey> LookFurtherAsync(SurveyRequest request, CancellationToken cancellation) =>
        request.Kind == DeploymentKind.Deploy ? DeployAsync(request, cancellation) : RollbackAsync(request, cancellation);

    private async Task<Survey> DeployAsync(SurveyRequest request, CancellationToken cancellation)
    {
        // Another host may have named the release: a branch that moves meanwhile does not give two hosts two commits.
        var commit = request.Commit is { } sent && Target.Transfer == Transfer.Push ? sent
            : await parts.Mirror.FetchAsync(request.Commit ?? request.Release?.Commit ?? Target.Branch, cancellation);
        await parts.Service.CheckAsync(cancellation);
        await parts.Releases.CheckAsync(commit, cancellation);
        var files = await parts.Mirror.FilesAsync(commit, cancellation);
        RequireSpace(files);
        RequireComplete(files, commit);
        var live = await parts.Releases.LiveAsync(cancellation) ?? (parts.Releases.Lost() is { } lost ? throw lost : null);
        var release = request.Release ?? parts.Releases.Name(commit, parts.Time.GetUtcNow());
        var schema = parts.Migrator is null
            ? null
            : await InScratchAsync(commit, d => new SchemaQuestion(parts).UpAsync(release, d, accepted: true, cancellation), cancellation);
        var before = await LookAtServiceAsync(live, schema?.State.Database, cancellation);
        var change = schema?.Change ?? new(SchemaVerb.None, [], release);
        return new(release, before, change, schema?.Irreversible ?? [],
            live?.Release.Commit == commit && change.Verb == SchemaVerb.None && IsWell(before) && await parts.Service.RunsAsync(live, cancellation) != false,
            await parts.Mirror.CommittedAtAsync(commit, cancellation));
    }

    private async Task<Survey> RollbackAsync(SurveyRequest request, CancellationToken cancellation)
    {
        // What a rollback left is newer and not older: going back twice goes back twice.
        var live = await parts.Releases.LiveAsync(cancellation) ?? (parts.Releases.Lost() is { } lost ? throw lost : null);
        var wanted =
            request.Release ?? request.History.FirstOrDefault(p => p.Commit == live?.Release.Commit && p.Release.Commit != live.Release.Commit)?.Release;
        if (live is null || wanted is null) throw NoPrevious();
        await parts.Service.CheckAsync(cancellation);
        await parts.Releases.CheckAsync(wanted.Commit, cancellation);
        var (newer, older) = (Named(live.Release), request.Release is null ? Named(wanted) : wanted);
        var schema = parts.Migrator is null ? null
            : await InScratchAsync(wanted.Commit, d => new SchemaQuestion(parts).DownAsync(newer, live.Directory, d, cancellation), cancellation);
        return new(older, await LookAtServiceAsync(live, schema?.State.Database, cancellation),
            schema?.Change ?? new(SchemaVerb.None, [], newer), [], IsLive: false);
    }

    // A checkout in place has no directory per release: a copy gets one.
    private Release Named(Release release) =>
        parts.Releases.Seen(release) == StepEffect.Complete ? release : parts.Releases.Name(release.Commit, parts.Time.GetUtcNow());

    private async Task<T> InScratchAsync<T>(string commit, Func<string, Task<T>> work, CancellationToken cancellation)
    {
        var directory = Path.Combine(parts.Scratch, $"{commit}.{Environment.ProcessId}");
        try
        {
            await parts.Mirror.CheckOutAsync(commit, directory, cancellation);
            RequireNoPointers(directory);
            parts.Releases.Share(directory);
            return await work(directory);
        }
        finally
        {
            Tree.Delete(directory);
        }
    }

    private async Task<Baseline> LookAtServiceAsync(Placement? live, DatabaseState? database, CancellationToken cancellation)
    {
        var runs = live is not null && (await parts.Service.ObserveAsync(cancellation)).Runs;
        var healthy = runs && parts.Health is not null ? (await parts.Health.AskAsync(live!.Release, cancellation)).Healthy : (bool?)null;
        return new(live, runs, healthy, database);
    }

    private bool IsWell(Baseline before) => !parts.Service.IsThere || (before.ServiceRan && before.Healthy != false);

    private void RequireSpace(IReadOnlyList<CommitFile> files)
    {
        var needed = files.Sum(f => f.Bytes) + SpaceMargin;
        var free = new DriveInfo(Trust.NearestDirectory(Target.AppPath)).AvailableFreeSpace;
        if (free >= needed) return;
        throw DeploymentErrors.NoSpace.Error(
            $"{Target.AppPath} has {free >> 20} MB free; the release needs {needed >> 20} MB.",
            "Its files, plus a margin for logs and records, must fit next to the current release.",
            "Free some space, or lower `keep_releases` in fraises.yaml.");
    }

    private static void RequireComplete(IReadOnlyList<CommitFile> files, string commit)
    {
        if (files.Where(f => f.IsSubmodule).Select(f => f.Path).ToList() is not [_, ..] submodules) return;
        throw DeploymentErrors.Incomplete.Error(
            $"Commit {Release.Shorten(commit)} has submodules: {string.Join(", ", submodules.Take(5))}.",
            "Their files are in other repositories, so the release would be incomplete.",
            "Add the files to the repository (git subtree add), or remove the submodules and let the build command fetch the files.");
    }

    private static void RequireNoPointers(string directory)
    {
        var pointers = LargeFilePointers.In(directory).Take(6).ToList();
        if (pointers.Count == 0) return;
        throw DeploymentErrors.Incomplete.Error(
            $"The release contains files stored in Git LFS: {string.Join(", ", pointers.Take(5))}{(pointers.Count > 5 ? " and more" : string.Empty)}.",
            "The repository contains only pointers to them, and so would the release.",
            "Move them out of LFS (git lfs migrate export), or let the build command fetch them under other names.");
    }

    private ToolException NoPrevious() => DeploymentErrors.NoPrevious.Error(
        $"{Target} has no earlier release to roll back to.", "The history contains none before the live one.",
        $"Deploy the commit that you want: set `branch` and run `fraisier deploy {Target.Fraise} {Target.Environment}`.");
}
