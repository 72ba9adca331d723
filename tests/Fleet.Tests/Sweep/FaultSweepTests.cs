using System.Diagnostics;
using Xunit;

namespace Fleet.Tests.Sweep;

/// <summary>Things happen to hosts, lines and the database in the middle of a deployment; then they are over, and recovery makes everything whole.</summary>
public sealed class FaultSweepTests(HostPool pool, ITestOutputHelper output)
{
    private const int Usually = 16;
    private const int AtLength = 200;

    [Fact]
    public async Task Whatever_happens_to_hosts_and_lines_the_fleet_is_whole_again()
    {
        await using var sweep = await SweepFleet.CreateAsync(pool);
        await using var lines = sweep.ThroughLines();
        var clock = Stopwatch.StartNew();
        var trace = await sweep.TraceAsync(exit: 0);
        List<(int At, Fault Fault, int Host)> every =
        [
            .. Enumerable.Range(1, trace.Count - 1).SelectMany(at => Enumerable.Range(0, 3).SelectMany(host => Fault.All.Select(f => (at, f, host)))),
        ];
        var cases = Days.Some(every, Usually, AtLength);
        List<string> wrong = [];
        foreach (var (at, fault, host) in cases)
        {
            var start = clock.Elapsed;
            if (await RunAsync(sweep, fault, sweep.Fleet.Hosts[host], at) is [_, ..] found)
                wrong.Add($"{fault} of web{host + 1} at {at} ({trace[at - 1]})\n  {string.Join("\n  ", found)}");
            output.WriteLine($"{fault} of web{host + 1} at {at} ({trace[at - 1]}): {(clock.Elapsed - start).TotalSeconds:0.0} s");
        }

        output.WriteLine($"fault sweep over a fleet: {cases.Count} of {every.Count} cases, {wrong.Count} with violations, {clock.Elapsed.TotalSeconds:0} s");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static async Task<IReadOnlyList<string>> RunAsync(SweepFleet sweep, Fault fault, FleetHost host, int at)
    {
        await sweep.ResetAsync();
        if (fault.PrepareAsync is { } prepare) await prepare(host);
        await using var deployment = sweep.Fleet.Start("v2", "deploy", "api", "production");
        var heal = await deployment.ReachAsync(at) ? await fault.StrikeAsync(sweep, host) : () => Task.CompletedTask;
        var exit = await deployment.EndAsync();
        await heal();
        var wrong = await sweep.JudgeAsync(exit);
        return wrong.Count == 0 ? wrong : [.. wrong, $"the deployment ended with {exit}: {deployment.Said}"];
    }
}
