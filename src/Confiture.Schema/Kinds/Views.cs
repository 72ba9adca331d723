using Confiture.Sql;
using Confiture.Sql.Syntax;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

internal sealed class ViewKind : RelationKind
{
    internal override string Name => "view";

    internal override string OwnerWord => "VIEW";

    internal override bool IsCode => true;

    internal override Grants Grants => Grants.OfRows;

    internal override string GrantTarget(SchemaObject item) => $"TABLE {item.Id.Address}";

    internal override string Query(int version) => $"""
        {Rows(", 2618, r.oid")}, pg_get_viewdef(c.oid) as definition,
               {Sorted("c.reloptions")} as options
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_type y on y.oid = c.reltype
            join pg_rewrite r on r.ev_class = c.oid and r.rulename = '_RETURN'
        where c.relkind = 'v' and {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"VIEW {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is CreateView view ? new(view.Name.Value) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [new($"CREATE {Words(item)}")];

    /// <summary>A view can be replaced in place when the columns that it has keep their names, types and order.</summary>
    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (!attributes.Contains(Part.Definition)) return RelationOptions.Changed($"ALTER VIEW {to.Id.Address}", from[Stored.Options], to[Stored.Options]);
        return ColumnsOf(to).Take(ColumnsOf(from).Count).SequenceEqual(ColumnsOf(from)) ? [new($"CREATE OR REPLACE {Words(to)}")] : null;
    }

    internal static List<string> ColumnsOf(SchemaObject item) =>
        [.. item.Children.Where(c => c.Kind is ColumnKind).OrderBy(c => c[Column.Number]).Select(c => $"{c.Name}\0{c[Column.Type]}\0{c[Column.Collation]}")];

    internal static string NamesOfColumns(SchemaObject item) =>
        string.Join(", ", item.Children.Where(c => c.Kind is ColumnKind).OrderBy(c => c[Column.Number]).Select(c => SqlIdentifier.Write(c.Name)));

    internal static string Body(SchemaObject item) => item[Part.Definition]!.Trim().TrimEnd(';');

    private static string Words(SchemaObject item) =>
        $"VIEW {item.Id.Address} ({NamesOfColumns(item)})"
        + (item[Stored.Options] is [_, ..] options ? $" WITH ({RelationOptions.Words(options)})" : string.Empty)
        + $" AS\n{Body(item)}";
}

internal sealed class MaterializedViewKind : RelationKind
{
    private static readonly Attribute<bool> Populated = new("populated");

    internal override string Name => "materialized view";

    internal override string OwnerWord => "MATERIALIZED VIEW";

    internal override bool HasIndexes => true;

    internal override bool IsLockedAlone => true;

    internal override Grants Grants => Grants.OfRows;

    internal override string GrantTarget(SchemaObject item) => $"TABLE {item.Id.Address}";

    internal override IEnumerable<SchemaObject> Evaluated(SchemaObject item, bool isNew, Func<SchemaObject, IEnumerable<SchemaObject>> kept) => [item];

    internal override string Query(int version) => $"""
        {Rows(", 2618, r.oid")}, pg_get_viewdef(c.oid) as definition, {TableKind.Relation}, am.amname::text as access_method,
        c.relispopulated::text as populated,
               (select quote_ident(ic.relname) from pg_index i join pg_class ic on ic.oid = i.indexrelid where i.indrelid = c.oid
                   and i.indisclustered) as clustered_on,
               {Sorted("t.reloptions")} as toast_options
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_type y on y.oid = c.reltype
            join pg_rewrite r on r.ev_class = c.oid and r.rulename = '_RETURN'
        left join pg_am am on am.oid = c.relam left join pg_class t on t.oid = c.reltoastrelid
        where c.relkind = 'm' and {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"MATERIALIZED VIEW {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is CreateMaterializedView view ? new(view.Name.Value) : null;

    internal override IReadOnlySet<string> Late { get; } = new HashSet<string> { Table.ClusteredOn };

    internal override IEnumerable<LateChange> Finish(SchemaObject? from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        TableWords.Finish(from, to, attributes, scope);

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope)
    {
        string[] options = [.. item[Stored.Options], .. item[Stored.ToastOptions].Select(option => $"toast.{option}")];
        yield return new(
            $"CREATE MATERIALIZED VIEW {item.Id.Address} ({ViewKind.NamesOfColumns(item)})"
            + (item[Stored.AccessMethod] is { } method and not "heap" ? $" USING {method}" : string.Empty)
            + (options.Length > 0 ? $" WITH ({RelationOptions.Words(options)})" : string.Empty)
            + (item[Stored.Tablespace] is { } tablespace ? $" TABLESPACE {tablespace}" : string.Empty)
            + $" AS\n{ViewKind.Body(item)}{(item[Populated] ? string.Empty : "\nWITH NO DATA")}")
        {
            // The query takes its time, in which nobody should wait for what was changed before it.
            Pace = Pace.Long, InNewTransaction = item[Populated] && scope.Style == PlanStyle.Online,
        };
        foreach (var change in TableWords.ColumnsOf(item).SelectMany(ColumnWords.Settings)) yield return change;
    }

    /// <summary>Whether it holds rows is a matter of its rows.</summary>
    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { Populated };

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Overlaps([Part.Definition, Stored.AccessMethod])) return null;
        var alter = $"ALTER MATERIALIZED VIEW {to.Id.Address}";
        List<Change> changes = [];
        if (attributes.Contains(Stored.Options)) changes.AddRange(RelationOptions.Changed(alter, from[Stored.Options], to[Stored.Options]));
        if (attributes.Contains(Stored.ToastOptions))
            changes.AddRange(RelationOptions.Changed(alter, from[Stored.ToastOptions], to[Stored.ToastOptions], "toast."));
        if (attributes.Contains(Stored.Tablespace)) changes.Add(new($"{alter} SET TABLESPACE {to[Stored.Tablespace] ?? scope.From.Tablespace}"));
        return changes;
    }
}
