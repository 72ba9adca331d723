using System.Globalization;

namespace Fleet.Tests.Sweep;

/// <summary>Of more cases than there is time for, others run each day.</summary>
internal static class Days
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("LONG") == "1";

    private static readonly int Day = int.TryParse(Environment.GetEnvironmentVariable("ROTATION"), CultureInfo.InvariantCulture, out var given)
        ? given : TimeProvider.System.GetUtcNow().DayOfYear;

    /// <summary>So many of the cases, spread over all of them; those that ROTATION names, or those of the day.</summary>
    public static IReadOnlyList<T> Some<T>(IReadOnlyList<T> cases, int usually, int atLength)
    {
        var step = (double)cases.Count / (IsLong ? atLength : usually);
        return step <= 1 ? cases : [.. Enumerable.Range(0, IsLong ? atLength : usually).Select(i => cases[(int)((i * step) + (Day % step))]).Distinct()];
    }
}
