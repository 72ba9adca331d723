namespace Confiture.Sql.Syntax;

/// <summary>CREATE VIEW.</summary>
public sealed record CreateView(SqlName Name, StatementNode Query) : StatementNode
{
    /// <summary>Whether OR REPLACE is written.</summary>
    public bool OrReplace { get; init; }

    /// <summary>Whether RECURSIVE is written.</summary>
    public bool Recursive { get; init; }

    /// <summary>Permanent or temporary.</summary>
    public Persistence Persistence { get; init; }

    /// <summary>The names of columns, if any are given.</summary>
    public IReadOnlyList<Identifier> Columns { get; init; } = [];

    /// <summary>The options after WITH: <c>security_invoker</c>, <c>security_barrier</c>, <c>check_option</c>.</summary>
    public IReadOnlyList<SqlOption> Options { get; init; } = [];

    /// <summary><c>local</c> or <c>cascaded</c> for WITH CHECK OPTION; null without.</summary>
    public string? CheckOption { get; init; }
}

/// <summary>CREATE MATERIALIZED VIEW.</summary>
public sealed record CreateMaterializedView(SqlName Name, StatementNode Query) : StatementNode
{
    /// <summary>Whether IF NOT EXISTS is written.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>Permanent or unlogged.</summary>
    public Persistence Persistence { get; init; }

    /// <summary>The names of columns, if any are given.</summary>
    public IReadOnlyList<Identifier> Columns { get; init; } = [];

    /// <summary>The access method after USING, or null.</summary>
    public Identifier? AccessMethod { get; init; }

    /// <summary>The storage parameters.</summary>
    public IReadOnlyList<SqlOption> Options { get; init; } = [];

    /// <summary>The tablespace, or null.</summary>
    public Identifier? Tablespace { get; init; }

    /// <summary>False for WITH NO DATA.</summary>
    public bool WithData { get; init; } = true;
}

/// <summary>REFRESH MATERIALIZED VIEW.</summary>
public sealed record RefreshMaterializedView(SqlName Name, bool Concurrently, bool WithData) : StatementNode;

/// <summary>CREATE RULE.</summary>
/// <param name="Name">The name of the rule.</param>
/// <param name="Event">The event in upper case: SELECT, INSERT, UPDATE or DELETE.</param>
/// <param name="Table">The relation.</param>
public sealed record CreateRule(Identifier Name, string Event, SqlName Table) : StatementNode
{
    /// <summary>Whether OR REPLACE is written.</summary>
    public bool OrReplace { get; init; }

    /// <summary>The condition, or null.</summary>
    public SqlSpan? Where { get; init; }

    /// <summary>Whether INSTEAD is written.</summary>
    public bool Instead { get; init; }

    /// <summary>The actions; none for NOTHING.</summary>
    public IReadOnlyList<StatementNode> Actions { get; init; } = [];
}
