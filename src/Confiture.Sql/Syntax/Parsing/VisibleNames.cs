namespace Confiture.Sql.Syntax;

/// <summary>Names of WITH that hide tables, the innermost last; a name can be there more than once.</summary>
internal sealed class VisibleNames
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _times = new(StringComparer.Ordinal);

    public int Count => _names.Count;

    public void Add(string name)
    {
        _names.Add(name);
        _times[name] = _times.GetValueOrDefault(name) + 1;
    }

    public bool Contains(string name) => _times.GetValueOrDefault(name) > 0;

    /// <summary>Forgets the names that came after the first <paramref name="count"/>.</summary>
    public void BackTo(int count)
    {
        for (var i = _names.Count - 1; i >= count; i--)
        {
            _times[_names[i]]--;
            _names.RemoveAt(i);
        }
    }
}
