namespace Confiture.Project;

/// <summary>The values of a table's key that rows of other tables may refer to.</summary>
internal sealed class KeySet
{
    // What is known of some columns is searched for by them.
    private readonly Dictionary<int, Dictionary<string, List<Sample[]>>> byPart = [];
    private readonly List<Sample[]> all = [];

    internal int Count => all.Count;

    internal void Add(Sample[] key)
    {
        all.Add(key);
        byPart.Clear();
    }

    internal Sample[] At(int index) => all[index];

    /// <summary>The keys that have the given values in the columns that are set.</summary>
    /// <param name="set">A value for each column of the key; null where it is free.</param>
    internal IReadOnlyList<Sample[]> With(Sample?[] set)
    {
        var mask = 0;
        for (var i = 0; i < set.Length; i++) mask |= set[i] is null ? 0 : 1 << i;
        if (mask == 0) return all;
        if (!byPart.TryGetValue(mask, out var found))
        {
            found = all.GroupBy(key => Part(i => key[i].Text, mask, set.Length), StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
            byPart.Add(mask, found);
        }

        return found.TryGetValue(Part(i => set[i]?.Text, mask, set.Length), out var keys) ? keys : [];
    }

    private static string Part(Func<int, string?> text, int mask, int length) =>
        string.Join('\0', Enumerable.Range(0, length).Where(i => (mask & 1 << i) != 0).Select(text));
}
