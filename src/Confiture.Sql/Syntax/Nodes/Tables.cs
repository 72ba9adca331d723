namespace Confiture.Sql.Syntax;

/// <summary>The persistence of a relation.</summary>
public enum Persistence
{
    /// <summary>An ordinary relation.</summary>
    Permanent,

    /// <summary>TEMPORARY.</summary>
    Temporary,

    /// <summary>UNLOGGED.</summary>
    Unlogged,
}

/// <summary>CREATE TABLE.</summary>
/// <param name="Name">The name of the table.</param>
public sealed record CreateTable(SqlName Name) : StatementNode
{
    /// <summary>Permanent, temporary or unlogged.</summary>
    public Persistence Persistence { get; init; }

    /// <summary>Whether IF NOT EXISTS is written.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>The composite type after OF, or null.</summary>
    public SqlName? OfType { get; init; }

    /// <summary>The parent and bounds after PARTITION OF, or null.</summary>
    public PartitionOf? PartitionOf { get; init; }

    /// <summary>Columns, constraints and LIKE, in the order of the text.</summary>
    public IReadOnlyList<TableElement> Elements { get; init; } = [];

    /// <summary>The parents after INHERITS.</summary>
    public IReadOnlyList<SqlName> Inherits { get; init; } = [];

    /// <summary>PARTITION BY, or null.</summary>
    public PartitionKey? PartitionBy { get; init; }

    /// <summary>The access method after USING, or null.</summary>
    public Identifier? AccessMethod { get; init; }

    /// <summary>The storage parameters after WITH.</summary>
    public IReadOnlyList<SqlOption> Options { get; init; } = [];

    /// <summary>The action at the end of a transaction, in lower case: <c>drop</c>, <c>delete rows</c>, <c>preserve rows</c>; or null.</summary>
    public string? OnCommit { get; init; }

    /// <summary>The tablespace, or null.</summary>
    public Identifier? Tablespace { get; init; }

    /// <summary>The columns among the elements.</summary>
    public IEnumerable<ColumnDefinition> Columns => Elements.OfType<ColumnDefinition>();

    /// <summary>The constraints of the table among the elements.</summary>
    public IEnumerable<ConstraintNode> Constraints => Elements.OfType<TableConstraint>().Select(e => e.Constraint);
}

/// <summary>CREATE FOREIGN TABLE.</summary>
/// <param name="Server">The server that has its rows.</param>
/// <param name="Options">The options for the foreign data wrapper.</param>
public sealed record CreateForeignTable(CreateTable Table, Identifier Server, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>PARTITION OF a parent.</summary>
public sealed record PartitionOf(SqlName Parent, PartitionBound Bound);

/// <summary>PARTITION BY.</summary>
/// <param name="Strategy">The word after BY in lower case: <c>range</c>, <c>list</c> or <c>hash</c>.</param>
/// <param name="Keys">The columns and expressions.</param>
/// <param name="Span">The place of the clause.</param>
public sealed record PartitionKey(string Strategy, IReadOnlyList<IndexKey> Keys, SqlSpan Span);

/// <summary>Which rows a partition holds.</summary>
public abstract record PartitionBound
{
    private protected PartitionBound()
    {
    }

    /// <summary>The place of the bounds.</summary>
    public SqlSpan Span { get; init; }

    /// <summary>DEFAULT.</summary>
    public sealed record Default : PartitionBound;

    /// <summary>FOR VALUES IN.</summary>
    public sealed record InList(IReadOnlyList<SqlSpan> Values) : PartitionBound;

    /// <summary>FOR VALUES FROM ... TO.</summary>
    public sealed record Range(IReadOnlyList<SqlSpan> From, IReadOnlyList<SqlSpan> To) : PartitionBound;

    /// <summary>FOR VALUES WITH (MODULUS, REMAINDER).</summary>
    public sealed record Hash(long Modulus, long Remainder) : PartitionBound;
}

/// <summary>CREATE TABLE AS a query.</summary>
/// <param name="Name">The name of the table.</param>
/// <param name="Query">A query or EXECUTE.</param>
public sealed record CreateTableAs(SqlName Name, StatementNode Query) : StatementNode
{
    /// <summary>Permanent, temporary or unlogged.</summary>
    public Persistence Persistence { get; init; }

    /// <summary>Whether IF NOT EXISTS is written.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>The names of columns, if any are given.</summary>
    public IReadOnlyList<Identifier> Columns { get; init; } = [];

    /// <summary>The access method after USING, or null.</summary>
    public Identifier? AccessMethod { get; init; }

    /// <summary>The storage parameters.</summary>
    public IReadOnlyList<SqlOption> Options { get; init; } = [];

    /// <summary>The action at the end of a transaction, as in <see cref="CreateTable.OnCommit"/>.</summary>
    public string? OnCommit { get; init; }

    /// <summary>The tablespace, or null.</summary>
    public Identifier? Tablespace { get; init; }

    /// <summary>False for WITH NO DATA.</summary>
    public bool WithData { get; init; } = true;
}

/// <summary>TRUNCATE.</summary>
/// <param name="RestartIdentity">True for RESTART IDENTITY.</param>
/// <param name="Cascade">Whether CASCADE is written.</param>
public sealed record Truncate(IReadOnlyList<RelationReference> Tables, bool RestartIdentity, bool Cascade) : StatementNode;

/// <summary>LOCK TABLE.</summary>
/// <param name="Tables">The relations.</param>
/// <param name="Mode">The mode in upper case, <c>ACCESS EXCLUSIVE</c> when none is written.</param>
/// <param name="NoWait">Whether NOWAIT is written.</param>
public sealed record LockTable(IReadOnlyList<RelationReference> Tables, string Mode, bool NoWait) : StatementNode;

/// <summary>A relation with ONLY before it or not.</summary>
public sealed record RelationReference(SqlName Name, bool Only);
