using System.Collections.Concurrent;
using Xunit;

namespace Fraisier.Deployment.Tests.Sweep;

/// <summary>
/// The same host behind the pipe of an agent. The controller is killed at every transition and at every message;
/// the pipe is cut, and the agent killed, at every message.
/// </summary>
[Collection(nameof(SweepAlone))]
public sealed class PipeSweepTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int Hosts = 3;
    private const int LeastCases = 200;
    private const int Sample = 30;

    [Fact]
    public async Task Whatever_happens_to_the_pipe_the_system_is_whole_again()
    {
        var every = await EveryCaseAsync();
        Assert.True(every.Count >= LeastCases, $"only {every.Count} cases were found");
        var cases = Rotation.OfToday(every, Sample);
        var results = await RunAsync(cases, null);
        var violated = results.Where(r => r.Violations.Count > 0).ToList();
        var worst = results.MaxBy(r => r.Recovery)!;
        output.WriteLine($"kill sweep over the pipe: {results.Count} of {every.Count} cases, {violated.Count} with violations, "
            + $"worst recovery {worst.Recovery.TotalSeconds:0.0} s ({worst.Case})");
        output.WriteLine("kill sweep over the pipe: " + string.Join(", ", results.GroupBy(r =>
            r.Case.BreakAt == 0 ? "controller killed" : r.Case.Pipe == "kill" ? "agent killed" : "pipe cut").Select(g => $"{g.Key}: {g.Count()}")));
        Assert.True(violated.Count == 0, string.Join("\n", violated.Select(r => $"{r.Case}\n  {string.Join("\n  ", r.Violations)}")));
    }

    [Theory]
    [InlineData("record-before-effect")]
    [InlineData("code-before-schema")]
    public async Task The_sweep_over_the_pipe_notices_a_planted_bug(string mutant)
    {
        await using var host = await SweepHost.CreateAsync(postgres);
        var trace = await host.TraceAsync(Scenario.Unhealthy, ("HARNESS_PIPE", "cut"));
        SweepCase[] cases = [.. trace.Select((point, i) => new SweepCase(Scenario.Unhealthy, i + 1, 0, 0, $"controller killed {point}", "cut")).Reverse()];

        var results = await RunAsync(cases, mutant);

        var noticed = results.FirstOrDefault(r => r.Violations.Count > 0);
        output.WriteLine($"mutant {mutant} over the pipe: noticed after {results.Count} cases ({noticed?.Case}): {noticed?.Violations[0].Split('\n')[0]}");
        Assert.NotNull(noticed);
    }

    private async Task<IReadOnlyList<SweepCase>> EveryCaseAsync()
    {
        await using var host = await SweepHost.CreateAsync(postgres);
        List<SweepCase> cases = [];
        foreach (var scenario in (Scenario[])[Scenario.Success, Scenario.Unhealthy, Scenario.OutsideUnhealthy])
        {
            var trace = await host.TraceAsync(scenario, ("HARNESS_PIPE", "cut"));
            cases.AddRange(trace.Select((point, i) => new SweepCase(scenario, i + 1, 0, 0, $"controller killed {point}", "cut")));
            var messages = trace.Where(IsMessage).ToList();
            foreach (var way in (string[])["cut", "kill"])
            {
                cases.AddRange(
                    messages.Select((point, i) => new SweepCase(scenario, 0, 0, 0, $"{(way == "cut" ? "pipe cut" : "agent killed")} {point}", way, i + 1)));
            }
        }

        return cases;
    }

    private static bool IsMessage(string point) =>
        point.StartsWith("before sending ", StringComparison.Ordinal) || point.StartsWith("after sending ", StringComparison.Ordinal)
            || point.StartsWith("after receiving ", StringComparison.Ordinal);

    private async Task<IReadOnlyList<SweepResult>> RunAsync(IReadOnlyList<SweepCase> cases, string? mutant)
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
                if (mutant is not null && result.Violations.Count > 0) await found.CancelAsync();
            }
        }));
        return [.. results];
    }
}
