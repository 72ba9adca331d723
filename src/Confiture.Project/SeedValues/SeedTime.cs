using System.Globalization;

namespace Confiture.Project;

/// <summary>Points in time as microseconds since 1970. They count from a fixed day, so that a seed is the same on every day.</summary>
internal static class SeedTime
{
    /// <summary>The day that counts as today.</summary>
    internal const string Today = "2025-01-01";

    /// <summary>What is in the future on every day that this is used.</summary>
    internal const string FarFuture = "2100-01-01";

    internal const decimal Day = 86_400_000_000m;

    internal static decimal Now { get; } = Parse(Today)!.Value;

    internal static decimal? Parse(string text)
    {
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return (time.UtcTicks - DateTime.UnixEpoch.Ticks) / 10m;
        return null;
    }

    internal static decimal? ParseSpan(string text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span.Ticks / 10m : null;

    internal static DateTime Of(decimal rank) => DateTime.UnixEpoch.AddTicks((long)(rank * 10));
}
