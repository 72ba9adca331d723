namespace Confiture.Migrations;

/// <summary>Decides which database of a rollout starts next. It knows numbers only, so every order of events can be tried without a server.</summary>
/// <param name="count">The number of databases.</param>
/// <param name="plan">The rules.</param>
public sealed class RolloutOrder(int count, RolloutPlan plan)
{
    private int started, ended;
    private bool isStopped, hasFailedCanary;

    private bool IsGateClosed => started >= plan.Canary && (ended < plan.Canary || hasFailedCanary);

    /// <summary>Starts the next database.</summary>
    /// <returns>Its number, from 0; null when none may start before another one ends, or none at all.</returns>
    public int? Next() => isStopped || started == count || started - ended >= plan.Parallel || IsGateClosed ? null : started++;

    /// <summary>Takes note that a database ended.</summary>
    /// <param name="succeeded">False when it failed.</param>
    public void Ended(bool succeeded)
    {
        ended++;
        if (succeeded) return;
        // No other one has started before the canaries ended.
        hasFailedCanary |= started <= plan.Canary;
        isStopped |= !plan.KeepsGoing;
    }

    /// <summary>Starts no further database.</summary>
    public void Stop() => isStopped = true;
}
