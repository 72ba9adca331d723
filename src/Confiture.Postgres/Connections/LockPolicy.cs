using Foundation.Errors;
using Npgsql;

namespace Confiture.Postgres;

/// <summary>
/// How long to wait for database locks, and how often to try again. A short wait matters: a session that waits for a strong lock blocks every session that
/// comes after, so it is better to back off and retry than to keep waiting.
/// </summary>
public sealed record LockPolicy
{
    /// <summary>Five seconds per try, six tries, pauses from half a second to eight seconds.</summary>
    public static readonly LockPolicy Default = new();

    /// <summary>The value of <c>lock_timeout</c>; zero waits without limit.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The number of tries in all; at least 1.</summary>
    public int Tries
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 6;

    /// <summary>The pause before the second try; each further pause is twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where chance comes from (a number from 0 up to 1): pauses vary so that competitors do not meet again.</summary>
    public Func<double> Chance { get; init; } = new Random().NextDouble;

    /// <summary>Sets <c>lock_timeout</c> for the session, or with <paramref name="local"/> for the present transaction.</summary>
    /// <param name="database">The session.</param>
    /// <param name="local">True: until the end of the transaction.</param>
    /// <param name="ct">Cancels.</param>
    public async Task ApplyAsync(Database database, bool local, CancellationToken ct)
    {
        var milliseconds = (long)Math.Ceiling(LockTimeout.TotalMilliseconds);
        await database.ExecuteAsync("select set_config('lock_timeout', $1, $2)", ct, $"{milliseconds}ms", local);
    }

    /// <summary>
    /// Does work that is one whole transaction, and does it again after a pause when the server says that another try may succeed
    /// (<see cref="SqlState.IsTransient"/>). The work rolls its transaction back before it lets the exception out.
    /// </summary>
    /// <typeparam name="T">The work's result.</typeparam>
    /// <param name="work">The work; it is given the number of the try, from 1.</param>
    /// <param name="beforePause">Called after each failed try that is followed by another one, for example to show the lock holder. May be null.</param>
    /// <param name="ct">Ends the work or the pause.</param>
    /// <exception cref="ToolException"><c>CONF-PG-007</c>: the last try failed for want of a lock.</exception>
    /// <exception cref="PostgresException">The work failed for another reason, or the last try met a deadlock or a serialisation failure.</exception>
    public async Task<T> RunAsync<T>(Func<int, CancellationToken, Task<T>> work, Func<LockRetry, CancellationToken, Task>? beforePause, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work(attempt, ct);
            }
            catch (PostgresException e) when (SqlState.IsTransient(e) && attempt < Tries)
            {
                var retry = new LockRetry(attempt, Tries, PauseAfter(attempt), e);
                if (beforePause is not null) await beforePause(retry, ct);
                await Task.Delay(retry.Pause, Time, ct);
            }
            catch (PostgresException e) when (e.SqlState is SqlState.LockNotAvailable)
            {
                throw NotGranted(e);
            }
        }
    }

    /// <summary>The same for work without a result.</summary>
    /// <param name="work">The work; it is given the number of the try, from 1.</param>
    /// <param name="beforePause">Called after each failed try that is followed by another one. May be null.</param>
    /// <param name="ct">Ends the work or the pause.</param>
    public Task RunAsync(Func<int, CancellationToken, Task> work, Func<LockRetry, CancellationToken, Task>? beforePause, CancellationToken ct) =>
        RunAsync(
            async (attempt, token) =>
            {
                await work(attempt, token);
                return true;
            },
            beforePause,
            ct);

    private TimeSpan PauseAfter(int attempt)
    {
        var full = Math.Min(FirstPause.TotalMilliseconds * Math.Pow(2, attempt - 1), LongestPause.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(full * (0.75 + (Chance() / 4)));
    }

    private ToolException NotGranted(PostgresException e) => PostgresErrors.LockNotGranted.Error(
        $"A lock was not granted in {Tries} tries of {LockTimeout.TotalSeconds:0.###} s each.",
        e.MessageText,
        "Find the lock holder: SELECT pid, usename, application_name, state, xact_start, query FROM pg_stat_activity WHERE state <> 'idle' ORDER BY "
            + "xact_start; try again at a quieter time.",
        e);
}

/// <summary>A try that failed and will be followed by another.</summary>
/// <param name="Attempt">The number of the failed try, from 1.</param>
/// <param name="Tries">The number of tries in all.</param>
/// <param name="Pause">The pause that follows.</param>
/// <param name="Reason">What the server said.</param>
public sealed record LockRetry(int Attempt, int Tries, TimeSpan Pause, PostgresException Reason);
