using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>The provider <c>bare_metal</c>: git, directories, systemd units and supervised processes on the host that this process runs on.</summary>
/// <param name="supervise">The command that runs a <see cref="Supervisor"/> in a separate process, given the run directory.</param>
/// <param name="observer">Notified of each migration.</param>
/// <param name="time">The clock.</param>
public sealed class BareMetal(Func<string, Command> supervise, IMigratorObserver observer, TimeProvider time)
{
    /// <summary>Puts the parts for a target together. Changes nothing.</summary>
    /// <param name="hostName">The host's name in plans.</param>
    /// <param name="cancellation">Ends the look at the target's directory.</param>
    /// <exception cref="ToolException">The directory of a target in place is no git checkout with an origin.</exception>
    public async Task<HostParts> PartsAsync(Target target, string hostName, CancellationToken cancellation)
    {
        var directory = HostDirectory.Of(target);
        var mark = new WorkMark(directory);
        var runner = new CommandRunner { Environment = mark.Environment };
        var repository = target.Repository ?? await OriginAsync(target, runner, cancellation);
        var mirror = new GitMirror(directory.MirrorDirectory, repository, target.FetchTimeout, runner);
        var build = new ReleaseBuild(target, runner);
        IReleaseLayout layout = target.Layout == ReleaseLayout.Releases
            ? new ReleasesLayout(target, hostName, directory, mirror, build)
            : new InPlaceLayout(target, hostName, directory, mirror, build, runner);
        IService service = target.Service switch
        {
            ServiceSettings.Systemd systemd => new SystemdService(systemd, target, layout.LivePath, runner),
            ServiceSettings.Process process => new ProcessService(process, target, directory, supervise, time),
            _ => new NoService(),
        };
        return new(
            target, hostName, directory, new HostFence(directory, time), mirror, layout, service,
            target.Database is { } database && hostName == target.MigrateOn ? new ConfitureMigrator(target, database, observer, time) : null,
            AllHealthChecks.Of(target, layout, runner, observer, time),
            time) { Mark = mark, Observer = observer };
    }

    private static async Task<string> OriginAsync(Target target, CommandRunner runner, CancellationToken cancellation)
    {
        var top = Directory.Exists(target.AppPath) ? await runner.RunAsync(GitCommands.TopLevel(target.AppPath), cancellation) : null;
        if (top is not { Succeeded: true } || Path.GetFullPath(top.Output.Trim()) != RealPath(target.AppPath))
        {
            throw DeploymentErrors.WrongLayout.Error(
                $"{target.AppPath} is not a git working copy.",
                $"{target} has no `repository`, so its commits come from the working copy in `app_path`.",
                $"Clone it there (git clone URL {target.AppPath}), or set `repository` in fraises.yaml for release directories.");
        }

        var origin = await runner.RunAsync(GitCommands.Origin(target.AppPath), cancellation);
        if (origin.Succeeded && origin.Output.Trim() is { Length: > 0 } url) return url;
        throw DeploymentErrors.WrongLayout.Error(
            $"The working copy {target.AppPath} has no remote named origin.", "New commits are fetched from origin.",
            $"git -C {target.AppPath} remote add origin URL, or set `repository` in fraises.yaml.");
    }

    private static string RealPath(string path) => new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
}
