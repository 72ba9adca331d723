namespace Confiture.Sql.Syntax;

/// <summary>DROP of anything but owned objects.</summary>
/// <param name="Kind">What is dropped.</param>
/// <param name="Objects">The objects; at least one.</param>
public sealed record DropObjects(ObjectKind Kind, IReadOnlyList<ObjectReference> Objects) : StatementNode
{
    /// <summary>Whether IF EXISTS is written.</summary>
    public bool IfExists { get; init; }

    /// <summary>Whether CONCURRENTLY is written (indexes).</summary>
    public bool Concurrently { get; init; }

    /// <summary>Whether CASCADE is written.</summary>
    public bool Cascade { get; init; }

    /// <summary>Whether FORCE is among the options (databases).</summary>
    public bool Force { get; init; }
}

/// <summary>ALTER ... RENAME of an object, a column, an attribute or a constraint.</summary>
/// <param name="Kind">The word after ALTER.</param>
/// <param name="Object">The object; for a column and so on, what it belongs to.</param>
public sealed record RenameObject(ObjectKind Kind, ObjectReference Object, Identifier NewName) : StatementNode
{
    /// <summary>The renamed part of the object: Column, Constraint, DomainConstraint or Attribute; null for the object itself.</summary>
    public ObjectKind? PartKind { get; init; }

    /// <summary>The old name of the part, or null.</summary>
    public Identifier? Part { get; init; }

    /// <summary>Whether IF EXISTS is written.</summary>
    public bool IfExists { get; init; }

    /// <summary>Whether CASCADE is written (attributes).</summary>
    public bool Cascade { get; init; }
}

/// <summary>ALTER ... SET SCHEMA.</summary>
public sealed record SetObjectSchema(ObjectReference Object, Identifier NewSchema, bool IfExists) : StatementNode;

/// <summary>ALTER ... OWNER TO of anything but a relation; for those it is <see cref="TableAction.ChangeOwner"/>.</summary>
public sealed record SetObjectOwner(ObjectReference Object, RoleName NewOwner) : StatementNode;

/// <summary>ALTER ... [NO] DEPENDS ON EXTENSION.</summary>
public sealed record DependsOnExtension(ObjectReference Object, Identifier Extension, bool Remove) : StatementNode;

/// <summary>COMMENT ON.</summary>
/// <param name="Text">The comment, or null when it is taken away.</param>
public sealed record Comment(ObjectReference Object, StringConstant? Text) : StatementNode;

/// <summary>SECURITY LABEL.</summary>
public sealed record SecurityLabel(string? Provider, ObjectReference Object, StringConstant? Label) : StatementNode;

/// <summary>CREATE SCHEMA.</summary>
/// <param name="Name">The name, or null when it is that of the role.</param>
/// <param name="Authorization">The owner, or null.</param>
/// <param name="IfNotExists">Whether IF NOT EXISTS is written.</param>
/// <param name="Elements">The statements inside.</param>
public sealed record CreateSchema(Identifier? Name, RoleName? Authorization, bool IfNotExists, IReadOnlyList<StatementNode> Elements) : StatementNode;

/// <summary>CREATE EXTENSION.</summary>
public sealed record CreateExtension(Identifier Name, bool IfNotExists, Identifier? Schema, string? Version, bool Cascade) : StatementNode;

/// <summary>ALTER EXTENSION UPDATE.</summary>
public sealed record UpdateExtension(Identifier Name, string? Version) : StatementNode;

/// <summary>ALTER EXTENSION ADD or DROP of an object.</summary>
public sealed record AlterExtensionContents(Identifier Name, bool Drop, ObjectReference Object) : StatementNode;

/// <summary>CREATE SEQUENCE.</summary>
public sealed record CreateSequence(SqlName Name, Persistence Persistence, bool IfNotExists, IReadOnlyList<SequenceOption> Options) : StatementNode;

/// <summary>ALTER SEQUENCE with options of the sequence itself.</summary>
public sealed record AlterSequence(SqlName Name, bool IfExists, IReadOnlyList<SequenceOption> Options) : StatementNode;

/// <summary>An option of a sequence.</summary>
/// <param name="Name">In lower case: <c>as</c>, <c>increment</c>, <c>minvalue</c>, <c>maxvalue</c>, <c>start</c>, <c>restart</c>, <c>cache</c>, <c>cycle</c>,
/// <c>owned by</c>, <c>sequence name</c>, <c>logged</c>, <c>unlogged</c>.</param>
/// <param name="Value">The number, type, or name as written; null for none.</param>
/// <param name="No">Whether NO stands before it.</param>
/// <param name="Span">The place.</param>
public sealed record SequenceOption(string Name, string? Value, bool No, SqlSpan Span)
{
    /// <summary>The type after AS.</summary>
    public TypeReference? Type { get; init; }

    /// <summary>The table of OWNED BY, or the name after SEQUENCE NAME; null for OWNED BY NONE.</summary>
    public SqlName? Target { get; init; }

    /// <summary>The column of OWNED BY.</summary>
    public Identifier? Column { get; init; }
}

/// <summary>CREATE STATISTICS.</summary>
/// <param name="Name">The name, or null when PostgreSQL chooses one.</param>
/// <param name="IfNotExists">Whether IF NOT EXISTS is written.</param>
/// <param name="Kinds">The kinds in parentheses.</param>
/// <param name="Keys">The columns and expressions.</param>
public sealed record CreateStatistics(
    SqlName? Name, bool IfNotExists, IReadOnlyList<Identifier> Kinds, IReadOnlyList<IndexKey> Keys, SqlName Table) : StatementNode;

/// <summary>ALTER STATISTICS SET STATISTICS; the target is null for DEFAULT.</summary>
public sealed record AlterStatistics(SqlName Name, bool IfExists, int? Target) : StatementNode;
