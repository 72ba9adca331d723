namespace Foundation.Waiting;

/// <summary>The pauses between tries: each longer than the one before by a factor, up to a longest one,
/// and shortened by chance so that competitors do not meet again.</summary>
/// <param name="First">The first pause.</param>
/// <param name="Longest">The longest pause.</param>
/// <param name="Factor">How much longer each pause is than the one before; at least 1.</param>
/// <param name="Jitter">The share of a pause that chance takes away at most, from 0 to 1.</param>
public sealed record Pace(TimeSpan First, TimeSpan Longest, double Factor, double Jitter)
{
    /// <summary>Where chance comes from: a number from 0 up to 1.</summary>
    public Func<double> Chance { get; init; } = new Random().NextDouble;

    /// <summary>Always the same pause.</summary>
    public static Pace Every(TimeSpan pause) => new(pause, pause, 1, 0);

    /// <summary>Pauses that double.</summary>
    /// <param name="first">The first pause.</param>
    /// <param name="longest">The longest pause.</param>
    public static Pace Doubling(TimeSpan first, TimeSpan longest) => new(first, longest, 2, 0.25);

    /// <summary>The pause after a try.</summary>
    /// <param name="attempt">The number of the try, from 1.</param>
    public TimeSpan After(int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        var full = Math.Min(First.TotalMilliseconds * Math.Pow(Factor, attempt - 1), Longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(full * (1 - (Jitter * Chance())));
    }
}
