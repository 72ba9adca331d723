using System.Globalization;

namespace Confiture.Project;

/// <summary>Dates, times of day, points in time and spans.</summary>
/// <param name="form">Which of them.</param>
/// <param name="days">The usual ones, in days from today.</param>
/// <param name="slots">True where no two rows may overlap: each row then has days of its own.</param>
/// <param name="isUnique">True where every value has to be another one.</param>
internal sealed class TimeSource(TimeSource.Form form, (int Earliest, int Latest) days, bool slots, bool isUnique) : ValueSource
{
    private const decimal Second = 1_000_000m;

    private const decimal Furthest = 40_000;

    // The longest that something which began lasts.
    private const int LongestDays = 60;

    internal enum Form
    {
        Date,
        Moment,
        MomentWithZone,
        TimeOfDay,
        TimeOfDayWithZone,
        Span,
    }

    private decimal Step => form == Form.Date ? SeedTime.Day : Second;

    private bool IsWithinADay => form is Form.TimeOfDay or Form.TimeOfDayWithZone or Form.Span;

    internal override decimal? Rank(string text) => IsWithinADay ? SeedTime.ParseSpan(text) : SeedTime.Parse(text);

    private protected override Sample Make(Ask ask)
    {
        var rank = slots && !IsWithinADay ? Slot(ask) : Chosen(ask);
        return new(Written(rank), rank);
    }

    private decimal Slot(Ask ask)
    {
        // What ends ends before the next begins.
        if (ask.Demand.Min is { } start && ask.Attempt < 50) return start + (form == Form.Date ? SeedTime.Day : SeedTime.Day / 24);
        return SeedTime.Now + ((ask.Row + (ask.Attempt * 1000)) * 2 * SeedTime.Day);
    }

    private decimal Chosen(Ask ask)
    {
        var (usualLow, usualHigh) = IsWithinADay ? (0, SeedTime.Day - Second)
            : (SeedTime.Now + (days.Earliest * SeedTime.Day), SeedTime.Now + (days.Latest * SeedTime.Day));
        var around = IsWithinADay ? 0 : Furthest * SeedTime.Day;
        var (from, to) = ask.Demand.Within(usualLow - around, usualHigh + around, Step);
        if (ask.Demand.Min is not null) usualHigh = Math.Max(from, Math.Min(to, from + (LongestDays * SeedTime.Day)));
        var (low, high) = (Math.Max(usualLow, from), Math.Min(usualHigh, to));
        if (isUnique && ask.Attempt > 2) (low, high) = (from, to);
        if (low > high) (low, high) = from <= to ? (from > usualHigh ? from : Math.Max(from, to - (LongestDays * SeedTime.Day)), to) : (from, from);
        return low + (Math.Floor((decimal)ask.Random.Double() * (Math.Floor((high - low) / Step) + 1)) * Step);
    }

    private string Written(decimal rank) => form switch
    {
        Form.Date => SeedTime.Of(rank).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Form.Moment => SeedTime.Of(rank).ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        Form.MomentWithZone => SeedTime.Of(rank).ToString("yyyy-MM-dd HH:mm:ss.FFFFFF+00", CultureInfo.InvariantCulture),
        Form.TimeOfDayWithZone => SeedTime.Of(rank).ToString("HH:mm:ss.FFFFFF+00", CultureInfo.InvariantCulture),
        _ => SeedTime.Of(rank).ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
    };
}
