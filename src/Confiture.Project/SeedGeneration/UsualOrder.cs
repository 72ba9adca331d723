namespace Confiture.Project;

/// <summary>What no check says and everybody expects: nothing is updated before it is created, and no minimum is above its maximum.</summary>
internal static class UsualOrder
{
    private static readonly string[] Beginnings = ["creat", "start", "begin", "from", "open", "order", "placed", "hire", "regist", "join"];

    private static readonly string[] Ends =
    [
        "updat", "modif", "delet", "end", "finish", "complet", "clos", "until", "expir", "ship", "deliver", "paid", "cancel", "archiv", "publish", "left",
        "last", "valid_to",
    ];

    internal static IEnumerable<Atom> Of(IReadOnlyList<PlannedColumn> columns)
    {
        var times = columns.Where(c => c.Source is TimeSource && !c.IsReference).Select(c => c.Facts.Name).ToList();
        foreach (var end in times.Where(t => Has(t, Ends) && !Has(t, Beginnings)))
            foreach (var beginning in times.Where(t => Has(t, Beginnings))) yield return new Atom.Order(end, ">=", beginning);
        var numbers = columns.Where(c => c.Source is NumberSource && !c.IsReference).Select(c => c.Facts.Name).ToList();
        foreach (var most in numbers.Where(n => n.Contains("max", StringComparison.OrdinalIgnoreCase)))
        {
            var least = most.Replace("max", "min", StringComparison.OrdinalIgnoreCase);
            if (numbers.Contains(least, StringComparer.OrdinalIgnoreCase)) yield return new Atom.Order(most, ">=", least);
        }
    }

    private static bool Has(string name, string[] parts) =>
        name.Split('_').Any(word => parts.Any(part => word.StartsWith(part, StringComparison.OrdinalIgnoreCase)))
        || parts.Contains(name, StringComparer.Ordinal);
}
