using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Makes plans from what hosts see.</summary>
/// <param name="target">What is deployed.</param>
/// <param name="fleet">The hosts.</param>
/// <param name="sender">Fetches commits and sends them to the hosts; null when each host fetches them itself.</param>
/// <param name="time">The clock.</param>
public sealed class Preflight(Target target, Fleet fleet, CommitSender? sender, TimeProvider time)
{
    /// <summary>Makes the plan of a deployment.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="rehearsal">True to leave no trace on the hosts.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <returns>The plan; null when the commit is live, healthy, and has nothing pending.</returns>
    /// <exception cref="ToolException">The deployment is refused, or something needed cannot be reached.</exception>
    public async Task<DeploymentPlan?> DeployAsync(DeployRequest request, bool rehearsal, CancellationToken cancellation)
    {
        var commit = sender is null ? null : await sender.SendAsync(target.Branch, fleet.Hosts, rehearsal, cancellation);
        var surveys = await SurveyAsync(new(DeploymentKind.Deploy, [], rehearsal, commit), cancellation);
        var first = surveys[target.MigrateOn];
        if (first.Irreversible.Count > 0 && !request.NoRollback) throw Irreversible(first.Irreversible);
        if (!request.Force && surveys.Values.All(s => s.IsLive) && AreOne(surveys.Values)) return null;
        return Plan(DeploymentKind.Deploy, surveys, RolloutOf(target.Hosts, isChecked: true), request.NoRollback);
    }

    /// <summary>Makes the plan of bringing a release to the hosts that the last deployment left behind.</summary>
    /// <param name="last">The last record.</param>
    /// <param name="rehearsal">True to leave no trace on the hosts.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <exception cref="ToolException">It left none behind, or the fleet has changed since.</exception>
    public async Task<DeploymentPlan> OnlyFailedAsync(HistoryRecord? last, bool rehearsal, CancellationToken cancellation)
    {
        if (last is not { Outcome: Outcome.Partial, Behind: [_, ..] behind }) throw NothingBehind(last);
        if (sender is not null) await sender.SendAsync(last.Release.Commit, fleet.Hosts, rehearsal, cancellation);
        var surveys = await SurveyAsync(new(DeploymentKind.Deploy, [], rehearsal, sender is null ? null : last.Release.Commit, last.Release), cancellation);
        List<HostAddress> hosts = [.. target.Hosts.Where(h => behind.Any(b => b.Host == h.Name))];
        var others = target.Hosts.Where(h => !hosts.Contains(h)).Select(h => h.Name).ToList();
        if (others.FirstOrDefault(h => surveys[h].Before.Live?.Release.Commit != last.Release.Commit) is { } moved) throw Moved(moved, last);
        if (hosts.Count == 0) throw NothingBehind(last);
        return Plan(DeploymentKind.Deploy, surveys, RolloutOf(hosts, isChecked: true) with { MigrateOn = null }, noRollback: false);
    }

    /// <summary>Makes the plan of going back to the release before.</summary>
    /// <param name="history">The target's records, newest first.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="rehearsal">True to leave no trace on the hosts.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <exception cref="ToolException">There is none, or its migrations are irreversible.</exception>
    public async Task<DeploymentPlan> RollbackAsync(
        IReadOnlyList<HistoryRecord> history, RollbackRequest request, bool rehearsal, CancellationToken cancellation)
    {
        var releases = new ReleaseHistory(history);
        var wanted = request.To is { } name ? Named(releases, name, request) : null;
        if (wanted is not null && sender is not null) await sender.SendAsync(wanted.Commit, fleet.Hosts, rehearsal, cancellation);
        var surveys = await SurveyAsync(new(DeploymentKind.Rollback, releases.Previous, rehearsal, Commit: null, wanted), cancellation);
        if (wanted is not null && surveys.Values.All(s => s.Before.Live?.Release.Name == wanted.Name)) throw LiveAlready(wanted);
        return Plan(DeploymentKind.Rollback, surveys, RolloutOf(target.Hosts, !request.Force), noRollback: false);
    }

    // The host where migrations run is asked first: it decides which release it is, and the others are asked about that one.
    private async Task<IReadOnlyDictionary<string, Survey>> SurveyAsync(SurveyRequest request, CancellationToken cancellation)
    {
        var first = fleet[target.MigrateOn];
        var surveys = new Dictionary<string, Survey>(StringComparer.Ordinal) { [first.Name] = await first.SurveyAsync(request, cancellation) };
        if (fleet.Hosts.Count == 1) return surveys;
        var decided = request with { Release = surveys[first.Name].Release };
        var others =
            await fleet.AskAsync(async host => (host.Name, Survey: host == first ? surveys[host.Name] : await host.SurveyAsync(decided, cancellation)));
        return others.ToDictionary(o => o.Name, o => o.Survey, StringComparer.Ordinal);
    }

    // Several hosts that are well may still have different releases.
    private static bool AreOne(IEnumerable<Survey> surveys) => surveys.Select(s => s.Before.Live?.Release).Distinct().Count() == 1;

    private Rollout RolloutOf(IReadOnlyList<HostAddress> hosts, bool isChecked) =>
        new(target.MigrateOn, target.Rollout.Batches([.. hosts.Select(h => h.Name)]), target.Rollout.Wait, isChecked);

    private DeploymentPlan Plan(DeploymentKind kind, IReadOnlyDictionary<string, Survey> surveys, Rollout rollout, bool noRollback)
    {
        var (now, survey) = (time.GetUtcNow(), surveys[target.MigrateOn]);
        var (live, irreversible) = (rollout.Hosts, survey.Schema.Irreversible);
        return new()
        {
            Id = $"{now:yyyyMMdd'T'HHmmssfff'Z'}-{survey.Release.ShortCommit}",
            Kind = kind,
            Target = target.Name,
            By = SystemUser.AtHost,
            MadeAt = now,
            Release = survey.Release,
            CommittedAt = survey.CommittedAt,
            Before = rollout.MigrateOn is null ? surveys[live[0]].Before with { Database = survey.Before.Database } : survey.Before,
            Elsewhere = surveys.Count == 1 ? null
                : surveys.Where(s => s.Key != target.MigrateOn || rollout.MigrateOn is null).ToDictionary(s => s.Key, s => s.Value.Before,
                    StringComparer.Ordinal),
            OnHostFailure = target.Hosts.Count > 1 && !irreversible ? target.Rollout.OnHostFailure : HostFailurePolicy.RollbackAll,
            Schema = survey.Schema,
            NoRollback = noRollback,
            Steps = HookSteps.With(StepOrder.Forward(kind, rollout), kind, target.Hooks),
            Rollback = StepOrder.Back(rollout),
        };
    }

    private Release Named(ReleaseHistory releases, string name, RollbackRequest request)
    {
        if (releases.Find(name) is not { } release) throw NeverLive(releases, name);
        if (!request.Force && releases.WhyBad(release) is { } reason) throw Bad(release, reason);
        return release;
    }

    private ToolException NeverLive(ReleaseHistory releases, string name) => DeploymentErrors.NoPrevious.Error(
        $"{target} has no release {name} in its history.", "Only a release that was live can be rolled back to.",
        releases.Live.Count == 0 ? $"Deploy first: fraisier deploy {target.Fraise} {target.Environment}"
            : $"Choose one of these: {string.Join(", ", releases.Live.Take(10).Select(r => r.Name))}");

    private ToolException LiveAlready(Release release) => DeploymentErrors.NoPrevious.Error(
        $"Release {release.Name} is live already.", "A rollback goes to another release.",
        $"To deploy the target's branch once more: fraisier deploy {target.Fraise} {target.Environment} --force");

    private ToolException Bad(Release release, string reason) => DeploymentErrors.BadRelease.Error(
        $"Release {release.Name} is marked bad: {reason}.", "A release that failed, or that was rolled back once, is never chosen by itself.",
        $"If it really is the one that you want: fraisier rollback {target.Fraise} {target.Environment} --to {release.Name} --force (without health checks)");

    private ToolException NothingBehind(HistoryRecord? last) => DeploymentErrors.NoPrevious.Error(
        $"The last deployment of {target} left no host behind.", last is null ? "There is none." : $"It is {last.Id}, and it {last.Outcome.Words()}.",
        $"Deploy to all hosts: fraisier deploy {target.Fraise} {target.Environment}");

    private ToolException Moved(string host, HistoryRecord last) => DeploymentErrors.JournalMismatch.Error(
        $"Host {host} does not have release {last.Release.Name} any more.", "Something has changed since the deployment that left hosts behind.",
        $"Deploy to all hosts: fraisier deploy {target.Fraise} {target.Environment}");

    private static ToolException Irreversible(IReadOnlyList<string> migrations) => DeploymentErrors.Irreversible.Error(
        $"{string.Join(", ", migrations)} cannot be rolled back.",
        "The down file is missing or empty: if the release fails, the old code would run on the new schema.",
        $"Write {migrations[0]}.down.sql, or deploy without rollback: --no-rollback");
}

/// <summary>What a user asks of a deployment.</summary>
/// <param name="NoRollback">True to accept migrations that cannot be rolled back.</param>
/// <param name="Force">True to deploy what is live already, too.</param>
/// <param name="OnlyFailed">True to bring the last release to the hosts that were left behind.</param>
public sealed record DeployRequest(bool NoRollback, bool Force = false, bool OnlyFailed = false);

/// <summary>What a user asks of a rollback.</summary>
/// <param name="To">The release to go back to, by name or commit; null for the one before the live one.</param>
/// <param name="Force">True to ask no health check, and to accept a release that is marked bad.</param>
public sealed record RollbackRequest(string? To = null, bool Force = false);
