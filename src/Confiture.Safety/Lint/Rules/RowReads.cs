using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>Statements that read the rows of tables in use, for as long as there are many.</summary>
internal static class RowReads
{
    // The ends of an index, found at once however many rows there are; and a sequence, which is one row.
    private static readonly HashSet<string> Ends = new(StringComparer.Ordinal) { "min", "max", "setval" };

    /// <summary>Whether rows that others use are read, except with LIMIT or for the minimum or maximum of a column.</summary>
    internal static bool Any(StatementContext c) => QueryOf(c.Node) is { } query && !IsShort(query, c) && query.Reads.Any(name => IsTableInUse(name, c));

    private static QueryNode? QueryOf(StatementNode node) => node switch
    {
        Select or Insert => (QueryNode)node,
        CreateTableAs { WithData: true } s => s.Query as QueryNode,
        CreateMaterializedView { WithData: true } s => s.Query as QueryNode,
        Copy { From: false } s => s.Query as QueryNode,
        Explain { Executes: true } s => s.Statement as QueryNode,
        DeclareCursor s => s.Query as QueryNode,
        _ => null,
    };

    private static bool IsTableInUse(SqlName name, StatementContext c) =>
        name.Schema is not ("pg_catalog" or "information_schema") && !name.Name.StartsWith("pg_", StringComparison.Ordinal)
        && c.Relations.Find(name) is { IsNew: false,
            Kind: ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable or ObjectKind.PropertyGraph };

    private static bool IsShort(QueryNode query, StatementContext c)
    {
        var text = query.Span.In(c.Script.Script.Text);
        return query is not Insert && (HasLimit(text) || ExpressionFacts.Of($"({text})").Functions
            .Any(f => f.Schema is null or "pg_catalog" && Ends.Contains(f.Name))) && !text.Contains("GROUP", StringComparison.OrdinalIgnoreCase);
    }

    private static bool HasLimit(string text) =>
        text.Contains("LIMIT ", StringComparison.OrdinalIgnoreCase) || text.Contains("FETCH FIRST", StringComparison.OrdinalIgnoreCase);
}
