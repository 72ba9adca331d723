namespace Confiture.Schema;

/// <summary>New columns come last: PostgreSQL cannot put one between others. Where the files say otherwise the plan says so.</summary>
internal static class ColumnOrder
{
    internal static IReadOnlyList<string> Of(DatabaseSchema from, DatabaseSchema to) =>
        [.. to.Objects.Where(table => table.Kind is TableKind or ForeignTableKind or CompositeKind).Select(table => Report(from, table)).OfType<string>()];

    private static string? Report(DatabaseSchema from, SchemaObject table)
    {
        if (from.Find(table.Id) is not { } old) return null;
        List<string> wanted = [.. Names(table)];
        List<string> reached = [.. Names(old).Where(wanted.Contains), .. wanted.Except(Names(old), StringComparer.Ordinal)];
        return reached.SequenceEqual(wanted, StringComparer.Ordinal)
            ? null
            : $"{table.Id}: the columns stand in another order than in the files ({string.Join(", ", reached)} instead of {string.Join(", ", wanted)}); only a new table would change that";
    }

    private static IEnumerable<string> Names(SchemaObject table) =>
        table.Children.Where(c => c.Kind is ColumnKind or AttributeKind).OrderBy(c => c.Number).Select(c => c.Name);
}
