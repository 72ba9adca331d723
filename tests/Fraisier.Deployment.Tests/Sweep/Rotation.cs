using System.Globalization;

namespace Fraisier.Deployment.Tests.Sweep;

/// <summary>Of more cases than there is time for, others run each day.</summary>
internal static class Rotation
{
    /// <summary>About as many cases as asked for, those that ROTATION names or those of the day; all of them with LONG=1.</summary>
    public static IReadOnlyList<SweepCase> OfToday(IReadOnlyList<SweepCase> cases, int sample)
    {
        if (Environment.GetEnvironmentVariable("LONG") == "1") return cases;
        var day = int.TryParse(Environment.GetEnvironmentVariable("ROTATION"), CultureInfo.InvariantCulture, out var given)
            ? given
            : TimeProvider.System.GetUtcNow().DayOfYear;
        var step = (double)cases.Count / sample;
        return step <= 1 ? cases : [.. Enumerable.Range(0, sample).Select(i => cases[(int)((i * step) + (day % step))]).Distinct()];
    }
}
