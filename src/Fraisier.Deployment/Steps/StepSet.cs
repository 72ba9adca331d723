using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>The steps of one plan.</summary>
public static class StepSet
{
    /// <summary>Makes every step that the plan names.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="backends">What the steps act on.</param>
    /// <param name="lease">Whose epoch the database is to see.</param>
    /// <param name="journal">What the deployment knows so far.</param>
    public static IReadOnlyDictionary<StepName, IStep> For(DeploymentPlan plan, Backends backends, Lease lease, IJournal journal) => new IStep[]
    {
        new BaselineStep(plan, backends),
        new PrepareStep(plan, backends),
        new StopStep(backends),
        new MigrateStep(plan, backends, lease),
        new ActivateStep(plan, backends),
        new RestartStep(plan, backends),
        new HealthStep(plan, backends),
        new CommitStep(backends, journal),
        new PruneStep(plan, backends),
    }.ToDictionary(s => s.Name);
}
