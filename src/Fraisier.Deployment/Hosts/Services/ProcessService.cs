using Foundation.Errors;
using Foundation.Processes;
using Foundation.Waiting;

namespace Fraisier.Deployment;

/// <summary>A supervised child process with a pid file.</summary>
/// <param name="settings">What to run.</param>
/// <param name="target">The target that it serves.</param>
/// <param name="host">What the host keeps of the target.</param>
/// <param name="supervise">The command that runs <see cref="Supervisor"/> in a separate process, given the run directory.</param>
/// <param name="time">The clock.</param>
public sealed class ProcessService(
    ServiceSettings.Process settings, Target target, HostDirectory host, Func<string, Command> supervise, TimeProvider time) : IService
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(10);
    private static readonly Pace Poll = Pace.Every(TimeSpan.FromMilliseconds(20));
    private readonly ProcessFiles files = new(host.RunDirectory);
    private readonly string log = Path.Combine(host.LogDirectory, "service.log");

    // The environment of a process stays readable to its owner: this mark identifies every process of the service.
    private string Mark => host.Root;

    /// <inheritdoc/>
    public string Description => $"process {Command.Of(settings.Command[0], [.. settings.Command.Skip(1)])}";

    /// <inheritdoc/>
    public bool IsThere => true;

    /// <inheritdoc/>
    public bool StopsBeforeItStarts => true;

    /// <inheritdoc/>
    public Task<bool?> RunsAsync(Placement live, CancellationToken cancellation) =>
        Task.FromResult(files.Record is not { Child: { } child } record || child.IsAlive() != true
            ? (bool?)null
            : (record.Commit ?? live.Release.Commit) == live.Release.Commit);

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellation)
    {
        // A path inside the release can only be looked at when the release is there.
        if (settings.Command[0].Contains('/', StringComparison.Ordinal) || ProgramPath.Find(settings.Command[0]) is not null) return Task.CompletedTask;
        throw FoundationErrors.ProgramMissing.Error($"The program `{settings.Command[0]}` is not installed.", $"{target} runs it as its service.",
            "Install it, or correct `service.command` in fraises.yaml.");
    }

    /// <inheritdoc/>
    public Task<ServiceState> ObserveAsync(CancellationToken cancellation)
    {
        var state = files.Record switch
        {
            { Supervisor: var supervisor, Child: { } child } record when supervisor.IsAlive() == true && child.IsAlive() == true =>
                new ServiceState(true, $"{child.Pid}/{child.Started}", $"process {child.Pid} runs release {record.Release}"),
            { Supervisor: var supervisor } record when supervisor.IsAlive() == true =>
                new ServiceState(false, null, $"the process of release {record.Release} exited {record.Starts} times and is about to be restarted"),
            _ => new ServiceState(false, null, "no process is running"),
        };
        return Task.FromResult(state);
    }

    /// <inheritdoc/>
    public async Task StartAsync(Release release, string directory, CancellationToken cancellation)
    {
        await StopAsync(cancellation);
        if (ProgramPath.Find(settings.Command[0], directory) is null) throw Missing(release, directory);
        var token = Guid.NewGuid().ToString("N");
        files.Order = new(token, release.Name, settings.Command, directory, log, settings.StopTimeout.TotalSeconds, release.Commit);
        ChildProcess.StartDaemon(supervise(host.RunDirectory)
            with { Environment = EnvironmentOf(release, token), InheritsEnvironment = false, WorkingDirectory = host.RunDirectory });
        await WaitForAsync(() => files.Record is { } record && record.Token == token, StartLimit, cancellation);
        if (files.Record?.Token == token) return;
        throw DeploymentErrors.Service.Error(
            $"The process of release {release} was not started within {StartLimit.TotalSeconds:0} s.",
            "Its supervisor did not respond.",
            $"Run the command by hand in {directory}: {Description}").With(await LastLogLinesAsync(50, cancellation));
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellation)
    {
        // Without an order a supervisor that is only just starting ends by itself.
        files.Order = null;
        if (files.Record is { } record && record.Supervisor.IsAlive() == true)
        {
            ProcessGroup.SignalOne(record.Supervisor.Pid, ProcessSignal.Terminate);
            await WaitForAsync(() => record.Supervisor.IsAlive() != true, settings.StopTimeout + KillLimit, cancellation);
        }

        await WaitForAsync(() => Orphans.Reap(ProcessFiles.MarkVariable, Mark).Count == 0, KillLimit, cancellation);
        if (Orphans.Reap(ProcessFiles.MarkVariable, Mark) is [var survivor, ..])
        {
            throw DeploymentErrors.Service.Error($"Process {survivor} of {target} cannot be stopped.",
                "It survives SIGKILL: it hangs in the kernel, or belongs to another user.", $"Check it: ps -f {survivor}");
        }

        files.Record = null;
    }

    /// <inheritdoc/>
    public async Task<string> TryAsync(CancellationToken cancellation)
    {
        var scratch = Directory.CreateTempSubdirectory("fraisier-trial-").FullName;
        try
        {
            var place = new HostDirectory(scratch, "trial");
            place.Create();
            var trial = new ProcessService(settings with { Command = ["sleep", "60"], Environment = [] }, target, place, supervise, time);
            await trial.StartAsync(new("trial", new string('0', 40)), place.Root, cancellation);
            await trial.StopAsync(cancellation);
            return "a process was started, supervised and stopped";
        }
        finally
        {
            Tree.Delete(scratch);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string?>> EnvironmentAsync(Release release, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, string?>>(PublicEnvironmentOf(release));

    /// <inheritdoc/>
    public Command? LogCommand(int lines, bool follow) => Command.Of("tail", [.. follow ? (string[])["-F"] : [], "-n", $"{lines}", log]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> LastLogLinesAsync(int count, CancellationToken cancellation) => Task.FromResult(ServiceLog.Tail(log, count));

    // What is not declared is not inherited: a deployment's own variables may be secrets of a build server.
    private Dictionary<string, string?> EnvironmentOf(Release release, string token) => new(PublicEnvironmentOf(release), StringComparer.Ordinal)
    {
        [ProcessFiles.TokenVariable] = token,
        [ProcessFiles.MarkVariable] = Mark,
    };

    private Dictionary<string, string?> PublicEnvironmentOf(Release release)
    {
        var environment = PlainEnvironment.Of(null);
        foreach (var (name, value) in settings.Environment) environment[name] = value;
        environment["FRAISIER_RELEASE"] = release.Name;
        environment["FRAISIER_COMMIT"] = release.Commit;
        return environment;
    }

    private ToolException Missing(Release release, string directory) => FoundationErrors.ProgramMissing.Error(
        $"Release {release} has no program `{settings.Command[0]}`.",
        $"`service.command` of {target} names it, but it is missing from {directory} or is not executable.",
        "Correct `service.command` in fraises.yaml, or commit the program with the executable bit set.");

    private Task<bool> WaitForAsync(Func<bool> condition, TimeSpan limit, CancellationToken cancellation) =>
        Deadline.In(limit, time).UntilAsync(condition, Poll, cancellation);
}
