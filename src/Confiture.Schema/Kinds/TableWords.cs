using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>Tables and foreign tables as SQL. What belongs to a table and can be made later (defaults, constraints, indexes) is made later.</summary>
internal static class TableWords
{
    internal static IEnumerable<Change> Create(SchemaObject item, Scope scope)
    {
        var foreign = item.Kind is ForeignTableKind;
        var opening = $"CREATE {(foreign ? "FOREIGN " : item.Is("unlogged") ? "UNLOGGED " : string.Empty)}TABLE {item.Id.Address}";
        yield return new(opening + Body(item, scope) + (foreign ? $" SERVER {item["server"]}{ForeignOptions.Words(item)}" : Storage(item)));
        foreach (var column in ColumnsOf(item))
        {
            foreach (var change in IsLeftOut(column) ? ColumnWords.BesideInherited(column) : ColumnWords.Settings(column)) yield return change;
        }

        if (foreign) yield break;
        if (item.Is("row_security")) yield return new($"ALTER TABLE {item.Id.Address} ENABLE ROW LEVEL SECURITY");
        if (item.Is("force_row_security")) yield return new($"ALTER TABLE {item.Id.Address} FORCE ROW LEVEL SECURITY");
    }

    /// <summary>A partition is let go first: foreign keys to the whole table then no longer count it.</summary>
    internal static IEnumerable<Change> Drop(SchemaObject item, Scope scope)
    {
        if (item.Get("bound") is not null && scope.To.Find("table", item.ListOf("inherits")[0]) is not null)
        {
            foreach (var change in PartitionWords.Detach(item, scope)) yield return change;
        }

        yield return new($"DROP TABLE {item.Id.Address}") { Loses = $"the rows of {item.Id.Address}" };
    }

    /// <summary>Says whether a partition is one before and after and all the time between.</summary>
    internal static bool StaysAttached(SchemaObject table, Scope scope) =>
        scope.Stays(table.Id) && scope.From.Find(table.Id) is { } from && scope.To.Find(table.Id) is { } to && from.Get("bound") is { } bound && to.Get("bound") == bound && from["inherits"] == to["inherits"];

    /// <summary>Says whether a table of both schemas is a partition and leaves its parent, if only for a while.</summary>
    internal static bool IsLeft(SchemaObject table, Scope scope) =>
        scope.From.Find(table.Id)?.Get("bound") is not null && scope.Stays(table.Id) && !StaysAttached(table, scope);

    /// <summary>Says whether a table has others below it while it changes.</summary>
    internal static bool HasTablesBelow(SchemaObject table, Scope scope)
    {
        return scope.From.Objects.Any(item => IsBelow(item) || (scope.To.Find(item.Id) is { } wanted && IsBelow(wanted)));

        bool IsBelow(SchemaObject item) => item.Kind is TableKind or ForeignTableKind && item.ListOf("inherits").Contains(table.Id.Address, StringComparer.Ordinal);
    }

    /// <summary>The table and those that have its columns from it, partitions and others, whoever stands above first.</summary>
    internal static IReadOnlyList<SchemaObject> Family(SchemaObject table, DatabaseSchema schema)
    {
        var below = schema.Objects.Where(o => o.Kind is TableKind or ForeignTableKind && o["inherits"] is not null).ToList();
        List<SchemaObject> family = [table];
        for (var i = 0; i < family.Count; i++) family.AddRange(below.Where(o => o.ListOf("inherits").Contains(family[i].Id.Address, StringComparer.Ordinal)).Except(family).ToList());
        return family;
    }

    /// <summary>Says whether a table joins or leaves a parent.</summary>
    internal static bool HasOtherParents(SchemaObject from, SchemaObject to) => from.Get("inherits") != to.Get("inherits") || from.Get("bound") != to.Get("bound");

    internal static bool IsLateChange(string name, SchemaObject from, SchemaObject to) =>
        from.Get(name) != to.Get(name) || (name == "bound" && to.Get("bound") is not null && from["inherits"] != to["inherits"]);

    internal static IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        // Another way of dividing the rows, or a row type from elsewhere, is another table.
        if (attributes.Overlaps(["partition_key"])) return null;
        var alter = $"ALTER TABLE {to.Id.Address}";
        List<Change> changes = [.. Join(from, to, attributes, scope)];
        if (attributes.Contains("of_type")) changes.Add(new(to["of_type"] is { } type ? $"{alter} OF {type}" : $"{alter} NOT OF"));
        if (attributes.Contains("unlogged")) changes.Add(new($"{alter} SET {(to.Is("unlogged") ? "UNLOGGED" : "LOGGED")}"));
        if (attributes.Contains("access_method")) changes.Add(new($"{alter} SET ACCESS METHOD {to["access_method"] ?? "DEFAULT"}"));
        if (attributes.Contains("tablespace")) changes.Add(new($"{alter} SET TABLESPACE {to["tablespace"] ?? scope.From.Tablespace}"));
        if (attributes.Contains("options")) changes.AddRange(RelationOptions.Changed(alter, from.ListOf("options"), to.ListOf("options")));
        if (attributes.Contains("toast_options")) changes.AddRange(RelationOptions.Changed(alter, from.ListOf("toast_options"), to.ListOf("toast_options"), "toast."));
        if (attributes.Contains("row_security")) changes.Add(new($"{alter} {(to.Is("row_security") ? "ENABLE" : "DISABLE")} ROW LEVEL SECURITY"));
        if (attributes.Contains("force_row_security")) changes.Add(new($"{alter} {(to.Is("force_row_security") ? "FORCE" : "NO FORCE")} ROW LEVEL SECURITY"));
        return changes;
    }

    /// <summary>Leaves the parents that a table no longer has.</summary>
    internal static IEnumerable<Change> Leave(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (!attributes.Overlaps(["inherits", "bound"])) return [];
        if (from.Get("bound") is not null) return PartitionWords.Detach(from, scope);
        return InheritanceWords.Leave(from, to, scope);
    }

    /// <summary>Joins new parents that are not partitioned.</summary>
    internal static IEnumerable<Change> Join(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        attributes.Overlaps(["inherits", "bound"]) && to.Get("bound") is null ? InheritanceWords.Join(from, to, scope) : [];

    /// <summary>A partition joins its parent when its own keys and checks are there; an index is chosen when it is there.</summary>
    internal static IEnumerable<LateChange> Finish(SchemaObject? from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Contains("bound") && to.Get("bound") is not null)
        {
            yield return new(
                PartitionWords.Attach(to, scope),
                [.. to.Children.Where(child => child.Kind is ColumnKind or ConstraintKind or IndexKind), .. scope.To.Find("table", to.ListOf("inherits")[0]) is { } parent ? parent.Children.Where(child => child.Kind is ColumnKind) : []]);
        }

        if (attributes.Contains("clustered_on"))
            yield return new(new Change(to["clustered_on"] is { } index ? $"ALTER TABLE {to.Id.Address} CLUSTER ON {index}" : $"ALTER TABLE {to.Id.Address} SET WITHOUT CLUSTER"), IndexesOf(to));
        if (attributes.Contains("replica_identity"))
            yield return new(new Change($"ALTER TABLE {to.Id.Address} REPLICA IDENTITY {to["replica_identity"] ?? "DEFAULT"}"), IndexesOf(to));
    }

    private static IEnumerable<SchemaObject> IndexesOf(SchemaObject item) => item.Children.Where(child => child.Kind is ConstraintKind or IndexKind);

    internal static IEnumerable<SchemaObject> ColumnsOf(SchemaObject item) => item.Children.Where(child => child.Kind is ColumnKind).OrderBy(c => c.Number);

    private static string Body(SchemaObject item, Scope scope)
    {
        var columns = ColumnsOf(item).Where(c => !IsLeftOut(c)).Select(c => "    " + ColumnWords.Definition(c, scope));
        if (item.Get("of_type") is { } type) return $" OF {type}";
        var list = string.Join(",\n", columns);
        return (list.Length > 0 ? $" (\n{list}\n)" : " ()")
            + (item.Get("bound") is null && item.ListOf("inherits") is [_, ..] parents ? $"\nINHERITS ({string.Join(", ", parents)})" : string.Empty);
    }

    // A partition is made as a table of its own and attached: so its columns keep their order.
    private static bool IsLeftOut(SchemaObject column) => column.Is("inherited") && column.Parent!.Get("bound") is null;

    private static string Storage(SchemaObject item)
    {
        string[] options = [.. item.ListOf("options"), .. item.ListOf("toast_options").Select(option => $"toast.{option}")];
        return (item["partition_key"] is { } key ? $"\nPARTITION BY {key}" : string.Empty)
            + (item["access_method"] is { } method and not "heap" ? $"\nUSING {method}" : string.Empty)
            + (options.Length > 0 ? $"\nWITH ({RelationOptions.Words(options)})" : string.Empty)
            + (item["tablespace"] is { } tablespace ? $"\nTABLESPACE {tablespace}" : string.Empty);
    }
}
