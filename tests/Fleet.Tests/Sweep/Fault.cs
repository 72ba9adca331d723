namespace Fleet.Tests.Sweep;

/// <summary>What happens to a fleet while it is deployed to.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="StrikeAsync">Makes it happen on a host; returns what makes it good again.</param>
/// <param name="PrepareAsync">What has to be there before; null for nothing.</param>
internal sealed record Fault(string Name, Func<SweepFleet, FleetHost, Task<Func<Task>>> StrikeAsync, Func<FleetHost, Task>? PrepareAsync = null)
{
    public static readonly IReadOnlyList<Fault> All =
    [
        new("connection dropped", CutAsync(Cut.Drop)),
        new("connection reset", CutAsync(Cut.Reset)),
        new("host rebooted", async (_, host) =>
        {
            await host.RebootAsync();
            return Nothing;
        }),
        new("database restarted", async (sweep, _) =>
        {
            await CrashAsync(sweep);
            return Nothing;
        }),
        new("disk full", async (_, host) =>
        {
            await host.ScriptAsync("head -c 1G /dev/zero >/srv/app/filling 2>/dev/null; true");
            return () => host.ScriptAsync("rm -f /srv/app/filling");
        }, OnSmallDiskAsync),
        new("read-only", async (_, host) =>
        {
            await Machine.UntilAsync("read-only", async () => (await host.RunAsync("mount", "-o", "remount,bind,ro", "/srv/app")).Succeeded);
            return () => host.ScriptAsync("mount -o remount,bind,rw /srv/app");
        }, OnSmallDiskAsync),
        new("second controller", async (sweep, _) =>
        {
            var second = await sweep.Fleet.DeployAsync("v2");
            if (second.ExitCode is not (5 or 0)) throw new InvalidOperationException($"a second controller ended with {second.ExitCode}: {second.Errors}");
            return Nothing;
        }),
        new("connection silent", CutAsync(Cut.BlackHole)),
    ];

    public override string ToString() => Name;

    private static Task Nothing() => Task.CompletedTask;

    private static Func<SweepFleet, FleetHost, Task<Func<Task>>> CutAsync(Cut cut) => (sweep, host) =>
    {
        sweep.Lines[host.Name].CutNow(cut);
        return Task.FromResult<Func<Task>>(Nothing);
    };

    // A backend that dies ends all others, and the server recovers from its log.
    private static Task CrashAsync(SweepFleet sweep) => Machine.RunAsync("kill", "-KILL", sweep.Fleet.ServerProcess);

    private static Task OnSmallDiskAsync(FleetHost host) => host.ScriptAsync("""
        systemctl stop app.service
        mount -t tmpfs -o size=48m,uid=4711,gid=4711,mode=755 tmpfs /srv/app
        cp -a /golden/. /srv/app
        systemctl start app.service
        """);
}
