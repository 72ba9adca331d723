namespace Confiture.Schema.Tests;

/// <summary>A place in a schema that is empty or holds one of several statements.</summary>
/// <param name="Name">What the others call it.</param>
/// <param name="Needs">The places that must not be empty for it to be filled.</param>
/// <param name="Variants">The statements.</param>
internal sealed record Slot(string Name, IReadOnlyList<string> Needs, IReadOnlyList<string> Variants)
{
    /// <summary>What the server asks for beyond that, given the places that are filled and, as <c>name:number</c>, with what.</summary>
    internal Func<IReadOnlySet<string>, bool> Fits { get; init; } = static _ => true;
}

/// <summary>Two schemas that differ in what fills their places.</summary>
internal sealed class SlotPair(IReadOnlyList<Slot> slots, int[] before, int[] after)
{
    internal const int Empty = -1;

    internal string Before => Script(before);

    internal string After => Script(after);

    internal bool Differs => !Filled(before).SequenceEqual(Filled(after));

    /// <summary>Every pair that is this one with a difference less, or with something less on both sides.</summary>
    internal IEnumerable<SlotPair> Smaller()
    {
        for (var i = slots.Count - 1; i >= 0; i--)
        {
            if (before[i] != Empty || after[i] != Empty) yield return new(slots, With(before, i, Empty), With(after, i, Empty));
        }

        for (var i = slots.Count - 1; i >= 0; i--)
        {
            if (before[i] != after[i]) yield return new(slots, before, With(after, i, before[i]));
        }
    }

    public override string ToString() => $"-- both\n{string.Join('\n', Lines(before).Intersect(Lines(after), StringComparer.Ordinal))}\n-- before\n"
        + $"{string.Join('\n', Lines(before).Except(Lines(after), StringComparer.Ordinal))}\n-- after\n"
        + $"{string.Join('\n', Lines(after).Except(Lines(before), StringComparer.Ordinal))}";

    private string Script(int[] choice) => string.Join('\n', Lines(choice));

    private List<string> Lines(int[] choice) => [.. Filled(choice).Select(f => slots[f.Slot].Variants[f.Variant] + ";")];

    private IEnumerable<(int Slot, int Variant)> Filled(int[] choice)
    {
        HashSet<string> filled = [];
        for (var i = 0; i < slots.Count; i++)
        {
            if (choice[i] == Empty || !slots[i].Needs.All(filled.Contains) || !slots[i].Fits(filled)) continue;
            filled.Add(slots[i].Name);
            filled.Add($"{slots[i].Name}:{choice[i]}");
            yield return (i, choice[i]);
        }
    }

    private static int[] With(int[] choice, int slot, int variant)
    {
        var copy = (int[])choice.Clone();
        copy[slot] = variant;
        return copy;
    }
}
