using Confiture.Sql;
using Confiture.Sql.Syntax;
using Foundation.Errors;

namespace Confiture.Schema;

/// <summary>Reads <c>-- confiture: renamed from x</c> beside the new names in DDL files.</summary>
public static class RenameDeclarations
{
    private const string Words = "renamed from ";
    private const string Denial = "not renamed from ";

    /// <summary>All declarations of the files, in order.</summary>
    /// <param name="source">The files.</param>
    /// <exception cref="ToolException">A declaration is about nothing that has a name, or names nothing (<c>CONF-SCH-006</c>).</exception>
    public static IReadOnlyList<Rename> In(SchemaSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return [.. source.Scripts.SelectMany(script => In(script, Words))];
    }

    /// <summary>What is declared to be no rename: <c>-- confiture: not renamed from x</c>.</summary>
    /// <param name="source">The files.</param>
    public static IReadOnlyList<Rename> Denied(SchemaSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return [.. source.Scripts.SelectMany(script => In(script, Denial))];
    }

    private static IEnumerable<Rename> In(SqlScript script, string words)
    {
        var directives = SqlDirective.In(script).Where(d => d.Text.StartsWith(words, StringComparison.Ordinal)).ToList();
        if (directives.Count == 0) yield break;
        var nodes = SqlSyntax.Parse(script);
        foreach (var directive in directives)
        {
            var position = script.PositionOf(directive.Start);
            var place = $"{script.Name}:{position.Line}:{position.Column}";
            var node = nodes.FirstOrDefault(n => Holds(n.Span, directive.About));
            if (node is null || About(node, directive.About) is not var (kinds, relation, part)) throw SchemaErrors.BadRename(place, "No named object is next to it.");
            var old = directive.Text[words.Length..].Trim();
            yield return new(kinds, relation, part, kinds[0] == Rename.Label ? LabelOf(old) : NameOf(old, place), place);
        }
    }

    // A label is a string and does not fold.
    private static QualifiedName LabelOf(string text) => new(null, text is ['\'', .. var label, '\''] ? label.Replace("''", "'", StringComparison.Ordinal) : text);

    private static QualifiedName NameOf(string text, string place)
    {
        try
        {
            return QualifiedName.Parse(text);
        }
        catch (FormatException e)
        {
            throw SchemaErrors.BadRename(place, e.Message);
        }
    }

    // The innermost thing with a name around an offset.
    private static (IReadOnlyList<string> Kinds, QualifiedName Relation, string? Part)? About(StatementNode node, int offset) => node switch
    {
        CreateTable table => Within(table.Elements, table.Name.Value, offset) ?? (["table"], table.Name.Value, null),
        CreateForeignTable { Table: var table } => Within(table.Elements, table.Name.Value, offset) ?? (["foreign table"], table.Name.Value, null),
        CreateCompositeType type => type.Attributes.FirstOrDefault(a => Holds(a.Span, offset)) is { } attribute ? (["attribute"], type.Name.Value, attribute.Name.Text) : (["composite type"], type.Name.Value, null),
        CreateEnumType type => type.Values.FirstOrDefault(v => Holds(v.Span, offset)) is { } label ? ([Rename.Label], type.Name.Value, label.Text) : (["enum"], type.Name.Value, null),
        CreateDomain domain => domain.Constraints.FirstOrDefault(c => c.Name is not null && Holds(c.Span, offset)) is { Name: { } name } ? (["domain constraint"], domain.Name.Value, name.Text) : (["domain"], domain.Name.Value, null),
        CreateRangeType type => (["range"], type.Name.Value, null),
        AlterTable alter => InActions(alter, offset),
        CreateView view => (["view"], view.Name.Value, null),
        CreateMaterializedView view => (["materialized view"], view.Name.Value, null),
        CreateIndex { Name: { } name } index => (["index"], new(index.Table.Schema, name.Text), null),
        CreateSequence sequence => (["sequence"], sequence.Name.Value, null),
        CreateRoutine routine => (["routine"], routine.Name.Value, null),
        CreateAggregate aggregate => (["aggregate"], aggregate.Name.Value, null),
        CreateTrigger trigger => (["trigger"], trigger.Table.Value, trigger.Name.Text),
        CreatePolicy policy => (["policy"], policy.Table.Value, policy.Name.Text),
        CreateRule rule => (["rule"], rule.Table.Value, rule.Name.Text),
        CreateStatistics { Name: { } name } => (["statistics"], name.Value, null),
        CreateSchema { Name: { } name } => (["schema"], new(null, name.Text), null),
        CreateCollation collation => (["collation"], collation.Name.Value, null),
        CreateTextSearchObject search => (["text search dictionary", "text search configuration", "text search parser", "text search template"], search.Name.Value, null),
        CreatePublication publication => (["publication"], new(null, publication.Name.Text), null),
        CreateServer server => (["server"], new(null, server.Name.Text), null),
        CreateForeignDataWrapper wrapper => (["foreign data wrapper"], new(null, wrapper.Name.Text), null),
        CreateEventTrigger trigger => (["event trigger"], new(null, trigger.Name.Text), null),
        CreateOperatorClass operatorClass => (["operator class"], operatorClass.Name.Value, null),
        CreateOperatorFamily family => (["operator family"], family.Name.Value, null),
        _ => null,
    };

    private static (IReadOnlyList<string>, QualifiedName, string?)? Within(IReadOnlyList<TableElement> elements, QualifiedName table, int offset) =>
        elements.FirstOrDefault(e => Holds(e.Span, offset)) switch
        {
            ColumnDefinition column => column.Constraints.FirstOrDefault(c => c.Name is not null && c.Span.Start == offset) is { Name: { } name } ? (["constraint"], table, name.Text) : (["column"], table, column.Name.Text),
            TableConstraint { Constraint.Name: { } name } => (["constraint"], table, name.Text),
            _ => null,
        };

    private static (IReadOnlyList<string>, QualifiedName, string?)? InActions(AlterTable alter, int offset) =>
        (alter.Actions.FirstOrDefault(a => Holds(a.Span, offset)) ?? alter.Actions[0]) switch
        {
            TableAction.AddColumn add => (["column"], alter.Name.Value, add.Column.Name.Text),
            TableAction.AddConstraint { Constraint.Name: { } name } => (["constraint"], alter.Name.Value, name.Text),
            _ => null,
        };

    private static bool Holds(SqlSpan span, int offset) => span.Start <= offset && offset < span.End;
}
