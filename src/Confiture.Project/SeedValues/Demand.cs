namespace Confiture.Project;

/// <summary>What the checks of a table ask of one column in one row, together.</summary>
internal sealed class Demand
{
    internal decimal? Min { get; private set; }

    internal bool IsAboveMin { get; private set; }

    internal decimal? Max { get; private set; }

    internal bool IsBelowMax { get; private set; }

    internal IReadOnlyList<string>? OneOf { get; private set; }

    internal IReadOnlyList<string> NoneOf { get; private set; } = [];

    internal int MinLength { get; private set; }

    internal int? MaxLength { get; private set; }

    internal IReadOnlyList<TextPattern> Patterns { get; private set; } = [];

    internal bool? IsNull { get; private set; }

    internal bool? IsUpper { get; private set; }

    internal IReadOnlyList<Atom.Order> Orders { get; private set; } = [];

    internal Demand Copy() => (Demand)MemberwiseClone();

    /// <summary>Adds what an atom asks.</summary>
    /// <param name="rank">The place of a constant among the column's values; null where it has none.</param>
    internal void Add(Atom atom, Func<string, decimal?> rank)
    {
        switch (atom)
        {
            case Atom.Bound bound when rank(bound.Text) is { } value: Bound(bound.Sign, value); break;
            case Atom.OneOf one: OneOf = OneOf is null ? one.Values : [.. OneOf.Intersect(one.Values, StringComparer.Ordinal)]; break;
            case Atom.NoneOf none: NoneOf = [.. NoneOf, .. none.Values]; break;
            case Atom.Length length: Length(length.Sign, length.Count); break;
            case Atom.Like like: Patterns = [.. Patterns, TextPattern.Of(like)]; break;
            case Atom.Null nothing: IsNull = nothing.IsNull; break;
            case Atom.Case letters: IsUpper = letters.IsUpper; break;
            case Atom.Order order: Orders = [.. Orders, order]; break;
            default: break;
        }
    }

    internal void Bound(string sign, decimal value)
    {
        if (sign[0] == '>' && (Min is null || value >= Min)) (Min, IsAboveMin) = (value, sign == ">");
        else if (sign[0] == '<' && (Max is null || value <= Max)) (Max, IsBelowMax) = (value, sign == "<");
    }

    /// <summary>The smallest and the largest value on a grid, of those that a type and the bounds leave.</summary>
    internal (decimal Least, decimal Most) Within(decimal least, decimal most, decimal step)
    {
        if (Min is { } min && min >= least) least = (Math.Ceiling(min / step) * step) + (IsAboveMin && min % step == 0 ? step : 0);
        if (Max is { } max && max <= most) most = (Math.Floor(max / step) * step) - (IsBelowMax && max % step == 0 ? step : 0);
        return (least, most);
    }

    internal bool Excludes(string text) => NoneOf.Contains(text, StringComparer.Ordinal);

    private void Length(string sign, int count)
    {
        if (sign is ">" or ">=" or "=") MinLength = Math.Max(MinLength, sign == ">" ? count + 1 : count);
        if (sign is "<" or "<=" or "=") MaxLength = Math.Min(MaxLength ?? int.MaxValue, sign == "<" ? count - 1 : count);
    }

}
