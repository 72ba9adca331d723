using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Several checks at once: all have to be good, and the first that fails ends the wait for the others.</summary>
/// <param name="checks">The checks; at least one.</param>
internal sealed class AllHealthChecks(IReadOnlyList<IHealthCheck> checks) : IHealthCheck
{
    public string Description => string.Join("; ", checks.Select(c => c.Description));

    /// <summary>The checks of a target; null when it has none.</summary>
    /// <param name="releases">Where releases lie.</param>
    /// <param name="runner">Runs programs.</param>
    /// <param name="observer">Hears of the attempts.</param>
    /// <param name="time">The clock.</param>
    public static IHealthCheck? Of(Target target, IReleaseLayout releases, CommandRunner runner, IMigratorObserver observer, TimeProvider time)
    {
        List<IHealthCheck> checks =
        [
            .. target.Health.Where(h => h.From == HealthOrigin.Host).Select(h =>
                new HealthCheck(h, ProbeOf(h, releases, runner, time), target.Health.Count > 1 ? h.Name : string.Empty, observer, time)),
        ];
        return Together(checks);
    }

    /// <summary>The checks that the controller makes itself; null when there are none. What listens on the host's loopback is asked on its address.</summary>
    /// <param name="address">The host that runs the release.</param>
    /// <param name="observer">Hears of the attempts.</param>
    /// <param name="time">The clock.</param>
    public static IHealthCheck? OfController(Target target, HostAddress address, IMigratorObserver observer, TimeProvider time) => Together(
    [
        .. target.Health.Where(h => h.From == HealthOrigin.Controller).Select(h => new HealthCheck(h, h switch
        {
            HealthSettings.Http http => new HttpProbe(http with { Url = On(address, http.Url) }, time),
            HealthSettings.Tcp tcp => new TcpProbe(tcp with { Host = On(address, new($"tcp://{tcp.Host}")).Host }, time),
            _ => throw new System.Diagnostics.UnreachableException(),
        }, target.Health.Count > 1 ? h.Name : string.Empty, observer, time)),
    ]);

    private static IHealthCheck? Together(IReadOnlyList<IHealthCheck> checks) =>
        checks switch { [] => null, [var only] => only, _ => new AllHealthChecks(checks) };

    private static Uri On(HostAddress address, Uri url) =>
        url.IsLoopback && address.Ssh is { } ssh ? new UriBuilder(url) { Host = ssh.Host ?? address.Name }.Uri : url;

    public async Task<HealthReport> WaitAsync(Release release, Func<CancellationToken, Task<ServiceWatch>> watch, CancellationToken cancellation)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var waits = checks.Select(c => c.WaitAsync(release, watch, others.Token)).ToList();
        HealthReport? failed = null;
        await foreach (var ended in Task.WhenEach(waits))
        {
            if (failed is null && ended is { IsCompletedSuccessfully: true, Result: { Healthy: false } report }) failed = report;
            if (failed is not null || ended.IsFaulted) await others.CancelAsync();
        }

        return failed ?? Together(await Task.WhenAll(waits));
    }

    public async Task<HealthReport> AskAsync(Release? release, CancellationToken cancellation)
    {
        var reports = await Task.WhenAll(checks.Select(c => c.AskAsync(release, cancellation)));
        return reports.FirstOrDefault(r => !r.Healthy) ?? Together(reports);
    }

    public async Task<HealthReport?> StrangerAsync(CancellationToken cancellation) =>
        (await Task.WhenAll(checks.Select(c => c.StrangerAsync(cancellation)))).FirstOrDefault(r => r is not null);

    // What the first check said stands for the body: it is the one that people look at.
    private static HealthReport Together(IReadOnlyList<HealthReport> reports) => new(
        true, string.Join("; ", reports.Select(r => r.Question)), string.Join("; ", reports.Select(r => r.Answer).Distinct(StringComparer.Ordinal)),
        reports[0].Text, reports.Max(r => r.Attempts), reports.Max(r => r.Elapsed), reports.Max(r => r.GoodAfter));

    private static IProbe ProbeOf(HealthSettings settings, IReleaseLayout releases, CommandRunner runner, TimeProvider time) => settings switch
    {
        HealthSettings.Http http => new HttpProbe(http, time),
        HealthSettings.Tcp tcp => new TcpProbe(tcp, time),
        HealthSettings.Exec exec => new ExecProbe(exec, releases, runner),
        HealthSettings.Unit unit => new UnitProbe(unit, runner),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
