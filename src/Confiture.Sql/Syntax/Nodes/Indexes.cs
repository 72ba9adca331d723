namespace Confiture.Sql.Syntax;

/// <summary>A column or an expression in an index, a partition key or an exclusion constraint.</summary>
public sealed record IndexKey
{
    /// <summary>The column, or null when the key is an expression.</summary>
    public Identifier? Column { get; init; }

    /// <summary>The expression, without parentheses that only enclose it; null when the key is a column.</summary>
    public SqlSpan? Expression { get; init; }

    /// <summary>The collation, or null.</summary>
    public SqlName? Collation { get; init; }

    /// <summary>The operator class, or null.</summary>
    public SqlName? OperatorClass { get; init; }

    /// <summary>The parameters of the operator class.</summary>
    public IReadOnlyList<SqlOption> OperatorClassOptions { get; init; } = [];

    /// <summary>Whether DESC is written.</summary>
    public bool Descending { get; init; }

    /// <summary>True for NULLS FIRST, false for NULLS LAST, null when nothing is said.</summary>
    public bool? NullsFirst { get; init; }

    /// <summary>The place of the key.</summary>
    public SqlSpan Span { get; init; }
}

/// <summary>CREATE INDEX.</summary>
/// <param name="Name">The name, or null when PostgreSQL chooses one. It has no schema: the index is in the table's.</param>
/// <param name="Table">The table or materialised view.</param>
/// <param name="Keys">The columns and expressions.</param>
public sealed record CreateIndex(Identifier? Name, SqlName Table, IReadOnlyList<IndexKey> Keys) : StatementNode
{
    /// <summary>Whether UNIQUE is written.</summary>
    public bool Unique { get; init; }

    /// <summary>Whether CONCURRENTLY is written.</summary>
    public bool Concurrently { get; init; }

    /// <summary>Whether IF NOT EXISTS is written.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>Whether ON ONLY is written: partitions get no index.</summary>
    public bool Only { get; init; }

    /// <summary>The access method after USING, or null for a B-tree.</summary>
    public Identifier? Method { get; init; }

    /// <summary>The columns after INCLUDE.</summary>
    public IReadOnlyList<IndexKey> Include { get; init; } = [];

    /// <summary>Whether NULLS NOT DISTINCT is written.</summary>
    public bool NullsNotDistinct { get; init; }

    /// <summary>The storage parameters.</summary>
    public IReadOnlyList<SqlOption> Options { get; init; } = [];

    /// <summary>The tablespace, or null.</summary>
    public Identifier? Tablespace { get; init; }

    /// <summary>The predicate, or null.</summary>
    public SqlSpan? Where { get; init; }
}

/// <summary>The target of REINDEX.</summary>
public enum ReindexTarget
{
    /// <summary>One index.</summary>
    Index,

    /// <summary>All indexes of a table.</summary>
    Table,

    /// <summary>All indexes in a schema.</summary>
    Schema,

    /// <summary>All indexes of the database.</summary>
    Database,

    /// <summary>The indexes of system catalogs.</summary>
    System,
}

/// <summary>REINDEX.</summary>
/// <param name="Target">What the name is.</param>
/// <param name="Name">The index, table, schema or database; null when the current database is meant.</param>
/// <param name="Concurrently">Whether CONCURRENTLY is written, as a word or as an option that is on.</param>
/// <param name="Options">The options in parentheses.</param>
public sealed record Reindex(ReindexTarget Target, SqlName? Name, bool Concurrently, IReadOnlyList<SqlOption> Options) : StatementNode;
