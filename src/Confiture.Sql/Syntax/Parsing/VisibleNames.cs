namespace Confiture.Sql.Syntax;

/// <summary>Names of WITH that hide tables, the innermost last; a name can be there more than once.</summary>
internal sealed class VisibleNames
{
    private readonly List<string> names = [];
    private readonly Dictionary<string, int> times = new(StringComparer.Ordinal);

    public int Count => names.Count;

    public void Add(string name)
    {
        names.Add(name);
        times[name] = times.GetValueOrDefault(name) + 1;
    }

    public bool Contains(string name) => times.GetValueOrDefault(name) > 0;

    /// <summary>Forgets the names that came after the first <paramref name="count"/>.</summary>
    public void BackTo(int count)
    {
        for (var i = names.Count - 1; i >= count; i--)
        {
            times[names[i]]--;
            names.RemoveAt(i);
        }
    }
}
