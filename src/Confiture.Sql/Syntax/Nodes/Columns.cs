namespace Confiture.Sql.Syntax;

/// <summary>An entry between the parentheses of CREATE TABLE.</summary>
public abstract record TableElement
{
    private protected TableElement()
    {
    }

    /// <summary>The place of the entry.</summary>
    public SqlSpan Span { get; init; }
}

/// <summary>A column, also one of a typed table or a partition, which has no declared type.</summary>
public sealed record ColumnDefinition(Identifier Name) : TableElement
{
    /// <summary>Its type; null in CREATE TABLE OF and PARTITION OF.</summary>
    public TypeReference? Type { get; init; }

    /// <summary>The storage mode in lower case, or null.</summary>
    public string? Storage { get; init; }

    /// <summary>The compression method, or null.</summary>
    public string? Compression { get; init; }

    /// <summary>The collation, or null.</summary>
    public SqlName? Collation { get; init; }

    /// <summary>The options for the foreign data wrapper.</summary>
    public IReadOnlyList<SqlOption> Options { get; init; } = [];

    /// <summary>Everything else, DEFAULT, NOT NULL, GENERATED and so on, in the order of the text.</summary>
    public IReadOnlyList<ConstraintNode> Constraints { get; init; } = [];

    /// <summary>The first constraint of a kind, or null.</summary>
    public T? Find<T>()
        where T : ConstraintNode => Constraints.OfType<T>().FirstOrDefault();
}

/// <summary>A constraint of the table.</summary>
public sealed record TableConstraint(ConstraintNode Constraint) : TableElement;

/// <summary><c>LIKE table INCLUDING ...</c>.</summary>
/// <param name="Table">The table whose columns are copied.</param>
/// <param name="Including">What is copied with them, in lower case and the order of the text; <c>all</c> for everything.</param>
/// <param name="Excluding">What is not.</param>
public sealed record LikeTable(SqlName Table, IReadOnlyList<string> Including, IReadOnlyList<string> Excluding) : TableElement;

/// <summary>A constraint of a column or table, or the source of a column's value.</summary>
public abstract record ConstraintNode
{
    private protected ConstraintNode()
    {
    }

    /// <summary>The name after CONSTRAINT, or null.</summary>
    public Identifier? Name { get; init; }

    /// <summary>The place of the constraint with its name.</summary>
    public SqlSpan Span { get; init; }

    /// <summary>True for DEFERRABLE, false for NOT DEFERRABLE, null when nothing is said.</summary>
    public bool? Deferrable { get; init; }

    /// <summary>True for INITIALLY DEFERRED, false for INITIALLY IMMEDIATE, null when nothing is said.</summary>
    public bool? InitiallyDeferred { get; init; }

    /// <summary>Whether NOT VALID is written.</summary>
    public bool NotValid { get; init; }

    /// <summary>Whether NO INHERIT is written.</summary>
    public bool NoInherit { get; init; }

    /// <summary>True for ENFORCED, false for NOT ENFORCED, null when nothing is said.</summary>
    public bool? Enforced { get; init; }
}

/// <summary>NOT NULL of a column, or of the named column when it is a constraint of the table (PostgreSQL 18).</summary>
public sealed record NotNullConstraint(Identifier? Column) : ConstraintNode;

/// <summary>The word NULL, which changes nothing.</summary>
public sealed record NullConstraint : ConstraintNode;

/// <summary>DEFAULT with its expression.</summary>
public sealed record DefaultConstraint(SqlSpan Expression) : ConstraintNode;

/// <summary>CHECK with its expression, without the parentheses.</summary>
public sealed record CheckConstraint(SqlSpan Expression) : ConstraintNode;

/// <summary>GENERATED ALWAYS or BY DEFAULT AS IDENTITY.</summary>
public sealed record IdentityConstraint(bool Always, IReadOnlyList<SequenceOption> Options) : ConstraintNode;

/// <summary>GENERATED ALWAYS AS an expression.</summary>
/// <param name="Expression">The expression without its parentheses.</param>
/// <param name="Stored">True for STORED, false for VIRTUAL, null when nothing is said (an error before 18, virtual from 18 on).</param>
public sealed record GeneratedConstraint(SqlSpan Expression, bool? Stored) : ConstraintNode;

/// <summary>A primary key, a unique or an exclusion constraint: what an index holds.</summary>
public abstract record KeyConstraint : ConstraintNode
{
    private protected KeyConstraint()
    {
    }

    /// <summary>The columns; none when the constraint belongs to one column or an existing index.</summary>
    public IReadOnlyList<Identifier> Columns { get; init; } = [];

    /// <summary>Whether the last column has WITHOUT OVERLAPS.</summary>
    public bool WithoutOverlaps { get; init; }

    /// <summary>The columns after INCLUDE.</summary>
    public IReadOnlyList<Identifier> Include { get; init; } = [];

    /// <summary>The storage parameters of the index.</summary>
    public IReadOnlyList<SqlOption> Options { get; init; } = [];

    /// <summary>The tablespace of the index, or null.</summary>
    public Identifier? IndexTablespace { get; init; }

    /// <summary>The existing index after USING INDEX, or null.</summary>
    public Identifier? UsingIndex { get; init; }
}

/// <summary>PRIMARY KEY.</summary>
public sealed record PrimaryKeyConstraint : KeyConstraint;

/// <summary>UNIQUE.</summary>
public sealed record UniqueConstraint : KeyConstraint
{
    /// <summary>Whether NULLS NOT DISTINCT is written.</summary>
    public bool NullsNotDistinct { get; init; }
}

/// <summary>EXCLUDE.</summary>
public sealed record ExcludeConstraint : KeyConstraint
{
    /// <summary>The access method after USING, or null.</summary>
    public Identifier? Method { get; init; }

    /// <summary>The elements with their operators.</summary>
    public IReadOnlyList<ExcludeElement> Elements { get; init; } = [];

    /// <summary>The predicate without its parentheses, or null.</summary>
    public SqlSpan? Where { get; init; }
}

/// <summary>One element of an exclusion constraint.</summary>
public sealed record ExcludeElement(IndexKey Key, string Operator);

/// <summary>The action on referencing rows.</summary>
public enum ReferentialAction
{
    /// <summary>Nothing is written, which is NO ACTION.</summary>
    Unspecified,

    /// <summary>NO ACTION.</summary>
    NoAction,

    /// <summary>RESTRICT.</summary>
    Restrict,

    /// <summary>CASCADE.</summary>
    Cascade,

    /// <summary>SET NULL.</summary>
    SetNull,

    /// <summary>SET DEFAULT.</summary>
    SetDefault,
}

/// <summary>FOREIGN KEY, or REFERENCES of a column.</summary>
/// <param name="References">The referenced table.</param>
public sealed record ForeignKeyConstraint(SqlName References) : ConstraintNode
{
    /// <summary>The referencing columns; none when the constraint belongs to one column.</summary>
    public IReadOnlyList<Identifier> Columns { get; init; } = [];

    /// <summary>The referenced columns; none means the primary key.</summary>
    public IReadOnlyList<Identifier> ReferencedColumns { get; init; } = [];

    /// <summary>Whether the last column has PERIOD.</summary>
    public bool HasPeriod { get; init; }

    /// <summary>The word after MATCH in lower case, or null.</summary>
    public string? Match { get; init; }

    /// <summary>ON DELETE.</summary>
    public ReferentialAction OnDelete { get; init; }

    /// <summary>The columns of ON DELETE SET NULL or SET DEFAULT.</summary>
    public IReadOnlyList<Identifier> OnDeleteColumns { get; init; } = [];

    /// <summary>ON UPDATE.</summary>
    public ReferentialAction OnUpdate { get; init; }
}
