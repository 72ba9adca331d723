namespace Fraisier.Deployment;

/// <summary>
/// Brings files to the host: those of the release, and those that hold the migrations. Nothing live changes. With everything built, it is
/// certain what is to happen to the schema.
/// </summary>
internal sealed class PrepareStep(StepCall call, HostParts parts) : IStep
{
    private DeploymentPlan Plan => call.Plan;

    // What was on the host before belongs to the host and is not removed again.
    private IEnumerable<Release> Needed =>
        Plan.Schema.Verb == SchemaVerb.None || Plan.Schema.Files == Plan.Release ? [Plan.Release] : [Plan.Release, Plan.Schema.Files];

    public Task<StepEffect> ProbeAsync(CancellationToken cancellation)
    {
        var seen = Needed.Select(parts.Releases.Seen).ToList();
        return Task.FromResult(
            seen.All(s => s == StepEffect.Complete) ? StepEffect.Complete : seen.Any(s => s != StepEffect.None) ? StepEffect.Partial : StepEffect.None);
    }

    public async Task<StepResult> DoAsync(CancellationToken cancellation)
    {
        foreach (var release in Needed) await parts.Releases.PrepareAsync(release, cancellation);
        var directory = parts.Releases.DirectoryOf(Plan.Release);
        if (parts.Migrator is null || Plan.Kind == DeploymentKind.Rollback) return new(directory);
        var schema = await new SchemaQuestion(parts).UpAsync(Plan.Release, directory, Plan.NoRollback, cancellation);
        SchemaQuestion.RequireSame(Plan.Before.Database, schema.State.Database);
        return new(schema.Change.IsSameAs(Plan.Schema)
            ? directory
            : $"{directory}; the prepared release has other migrations than its commit: {string.Join(", ", schema.Change.Versions)}", schema.Change);
    }

    public async Task<StepResult> UndoAsync(CancellationToken cancellation)
    {
        if (Plan.Kind == DeploymentKind.Rollback || Plan.Before.Release == Plan.Release) return new("the releases already exist and stay");
        try
        {
            await parts.Releases.RemoveAsync(Plan.Release, cancellation);
            return new($"{Plan.Release} is removed");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Unused files are not worth a failed rollback; the next deployment tries again.
            return new($"{Plan.Release} could not be removed completely: {e.Message}");
        }
    }
}
