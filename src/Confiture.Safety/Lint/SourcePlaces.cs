using Confiture.Schema;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>The positions of objects in the DDL files. An object that the parser does not find by name has the position of its parent.</summary>
public sealed class SourcePlaces
{
    private const string Nowhere = "(database)";
    private static readonly string[] Kinds = ["relation", "column", "index", "routine", "type", "part"];
    private readonly Dictionary<(string Kind, string Name), (SqlScript Script, SqlSpan Span)> places = [];
    private readonly Dictionary<SqlScript, IReadOnlyList<StatementNode>> nodes = [];
    private string schema = "public";

    private SourcePlaces()
    {
    }

    /// <summary>Reads the files.</summary>
    /// <param name="scripts">The files in the order in which they run.</param>
    public static SourcePlaces Of(IReadOnlyList<SqlScript> scripts)
    {
        ArgumentNullException.ThrowIfNull(scripts);
        var found = new SourcePlaces();
        foreach (var script in scripts)
        {
            found.schema = "public";
            var parsed = found.nodes[script] = SqlSyntax.Parse(script);
            foreach (var node in parsed) found.Add(node, script);
        }

        return found;
    }

    /// <summary>The file and the place of an object; the file is <c>(database)</c> when no file names it.</summary>
    public (string File, SqlPosition Position) Find(SchemaObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        for (var at = item; at is not null; at = at.Parent)
        {
            if (Find(KindOf(at), at) is { } place) return place;
        }

        return (Nowhere, new(1, 1));
    }

    /// <summary>The place of an object that is given by name, as a query of a user's rule gives it:
    /// <c>schema.table</c>, or <c>schema.table.column</c>.</summary>
    public (string File, SqlPosition Position) Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var plain = name.Replace("\"", string.Empty, StringComparison.Ordinal);
        // regclass omits a schema that is on the search path.
        var place = new[] { plain, $"public.{plain}" }
            .SelectMany(n => Kinds.Select(k => places.GetValueOrDefault((k, n)))).FirstOrDefault(p => p.Script is not null);
        return place.Script is null ? (Nowhere, new(1, 1)) : (place.Script.Name, place.Script.PositionOf(place.Span.Start));
    }

    /// <summary>The place of what the model does not know: words that say its kind, and its name.</summary>
    internal (string File, SqlPosition Position) FindUnknown(string kindAndName)
    {
        var names = kindAndName.Index().Where(c => c.Item == ' ').Select(c => Find(kindAndName[(c.Index + 1)..]));
        return names.FirstOrDefault(place => place.File != Nowhere, (Nowhere, new(1, 1)));
    }

    internal IReadOnlyList<StatementNode> NodesOf(SqlScript script) => nodes[script];

    private (string File, SqlPosition Position)? Find(string kind, SchemaObject item)
    {
        var name = item.Parent is { } parent && kind is "column" or "part"
            ? $"{item.Parent!.Schema}.{item.Parent.Name}.{item.Name}"
            : $"{item.Schema}.{item.Name}";
        return places.TryGetValue((kind, name), out var place) ? (place.Script.Name, place.Script.PositionOf(place.Span.Start)) : null;
    }

    private static string KindOf(SchemaObject item) => item.Id.Kind switch
    {
        "table" or "view" or "materialized view" or "foreign table" or "sequence" => "relation",
        "column" => "column",
        "index" or "statistics" => "index",
        "routine" or "aggregate" => "routine",
        "enum" or "domain" or "composite type" or "range" => "type",
        "schema" => "schema",
        _ => "part",
    };

    private void Add(StatementNode node, SqlScript script)
    {
        switch (node)
        {
            case SetVariable { Change: { Name: "search_path", Values: [var first, ..] } }: schema = first; break;
            case CreateSchema s: Put("schema", $".{s.Name?.Text ?? s.Authorization?.Name}", node.Span); s.Elements.ToList().ForEach(e => Add(e, script)); break;
            case CreateTable s: Table(s, script); break;
            case CreateForeignTable s: Table(s.Table, script); break;
            case CreateTableAs s: Put("relation", Full(s.Name), s.Span); break;
            case CreateView s: Put("relation", Full(s.Name), s.Span); break;
            case CreateMaterializedView s: Put("relation", Full(s.Name), s.Span); break;
            case CreateSequence s: Put("relation", Full(s.Name), s.Span); break;
            case CreateIndex { Name: { } name } s: Put("index", $"{SchemaOf(s.Table)}.{name.Text}", s.Span); break;
            case CreateRoutine s: Put("routine", Full(s.Name), s.Span); break;
            case CreateAggregate s: Put("routine", Full(s.Name), s.Span); break;
            case CreateEnumType s: Put("type", Full(s.Name), s.Span); break;
            case CreateDomain s: Put("type", Full(s.Name), s.Span); break;
            case CreateCompositeType s: Put("type", Full(s.Name), s.Span); break;
            case CreateRangeType s: Put("type", Full(s.Name), s.Span); break;
            case CreateShellType s: Put("type", Full(s.Name), s.Span); break;
            case CreateBaseType s: Put("type", Full(s.Name), s.Span); break;
            case CreateConversion s: Put("part", Full(s.Name), s.Span); break;
            case CreateAccessMethod s: Put("part", s.Name.Text, s.Span); break;
            case CreatePolicy s: Put("part", $"{Full(s.Table)}.{s.Name.Text}", s.Span); break;
            case CreateTrigger s: Put("part", $"{Full(s.Table)}.{s.Name.Text}", s.Span); break;
            case CreateRule s: Put("part", $"{Full(s.Table)}.{s.Name.Text}", s.Span); break;
            case AlterTable s: Alter(s, script); break;
        }

        void Put(string kind, string name, SqlSpan span) => places.TryAdd((kind, name), (script, span));
    }

    private void Table(CreateTable table, SqlScript script)
    {
        var name = Full(table.Name);
        places.TryAdd(("relation", name), (script, table.Span.Length > 0 ? table.Span : table.Name.Span));
        foreach (var column in table.Columns) Column(name, column, script);
        foreach (var constraint in table.Constraints) Constraint(name, constraint, script);
    }

    private void Column(string table, ColumnDefinition column, SqlScript script)
    {
        places.TryAdd(("column", $"{table}.{column.Name.Text}"), (script, column.Span));
        foreach (var constraint in column.Constraints) Constraint(table, constraint, script, column.Name.Text);
    }

    private void Constraint(string table, ConstraintNode constraint, SqlScript script, params string[] columns)
    {
        var named = constraint switch { KeyConstraint { Columns: [_, ..] } k =>
            [.. k.Columns.Select(c => c.Text)], ForeignKeyConstraint { Columns: [_, ..] } k => [.. k.Columns.Select(c => c.Text)], _ => columns };
        var relation = new Relation(new(null, table.Split('.')[^1]), ObjectKind.Table);
        places.TryAdd(("part", $"{table}.{AddConstraintEffect.NameOf(constraint, relation, named)}"), (script, constraint.Span));
    }

    private void Alter(AlterTable alter, SqlScript script)
    {
        var table = Full(alter.Name);
        foreach (var action in alter.Actions)
        {
            if (action is TableAction.AddColumn add) Column(table, add.Column, script);
            else if (action is TableAction.AddConstraint constraint) Constraint(table, constraint.Constraint, script);
        }
    }

    private string SchemaOf(SqlName name) => name.Schema ?? schema;

    private string Full(SqlName name) => $"{SchemaOf(name)}.{name.Name}";
}
