using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>
/// Indexes, keys, checks and NOT NULL of columns that are retyped. What the wanted schema has of them is made for the new columns beforehand, under
/// another name; the rest goes with the old ones.
/// </summary>
/// <param name="now">The schema in which the new columns are there.</param>
/// <param name="ahead">The same schema with the new columns in place of the old ones, and with what is made for them under the other names.</param>
/// <param name="to">The schema as it is to be.</param>
internal sealed class RetypedParts(DatabaseSchema now, DatabaseSchema ahead, DatabaseSchema to, RetypedTable table)
{
    private static readonly IReadOnlySet<string> Joining = new HashSet<string> { Part.PartOf };

    private readonly IReadOnlyList<SchemaObject> old = OwnParts(now, table);
    private readonly IReadOnlyList<SchemaObject> parts = Succeeded(now, to, table);

    /// <summary>Makes <c>ahead</c> of <c>now</c>: the server writes what the parts look like on columns of other names.</summary>
    internal static IEnumerable<Change> MoveAhead(DatabaseSchema now, DatabaseSchema to, RetypedTable table)
    {
        var address = table.Table.Id.Address;
        var parts = Succeeded(now, to, table);
        var scope = new Scope(now, to, PlanStyle.Offline) { Names = table.Names };
        foreach (var change in ForeignKeys(now, table).Concat(OwnParts(now, table)).SelectMany(part => part.Kind.Drop(part, scope))) yield return change;
        foreach (var column in table.Columns)
        {
            yield return new($"ALTER TABLE {address} DROP COLUMN {column.Name} CASCADE");
            yield return new($"ALTER TABLE {address} RENAME COLUMN {column.Successor} TO {column.Name}");
        }

        // Where it is a constraint with a name, the server's own choice could not be foreseen.
        foreach (var (member, column) in NotNulls(now, table))
        {
            yield return new($"ALTER TABLE {member.Id.Address} " + (IsNamed(now, member, column)
                ? $"ADD CONSTRAINT {NotNullAhead(member, column)} NOT NULL {column.Name}"
                : $"ALTER COLUMN {column.Name} SET NOT NULL"));
        }

        foreach (var change in parts.SelectMany(part => part.Kind.Create(part, scope))) yield return change;
        foreach (var change in parts.SelectMany(part => Join(part, scope))) yield return change;
        foreach (var part in parts) yield return new(part.Kind.Rename(part, table.Names.Ahead(part.Name))!);
        foreach (var column in table.Columns) yield return new($"ALTER TABLE {address} RENAME COLUMN {column.Name} TO {column.Successor}");
    }

    /// <summary>What can be made while the table is in use.</summary>
    internal IEnumerable<Operation> Make()
    {
        var scope = new Scope(now, ahead, PlanStyle.Online) { Names = table.Names };
        foreach (var (member, column) in NotNulls(now, table))
        {
            var id = Column.IdOf(member, column.Successor);
            yield return new(Stage.Alter, ahead.Find(id)!, OnlineWords.SetNotNull(now.Find(id)!, ahead.Find(id)!, scope)!);
        }

        List<Operation> made = [];
        foreach (var part in parts)
        {
            var successor = SuccessorOf(part);
            // A key is an index until the old key is gone.
            made.Add(new(Stage.Create, successor, part.Kind.Create(successor, scope).Where(c => !part.Kind.IsKey(part) || c.OutsideTransaction)));
        }

        foreach (var operation in made.Where(o => !o.Item.Kind.IsKey(o.Item)).ToList())
        {
            if (Join(operation.Item, scope).ToList() is not [_, ..] joining) continue;
            var join = new Operation(Stage.Finish, operation.Item, joining);
            join.After.UnionWith(made.Where(o => o.Item == operation.Item || operation.Item.DependsOn.Contains(o.Item)));
            made.Add(join);
        }

        foreach (var operation in made) yield return operation;
    }

    /// <summary>The old ones go; those of partitions go with that of the whole.</summary>
    internal IEnumerable<Change> Release()
    {
        var scope = new Scope(now, to, PlanStyle.Offline) { Names = table.Names };
        foreach (var change in ForeignKeys(now, table).Concat(old).SelectMany(part => part.Kind.Drop(part, scope))) yield return change;
        // An identity column is never null.
        foreach (var (member, column) in NotNulls(now, table).Where(n => !n.Column.HandsOverIdentity))
            yield return new($"ALTER TABLE {member.Id.Address} ALTER COLUMN {column.Name} DROP NOT NULL");
    }

    /// <summary>The new ones take their names.</summary>
    internal IEnumerable<Change> Take()
    {
        var scope = new Scope(now, to, PlanStyle.Offline) { Names = table.Names };
        foreach (var part in parts)
        {
            if (!part.Kind.IsKey(part))
            {
                yield return new(part.Kind.Rename(SuccessorOf(part), part.Name)!);
            }
            else
            {
                // The key of a partitioned table has no rows of its own; those of its partitions join it.
                foreach (var change in part.Parent![Table.PartitionKey] is null
                    ? [new(OnlineWords.UseIndex(part, SqlIdentifier.Write(table.Names.Ahead(part.Name))))]
                    : part.Kind.Create(part, scope))
                {
                    yield return change;
                }

                foreach (var change in Join(part, scope)) yield return change;
            }
        }

        foreach (var (member, column) in NotNulls(now, table))
        {
            if (column.In(now, member)[Column.NotNullConstraint] is { } name)
                yield return new($"ALTER TABLE {member.Id.Address} RENAME CONSTRAINT {NotNullAhead(member, column)} TO {name}");
        }
    }

    /// <summary>Foreign keys from and to the columns: they come back afterwards, and are checked then.
    /// Those of partitions go and come with the one of the whole table.</summary>
    internal static IEnumerable<SchemaObject> ForeignKeys(DatabaseSchema schema, RetypedTable table) =>
        Dependents(schema, table).Where(d => d.ReferredTable is not null && !d[Part.Inherited]);

    internal static IEnumerable<SchemaObject> Dependents(DatabaseSchema schema, RetypedTable table)
    {
        var columns = table.Family.SelectMany(member => table.Columns.Select(c => c.In(schema, member))).ToHashSet();
        return schema.Objects.Where(o => o.DependsOn.Any(columns.Contains));
    }

    // Whoever stands above first.
    private static IEnumerable<SchemaObject> PartsOf(DatabaseSchema schema, RetypedTable table)
    {
        var places = table.Family.Index().ToDictionary(m => m.Item.Id, m => m.Index);
        return Dependents(schema, table).Where(d => d.Kind.IsMadeForSuccessor(d)).OrderBy(d => places[d.Parent!.Id]);
    }

    private static IReadOnlyList<SchemaObject> OwnParts(DatabaseSchema schema, RetypedTable table) =>
        [.. PartsOf(schema, table).Where(part => part[Part.PartOf] is null)];

    // Those that can be made with what is there.
    private static IReadOnlyList<SchemaObject> Succeeded(DatabaseSchema now, DatabaseSchema to, RetypedTable table)
    {
        var columns = table.Family.SelectMany(member => table.Columns.Select(c => c.In(to, member))).ToHashSet();
        return [.. PartsOf(now, table).Select(part => to.Find(part.Id)).OfType<SchemaObject>().Where(part => part.Kind.IsMadeForSuccessor(part) &&
            part.DependsOn.Any(columns.Contains) && part.DependsOn.All(on => now.Find(on.Id) is not null) && part.Kind.CanBeMadeAhead(part))];
    }

    // Where a column has it and does not inherit it.
    private static IEnumerable<(SchemaObject Member, RetypedColumn Column)> NotNulls(DatabaseSchema schema, RetypedTable table) =>
        from member in table.Family from column in table.Columns where ColumnWords.IsNotNullItself(column.In(schema, member)) select (member, column);

    private static IEnumerable<Change> Join(SchemaObject part, Scope scope) =>
        part[Part.PartOf] is null ? [] : part.Kind.Finish(null, part, Joining, scope).SelectMany(late => late.Changes);

    private SchemaObject SuccessorOf(SchemaObject part) =>
        ahead.Find(new ObjectId(part.Kind.Name, part.Kind.Address(part.Parent, part.Schema, table.Names.Ahead(part.Name), null)))!;

    private static bool IsNamed(DatabaseSchema now, SchemaObject member, RetypedColumn column) => column.In(now, member)[Column.NotNullConstraint] is not null;

    private static string NotNullAhead(SchemaObject member, RetypedColumn column) =>
        SqlIdentifier.Write(column.Names.With($"{member.Name}_{column.Names.Ahead(column.From.Name)}", "_not_null"));
}
