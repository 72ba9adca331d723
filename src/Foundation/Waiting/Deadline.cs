namespace Foundation.Waiting;

/// <summary>The end of something that may take only so long, by a clock that tests can hold.</summary>
public sealed class Deadline
{
    private readonly TimeProvider time;
    private readonly long start;

    private Deadline(TimeSpan limit, TimeProvider time)
    {
        this.time = time;
        Limit = limit;
        start = time.GetTimestamp();
    }

    /// <summary>How long it takes from its beginning to its end.</summary>
    public TimeSpan Limit { get; }

    /// <summary>What is left; zero when it has passed.</summary>
    public TimeSpan Left => Limit - time.GetElapsedTime(start) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>True when nothing is left.</summary>
    public bool HasPassed => Left == TimeSpan.Zero;

    /// <summary>A deadline that begins now.</summary>
    /// <param name="limit">How long it takes.</param>
    /// <param name="time">The clock.</param>
    public static Deadline In(TimeSpan limit, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new(limit, time);
    }

    /// <summary>A token that is cancelled after a time, or with another token.</summary>
    /// <param name="limit">The time; none left cancels at once, <see cref="Timeout.InfiniteTimeSpan"/> never.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">The other token.</param>
    /// <returns>The source of the token; the caller disposes it.</returns>
    public static LimitedWait Limiting(TimeSpan limit, TimeProvider time, CancellationToken cancellation) => new(limit, time, cancellation);

    /// <summary>
    /// Waits until a condition holds, by looking again after each pause: the one loop of this product that waits so. The first look comes before the first
    /// pause, and one more look comes when the time is over.
    /// </summary>
    /// <param name="pace">The pauses.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>False when the time was over first.</returns>
    public async Task<bool> UntilAsync(Func<Task<bool>> condition, Pace pace, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(pace);
        for (var look = 1; ; look++)
        {
            var isLast = HasPassed;
            if (await condition()) return true;
            if (isLast) return false;
            var pause = pace.After(look);
            await Task.Delay(pause < Left ? pause : Left, time, cancellation);
        }
    }

    /// <summary>As the other one, for a condition that takes no time.</summary>
    /// <param name="pace">The pauses.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<bool> UntilAsync(Func<bool> condition, Pace pace, CancellationToken cancellation) =>
        UntilAsync(() => Task.FromResult(condition()), pace, cancellation);
}

/// <summary>A token that is cancelled after a time, or with another token.</summary>
public sealed class LimitedWait : IDisposable
{
    private readonly CancellationTokenSource limit;
    private readonly CancellationTokenSource linked;

    internal LimitedWait(TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        // A timer of no time at all would still let the work begin.
        this.limit = new(limit > TimeSpan.Zero || limit == Timeout.InfiniteTimeSpan ? limit : TimeSpan.FromMilliseconds(1), time);
        linked = CancellationTokenSource.CreateLinkedTokenSource(this.limit.Token, cancellation);
    }

    /// <summary>The token.</summary>
    public CancellationToken Token => linked.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        linked.Dispose();
        limit.Dispose();
    }
}
