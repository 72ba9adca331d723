namespace Confiture.Schema;

/// <summary>Tables and foreign tables as SQL. What belongs to a table and can be made later (defaults, constraints, indexes) is made later.</summary>
internal static class TableWords
{
    internal static IEnumerable<Change> Create(SchemaObject item, Scope scope)
    {
        var foreign = item.Kind is ForeignTableKind;
        var opening = $"CREATE {(foreign ? "FOREIGN " : item[Stored.Unlogged] == true ? "UNLOGGED " : string.Empty)}TABLE {item.Id.Address}";
        yield return new(opening + Body(item, scope) + (foreign ? $" SERVER {item[Table.Server]}{ForeignOptions.Words(item)}" : Storage(item)));
        foreach (var column in ColumnsOf(item))
        {
            foreach (var change in IsLeftOut(column) ? ColumnWords.BesideInherited(column) : ColumnWords.Settings(column)) yield return change;
        }

        if (foreign) yield break;
        if (item[Table.RowSecurity]) yield return new($"ALTER TABLE {item.Id.Address} ENABLE ROW LEVEL SECURITY");
        if (item[Table.ForceRowSecurity]) yield return new($"ALTER TABLE {item.Id.Address} FORCE ROW LEVEL SECURITY");
    }

    /// <summary>A partition is let go first: foreign keys to the whole table then no longer count it.</summary>
    internal static IEnumerable<Change> Drop(SchemaObject item, Scope scope)
    {
        if (item[Table.Bound] is not null && scope.To.Find(Table.Kind, item[Table.Inherits][0]) is not null)
        {
            foreach (var change in PartitionWords.Detach(item, scope)) yield return change;
        }

        yield return new($"DROP TABLE {item.Id.Address}") { Loses = $"the rows of {item.Id.Address}" };
    }

    internal static bool IsPartitioned(SchemaObject table) => table[Table.PartitionKey] is not null;

    /// <summary>Says whether a partition is one before and after and all the time between.</summary>
    internal static bool StaysAttached(SchemaObject table, Scope scope) =>
        scope.Stays(table.Id) && scope.From.Find(table.Id) is { } from && scope.To.Find(table.Id) is { } to && from[Table.Bound] is { } bound
            && to[Table.Bound] == bound && from.Agrees(to, Table.Inherits);

    /// <summary>Says whether a table of both schemas is a partition and leaves its parent, if only for a while.</summary>
    internal static bool IsLeft(SchemaObject table, Scope scope) =>
        scope.From.Find(table.Id)?[Table.Bound] is not null && scope.Stays(table.Id) && !StaysAttached(table, scope);

    /// <summary>Says whether a table has others below it while it changes.</summary>
    internal static bool HasTablesBelow(SchemaObject table, Scope scope)
    {
        return scope.From.Objects.Any(item => IsBelow(item) || (scope.To.Find(item.Id) is { } wanted && IsBelow(wanted)));

        bool IsBelow(SchemaObject item) =>
            item.Kind is TableKind or ForeignTableKind && item[Table.Inherits].Contains(table.Id.Address, StringComparer.Ordinal);
    }

    /// <summary>The table and those that have its columns from it, partitions and others, whoever stands above first.</summary>
    internal static IReadOnlyList<SchemaObject> Family(SchemaObject table, DatabaseSchema schema)
    {
        var below = schema.Objects.Where(o => o.Kind is TableKind or ForeignTableKind && o.Has(Table.Inherits)).ToList();
        List<SchemaObject> family = [table];
        for (var i = 0; i < family.Count; i++)
            family.AddRange(below.Where(o => o[Table.Inherits].Contains(family[i].Id.Address, StringComparer.Ordinal)).Except(family).ToList());
        return family;
    }

    /// <summary>Says whether a table joins or leaves a parent.</summary>
    internal static bool HasOtherParents(SchemaObject from, SchemaObject to) => !from.Agrees(to, Table.Inherits) || from[Table.Bound] != to[Table.Bound];

    internal static bool IsLateChange(string name, SchemaObject from, SchemaObject to) =>
        from.Get(name) != to.Get(name) || (name == Table.Bound && to[Table.Bound] is not null && !from.Agrees(to, Table.Inherits));

    internal static IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        // Another way of dividing the rows, or a row type from elsewhere, is another table.
        if (attributes.Overlaps([Table.PartitionKey])) return null;
        var alter = $"ALTER TABLE {to.Id.Address}";
        List<Change> changes = [.. Join(from, to, attributes, scope)];
        if (attributes.Contains(Table.OfType)) changes.Add(new(to[Table.OfType] is { } type ? $"{alter} OF {type}" : $"{alter} NOT OF"));
        if (attributes.Contains(Stored.Unlogged)) changes.Add(new($"{alter} SET {(to[Stored.Unlogged] == true ? "UNLOGGED" : "LOGGED")}"));
        if (attributes.Contains(Stored.AccessMethod)) changes.Add(new($"{alter} SET ACCESS METHOD {to[Stored.AccessMethod] ?? "DEFAULT"}"));
        if (attributes.Contains(Stored.Tablespace)) changes.Add(new($"{alter} SET TABLESPACE {to[Stored.Tablespace] ?? scope.From.Tablespace}"));
        if (attributes.Contains(Stored.Options)) changes.AddRange(RelationOptions.Changed(alter, from[Stored.Options], to[Stored.Options]));
        if (attributes.Contains(Stored.ToastOptions))
            changes.AddRange(RelationOptions.Changed(alter, from[Stored.ToastOptions], to[Stored.ToastOptions], "toast."));
        if (attributes.Contains(Table.RowSecurity)) changes.Add(new($"{alter} {(to[Table.RowSecurity] ? "ENABLE" : "DISABLE")} ROW LEVEL SECURITY"));
        if (attributes.Contains(Table.ForceRowSecurity)) changes.Add(new($"{alter} {(to[Table.ForceRowSecurity] ? "FORCE" : "NO FORCE")} ROW LEVEL SECURITY"));
        return changes;
    }

    /// <summary>Leaves the parents that a table no longer has.</summary>
    internal static IEnumerable<Change> Leave(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (!attributes.Overlaps([Table.Inherits, Table.Bound])) return [];
        if (from[Table.Bound] is not null) return PartitionWords.Detach(from, scope);
        return InheritanceWords.Leave(from, to, scope);
    }

    /// <summary>Joins new parents that are not partitioned.</summary>
    internal static IEnumerable<Change> Join(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        attributes.Overlaps([Table.Inherits, Table.Bound]) && to[Table.Bound] is null ? InheritanceWords.Join(from, to, scope) : [];

    /// <summary>A partition joins its parent when its own keys and checks are there; an index is chosen when it is there.</summary>
    internal static IEnumerable<LateChange> Finish(SchemaObject? from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Contains(Table.Bound) && to[Table.Bound] is not null)
        {
            yield return new(
                PartitionWords.Attach(to, scope),
                [.. to.Children.Where(child => child.Kind is ColumnKind or ConstraintKind or IndexKind),
                    .. scope.To.Find(Table.Kind, to[Table.Inherits][0]) is { } parent ? parent.Children.Where(child => child.Kind is ColumnKind) : []]);
        }

        if (attributes.Contains(Table.ClusteredOn))
        {
            yield return new(new Change(to[Table.ClusteredOn] is { } index
                ? $"ALTER TABLE {to.Id.Address} CLUSTER ON {index}"
                : $"ALTER TABLE {to.Id.Address} SET WITHOUT CLUSTER"), IndexesOf(to));
        }

        if (attributes.Contains(Table.ReplicaIdentity))
            yield return new(new Change($"ALTER TABLE {to.Id.Address} REPLICA IDENTITY {to[Table.ReplicaIdentity] ?? "DEFAULT"}"), IndexesOf(to));
    }

    private static IEnumerable<SchemaObject> IndexesOf(SchemaObject item) => item.Children.Where(child => child.Kind is ConstraintKind or IndexKind);

    internal static IEnumerable<SchemaObject> ColumnsOf(SchemaObject item) =>
        item.Children.Where(child => child.Kind is ColumnKind).OrderBy(c => c[Column.Number]);

    private static string Body(SchemaObject item, Scope scope)
    {
        var columns = ColumnsOf(item).Where(c => !IsLeftOut(c)).Select(c => "    " + ColumnWords.Definition(c, scope));
        if (item[Table.OfType] is { } type) return $" OF {type}";
        var list = string.Join(",\n", columns);
        return (list.Length > 0 ? $" (\n{list}\n)" : " ()")
            + (item[Table.Bound] is null && item[Table.Inherits] is [_, ..] parents ? $"\nINHERITS ({string.Join(", ", parents)})" : string.Empty);
    }

    // A partition is made as a table of its own and attached: so its columns keep their order.
    private static bool IsLeftOut(SchemaObject column) => column[Part.Inherited] && column.Parent![Table.Bound] is null;

    private static string Storage(SchemaObject item)
    {
        string[] options = [.. item[Stored.Options], .. item[Stored.ToastOptions].Select(option => $"toast.{option}")];
        return (item[Table.PartitionKey] is { } key ? $"\nPARTITION BY {key}" : string.Empty)
            + (item[Stored.AccessMethod] is { } method and not "heap" ? $"\nUSING {method}" : string.Empty)
            + (options.Length > 0 ? $"\nWITH ({RelationOptions.Words(options)})" : string.Empty)
            + (item[Stored.Tablespace] is { } tablespace ? $"\nTABLESPACE {tablespace}" : string.Empty);
    }
}
