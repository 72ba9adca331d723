namespace Fraisier.Deployment;

/// <summary>Puts the steps of hooks into a plan: on the host on which migrations run, and only where hooks are configured.</summary>
internal static class HookSteps
{
    /// <summary>The steps with those of the hooks. Going back runs none: they belong to a new release.</summary>
    /// <param name="steps">The steps of a plan.</param>
    public static IReadOnlyList<StepId> With(IReadOnlyList<StepId> steps, DeploymentKind kind, HookPhases hooks)
    {
        // A release that only comes to more hosts was deployed already.
        if (kind != DeploymentKind.Deploy || steps.All(s => s.Name != StepName.Migrate)) return steps;
        var host = steps.First(s => s.Name == StepName.Migrate).Host;
        var change = steps.First(s => s.Name is StepName.Stop or StepName.Migrate);
        return
        [
            .. steps.SelectMany(step => (IEnumerable<StepId>)(step switch
            {
                _ when step == change && hooks.Before.Count > 0 => [new(StepName.Prehooks, host), step],
                { Name: StepName.Commit } when hooks.After.Count > 0 => [new(StepName.Posthooks, host), step],
                _ => [step],
            })),
        ];
    }
}
