namespace Fraisier.Deployment;

/// <summary>The steps that run on a host.</summary>
internal static class HostSteps
{
    /// <summary>Creates a step.</summary>
    /// <param name="call">Which one, and of what.</param>
    /// <param name="parts">What it acts on.</param>
    /// <param name="right">The controller's right.</param>
    public static IStep Of(StepCall call, HostParts parts, WorkRight right) => call.Step.Name switch
    {
        StepName.Baseline => new BaselineStep(call.Plan, parts),
        StepName.Prepare => new PrepareStep(call, parts),
        StepName.Prehooks or StepName.Posthooks => new HooksStep(call, parts, right),
        StepName.Stop => new StopStep(parts),
        StepName.Migrate => new MigrateStep(call, parts, right),
        StepName.Activate => new ActivateStep(call.Plan, parts),
        StepName.Restart => new RestartStep(call.Plan, parts),
        StepName.Health => new HealthStep(call.Plan, parts),
        StepName.Prune => new PruneStep(call.Plan, parts),
        _ => throw new ArgumentOutOfRangeException(nameof(call), $"{call.Step} is not a step of a host."),
    };
}
