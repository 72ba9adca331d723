namespace Fraisier.Deployment.Tests;

/// <summary>How much may go wrong in one history; each more multiplies the histories.</summary>
internal static class HistoryBounds
{
    public const int Kills = 2;
    public const int Failures = 2;

    /// <summary>The fewest histories that this must make.</summary>
    public const int Least = 1_000;
}
