namespace Fraisier.Deployment.Tests.Sweep;

/// <summary>A deployment that is to be disturbed, and how it ends undisturbed.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Reference">The tag that is deployed over v1.</param>
/// <param name="Exit">The exit code of the undisturbed run.</param>
internal sealed record Scenario(string Name, string Reference, int Exit)
{
    public static readonly Scenario Success = new("success", "v2", 0);
    public static readonly Scenario MigrationFails = new("migration fails", "migration-fails", 3);
    public static readonly Scenario Unhealthy = new("unhealthy", "unhealthy", 3);
    public static readonly Scenario Outside = new("outside a transaction", "outside", 0);
    public static readonly Scenario OutsideUnhealthy = new("outside a transaction, unhealthy", "outside-unhealthy", 3);
    public static readonly IReadOnlyList<Scenario> All = [Success, MigrationFails, Unhealthy, OutsideUnhealthy];

    public override string ToString() => Name;
}

/// <summary>One disturbance.</summary>
/// <param name="Scenario">What is disturbed.</param>
/// <param name="KillAt">The transition at which the deployment is killed; 0 for none.</param>
/// <param name="PauseAt">The transition at which it is paused past its lease; 0 for none.</param>
/// <param name="RecoveryKillAt">The transition at which the first recovery is killed; 0 for none.</param>
/// <param name="Where">The transitions' names.</param>
/// <param name="Pipe">How the host is reached: null in the controller's own process, else what breaks at <paramref name="BreakAt"/>:
/// the pipe (<c>cut</c>) or the agent (<c>kill</c>).</param>
/// <param name="BreakAt">The message of the pipe at which it breaks; 0 for none.</param>
internal sealed record SweepCase(Scenario Scenario, int KillAt, int PauseAt, int RecoveryKillAt, string Where, string? Pipe = null, int BreakAt = 0)
{
    public override string ToString() => $"{Scenario}: {Where}";
}

/// <summary>What a case showed.</summary>
/// <param name="Violations">The invariants that did not hold, each with what was seen.</param>
/// <param name="Recovery">How long the recovery that succeeded took.</param>
internal sealed record SweepResult(SweepCase Case, IReadOnlyList<string> Violations, TimeSpan Recovery);
