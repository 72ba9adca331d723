using Confiture.Postgres;
using Foundation.Waiting;

namespace Confiture.Migrations;

/// <summary>
/// Whether work that failed is tried again: what passes by itself is, a lock timeout for as long as the budget lasts. Waiting for a lock stops everyone
/// behind it, so each try is short, and the pauses between tries let the others through.
/// </summary>
internal sealed class Retries(MigratorOptions options)
{
    private static readonly Pace Between = Pace.Doubling(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));
    private readonly long start = options.Time.GetTimestamp();
    private int attempt;

    /// <summary>Waits before the next try; false when there is none, and the failure stands.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="migration">The migration at fault.</param>
    /// <param name="blockers">Who holds the locks.</param>
    /// <param name="cleanUp">Called before the pause: it must hold no locks.</param>
    public async Task<bool> AgainAsync(
        Exception failure, Migration migration, IReadOnlyList<BlockingSession> blockers, Func<Task> cleanUp, CancellationToken cancellation)
    {
        attempt++;
        if (options.Attempts == 1 || !IsPassing(failure)) return false;
        var isLock = StateOf(failure) == SqlState.LockNotAvailable;
        var left = options.LockBudget - options.Time.GetElapsedTime(start);
        if (isLock ? left <= TimeSpan.Zero : attempt >= options.Attempts) return false;
        await cleanUp();
        options.Observer.Retrying(migration, MigrationErrors.PassingReason(
            failure, isLock ? $"tries for {Math.Ceiling(left.TotalSeconds):0} s more" : $"attempt {attempt} of {options.Attempts}", blockers));
        await Task.Delay(Between.After(attempt), options.Time, cancellation);
        return true;
    }

    private static bool IsPassing(Exception e) => e switch
    {
        ScriptException script => script.Server.IsTransient,
        ServerException server => server.Server.IsTransient,
        _ => false,
    };

    private static string? StateOf(Exception e) => e switch
    {
        ScriptException script => script.Server.SqlState,
        ServerException server => server.SqlState,
        _ => null,
    };
}
