using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>Tables as they are called before a plan has renamed anything, with their columns under the names that they have afterwards.</summary>
/// <param name="now">The schema before the plan.</param>
/// <param name="renamed">The same after the plan's renames.</param>
/// <param name="made">The renames.</param>
internal sealed class RowSource(DatabaseSchema now, DatabaseSchema renamed, IReadOnlyList<Rename> made)
{
    /// <summary>What follows FROM: the table, and its columns by their later names where these are others; null when it cannot be told.</summary>
    /// <param name="table">A table of the schema after the renames.</param>
    internal string? Of(SchemaObject table)
    {
        if (made.Count == 0) return table.Id.Address;
        if (Before(table) is not { } old) return null;
        var (names, oldNames) = (ColumnsOf(table), ColumnsOf(old));
        if (names.Count != oldNames.Count) return null;
        return names.SequenceEqual(oldNames, StringComparer.Ordinal)
            ? old.Id.Address
            : $"{old.Id.Address} AS {SqlIdentifier.Write(table.Name)} ({string.Join(", ", names)})";
    }

    // Renamed, moved to another schema, in a schema that was renamed, or several of these.
    private SchemaObject? Before(SchemaObject table)
    {
        var rename = made.FirstOrDefault(r => r.Part is null && r.Kinds.Contains(table.Kind.Name, StringComparer.Ordinal) && r.Relation.Name == table.Name
            && (r.Relation.Schema ?? table.Schema) == table.Schema);
        var name = rename?.Old.Name ?? table.Name;
        var schema = rename?.Old.Schema ?? made.FirstOrDefault(r => r.Part is null && r.Kinds.Contains(Namespace.Kind, StringComparer.Ordinal)
            && r.Relation.Name == table.Schema)?.Old.Name ?? table.Schema!;
        var address = $"{SqlIdentifier.Write(schema)}.{SqlIdentifier.Write(name)}";
        return now.Find(table.Kind.Name, address) ?? (renamed.Find(table.Id) is not null ? now.Find(table.Id) : null);
    }

    private static List<string> ColumnsOf(SchemaObject table) => [.. TableWords.ColumnsOf(table).Select(c => SqlIdentifier.Write(c.Name))];
}
