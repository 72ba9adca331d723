namespace Fraisier.Deployment.Tests;

/// <summary>How much may go wrong in one history: less than in the deployment tests, because they are followed again for each mutant.</summary>
internal static class HistoryBounds
{
    public const int Kills = 1;
    public const int Failures = 1;

    /// <summary>The fewest histories that this must make.</summary>
    public const int Least = 100;
}
