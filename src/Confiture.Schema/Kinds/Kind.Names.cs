using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Schema;

/// <content>Where DDL files give names to objects.</content>
internal abstract partial class Kind
{
    /// <summary>The name that a statement gives to an object of the kind; null when it gives none.</summary>
    /// <param name="offset">A place in the text: who is part of something is named there and nowhere else.</param>
    internal virtual GivenName? NameIn(StatementNode statement, int offset) => null;
}

/// <summary>A name in a DDL file.</summary>
/// <param name="Relation">The name of what stands alone.</param>
/// <param name="Part">The name of a part of it; null when it is about the whole.</param>
internal sealed record GivenName(QualifiedName Relation, string? Part = null)
{
    /// <summary>True when the part is no object but a value of the whole.</summary>
    internal bool IsLabel { get; init; }

    /// <summary>The column or the constraint that CREATE TABLE has at an offset, with the name of the table.</summary>
    internal static (QualifiedName Table, TableElement Element)? ElementAt(StatementNode statement, int offset) =>
        (statement as CreateTable ?? (statement as CreateForeignTable)?.Table) is { } table && At(table.Elements, e => e.Span, offset) is { } element
            ? (table.Name.Value, element) : null;

    /// <summary>The action of ALTER TABLE at an offset; the first one when it is before all of them.</summary>
    internal static TableAction? ActionAt(StatementNode statement, int offset) =>
        statement is AlterTable alter ? At(alter.Actions, a => a.Span, offset) ?? alter.Actions[0] : null;

    /// <summary>What stands at an offset.</summary>
    internal static T? At<T>(IReadOnlyList<T> nodes, Func<T, SqlSpan> spanOf, int offset)
        where T : class => nodes.FirstOrDefault(n => Holds(spanOf(n), offset));

    internal static bool Holds(SqlSpan span, int offset) => span.Start <= offset && offset < span.End;
}
