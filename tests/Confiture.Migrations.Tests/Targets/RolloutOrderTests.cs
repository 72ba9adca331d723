namespace Confiture.Migrations.Tests;

/// <summary>Every order in which a few databases can end, with every choice of those that fail.</summary>
public sealed class RolloutOrderTests
{
    private const int Most = 5;

    public static TheoryData<int, int, bool> Plans =>
        [.. from parallel in Enumerable.Range(1, 3) from canary in Enumerable.Range(0, 4) from keepsGoing in (bool[])[false, true]
            select (parallel, canary, keepsGoing)];

    [Theory]
    [MemberData(nameof(Plans))]
    public void The_rules_hold_in_every_history(int parallel, int canary, bool keepsGoing)
    {
        var plan = new RolloutPlan { Parallel = parallel, Canary = canary, KeepsGoing = keepsGoing };
        var histories = 0;
        for (var count = 0; count <= Most; count++)
        {
            for (var failing = 0; failing < 1 << count; failing++) histories += Explore(plan, count, failing, []);
        }

        Assert.InRange(histories, 60, int.MaxValue);
    }

    [Fact]
    public void After_a_stop_nothing_starts()
    {
        var order = new RolloutOrder(3, new() { Parallel = 2 });
        Assert.Equal(0, order.Next());
        order.Stop();
        order.Ended(succeeded: true);
        Assert.Null(order.Next());
    }

    // A history is the list of places, among those at work, of the database that ends next. The order is played again for each.
    private static int Explore(RolloutPlan plan, int count, int failing, IReadOnlyList<int> history)
    {
        var order = new RolloutOrder(count, plan);
        List<int> working = [], started = [], succeeded = [], failed = [];
        Start();
        foreach (var place in history)
        {
            var ended = working[place];
            working.RemoveAt(place);
            var fails = (failing & (1 << ended)) != 0;
            (fails ? failed : succeeded).Add(ended);
            order.Ended(!fails);
            Start();
        }

        Assert.True(working.Count > 0 || IsRightlyOver(plan, count, started, failed));
        return working.Count == 0 ? 1 : Enumerable.Range(0, working.Count).Sum(place => Explore(plan, count, failing, [.. history, place]));

        void Start()
        {
            while (order.Next() is { } next)
            {
                Assert.Equal(started.Count, next);
                Assert.True(plan.KeepsGoing || failed.Count == 0);
                Assert.True(next < plan.Canary || Enumerable.Range(0, plan.Canary).All(succeeded.Contains));
                started.Add(next);
                working.Add(next);
                Assert.InRange(working.Count, 1, plan.Parallel);
            }
        }
    }

    private static bool IsRightlyOver(RolloutPlan plan, int count, List<int> started, List<int> failed) =>
        started.Count == count || (failed.Count > 0 && !plan.KeepsGoing)
        || (started.Count == plan.Canary && failed.Any(f => f < plan.Canary));
}
