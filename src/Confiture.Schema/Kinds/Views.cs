using Confiture.Sql;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

internal sealed class ViewKind : RelationKind
{
    internal override string Name => "view";

    internal override string OwnerWord => "VIEW";

    internal override string Query(int version) => $"""
        {Rows(", 2618, r.oid")}, pg_get_viewdef(c.oid) as definition,
               {Sorted("c.reloptions")} as options
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_type y on y.oid = c.reltype join pg_rewrite r on r.ev_class = c.oid and r.rulename = '_RETURN'
        where c.relkind = 'v' and {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"VIEW {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [new($"CREATE {Words(item)}")];

    /// <summary>A view can be replaced in place when the columns that it has keep their names, types and order.</summary>
    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (!attributes.Contains("definition")) return RelationOptions.Changed($"ALTER VIEW {to.Id.Address}", from.ListOf("options"), to.ListOf("options"));
        return ColumnsOf(to).Take(ColumnsOf(from).Count).SequenceEqual(ColumnsOf(from)) ? [new($"CREATE OR REPLACE {Words(to)}")] : null;
    }

    internal static List<string> ColumnsOf(SchemaObject item) =>
        [.. item.Children.Where(c => c.Kind is ColumnKind).OrderBy(c => c.Number).Select(c => $"{c.Name}\0{c["type"]}\0{c["collation"]}")];

    internal static string Body(SchemaObject item) => item["definition"]!.Trim().TrimEnd(';');

    private static string Words(SchemaObject item) =>
        $"VIEW {item.Id.Address} ({string.Join(", ", item.Children.Where(c => c.Kind is ColumnKind).OrderBy(c => c.Number).Select(c => SqlIdentifier.Write(c.Name)))})"
        + (item.ListOf("options") is [_, ..] options ? $" WITH ({RelationOptions.Words(options)})" : string.Empty)
        + $" AS\n{Body(item)}";
}

internal sealed class MaterializedViewKind : RelationKind
{
    internal override string Name => "materialized view";

    internal override string OwnerWord => "MATERIALIZED VIEW";

    internal override string Query(int version) => $"""
        {Rows(", 2618, r.oid")}, pg_get_viewdef(c.oid) as definition, {TableKind.Relation}, am.amname::text as access_method, c.relispopulated::text as populated,
               (select quote_ident(ic.relname) from pg_index i join pg_class ic on ic.oid = i.indexrelid where i.indrelid = c.oid and i.indisclustered) as clustered_on,
               {Sorted("t.reloptions")} as toast_options
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_type y on y.oid = c.reltype join pg_rewrite r on r.ev_class = c.oid and r.rulename = '_RETURN'
        left join pg_am am on am.oid = c.relam left join pg_class t on t.oid = c.reltoastrelid
        where c.relkind = 'm' and {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"MATERIALIZED VIEW {item.Id.Address}";

    internal override IReadOnlySet<string> Late { get; } = new HashSet<string> { "clustered_on" };

    internal override IEnumerable<LateChange> Finish(SchemaObject? from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) => TableWords.Finish(from, to, attributes, scope);

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope)
    {
        string[] options = [.. item.ListOf("options"), .. item.ListOf("toast_options").Select(option => $"toast.{option}")];
        yield return new(
            $"CREATE MATERIALIZED VIEW {item.Id.Address} ({string.Join(", ", item.Children.Where(c => c.Kind is ColumnKind).OrderBy(c => c.Number).Select(c => SqlIdentifier.Write(c.Name)))})"
            + (item["access_method"] is { } method and not "heap" ? $" USING {method}" : string.Empty)
            + (options.Length > 0 ? $" WITH ({RelationOptions.Words(options)})" : string.Empty)
            + (item["tablespace"] is { } tablespace ? $" TABLESPACE {tablespace}" : string.Empty)
            + $" AS\n{ViewKind.Body(item)}{(item.Is("populated") ? string.Empty : "\nWITH NO DATA")}")
        {
            // The query takes its time, in which nobody should wait for what was changed before it.
            Pace = Pace.Long, InNewTransaction = item.Is("populated") && scope.Style == PlanStyle.Online,
        };
        foreach (var change in TableWords.ColumnsOf(item).SelectMany(ColumnWords.Settings)) yield return change;
    }

    /// <summary>Whether it holds rows is a matter of its rows.</summary>
    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { "populated" };

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Overlaps(["definition", "access_method"])) return null;
        var alter = $"ALTER MATERIALIZED VIEW {to.Id.Address}";
        List<Change> changes = [];
        if (attributes.Contains("options")) changes.AddRange(RelationOptions.Changed(alter, from.ListOf("options"), to.ListOf("options")));
        if (attributes.Contains("toast_options")) changes.AddRange(RelationOptions.Changed(alter, from.ListOf("toast_options"), to.ListOf("toast_options"), "toast."));
        if (attributes.Contains("tablespace")) changes.Add(new($"{alter} SET TABLESPACE {to["tablespace"] ?? scope.From.Tablespace}"));
        return changes;
    }
}
