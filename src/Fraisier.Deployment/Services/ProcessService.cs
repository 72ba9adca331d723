using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>A supervised child process with a pid file.</summary>
/// <param name="settings">What to run.</param>
/// <param name="target">The target that it serves.</param>
/// <param name="store">The application's store.</param>
/// <param name="supervise">The command that runs <see cref="Supervisor"/> in a process of its own, given the run directory.</param>
/// <param name="time">The clock.</param>
public sealed class ProcessService(ServiceSettings.Process settings, Target target, AppStore store, Func<string, Command> supervise, TimeProvider time) : IService
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private readonly ProcessFiles files = new(store.RunDirectory);
    private readonly string log = Path.Combine(store.LogDirectory, "service.log");

    // The environment of a process stays readable to its owner: by this mark every process of the service is found, whoever started it.
    private string Mark => store.Root;

    /// <inheritdoc/>
    public string Description => $"process {Command.Of(settings.Command[0], [.. settings.Command.Skip(1)])}";

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellation)
    {
        // A path inside the release can only be looked at when the release is there.
        if (settings.Command[0].Contains('/', StringComparison.Ordinal) || ProgramPath.Find(settings.Command[0]) is not null) return Task.CompletedTask;
        throw FoundationErrors.ProgramMissing.Error($"The program `{settings.Command[0]}` is not installed.", $"{target} runs it as its service.", "Install it, or correct `service.command` in fraises.yaml.");
    }

    /// <inheritdoc/>
    public Task<ServiceState> ObserveAsync(CancellationToken cancellation)
    {
        var state = files.Record switch
        {
            { Supervisor: var supervisor, Child: { } child } record when supervisor.IsAlive() == true && child.IsAlive() == true => new ServiceState(true, $"{child.Pid}/{child.Started}", $"process {child.Pid} runs release {record.Release}"),
            { Supervisor: var supervisor } record when supervisor.IsAlive() == true => new ServiceState(false, null, $"the process of release {record.Release} ended {record.Starts} times and is about to be started again"),
            _ => new ServiceState(false, null, "no process runs"),
        };
        return Task.FromResult(state);
    }

    /// <inheritdoc/>
    public async Task StartAsync(Release release, string directory, CancellationToken cancellation)
    {
        await StopAsync(cancellation);
        var token = Guid.NewGuid().ToString("N");
        files.Order = new(token, release.Name, settings.Command, directory, log, settings.StopTimeout.TotalSeconds);
        var environment = settings.Environment.ToDictionary(v => v.Key, v => (string?)v.Value, StringComparer.Ordinal);
        environment["FRAISIER_RELEASE"] = release.Name;
        environment["FRAISIER_COMMIT"] = release.Commit;
        environment[ProcessFiles.TokenVariable] = token;
        environment[ProcessFiles.MarkVariable] = Mark;
        ChildProcess.StartDaemon(supervise(store.RunDirectory) with { Environment = environment, WorkingDirectory = store.RunDirectory });
        await WaitForAsync(() => files.Record is { } record && record.Token == token, StartLimit, cancellation);
        if (files.Record?.Token == token) return;
        throw DeploymentErrors.Service.Error(
            $"The process of release {release} was not started within {StartLimit.TotalSeconds:0} s.",
            "Its supervisor did not report.",
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
            throw DeploymentErrors.Service.Error($"Process {survivor} of {target} cannot be ended.", "It survives SIGKILL: it hangs in the kernel, or belongs to another user.", $"Look at it: ps -f {survivor}");
        }

        files.Record = null;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> LastLogLinesAsync(int count, CancellationToken cancellation) => Task.FromResult(LogTail.Read(log, count));

    private async Task WaitForAsync(Func<bool> condition, TimeSpan limit, CancellationToken cancellation)
    {
        for (var start = time.GetTimestamp(); !condition() && time.GetElapsedTime(start) < limit;) await Task.Delay(Poll, time, cancellation);
    }
}

/// <summary>Reads the end of a log file.</summary>
internal static class LogTail
{
    private const int LongestTail = 256 * 1024;

    /// <summary>The last lines; none when there is no file. The writer may go on meanwhile.</summary>
    public static IReadOnlyList<string> Read(string path, int count)
    {
        if (!File.Exists(path)) return [];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > LongestTail) stream.Seek(-LongestTail, SeekOrigin.End);
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(count)];
    }
}
