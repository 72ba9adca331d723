namespace Confiture.Schema;

/// <summary>Columns that hold rows of a table wait as text while the table changes.</summary>
internal sealed class ParkedColumns(Operations operations)
{
    internal void Add()
    {
        foreach (var column in operations.Actions.Parked) Add(column);
    }

    private void Add(SchemaObject column)
    {
        var park = operations.Add(new(Stage.Drop, column, [ColumnConversion.Park(column)]));
        var unpark = operations.AlterationOf(column);
        unpark.Changes.Insert(0, ColumnConversion.Unpark(column));
        unpark.After.Add(park);
        foreach (var (_, drop) in operations.Drops.Where(d => operations.Before(d.Key).DependsOn.Any(on => on.Id == column.Id))) park.After.Add(drop);
        var rows = column.DependsOn.Where(on => on != column.Parent).Select(on => on.Id).ToHashSet();
        foreach (var (_, change) in operations.Alterations.Where(a => operations.After(a.Key).Parent is { } table && rows.Contains(table.Id)))
        {
            change.After.Add(park);
            unpark.After.Add(change);
        }
    }
}
