using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>A plan that was saved and is carried out later: exactly that, or nothing.</summary>
internal static class SavedPlans
{
    /// <summary>The new plan, when it would do what the saved one says.</summary>
    /// <param name="saved">The saved plan.</param>
    /// <param name="now">What would be done now for the same commit.</param>
    /// <param name="target">What is deployed.</param>
    /// <exception cref="ToolException">It would do something else (<c>FRAI-DEP-041</c>).</exception>
    public static DeploymentPlan Agreed(DeploymentPlan saved, DeploymentPlan now, Target target)
    {
        List<string> differences = [.. Differences(saved, now, target)];
        return differences.Count == 0 ? now : throw DeploymentErrors.PlanOutdated.Error(
            $"The saved plan {saved.Id} no longer fits: {differences[0]}.",
                "Something has changed since the plan was made, and it is applied exactly or not at all.",
            $"Make a new one: fraisier deploy {target.Fraise} {target.Environment} --dry-run --output FILE").With(differences);
    }

    private static IEnumerable<string> Differences(DeploymentPlan saved, DeploymentPlan now, Target target)
    {
        if (saved.Target != target.Name) yield return $"it is for {saved.Target}, not for {target.Name}";
        if (saved.Kind != DeploymentKind.Deploy) yield return "it is the plan of a rollback";
        if (saved.Release.Commit != now.Release.Commit) yield return $"the commit is {now.Release.ShortCommit}, and was {saved.Release.ShortCommit}";
        if (!saved.Schema.IsSameAs(now.Schema)) yield return $"the migrations are {Words(now.Schema)}, and were {Words(saved.Schema)}";
        if (saved.Before.Database?.Identity != now.Before.Database?.Identity) yield return "the database is another one";
        if (!saved.Steps.SequenceEqual(now.Steps)) yield return "the hosts or their steps are others";
        foreach (var host in now.Hosts.Where(h => saved.On(h).Before.Release != now.On(h).Before.Release))
            yield return $"{now.On(host).Before.Release?.Name ?? "nothing"} is live on {host}, and was {saved.On(host).Before.Release?.Name ?? "nothing"}";
    }

    private static string Words(SchemaChange schema) => schema.Verb == SchemaVerb.None ? "none" : string.Join(", ", schema.Versions);
}
