using System.Globalization;

namespace Confiture.Project;

/// <summary>Numbers on a grid: integers, or decimals with a scale.</summary>
/// <param name="least">The smallest that the type has.</param>
/// <param name="most">The largest that the type has.</param>
/// <param name="scale">Digits after the point; negative for zeros before it.</param>
/// <param name="usual">What its name suggests; null for small numbers.</param>
/// <param name="counts">True where every value has to be another one.</param>
internal sealed class NumberSource(decimal least, decimal most, int scale, (decimal Least, decimal Most)? usual, bool counts) : ValueSource
{
    private const decimal UsualSpan = 1000;

    private readonly decimal step = Step(scale);

    internal override decimal? Rank(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private protected override Sample Make(Ask ask)
    {
        var (from, to) = ask.Demand.Within(least, most, step);
        decimal value;
        if (counts)
        {
            var unit = (to - from) / Math.Max(step, 1) >= ask.Row + ask.Attempt ? Math.Max(step, 1) : step;
            value = Math.Max(from, from <= unit && to >= unit ? unit : from) + ((ask.Row + ask.Attempt) * unit);
            if (value > to) value = Math.Max(from, value - to + from - step);
        }
        else
        {
            value = Chosen(ask, from, to);
            if (ask.Demand.NoneOf.Count > 0 && ask.Demand.NoneOf.Any(no => Rank(no) == value)) value = value + step <= to ? value + step : value - step;
        }

        return new(Written(value), value);
    }

    private decimal Chosen(Ask ask, decimal from, decimal to)
    {
        var (low, high) = usual ?? (1, UsualSpan);
        // Where the usual is not allowed, a span near what is.
        if (low > to || high < from || Math.Max(low, from) > Math.Min(high, to)) (low, high) = from > high ? (from, from + UsualSpan) : (to - UsualSpan, to);
        (low, high) = (Math.Max(low, from), Math.Min(high, to));
        if (ask.Attempt > 8) (low, high) = (Math.Max(from, -1_000_000), Math.Min(to, 1_000_000));
        if (low > high) (low, high) = (from, to);
        var places = Math.Floor((high - low) / step);
        return low + (Math.Floor((decimal)ask.Random.Double() * (places + 1)) * step);
    }

    private string Written(decimal value) =>
        scale > 0 ? value.ToString($"F{scale}", CultureInfo.InvariantCulture) : decimal.Truncate(value).ToString(CultureInfo.InvariantCulture);

    private static decimal Step(int scale)
    {
        var step = 1m;
        for (var i = 0; i < Math.Abs(scale); i++) step = scale > 0 ? step / 10 : step * 10;
        return step;
    }
}
