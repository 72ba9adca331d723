namespace Confiture.Schema;

/// <summary>New columns come last: PostgreSQL cannot put one between others. Where the files say otherwise the plan says so.</summary>
internal static class ColumnOrder
{
    internal static IReadOnlyList<string> Of(PlannedActions actions) =>
    [
        .. actions.Scope.To.Objects.Where(table => table.Kind.GrowsAtTheEnd && actions.Stays(table.Id))
            .Select(table => Report(actions, table)).OfType<string>(),
    ];

    private static string? Report(PlannedActions actions, SchemaObject table)
    {
        if (actions.Scope.From.Find(table.Id) is not { } old) return null;
        List<string> wanted = [.. Columns(table).Select(c => c.Name)];
        List<string> staying = [.. Columns(old).Where(c => actions.Stays(c.Id)).Select(c => c.Name)];
        List<string> reached = [.. staying, .. wanted.Except(staying, StringComparer.Ordinal)];
        return reached.SequenceEqual(wanted, StringComparer.Ordinal)
            ? null
            : $"{table.Id}: the columns are in another order than in the files ({string.Join(", ", reached)} instead of {string.Join(", ", wanted)}); "
                + "only recreating the table would change that";
    }

    private static IEnumerable<SchemaObject> Columns(SchemaObject table) => table.Children.Where(c => c.Kind.IsField).OrderBy(c => c[Column.Number]);
}
