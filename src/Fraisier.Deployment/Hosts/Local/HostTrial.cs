using Foundation.Files;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Tries each verb of the provider on a host under a scratch name, and leaves nothing behind.</summary>
/// <param name="parts">What the host acts on.</param>
internal sealed class HostTrial(HostParts parts)
{
    private static readonly Release First = new("trial_1", new string('1', 40)), Second = new("trial_2", new string('2', 40));

    /// <summary>Tries.</summary>
    /// <param name="cancellation">Ends it; the scratch directory is removed in any case.</param>
    public async Task<IReadOnlyList<Finding>> TryAsync(CancellationToken cancellation)
    {
        Trust.Require(parts.Target);
        var trial = new Examination(parts.HostName);
        var place = Path.Combine(Trust.NearestDirectory(parts.Target.AppPath), $".fraisier-trial-{Guid.NewGuid():N}");
        try
        {
            await trial.LookAsync("prepare", () => PrepareAsync(place, cancellation));
            await trial.LookAsync("activate", () => ActivateAsync(place));
            await trial.LookAsync("restart", () => RestartAsync(cancellation));
            var untried = parts.Target.Database is null ? "no database is configured" : $"migrations run on {parts.Target.MigrateOn}";
            if (parts.Migrator is { } migrator) await trial.LookAsync("migrate", () => MigrateAsync(migrator, cancellation));
            else trial.Add("migrate", FindingState.Skipped, untried);
            await trial.LookAsync("prune", () => PruneAsync(place));
        }
        finally
        {
            Tree.Delete(place);
        }

        return trial.Findings;
    }

    private static async Task<string> PrepareAsync(string place, CancellationToken cancellation)
    {
        Directory.CreateDirectory(place, DurableFile.Private | UnixFileMode.UserExecute);
        var runner = new CommandRunner();
        await runner.OutputOfAsync(GitCommands.InitBare(Path.Combine(place, "mirror.git")), cancellation);
        foreach (var release in (Release[])[First, Second])
        {
            var directory = Directory.CreateDirectory(Path.Combine(place, "releases", release.Name)).FullName;
            DurableFile.Replace(Path.Combine(directory, ReleaseFiles.RevisionFile), release.Commit + "\n");
        }

        return $"git and files work in {Path.GetDirectoryName(place)}";
    }

    private static Task<string> ActivateAsync(string place)
    {
        var (current, draft) = (Path.Combine(place, "current"), Path.Combine(place, "current.new"));
        foreach (var release in (Release[])[First, Second, First])
        {
            File.CreateSymbolicLink(draft, Path.Combine("releases", release.Name));
            DurableFile.Rename(draft, current);
        }

        var seen = File.ReadAllText(Path.Combine(current, ReleaseFiles.RevisionFile)).Trim();
        return seen == First.Commit ? Task.FromResult("`current` switches by one rename") : throw new IOException($"`current` leads to {seen}");
    }

    // A unit of another name cannot be started without rights that nobody should have; what is allowed can be asked.
    private async Task<string> RestartAsync(CancellationToken cancellation)
    {
        await parts.Service.CheckAsync(cancellation);
        return parts.Target.Service is ServiceSettings.None ? "nothing is to be restarted" : await parts.Service.TryAsync(cancellation);
    }

    private async Task<string> MigrateAsync(IMigrator migrator, CancellationToken cancellation) =>
        await parts.Releases.LiveAsync(cancellation) is { } live ? await migrator.TryAsync(live.Directory, cancellation)
            : "not tried: the live release says where the database is, and none is live yet";

    private static Task<string> PruneAsync(string place)
    {
        Tree.Delete(place);
        return Task.FromResult(Directory.Exists(place) ? throw new IOException($"{place} is still there") : "everything was removed again");
    }
}
