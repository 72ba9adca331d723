namespace Confiture.Sql.Syntax;

/// <summary>A statement that reads or changes rows.</summary>
public abstract record QueryNode : StatementNode
{
    private protected QueryNode()
    {
    }

    /// <summary>The relations that are read, in the order of the text, those in sub-queries too; names of WITH are none of them.</summary>
    public IReadOnlyList<SqlName> Reads { get; init; } = [];

    /// <summary>The statements after WITH.</summary>
    public IReadOnlyList<CommonTable> With { get; init; } = [];

    /// <summary>Whether this statement or one of its WITH changes rows.</summary>
    public bool ChangesRows => this is not Select || With.Any(w => w.Statement is QueryNode { ChangesRows: true });
}

/// <summary>One name of WITH and its statement.</summary>
public sealed record CommonTable(Identifier Name, StatementNode Statement);

/// <summary>SELECT, VALUES, TABLE, and what UNION and so on make of them.</summary>
public sealed record Select : QueryNode
{
    /// <summary>The table after INTO, or null.</summary>
    public SqlName? Into { get; init; }

    /// <summary>Whether the table after INTO is temporary.</summary>
    public bool IntoTemporary { get; init; }

    /// <summary>Whether the outermost query has WHERE.</summary>
    public bool HasWhere { get; init; }

    /// <summary>Whether the outermost query has FOR UPDATE or another row lock.</summary>
    public bool LocksRows { get; init; }
}

/// <summary>A statement that changes rows of one relation.</summary>
/// <param name="Target">The relation.</param>
/// <param name="Only">Whether ONLY is written.</param>
/// <param name="HasReturning">Whether RETURNING is written.</param>
public abstract record ChangeNode(SqlName Target, bool Only, bool HasReturning) : QueryNode
{
    /// <summary>The column after FOR PORTION OF (PostgreSQL 19), or null.</summary>
    public Identifier? Portion { get; init; }

    /// <summary>The target's alias, or null.</summary>
    public Identifier? Alias { get; init; }

    /// <summary>The condition of an UPDATE or DELETE, without WHERE; null when there is none.</summary>
    public SqlSpan? Where { get; init; }

    /// <summary>The columns that one row gets values for, a list for each SET and each list of columns;
    /// fields and elements of a column are not among them.</summary>
    public IReadOnlyList<IReadOnlyList<Identifier>> Assigned { get; init; } = [];
}

/// <summary>INSERT.</summary>
public sealed record Insert(SqlName Target, bool HasReturning) : ChangeNode(Target, false, HasReturning)
{
    /// <summary>The columns that are named; none for all.</summary>
    public IReadOnlyList<Identifier> Columns { get; init; } = [];

    /// <summary><c>nothing</c> or <c>update</c> for ON CONFLICT; null without.</summary>
    public string? OnConflict { get; init; }
}

/// <summary>UPDATE.</summary>
/// <param name="Target">The relation.</param>
/// <param name="Only">Whether ONLY is written.</param>
/// <param name="HasWhere">Whether a WHERE is written that can be false.</param>
/// <param name="HasReturning">Whether RETURNING is written.</param>
public sealed record Update(SqlName Target, bool Only, bool HasWhere, bool HasReturning) : ChangeNode(Target, Only, HasReturning);

/// <summary>DELETE.</summary>
/// <param name="Target">The relation.</param>
/// <param name="Only">Whether ONLY is written.</param>
/// <param name="HasWhere">Whether a WHERE is written that can be false.</param>
/// <param name="HasReturning">Whether RETURNING is written.</param>
public sealed record Delete(SqlName Target, bool Only, bool HasWhere, bool HasReturning) : ChangeNode(Target, Only, HasReturning);

/// <summary>MERGE.</summary>
public sealed record Merge(SqlName Target, bool Only, bool HasReturning) : ChangeNode(Target, Only, HasReturning);

/// <summary>EXPLAIN.</summary>
/// <param name="Statement">What is explained.</param>
/// <param name="Options">The options; the old words are options too.</param>
public sealed record Explain(StatementNode Statement, IReadOnlyList<SqlOption> Options) : StatementNode
{
    /// <summary>Whether the statement is carried out.</summary>
    public bool Executes => Options.LastOrDefault(o => o.Name is "analyze" or "analyse") is { IsOn: true };
}

/// <summary>COPY.</summary>
/// <param name="Table">The table, or null when a query is copied.</param>
/// <param name="Columns">The columns that are named; none for all.</param>
/// <param name="Query">The query, or null when a table is copied.</param>
/// <param name="From">True for FROM, false for TO.</param>
/// <param name="Program">Whether PROGRAM is written.</param>
public sealed record Copy(
    SqlName? Table, IReadOnlyList<Identifier> Columns, StatementNode? Query, bool From, bool Program, IReadOnlyList<SqlOption> Options) : StatementNode
{
    /// <summary>The condition of COPY FROM, or null.</summary>
    public SqlSpan? Where { get; init; }
}
