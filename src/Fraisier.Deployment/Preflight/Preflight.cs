using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Makes plans from what hosts see.</summary>
/// <param name="target">What is deployed.</param>
/// <param name="time">The clock.</param>
public sealed class Preflight(Target target, IHost host, TimeProvider time)
{
    /// <summary>Makes the plan of a deployment.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="rehearsal">True to leave no trace on the host.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <returns>The plan; null when the commit is live, healthy, and has nothing pending.</returns>
    /// <exception cref="ToolException">The deployment is refused, or something needed cannot be reached.</exception>
    public async Task<DeploymentPlan?> DeployAsync(DeployRequest request, bool rehearsal, CancellationToken cancellation)
    {
        var survey = await host.SurveyAsync(new(DeploymentKind.Deploy, [], rehearsal), cancellation);
        if (survey.Irreversible.Count > 0 && !request.NoRollback) throw Irreversible(survey.Irreversible);
        return survey.IsLive ? null : Plan(DeploymentKind.Deploy, survey, request.NoRollback);
    }

    /// <summary>Makes the plan of going back to the release before.</summary>
    /// <param name="history">The target's records, newest first.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <exception cref="ToolException">There is none, or its migrations are irreversible.</exception>
    public async Task<DeploymentPlan> RollbackAsync(IEnumerable<HistoryRecord> history, CancellationToken cancellation)
    {
        // What was deployed and never arrived is nothing to go back to; what another tool put live has no record at all.
        var records = history.ToList();
        var failed = records.Where(r => r.Outcome != Outcome.Succeeded).Select(r => r.Release.Name)
            .Except(records.Where(r => r.Outcome == Outcome.Succeeded).Select(r => r.Release.Name)).ToHashSet(StringComparer.Ordinal);
        List<PreviousRelease> previous =
        [
            .. records.Where(r => r.Previous is not null && !failed.Contains(r.Previous.Name)).Where(r => r.Kind == DeploymentKind.Deploy
                    && r.Outcome is Outcome.Succeeded or Outcome.Unhealthy && r.Previous is not null && r.Previous.Commit != r.Release.Commit)
                .Select(r => new PreviousRelease(r.Release.Commit, r.Previous!)),
        ];
        return Plan(DeploymentKind.Rollback, await host.SurveyAsync(new(DeploymentKind.Rollback, previous, Rehearsal: false), cancellation), noRollback: false);
    }

    private DeploymentPlan Plan(DeploymentKind kind, Survey survey, bool noRollback)
    {
        var now = time.GetUtcNow();
        return new()
        {
            Id = $"{now:yyyyMMdd'T'HHmmssfff'Z'}-{survey.Release.ShortCommit}",
            Kind = kind,
            Target = target.Name,
            By = SystemUser.AtHost,
            MadeAt = now,
            Release = survey.Release,
            CommittedAt = survey.CommittedAt,
            Before = survey.Before,
            Schema = survey.Schema,
            NoRollback = noRollback,
            Steps = HookSteps.With(StepOrder.Forward(kind, host.Name), kind, target.Hooks),
            Rollback = StepOrder.Back(host.Name),
        };
    }

    private static ToolException Irreversible(IReadOnlyList<string> migrations) => DeploymentErrors.Irreversible.Error(
        $"{string.Join(", ", migrations)} cannot be rolled back.",
        "The down file is missing or empty: if the release fails, the old code would run on the new schema.",
        $"Write {migrations[0]}.down.sql, or deploy without rollback: --no-rollback");
}

/// <summary>What a user asks of a deployment.</summary>
/// <param name="NoRollback">True to accept migrations that cannot be rolled back.</param>
public sealed record DeployRequest(bool NoRollback);
