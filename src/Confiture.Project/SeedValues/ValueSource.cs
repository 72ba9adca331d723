namespace Confiture.Project;

/// <summary>What a value is asked for with.</summary>
/// <param name="Demand">What it has to satisfy.</param>
/// <param name="Words">Chance, and what belongs to the row.</param>
/// <param name="Row">The row's number in its table, from 0.</param>
/// <param name="Attempt">How often a value for this row was refused before.</param>
internal readonly record struct Ask(Demand Demand, Words Words, int Row, int Attempt)
{
    internal Bogus.Randomizer Random => Words.Random;

    internal Ask Free => this with { Demand = NoDemand };

    private static Demand NoDemand { get; } = new();
}

/// <summary>Makes values of one type.</summary>
internal abstract class ValueSource
{
    /// <summary>The next value: never NULL.</summary>
    internal Sample Next(Ask ask)
    {
        if (ask.Demand.OneOf is not { Count: > 0 } allowed || this is ArraySource) return Make(ask);
        // After a refusal each of them is tried in turn.
        var start = ask.Random.Number(allowed.Count - 1);
        for (var i = 0; i < allowed.Count; i++)
        {
            var text = allowed[(start + ask.Attempt + i) % allowed.Count];
            if (!ask.Demand.Excludes(text)) return new(text, Rank(text));
        }

        return new(allowed[start], Rank(allowed[start]));
    }

    /// <summary>The place of a value among others; null in types without.</summary>
    internal virtual decimal? Rank(string text) => null;

    private protected abstract Sample Make(Ask ask);

    /// <summary>Values that no check speaks of.</summary>
    internal sealed class Plain(Func<Ask, string> make) : ValueSource
    {
        private protected override Sample Make(Ask ask) => new(make(ask));
    }

    internal sealed class Labels(IReadOnlyList<string> labels) : ValueSource
    {
        private protected override Sample Make(Ask ask)
        {
            List<string> allowed = [.. labels.Where(label => !ask.Demand.Excludes(label))];
            if (allowed.Count == 0) allowed = [.. labels];
            return new(allowed[(ask.Random.Number(allowed.Count - 1) + ask.Attempt) % allowed.Count]);
        }
    }
}
