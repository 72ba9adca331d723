using Foundation.Processes;

namespace Fraisier.Deployment.Tests.Sweep;

/// <summary>A deployment that stops like a laptop whose lid is closed, for longer than its lease, and then wakes up.</summary>
internal sealed class PausedRun : IAsyncDisposable
{
    private const int Continue = 18; // SIGCONT
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Task<CommandResult> run;
    private readonly Site site;
    private readonly int pid;

    private PausedRun(Task<CommandResult> run, Site site, int pid) => (this.run, this.site, this.pid) = (run, site, pid);

    /// <summary>Starts it, and waits until it stands still and its lease is over.</summary>
    public static async Task<PausedRun> StartAsync(Site site, SweepCase item, (string Name, string Value)[] planted)
    {
        var mark = Guid.NewGuid().ToString("N");
        var run = site.DeployAsync(item.Scenario.Reference, [.. planted, ("HARNESS_PAUSE_AT", $"{item.PauseAt}"), ("HARNESS_MARK", mark)]);
        using var limit = new CancellationTokenSource(Limit);
        int pid;
        while ((pid = Stopped(mark)) == 0)
        {
            if (run.IsCompleted) throw new InvalidOperationException($"{item} was to be paused and ended with {run.Result.ExitCode}: {run.Result.Errors}");
            await Task.Delay(20, limit.Token);
        }

        await Task.Delay(TimeSpan.FromSeconds(site.LeaseTimeout + 0.2), limit.Token);
        return new(run, site, pid);
    }

    /// <summary>Wakes it. It must end without success and change nothing.</summary>
    public async Task<IReadOnlyList<string>> WakeAsync()
    {
        var before = Invariants.Text(await World.LookAsync(site));
        ProcessGroup.SignalOne(pid, (ProcessSignal)Continue);
        var result = await run.WaitAsync(Limit);
        var after = Invariants.Text(await World.LookAsync(site));
        List<string> violations = [];
        if (result.ExitCode is not (5 or 137)) violations.Add($"I10 the woken controller ended with {result.ExitCode}: {result.Errors}");
        if (before != after) violations.Add($"I4 the woken controller changed the world: {before} became {after}");
        return violations;
    }

    public async ValueTask DisposeAsync()
    {
        if (run.IsCompleted) return;
        ProcessGroup.SignalOne(pid, ProcessSignal.Kill);
        await run.WaitAsync(Limit);
    }

    private static int Stopped(string mark) => (
        from directory in Directory.EnumerateDirectories("/proc")
        let pid = int.TryParse(Path.GetFileName(directory), out var id) ? id : 0
        where pid > 1 && Read($"/proc/{pid}/environ").Contains(mark, StringComparison.Ordinal)
            && Read($"/proc/{pid}/cmdline").Contains("deploy", StringComparison.Ordinal)
        where Read($"/proc/{pid}/stat").Contains(") T ", StringComparison.Ordinal)
        select pid).FirstOrDefault();

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
