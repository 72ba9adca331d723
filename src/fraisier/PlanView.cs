using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>A plan as people read it.</summary>
internal static class PlanView
{
    public static void Show(DeploymentPlan plan, Target target, HostDescription host, Output output)
    {
        output.Data("DRY RUN: nothing is changed");
        output.Data($"  Target      {plan.Target}");
        output.Data($"  Provider    {target.Provider}, layout {(target.Layout == ReleaseLayout.InPlace ? "in_place" : "releases")}");
        if (target.Database is { } database) output.Data($"  Strategy    {database.Strategy}");
        output.Data($"  Release     {plan.Release.Name} ({plan.Release.Commit})");
        if (plan.Hosts.Count > 1) Hosts(plan, target, output);
        output.Data($"  Replaces    {plan.Before.Live?.Release.Name ?? "nothing: this is the first release"}");
        if (host.Build is { } build) output.Data($"  Build       {build}");
        if (target.Hooks.Before.Count > 0) output.Data($"  Before      {Names(target.Hooks.Before)}");
        output.Data($"  Migration   {Migrations(plan)}");
        output.Data($"  Restart     {host.Service}");
        output.Data($"  Health      {host.Health ?? "skipped: no health_check is configured"}");
        if (target.Hooks.After.Count > 0) output.Data($"  After       {Names(target.Hooks.After)}");
        output.Data($"  Steps       {Names(plan.Steps)}");
        output.Data($"  Rollback    {Rollback(plan)}");
    }

    private static void Hosts(DeploymentPlan plan, Target target, Output output)
    {
        output.Data($"  Hosts       {string.Join(", ", plan.Hosts)}; migrations run on {target.MigrateOn}");
        var batches = target.Rollout.Batches(plan.Hosts);
        output.Data($"  Order       {string.Join(" > ", batches.Select(b => string.Join(" + ", b)))}"
            + (target.Rollout.Wait > TimeSpan.Zero ? $", {target.Rollout.Wait.TotalSeconds:0.#} s between batches" : string.Empty));
        output.Data($"  On failure  {plan.OnHostFailure switch
        {
            HostFailurePolicy.Keep => "hosts with the release keep it, and the rest keeps theirs",
            HostFailurePolicy.RetryFailed => "the rest goes on, and the failed ones are tried once more",
            _ => "all hosts and the schema are rolled back",
        }}");
    }

    private static string Migrations(DeploymentPlan plan) => plan.Schema.Verb switch
    {
        SchemaVerb.Up => $"confiture migrate up: {string.Join(", ", plan.Schema.Versions)}",
        SchemaVerb.Down => $"confiture migrate down: {string.Join(", ", plan.Schema.Versions)}",
        _ => "none pending",
    };

    private static string Rollback(DeploymentPlan plan) => plan.Schema.Irreversible
        ? "none: a pending migration is irreversible"
        : $"{Names(plan.Rollback)} (each undoes what was started)";

    private static string Names(IReadOnlyList<HookSettings> hooks) => $"hooks {string.Join(", ", hooks.Select(h => h.Name))}";

    private static string Names(IReadOnlyList<StepId> steps) => string.Join(" > ", steps.Select(s => s.Word).Distinct(StringComparer.Ordinal));
}
