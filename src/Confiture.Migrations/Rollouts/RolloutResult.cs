using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>How work on a database ended.</summary>
public enum RolloutState
{
    /// <summary>All was done, or there was nothing to do.</summary>
    Succeeded,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was interrupted; the migration at work was rolled back.</summary>
    Interrupted,

    /// <summary>It did not start, because another one failed or the run was interrupted.</summary>
    NotStarted,
}

/// <summary>What became of one database.</summary>
/// <param name="Error">Why it failed; null unless it did.</param>
/// <param name="Migrations">The migrations that were applied or rolled back and survive a crash, in order; also those before a failure.</param>
/// <param name="Warnings">What the run warned of.</param>
/// <param name="Elapsed">How long it took, the wait for locks included.</param>
public sealed record RolloutResult(
    RolloutTarget Target, RolloutState State, ToolException? Error, IReadOnlyList<Migration> Migrations, IReadOnlyList<string> Warnings, TimeSpan Elapsed)
{
    internal static RolloutResult NotStarted(RolloutTarget target) => new(target, RolloutState.NotStarted, null, [], [], TimeSpan.Zero);
}

/// <summary>Hears about each database of a rollout.</summary>
public interface IRolloutObserver
{
    /// <summary>Called when work on a database begins; several may begin at a time.</summary>
    /// <returns>Who hears about its migrations.</returns>
    IMigrationObserver Started(RolloutTarget target);

    /// <summary>Called when work on a database ended; one at a time. Those that did not start are not reported.</summary>
    void Ended(RolloutResult result);
}
