namespace Fraisier.Deployment;

/// <summary>Brings files to the host: those of the release, and those that hold the migrations. Nothing live changes.</summary>
internal sealed class PrepareStep(DeploymentPlan plan, Backends backends) : IStep
{
    // What was on the host before belongs to the host and is not removed again.
    private IEnumerable<Release> Needed => plan.Schema.Verb == SchemaVerb.None || plan.Schema.Files == plan.Release ? [plan.Release] : [plan.Release, plan.Schema.Files];

    public StepName Name => StepName.Prepare;

    public bool ActsOnHost => true;

    public Task<StepEffect> ProbeAsync(CancellationToken cancellation) => Task.FromResult(
        Needed.All(backends.Releases.IsPrepared) ? StepEffect.Complete : Needed.Any(r => Directory.Exists(r.Files)) ? StepEffect.Partial : StepEffect.None);

    public async Task<string?> DoAsync(CancellationToken cancellation)
    {
        foreach (var release in Needed) await backends.Releases.PrepareAsync(release, cancellation);
        return plan.Release.Files;
    }

    public async Task<string?> UndoAsync(CancellationToken cancellation)
    {
        if (plan.Kind == DeploymentKind.Rollback) return "the releases were here before and stay";
        await backends.Releases.RemoveAsync(plan.Release, cancellation);
        return $"{plan.Release} is removed";
    }
}
