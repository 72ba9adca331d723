namespace Fleet.Tests.Sweep;

/// <summary>A fleet with v1 live and a hundred rows, which is put back to that before each case.</summary>
internal sealed class SweepFleet : IAsyncDisposable
{
    private readonly string golden;
    private readonly TestFleet fleet;
    private readonly World first;

    private SweepFleet(TestFleet fleet, World first) => (this.fleet, this.first, golden) = (fleet, first, fleet.Database + "_golden");

    public TestFleet Fleet => fleet;

    /// <summary>Has v1 live on three hosts.</summary>
    /// <param name="spoiled">True when v2 is to be unhealthy on the second host.</param>
    public static async Task<SweepFleet> CreateAsync(HostPool pool, bool spoiled = false)
    {
        var fleet = await TestFleet.AtAsync(pool, "v1");
        (fleet.HealthTimeout, fleet.LeaseTimeout) = (6, 15);
        if (spoiled) await fleet.Hosts[1].SpoilAsync("version=2");
        var sweep = new SweepFleet(fleet, await World.IsAtAsync(fleet, "v1"));
        await Task.WhenAll(fleet.Hosts.Select(h => h.ScriptAsync("systemctl stop app.service; rm -rf /golden; cp -a /srv/app /golden")));
        await fleet.CopyDatabaseAsync(sweep.golden);
        await Task.WhenAll(fleet.Hosts.Select(h => h.ScriptAsync("systemctl start app.service")));
        return sweep;
    }

    /// <summary>The lines to the hosts, by name.</summary>
    public Dictionary<string, TcpProxy> Lines { get; } = new(StringComparer.Ordinal);

    /// <summary>From now on the controller reaches hosts through lines that can be cut.</summary>
    public IAsyncDisposable ThroughLines()
    {
        foreach (var host in fleet.Hosts)
        {
            Lines[host.Name] = new(host.Address, FleetHost.SshPort);
            fleet.Ways[host.Name] = ("127.0.0.1", Lines[host.Name].Port);
        }

        return new Ended(Lines.Values);
    }

    /// <summary>v1 is live again, as after its deployment.</summary>
    public async Task ResetAsync()
    {
        await Task.WhenAll(fleet.Hosts.Select(async host =>
        {
            if (!host.IsUp) await host.BootAsync();
            await host.ScriptAsync("""
                umount -l /srv/app 2>/dev/null
                systemctl stop app.service; systemctl reset-failed app.service 2>/dev/null; pkill -9 -u deploy fraisier
                find /srv/app -mindepth 1 -delete; cp -a /golden/. /srv/app
                """);
        }));
        await fleet.RestoreDatabaseAsync(golden);
        await Task.WhenAll(fleet.Hosts.Select(h => h.ScriptAsync("""
            systemctl start app.service
            for i in $(seq 300); do curl --silent --fail --max-time 5 http://app.test:8080/ >/dev/null && exit 0; sleep 0.1; done
            systemctl status app.service >&2; journalctl --unit app.service --lines 30 --output cat >&2; ps -u deploy -f >&2; ss -ltnp >&2; exit 1
            """)));
    }

    /// <summary>The transitions of an undisturbed run.</summary>
    public async Task<IReadOnlyList<string>> TraceAsync(int exit, params (string Name, string Value)[] variables)
    {
        await ResetAsync();
        return await TraceOfAsync(exit, ["deploy", "api", "production"], variables);
    }

    /// <summary>The transitions of the recovery of a run that was killed.</summary>
    public async Task<IReadOnlyList<string>> TraceRecoveryAsync(int killAt)
    {
        await ResetAsync();
        await fleet.RunAsync("v2", ["deploy", "api", "production"], ("HARNESS_KILL_AT", $"{killAt}"));
        return await TraceOfAsync(0, ["recover"]);
    }

    /// <summary>Recovers, and judges what is then so.</summary>
    /// <param name="exit">How the controller ended; null when it was killed.</param>
    /// <returns>What is wrong.</returns>
    public async Task<IReadOnlyList<string>> JudgeAsync(int? exit)
    {
        List<string> wrong = [];
        var recovered = await fleet.RecoverAsync();
        if (recovered.ExitCode != 0) wrong.Add($"recovery ended with {recovered.ExitCode}: {recovered.Errors}");
        var world = await World.LookAsync(fleet);
        var arrived = world.Hosts[0].Commit == await fleet.Commits.CommitOf("v2");
        wrong.AddRange(await World.WrongAsync(world, fleet, arrived ? "v2" : "v1"));
        if (world.Rows != first.Rows) wrong.Add($"I7 {world.Rows} rows are there");
        if ((exit == 0 && !arrived) || (exit == 3 && arrived)) wrong.Add($"I10 exit {exit}, and v2 is {(arrived ? "live" : "not live")}");
        if ((arrived || world.Records.Count > first.Records.Count) && world.Records[^1].EndsWith(" succeeded", StringComparison.Ordinal) != arrived)
            wrong.Add($"I5 the record is {world.Records[^1]}, and v2 is {(arrived ? "live" : "not live")}");
        var again = await fleet.RecoverAsync();
        if (again.ExitCode != 0) wrong.Add($"I11 a second recovery ended with {again.ExitCode}: {again.Errors}");
        var after = await World.LookAsync(fleet);
        if (after.ToString() != world.ToString()) wrong.Add($"I11 a second recovery changed\n{world}\nto\n{after}");
        return wrong.Count == 0 ? wrong : [.. wrong, world.ToString()];
    }

    public ValueTask DisposeAsync() => fleet.DisposeAsync();

    private async Task<IReadOnlyList<string>> TraceOfAsync(int exit, IReadOnlyList<string> arguments, params (string Name, string Value)[] variables)
    {
        var trace = Path.Combine(fleet.Root, "trace");
        File.Delete(trace);
        World.Exits(exit, await fleet.RunAsync("v2", arguments, [.. variables, ("HARNESS_TRACE", trace)]));
        return File.Exists(trace) ? await File.ReadAllLinesAsync(trace) : [];
    }

    private sealed class Ended(IEnumerable<TcpProxy> lines) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Task.WhenAll(lines.Select(l => l.DisposeAsync().AsTask()));
    }
}
