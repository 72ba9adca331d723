using Confiture.Migrations;
using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>The provider <c>bare_metal</c> on the host that this process runs on.</summary>
/// <param name="supervise">The command that runs a <see cref="Supervisor"/> in a process of its own, given the run directory.</param>
/// <param name="migrations">Told of each migration.</param>
/// <param name="time">The clock.</param>
public sealed class LocalBackends(Func<string, Command> supervise, IMigrationObserver migrations, TimeProvider time)
{
    /// <summary>Puts the parts for a target together. Changes nothing.</summary>
    /// <param name="target">The target.</param>
    /// <param name="cancellation">Ends the look at the checkout.</param>
    /// <exception cref="ToolException">The directory of a target in place is no git checkout with an origin.</exception>
    public async Task<Backends> ForAsync(Target target, CancellationToken cancellation)
    {
        var store = new AppStore(target);
        var runner = new CommandRunner { Environment = new Dictionary<string, string?> { [Backends.DeploymentMark] = store.Root } };
        var repository = target.Repository ?? await OriginAsync(target, runner, cancellation);
        var mirror = new GitMirror(store.MirrorDirectory, repository, runner);
        var build = new ReleaseBuild(target, runner);
        IReleaseLayout layout = target.Layout == ReleaseLayout.Releases
            ? new ReleasesLayout(target, mirror, build)
            : new InPlaceLayout(target, store, mirror, build, runner);
        IService service = target.Service switch
        {
            ServiceSettings.Systemd systemd => new SystemdService(systemd.Unit, runner),
            ServiceSettings.Process process => new ProcessService(process, target, store, supervise, time),
            _ => new NoService(),
        };
        return new(
            target, store, new HostFence(store, time), mirror, layout, service,
            target.Database is { } database ? new ConfitureDatabase(target, database, migrations, time) : null,
            target.Health is { } health ? new HttpHealthCheck(health, time) : null,
            time);
    }

    private static async Task<string> OriginAsync(Target target, CommandRunner runner, CancellationToken cancellation)
    {
        var top = Directory.Exists(target.AppPath) ? await runner.RunAsync(GitCommands.TopLevel(target.AppPath), cancellation) : null;
        if (top is not { Succeeded: true } || Path.GetFullPath(top.Output.Trim()) != RealPath(target.AppPath))
        {
            throw DeploymentErrors.WrongLayout.Error(
                $"{target.AppPath} is no git checkout.",
                $"{target} has no `repository`, so its commits come from the checkout in `app_path`.",
                $"Clone it there (git clone URL {target.AppPath}), or set `repository` in fraises.yaml for release directories.");
        }

        var origin = await runner.RunAsync(GitCommands.Origin(target.AppPath), cancellation);
        if (origin.Succeeded && origin.Output.Trim() is { Length: > 0 } url) return url;
        throw DeploymentErrors.WrongLayout.Error(
            $"The checkout {target.AppPath} has no remote named origin.", "New commits are fetched from it.", $"git -C {target.AppPath} remote add origin URL, or set `repository` in fraises.yaml.");
    }

    private static string RealPath(string path) => new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
}
