using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>A plan as people read it.</summary>
internal static class PlanView
{
    public static void Show(DeploymentPlan plan, Backends backends, Output output)
    {
        output.Data("DRY RUN: nothing is changed");
        output.Data($"  Target      {plan.Target}");
        output.Data($"  Strategy    migrate");
        output.Data($"  Release     {plan.Release.Name} ({plan.Release.Commit})");
        output.Data($"  Replaces    {plan.Before.Release?.Name ?? "nothing: this is the first release"}");
        output.Data($"  Migration   {Migrations(plan)}");
        output.Data($"  Restart     {backends.Service.Description}");
        output.Data($"  Health      {backends.Health?.Description ?? "skipped: no health_check is configured"}");
        output.Data($"  Steps       {Names(plan.Steps)}");
        output.Data($"  Rollback    {Rollback(plan)}");
    }

    private static string Migrations(DeploymentPlan plan) => plan.Schema.Verb == SchemaVerb.None ? "none is pending" : $"confiture migrate up: {string.Join(", ", plan.Schema.Versions)}";

    private static string Rollback(DeploymentPlan plan) => plan.PointOfNoReturn == StepName.Migrate
        ? "none: a pending migration cannot be taken back"
        : $"{Names(plan.Rollback)} (each takes back what was begun)";

    private static string Names(IReadOnlyList<StepName> steps) => string.Join(" > ", steps.Select(s => s.ToString().ToLowerInvariant()));
}
