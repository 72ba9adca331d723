namespace Fraisier.Deployment;

/// <summary>What the history of one target says about a period, with the four key metrics of DORA (https://dora.dev/guides/dora-metrics-four-keys/).</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Days">The length of the period in days.</param>
/// <param name="Deployments">Deployments that ended in it, manual rollbacks not counted.</param>
/// <param name="Succeeded">How many went live.</param>
/// <param name="RolledBack">How many failed and were rolled back completely.</param>
/// <param name="RollbackFailed">
/// How many needed a person: the rollback failed, another deployment superseded them, or the release stayed live although it was not healthy.
/// </param>
/// <param name="ManualRollbacks">How often a person went back to an earlier release.</param>
/// <param name="SuccessRate">The part that went live, 0 to 1; null when there was no deployment.</param>
/// <param name="MedianSeconds">The median duration of deployments; null when there was none.</param>
/// <param name="P95Seconds">95 % of deployments took at most this long (nearest rank); null when there was none.</param>
/// <param name="DeploymentsPerDay">DORA's deployment frequency: releases that went live, per day.</param>
/// <param name="LeadTimeSeconds">DORA's lead time: the median from a commit's time to its being live; null when no commit's time is known.</param>
/// <param name="ChangeFailureRate">
/// DORA's change failure rate, 0 to 1: deployments that failed, or that a person rolled back, of all; null when there was none.
/// </param>
/// <param name="RestoreSeconds">
/// DORA's time to restore: the median from the start of a failed deployment to its rollback, and from a release being live to the end of the manual rollback
/// that reverted it; null when nothing failed.
/// </param>
public sealed record DeploymentStatistics(
    string Target, int Days, int Deployments, int Succeeded, int RolledBack, int RollbackFailed, int ManualRollbacks, double? SuccessRate,
    double? MedianSeconds, double? P95Seconds, double DeploymentsPerDay, double? LeadTimeSeconds, double? ChangeFailureRate, double? RestoreSeconds)
{
    private const double Median = 0.5, NearlyAll = 0.95;

    /// <summary>Computes them.</summary>
    /// <param name="history">The target's records, in any order.</param>
    /// <param name="days">How many days the period has; it ends now.</param>
    public static DeploymentStatistics Of(string target, IEnumerable<HistoryRecord> history, int days, DateTimeOffset now)
    {
        var all = history.OrderBy(r => r.EndedAt).ToList();
        var records = all.Where(r => r.EndedAt >= now - TimeSpan.FromDays(days)).ToList();
        var deployments = records.Where(r => r.Kind == DeploymentKind.Deploy).ToList();
        var live = deployments.Where(r => r.Outcome == Outcome.Succeeded).ToList();
        var failed = deployments.Where(r => r.Outcome != Outcome.Succeeded).ToList();
        var manual = records.Where(r => r is { Kind: DeploymentKind.Rollback, Outcome: Outcome.Succeeded }).ToList();
        var undone = manual.Select(rollback => (Rollback: rollback, Deployment: all.LastOrDefault(r => Is(r, rollback)))).ToList();
        var failures = failed.Count + undone.Count(pair => pair.Deployment is { } deployment && live.Contains(deployment));
        return new(
            target, days, deployments.Count, live.Count, failed.Count(r => r.Outcome == Outcome.RolledBack),
            failed.Count(r => r.Outcome is Outcome.RollbackFailed or Outcome.Superseded or Outcome.Unhealthy), manual.Count,
            Part(live.Count, deployments.Count), Rank(deployments.Select(Duration), Median), Rank(deployments.Select(Duration), NearlyAll),
            (double)live.Count / days, Rank(live.Where(r => r.CommittedAt is not null).Select(r => (r.EndedAt - r.CommittedAt!.Value).TotalSeconds), Median),
            Part(failures, deployments.Count),
            Rank(
                [
                    .. failed.Where(r => r.Outcome == Outcome.RolledBack).Select(Duration),
                    .. undone.Where(p => p.Deployment is not null).Select(p => (p.Rollback.EndedAt - p.Deployment!.EndedAt).TotalSeconds),
                ],
                Median));
    }

    // The deployment that a manual rollback reverted: the newest one before it that made the release live from which it went back.
    private static bool Is(HistoryRecord deployment, HistoryRecord rollback) =>
        deployment is { Kind: DeploymentKind.Deploy, Outcome: Outcome.Succeeded } && deployment.EndedAt <= rollback.StartedAt
        && deployment.Release.Commit == rollback.Previous?.Commit;

    private static double Duration(HistoryRecord record) => (record.EndedAt - record.StartedAt).TotalSeconds;

    private static double? Part(int some, int all) => all == 0 ? null : (double)some / all;

    // The nearest rank: a value that occurred, and none that was computed in between.
    private static double? Rank(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Count) - 1)];
    }
}
