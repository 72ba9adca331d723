namespace Confiture.Sql.Syntax;

/// <summary>A table in a property graph.</summary>
/// <param name="Table">The table or view.</param>
/// <param name="Alias">Its name in the graph, or null.</param>
/// <param name="IsEdge">True for an edge, false for a vertex.</param>
public sealed record GraphElement(SqlName Table, Identifier? Alias, bool IsEdge);

/// <summary>CREATE PROPERTY GRAPH (PostgreSQL 19).</summary>
/// <param name="Name">The graph.</param>
/// <param name="Persistence">Permanent or temporary.</param>
/// <param name="Elements">Its tables, vertices first.</param>
public sealed record CreatePropertyGraph(SqlName Name, Persistence Persistence, IReadOnlyList<GraphElement> Elements) : StatementNode;

/// <summary>ALTER PROPERTY GRAPH that changes what is in it (PostgreSQL 19).</summary>
/// <param name="Name">The graph.</param>
/// <param name="IfExists">Whether IF EXISTS is written.</param>
/// <param name="Added">The tables that it gets.</param>
public sealed record AlterPropertyGraph(SqlName Name, bool IfExists, IReadOnlyList<GraphElement> Added) : StatementNode
{
    /// <summary>Whether CASCADE is written.</summary>
    public bool Cascade { get; init; }
}
