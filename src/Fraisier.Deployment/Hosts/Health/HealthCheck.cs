namespace Fraisier.Deployment;

/// <summary>Asks a probe at the pace of its settings: the one loop of health checks.</summary>
/// <param name="settings">The name and the pace.</param>
/// <param name="probe">The question.</param>
/// <param name="label">Stands before the attempts that are told; empty for a check that is the only one.</param>
/// <param name="observer">Hears of the attempts.</param>
/// <param name="time">The clock.</param>
public sealed class HealthCheck(HealthSettings settings, IProbe probe, string label, IMigratorObserver observer, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    // Of quick attempts only those are told that differ from the one before.
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    private HealthPace Pace => settings.Pace;

    /// <inheritdoc/>
    public string Description =>
        $"{probe.Question} (timeout: {Pace.Timeout.TotalSeconds:0.#}s, {Pace.Successes} good responses over {Pace.HealthyFor.TotalSeconds:0.#}s)";

    private string Question => label.Length == 0 ? probe.Question : $"{label}: {probe.Question}";

    /// <inheritdoc/>
    public async Task<HealthReport> WaitAsync(Release release, Func<CancellationToken, Task<ServiceWatch>> watch, CancellationToken cancellation)
    {
        var run = new HealthRun(Pace, time);
        while (true)
        {
            var (wait, cut) = run.NextWait();
            var answer = await probe.AskAsync(release, wait, cancellation);
            if (answer.Healthy) answer = run.Watched(answer, await watch(cancellation));
            var counted = run.Count(answer, cut);
            Tell(run, counted);
            var report = new HealthReport(counted.Healthy, Question, counted.Answer, counted.Text, run.Attempts, run.Elapsed, run.GoodAfter);
            if (run.IsGood) return report;
            if (run.IsOver) return report with { Healthy = false };
            await Task.Delay(Longer(run.Pause, ShortestPause), time, cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task<HealthReport> AskAsync(Release? release, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var answer = await probe.AskAsync(release, Pace.RequestTimeout < Pace.Timeout ? Pace.RequestTimeout : Pace.Timeout, cancellation);
        return new(answer.Healthy, Question, answer.Answer, answer.Text, 1, time.GetElapsedTime(start));
    }

    /// <inheritdoc/>
    public async Task<HealthReport?> StrangerAsync(CancellationToken cancellation) =>
        probe.StrangersCanAnswer && await AskAsync(null, cancellation) is { Healthy: true } report ? report : null;

    private void Tell(HealthRun run, ProbeAnswer answer)
    {
        if (Pace.Interval < Slow && !run.HasChanged) return;
        observer.Heard(new(MigratorEvent.Attempted,
            $"{(label.Length == 0 ? string.Empty : $"{label}: ")}attempt {run.Attempts}: {(answer.Healthy ? "passed" : "FAILED")} ({answer.Answer})"));
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
