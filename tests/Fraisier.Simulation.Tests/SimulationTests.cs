using System.Globalization;

namespace Fraisier.Simulation.Tests;

/// <summary>Every single fault, pairs of faults and random triples, on the engine as it is.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int MostCases = 60_000;
    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();
    private static readonly bool Long = Environment.GetEnvironmentVariable("LONG") is "1";
    private static readonly int Day = DateTime.UtcNow.DayOfYear;

    public static TheoryData<string> Scenarios => [.. Scenario.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Without_a_fault_it_ends_as_it_should(string name) => Assert.Empty(Violations(Of(name), new()));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_single_fault_leaves_a_whole_system(string name)
    {
        var scenario = Of(name);
        var count = PointsOf(scenario).Count;
        List<Schedule> schedules = [.. from point in Enumerable.Range(0, count) from kind in Kinds select new Schedule(new Fault(point, kind))];
        Assert.InRange(schedules.Count, 100, int.MaxValue);
        Play(scenario, schedules, "single");
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Pairs_and_triples_of_faults_leave_a_whole_system(string name)
    {
        var scenario = Of(name);
        var random = new Random(Seed(name));
        var count = PointsOf(scenario).Count;
        List<Schedule> schedules = [];
        for (var number = 0; number < (Long ? 40_000 : 400); number++)
        {
            Fault Any(int from) => new(from + random.Next(count), Kinds[random.Next(Kinds.Length)]);
            var first = Any(0);
            schedules.Add(number % 3 == 2 ? new(first, Any(first.Point + 1), Any(first.Point + 1)) : new(first, Any(first.Point + 1)));
        }

        Play(scenario, schedules, "pairs and triples");
    }

    [Theory]
    [InlineData(nameof(Mutant.NoFence))]
    [InlineData(nameof(Mutant.CodeBeforeSchema))]
    [InlineData(nameof(Mutant.LeaseNotRenewed))]
    [InlineData(nameof(Mutant.RecordBeforeEffect))]
    [InlineData(nameof(Mutant.LockFreedByAnother))]
    public void A_planted_bug_is_noticed(string name)
    {
        var mutant = Enum.Parse<Mutant>(name);
        var cases = 0;
        foreach (var scenario in Scenario.All)
        {
            for (var point = 0; point < PointsOf(scenario).Count; point++)
            {
                foreach (var kind in Kinds)
                {
                    cases++;
                    if (Case.Violations(scenario, new(new Fault(point, kind)), mutant) is not [var first, ..]) continue;
                    output.WriteLine($"mutant {name} in the simulation: noticed after {cases} cases ({scenario}: {kind} at {point}): {first}");
                    return;
                }
            }
        }

        var random = new Random(Seed(name));
        for (; cases < MostCases; cases++)
        {
            var scenario = Scenario.All[random.Next(Scenario.All.Count)];
            var count = PointsOf(scenario).Count;
            var schedule = new Schedule(new Fault(random.Next(count), FaultKind.Pause), new Fault(random.Next(count * 2), FaultKind.Second));
            if (Case.Violations(scenario, schedule, mutant) is not [var first, ..]) continue;
            output.WriteLine($"mutant {name} in the simulation: noticed after {cases} cases ({scenario}: {schedule}): {first}");
            return;
        }

        Assert.Fail($"{name} is not noticed by {cases} cases.");
    }

    private void Play(Scenario scenario, List<Schedule> schedules, string what)
    {
        foreach (var schedule in schedules)
        {
            if (Violations(scenario, schedule) is not [_, ..]) continue;
            var smallest = Shrunk(scenario, schedule);
            Assert.Fail($"{scenario}: {smallest}: {string.Join("; ", Violations(scenario, smallest))}");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"figure simulation, {scenario}, {what}: {schedules.Count} cases, 0 violations"));
    }

    // A fault less, or an earlier one, as long as it still goes wrong.
    private static Schedule Shrunk(Scenario scenario, Schedule schedule)
    {
        for (var again = true; again;)
        {
            again = false;
            for (var left = 0; left < schedule.Faults.Count && schedule.Faults.Count > 1; left++)
            {
                var smaller = new Schedule([.. schedule.Faults.Where((_, i) => i != left)]);
                if (Violations(scenario, smaller) is not [_, ..]) continue;
                (schedule, again) = (smaller, true);
                break;
            }
        }

        var named = new Schedule(schedule.Faults);
        _ = Case.Violations(scenario, named);
        return named;
    }

    private static IReadOnlyList<string> PointsOf(Scenario scenario)
    {
        var schedule = new Schedule();
        _ = Case.Violations(scenario, schedule);
        return schedule.Points;
    }

    private static IReadOnlyList<string> Violations(Scenario scenario, Schedule schedule) => Case.Violations(scenario, new(schedule.Faults));

    private static Scenario Of(string name) => Scenario.All.First(s => s.Name == name);

    private static int Seed(string name) => name.Aggregate(Day, (seed, c) => (seed * 31) + c);
}
