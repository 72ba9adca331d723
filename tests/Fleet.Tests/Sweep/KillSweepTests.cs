using System.Diagnostics;
using Xunit;

namespace Fleet.Tests.Sweep;

/// <summary>The controller of three hosts is killed at each transition of its journal, and so is the recovery; then a new one makes everything whole.</summary>
public sealed class KillSweepTests(HostPool pool, ITestOutputHelper output)
{
    private const int Usually = 30;
    private const int AtLength = 150;
    private const string Mutant = "record-before-effect";

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 3)]
    public async Task Killed_at_every_transition_the_fleet_is_whole_again(bool unhealthy, int exit)
    {
        await using var sweep = await SweepFleet.CreateAsync(pool, unhealthy);
        var clock = Stopwatch.StartNew();
        var trace = await sweep.TraceAsync(exit);
        var last = trace.ToList().FindLastIndex(p => p is "after ended Do Restart" or "before failed Do Health") + 1;
        var recovery = await sweep.TraceRecoveryAsync(last);
        List<(int Kill, int Again, string Where)> every =
        [
            .. trace.Select((point, i) => (i + 1, 0, point)),
            .. recovery.Select((point, i) => (last, i + 1, $"{trace[last - 1]}, then in recovery {point}")),
        ];
        var cases = Days.Some(every, Usually, AtLength);
        List<string> wrong = [];
        foreach (var (kill, again, where) in cases)
        {
            await sweep.ResetAsync();
            await KillAsync(sweep, ["deploy", "api", "production"], kill, wrong);
            if (again > 0) await KillAsync(sweep, ["recover"], again, wrong);
            if (await sweep.JudgeAsync(exit: null) is [_, ..] found) wrong.Add($"killed {kill}: {where}\n  {string.Join("\n  ", found)}");
        }

        output.WriteLine($"kill sweep over a fleet{(unhealthy ? ", unhealthy on its second host" : string.Empty)}: {cases.Count} of {every.Count} cases, "
            + $"{wrong.Count} with violations, {clock.Elapsed.TotalSeconds:0} s");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public async Task The_sweep_notices_a_controller_that_records_before_it_acts()
    {
        await using var sweep = await SweepFleet.CreateAsync(pool, spoiled: true);
        var tried = 0;
        List<string> noticed = [];
        for (var kill = await LastAsync(); kill > 0 && noticed.Count == 0; kill--, tried++)
        {
            await sweep.ResetAsync();
            await KillAsync(sweep, ["deploy", "api", "production"], kill, [], Mutant);
            noticed.AddRange(await sweep.JudgeAsync(exit: null));
        }

        output.WriteLine($"mutant {Mutant} over a fleet: noticed after {tried} cases: {noticed.FirstOrDefault()?.Split('\n')[0]}");
        Assert.NotEmpty(noticed);

        async Task<int> LastAsync() => (await sweep.TraceAsync(exit: 3, ("HARNESS_MUTANT", Mutant))).Count;
    }

    private static async Task KillAsync(SweepFleet sweep, IReadOnlyList<string> arguments, int at, List<string> wrong, string mutant = "")
    {
        var killed = await sweep.Fleet.RunAsync("v2", arguments, ("HARNESS_KILL_AT", $"{at}"), ("HARNESS_MUTANT", mutant));

        // What is done on several hosts at the same time has no order: a run may have fewer transitions than the one that was traced.
        if (killed.ExitCode is not (137 or 0 or 3)) wrong.Add($"was to be killed at {at} and ended with {killed.ExitCode}: {killed.Errors}");
    }
}
