using System.Globalization;
using System.Text;

namespace Confiture.Project;

/// <summary>Arrays; what is demanded of members is demanded of each.</summary>
internal sealed class ArraySource(ValueSource member) : ValueSource
{
    private const int Usual = 3;

    private protected override Sample Make(Ask ask)
    {
        var most = Math.Min(ask.Demand.MaxLength ?? Math.Max(Usual, ask.Demand.MinLength), 100);
        var count = ask.Random.Number(Math.Min(most, Math.Max(1, ask.Demand.MinLength)), most);
        var asked = ask.Free;
        if (ask.Demand.OneOf is { } allowed)
        {
            asked = ask with { Demand = new() };
            asked.Demand.Add(new Atom.OneOf(string.Empty, allowed), static _ => null);
        }

        return new($"{{{string.Join(',', Enumerable.Range(0, count).Select(_ => Quoted(member.Next(asked).Text!)))}}}");
    }

    // A member that is an array itself is one more dimension.
    private string Quoted(string text) => member is ArraySource ? text : Composed.Escaped(text);
}

/// <summary>Values of composite types.</summary>
internal sealed class CompositeSource(IReadOnlyList<ValueSource?> fields) : ValueSource
{
    private protected override Sample Make(Ask ask) =>
        new($"({string.Join(',', fields.Select(field => field is null ? string.Empty : Composed.Escaped(field.Next(ask.Free).Text!)))})");
}

/// <summary>Ranges: closed at their start, open at their end.</summary>
/// <param name="bound">Makes their bounds.</param>
/// <param name="slots">True where no two rows may overlap.</param>
internal sealed class RangeSource(ValueSource bound, bool slots) : ValueSource
{
    private protected override Sample Make(Ask ask)
    {
        var first = slots && bound is NumberSource ? Numbered(ask.Row + (ask.Attempt * 1000)) : bound.Next(ask.Free);
        var demand = new Demand();
        if (first.Rank is { } rank) demand.Bound(">", rank);
        var second = slots && bound is NumberSource ? Numbered(ask.Row + (ask.Attempt * 1000) + 1) : bound.Next(ask with { Demand = demand });
        return new($"[{Composed.Escaped(first.Text!)},{Composed.Escaped(second.Text!)})");
    }

    private static Sample Numbered(int slot) => new((slot * 10).ToString(CultureInfo.InvariantCulture), slot * 10);
}

/// <summary>A value of a domain inside of another value: one of the ways of each check is taken.</summary>
internal sealed class DomainSource(ValueSource inner, IReadOnlyList<Alternatives> checks) : ValueSource
{
    internal override decimal? Rank(string text) => inner.Rank(text);

    private protected override Sample Make(Ask ask)
    {
        var demand = ask.Demand.Copy();
        foreach (var check in checks.Where(c => c.Lists.Count > 0))
            foreach (var atom in check.Lists[ask.Random.Number(check.Lists.Count - 1)]) demand.Add(atom, inner.Rank);
        return inner.Next(ask with { Demand = demand });
    }
}

internal static class Composed
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(" \t\n\"\\{}(),[]'");

    /// <summary>A part of an array, a row or a range, in double quotes where it has to be.</summary>
    internal static string Escaped(string text)
    {
        if (text.Length > 0 && !text.AsSpan().ContainsAny(Special) && !text.Equals("null", StringComparison.OrdinalIgnoreCase)) return text;
        var escaped = new StringBuilder(text).Replace("\\", "\\\\").Replace("\"", "\\\"");
        return $"\"{escaped}\"";
    }
}
