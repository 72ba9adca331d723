using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>The figures of a history, against ones that were computed by hand.</summary>
public sealed class StatisticsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_a_history_there_are_counts_and_no_rates() => Assert.Equal(
        new("shop/production", 30, 0, 0, 0, 0, 0, null, null, null, 0, null, null, null), DeploymentStatistics.Of("shop/production", [], 30, Now));

    [Fact]
    public void Successes_failures_and_manual_rollbacks_are_told_apart()
    {
        List<HistoryRecord> history =
        [
            // Outside of the period, but the release that a person rolls back later.
            Record("a", Outcome.Succeeded, daysAgo: 40, seconds: 10, committed: TimeSpan.FromHours(1)),
            Record("b", Outcome.Succeeded, daysAgo: 10, seconds: 20, committed: TimeSpan.FromHours(2)),
            Record("c", Outcome.RolledBack, daysAgo: 8, seconds: 60),
            Record("d", Outcome.RollbackFailed, daysAgo: 7, seconds: 30),
            Record("e", Outcome.Succeeded, daysAgo: 6, seconds: 40, committed: TimeSpan.FromHours(4)),
            // Two days later a person goes back from e to b.
            Record("b", Outcome.Succeeded, daysAgo: 4, seconds: 5, kind: DeploymentKind.Rollback, previous: "e"),
        ];

        var figures = DeploymentStatistics.Of("shop/production", history.AsEnumerable().Reverse(), 20, Now);

        Assert.Equal((4, 2, 1, 1, 1), (figures.Deployments, figures.Succeeded, figures.RolledBack, figures.RollbackFailed, figures.ManualRollbacks));
        Assert.Equal((0.5, 30, 60), (figures.SuccessRate, figures.MedianSeconds, figures.P95Seconds));
        Assert.Equal(2 / 20.0, figures.DeploymentsPerDay);
        Assert.Equal(7200, figures.LeadTimeSeconds);
        // c, d and e of b, c, d and e.
        Assert.Equal(0.75, figures.ChangeFailureRate);
        // One minute for c, and two days for e.
        Assert.Equal(60, figures.RestoreSeconds);
        Assert.Equal(2 * 86_400, DeploymentStatistics.Of("shop/production", history, 7, Now).RestoreSeconds);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(20, 10, 19)]
    [InlineData(100, 50, 95)]
    public void Median_and_95_percent_are_values_that_occurred(int count, double median, double most)
    {
        var history = Enumerable.Range(1, count).Select(i => Record($"r{i}", Outcome.Succeeded, daysAgo: 1, seconds: i));

        var figures = DeploymentStatistics.Of("shop/production", history, 2, Now);

        Assert.Equal((median, most), (figures.MedianSeconds, figures.P95Seconds));
    }

    private static HistoryRecord Record(
        string commit, Outcome outcome, double daysAgo, double seconds, TimeSpan? committed = null, DeploymentKind kind = DeploymentKind.Deploy,
        string? previous = null)
    {
        var ended = Now - TimeSpan.FromDays(daysAgo);
        var release = new Release(commit, commit);
        return new(
            $"{ended:yyyyMMdd'T'HHmmss}-{commit}", kind, "shop/production", "you@here", release, previous is null ? null : new(previous, previous),
            new(SchemaVerb.None, [], release), outcome, ended - TimeSpan.FromSeconds(seconds), ended, Recovered: false, Failure: null,
            CommittedAt: committed is { } before ? ended - before : null);
    }
}
