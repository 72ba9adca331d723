namespace Confiture.Project;

/// <summary>What the rows of a table have in the columns of a unique index.</summary>
internal sealed class UniqueRows(SeedUnique facts)
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    internal SeedUnique Facts => facts;

    /// <summary>Whether a row has other values than all before.</summary>
    internal bool Allows(PlannedTable table, Sample[] row) => KeyOf(table, row) is not { } key || !taken.Contains(key);

    internal void Take(PlannedTable table, Sample[] row)
    {
        if (KeyOf(table, row) is { } key) taken.Add(key);
    }

    internal void Release(PlannedTable table, Sample[] row)
    {
        if (KeyOf(table, row) is { } key) taken.Remove(key);
    }

    // Null where the row can be no other one's twin.
    private string? KeyOf(PlannedTable table, Sample[] row)
    {
        var parts = new string[facts.Columns.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var place = table.PlaceOf(facts.Columns[i]);
            if (place < 0 || (row[place].IsNull && !facts.HasNullsAlike)) return null;
            var text = row[place].Text ?? "\u0001";
            parts[i] = facts.Folds || table.Columns[place].Facts.TypeName.EndsWith("citext", StringComparison.Ordinal) ? text.ToLowerInvariant() : text;
        }

        if (facts.Only is { } only && TableChecks.Holds(only, table, row) != true) return null;
        return string.Join('\0', parts);
    }
}
