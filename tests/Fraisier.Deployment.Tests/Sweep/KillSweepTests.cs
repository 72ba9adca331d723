using System.Collections.Concurrent;
using Xunit;

namespace Fraisier.Deployment.Tests.Sweep;

/// <summary>The sweep keeps both cores busy by itself; it runs alone.</summary>
[CollectionDefinition(nameof(SweepAlone), DisableParallelization = true)]
public sealed class SweepAlone;

/// <summary>The tool is killed at every transition of a deployment, and of its recovery, and is paused past its lease;
/// afterwards a new process makes everything whole.</summary>
[Collection(nameof(SweepAlone))]
public sealed class KillSweepTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int Hosts = 3;
    private const int LeastCases = 200;
    private const int Sample = 40;

    [Fact]
    public async Task Killed_at_every_transition_the_system_is_whole_again()
    {
        var every = await EveryCaseAsync();
        Assert.True(every.Count >= LeastCases, $"only {every.Count} cases were found");
        var cases = Rotation.OfToday(every, Sample);
        var results = await RunAsync(cases, null, stopAtViolation: false);
        var violated = results.Where(r => r.Violations.Count > 0).ToList();
        var worst = results.MaxBy(r => r.Recovery)!;
        Say($"kill sweep: {results.Count} of {every.Count} cases, {violated.Count} with violations, "
            + $"worst recovery {worst.Recovery.TotalSeconds:0.0} s ({worst.Case})");
        Say("kill sweep: " + string.Join(", ",
            results.GroupBy(r => r.Case.PauseAt > 0 ? "paused" : r.Case.RecoveryKillAt > 0 ? "killed twice" : "killed").Select(g => $"{g.Key}: {g.Count()}")));
        Assert.True(violated.Count == 0, string.Join("\n", violated.Select(r => $"{r.Case}\n  {string.Join("\n  ", r.Violations)}")));
    }

    [Theory]
    [InlineData("record-before-effect")]
    [InlineData("code-before-schema")]
    [InlineData("lease-without-epoch")]
    public async Task The_sweep_notices_a_planted_bug(string mutant)
    {
        var results = await RunAsync(await CasesForAsync(mutant), mutant, stopAtViolation: true);
        var noticed = results.FirstOrDefault(r => r.Violations.Count > 0);
        Say($"mutant {mutant}: noticed after {results.Count} cases ({noticed?.Case}): {noticed?.Violations[0].Split('\n')[0]}");
        Assert.NotNull(noticed);
    }

    private async Task<IReadOnlyList<SweepCase>> EveryCaseAsync()
    {
        await using var host = await SweepHost.CreateAsync(postgres);
        List<SweepCase> cases = [];
        foreach (var scenario in Scenario.All)
        {
            var trace = await host.TraceAsync(scenario);
            cases.AddRange(trace.Select((point, i) => new SweepCase(scenario, i + 1, 0, 0, $"killed {point}")));

            // A second kill: in the longest recovery, which is the one after the last transition that can still be taken back.
            var last = trace.ToList().FindLastIndex(p => p is "after ended Do Restart" or "before failed Do Migrate" or "before failed Do Health") + 1;
            var recovery = await host.TraceRecoveryAsync(scenario, last);
            cases.AddRange(recovery.Select((point, i) => new SweepCase(scenario, last, 0, i + 1, $"killed {trace[last - 1]}, then in recovery {point}")));
            if (scenario == Scenario.Success) cases.AddRange(Pauses(scenario, trace));
        }

        return cases;
    }

    private async Task<IReadOnlyList<SweepCase>> CasesForAsync(string mutant)
    {
        await using var host = await SweepHost.CreateAsync(postgres);
        if (mutant == "lease-without-epoch") return [.. Pauses(Scenario.Success, await host.TraceAsync(Scenario.Success))];
        var trace = await host.TraceAsync(Scenario.Unhealthy);
        return [.. trace.Select((point, i) => new SweepCase(Scenario.Unhealthy, i + 1, 0, 0, $"killed {point}")).Reverse()];
    }

    // After the last record there is nothing left that a paused controller could do.
    private static IEnumerable<SweepCase> Pauses(Scenario scenario, IReadOnlyList<string> trace) =>
        trace.Select((point, i) => new SweepCase(scenario, 0, i + 1, 0, $"paused {point}")).Where(c => !c.Where.EndsWith("Closed", StringComparison.Ordinal));

    private async Task<IReadOnlyList<SweepResult>> RunAsync(IReadOnlyList<SweepCase> cases, string? mutant, bool stopAtViolation)
    {
        var queue = new ConcurrentQueue<SweepCase>(cases);
        var results = new ConcurrentBag<SweepResult>();
        using var found = new CancellationTokenSource();
        await Task.WhenAll(Enumerable.Range(0, Hosts).Select(async _ =>
        {
            await using var host = await SweepHost.CreateAsync(postgres);
            while (!found.IsCancellationRequested && queue.TryDequeue(out var item))
            {
                var result = await host.RunAsync(item, mutant);
                results.Add(result);
                if (stopAtViolation && result.Violations.Count > 0) await found.CancelAsync();
            }
        }));
        return [.. results];
    }

    private void Say(string line) => output.WriteLine(line);
}
