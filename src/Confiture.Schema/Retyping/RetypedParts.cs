using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>
/// Indexes, keys, checks and NOT NULL of columns that are retyped. What the wanted schema has of them is made for the new columns beforehand, under
/// another name; the rest goes with the old ones.
/// </summary>
/// <param name="now">The schema in which the new columns are there.</param>
/// <param name="ahead">The same schema with the new columns in place of the old ones, and with what is made for them under the other names.</param>
/// <param name="to">The schema as it is to be.</param>
/// <param name="table">The table.</param>
internal sealed class RetypedParts(DatabaseSchema now, DatabaseSchema ahead, DatabaseSchema to, RetypedTable table)
{
    private readonly SchemaObject relation = now.Find(table.Table.Id)!;
    private readonly IReadOnlyList<SchemaObject> old = PartsOf(now, table);
    private readonly IReadOnlyList<SchemaObject> parts = Succeeded(now, to, table);

    private string Table => relation.Id.Address;

    /// <summary>Makes <c>ahead</c> of <c>now</c>: the server writes what the parts look like on columns of other names.</summary>
    internal static IEnumerable<Change> MoveAhead(DatabaseSchema now, DatabaseSchema to, RetypedTable table)
    {
        var address = table.Table.Id.Address;
        var parts = Succeeded(now, to, table);
        foreach (var key in ForeignKeys(now, table)) yield return DropConstraint(key);
        foreach (var part in PartsOf(now, table)) yield return Drop(part);
        foreach (var column in table.Columns)
        {
            yield return new($"ALTER TABLE {address} DROP COLUMN {column.Name} CASCADE");
            yield return new($"ALTER TABLE {address} RENAME COLUMN {column.Successor} TO {column.Name}");
            if (column.IsNotNull) yield return new($"ALTER TABLE {address} ALTER COLUMN {column.Name} SET NOT NULL");
        }

        foreach (var change in parts.SelectMany(part => part.Kind.Create(part, new Scope(now, to, PlanStyle.Offline)))) yield return change;
        foreach (var part in parts) yield return new(part.Kind.Rename(part, ObjectName.Ahead(part.Name))!);
        foreach (var column in table.Columns)
        {
            if (NotNullOf(now, column) is not null) yield return new($"ALTER TABLE {address} RENAME CONSTRAINT {ColumnWords.UsualNotNullName(column.From)} TO {NotNullAhead(column)}");
            yield return new($"ALTER TABLE {address} RENAME COLUMN {column.Name} TO {column.Successor}");
        }
    }

    /// <summary>What can be made while the table is in use.</summary>
    internal IEnumerable<Operation> Make()
    {
        var scope = new Scope(now, ahead, PlanStyle.Online);
        foreach (var column in table.Columns.Where(c => c.IsNotNull))
        {
            var id = new ObjectId("column", $"{Table}.{column.Successor}");
            yield return new(Stage.Alter, ahead.Find(id)!, OnlineWords.SetNotNull(now.Find(id)!, ahead.Find(id)!, scope)!);
        }

        foreach (var part in parts)
        {
            var successor = ahead.Find(new ObjectId(part.Kind.Name, part.Kind.Address(part.Parent, part.Schema, ObjectName.Ahead(part.Name), null)))!;
            // A key is an index until the old key is gone.
            yield return new(Stage.Create, successor, part.Kind.Create(successor, scope).Where(c => !IsKey(part) || c.OutsideTransaction));
        }
    }

    /// <summary>The old ones go.</summary>
    internal IEnumerable<Change> Release()
    {
        foreach (var key in ForeignKeys(now, table)) yield return DropConstraint(key);
        foreach (var part in old) yield return Drop(part);
    }

    /// <summary>The new ones take their names.</summary>
    internal IEnumerable<Change> Take()
    {
        foreach (var part in parts)
        {
            var (name, successor) = (SqlIdentifier.Write(part.Name), SqlIdentifier.Write(ObjectName.Ahead(part.Name)));
            yield return new(
                part.Kind is IndexKind ? $"ALTER INDEX {SqlIdentifier.Write(part.Schema!)}.{successor} RENAME TO {name}"
                : IsKey(part) ? OnlineWords.UseIndex(part, successor)
                : $"ALTER TABLE {Table} RENAME CONSTRAINT {successor} TO {name}");
        }

        foreach (var column in table.Columns)
        {
            if (NotNullOf(now, column) is { } name) yield return new($"ALTER TABLE {Table} RENAME CONSTRAINT {NotNullAhead(column)} TO {name}");
        }
    }

    /// <summary>Foreign keys from and to the columns: they come back afterwards, and are checked then. Those of partitions go and come with the one of the whole table.</summary>
    internal static IEnumerable<SchemaObject> ForeignKeys(DatabaseSchema schema, RetypedTable table) =>
        Dependents(schema, table).Where(d => d.Kind is ConstraintKind && d["type"] == "f" && !d.Is("inherited"));

    internal static IEnumerable<SchemaObject> Dependents(DatabaseSchema schema, RetypedTable table)
    {
        var columns = table.Columns.Select(c => schema.Find(c.From.Id)).ToHashSet();
        return schema.Objects.Where(o => o.DependsOn.Any(columns.Contains));
    }

    private static IReadOnlyList<SchemaObject> PartsOf(DatabaseSchema schema, RetypedTable table) =>
        [.. Dependents(schema, table).Where(d => d.Kind is IndexKind || (d.Kind is ConstraintKind && d["type"] != "f"))];

    // Those that can be made with what is there.
    private static IReadOnlyList<SchemaObject> Succeeded(DatabaseSchema now, DatabaseSchema to, RetypedTable table)
    {
        var columns = table.Columns.Select(c => c.To).ToHashSet();
        return [.. PartsOf(now, table).Select(part => to.Find(part.Id)).OfType<SchemaObject>().Where(part =>
            part.DependsOn.Any(columns.Contains) && part.DependsOn.All(on => now.Find(on.Id) is not null) && (part.Kind is IndexKind || (part["type"] == "c" ? OnlineWords.IsChecked(part["definition"]!) : OnlineWords.IsKeyOfIndex(part))))];
    }

    private static Change Drop(SchemaObject part) => part.Kind is IndexKind ? new($"DROP INDEX {part.Id.Address}") : DropConstraint(part);

    private static Change DropConstraint(SchemaObject item) => new($"ALTER TABLE {item.Parent!.Id.Address} DROP CONSTRAINT {SqlIdentifier.Write(item.Name)}");

    private static bool IsKey(SchemaObject part) => part.Kind is ConstraintKind && part["type"] is "p" or "u";

    // Before PostgreSQL 18 it has no name.
    private static string? NotNullOf(DatabaseSchema schema, RetypedColumn column) => column.IsNotNull ? schema.Find(column.From.Id)!["not_null_constraint"] : null;

    private static string NotNullAhead(RetypedColumn column) => SqlIdentifier.Write(ObjectName.With($"{column.From.Parent!.Name}_{ObjectName.Ahead(column.From.Name)}", "_not_null"));
}
