namespace Confiture.Sql.Syntax;

/// <summary>CREATE TYPE AS ENUM.</summary>
public sealed record CreateEnumType(SqlName Name, IReadOnlyList<StringConstant> Values) : StatementNode;

/// <summary>CREATE TYPE AS (attributes).</summary>
public sealed record CreateCompositeType(SqlName Name, IReadOnlyList<ColumnDefinition> Attributes) : StatementNode;

/// <summary>CREATE TYPE AS RANGE.</summary>
public sealed record CreateRangeType(SqlName Name, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>CREATE TYPE with input and output functions.</summary>
public sealed record CreateBaseType(SqlName Name, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>CREATE TYPE with a name alone.</summary>
public sealed record CreateShellType(SqlName Name) : StatementNode;

/// <summary>ALTER TYPE ADD VALUE.</summary>
/// <param name="Name">The enum.</param>
/// <param name="Value">The new value.</param>
/// <param name="IfNotExists">Whether IF NOT EXISTS is written.</param>
/// <param name="Before">The value that it comes before, or null.</param>
/// <param name="After">The value that it comes after, or null.</param>
public sealed record AddEnumValue(SqlName Name, StringConstant Value, bool IfNotExists, StringConstant? Before, StringConstant? After) : StatementNode;

/// <summary>ALTER TYPE RENAME VALUE.</summary>
public sealed record RenameEnumValue(SqlName Name, StringConstant Value, StringConstant NewValue) : StatementNode;

/// <summary>ALTER TYPE with changes to the attributes of a composite type.</summary>
public sealed record AlterCompositeType(SqlName Name, IReadOnlyList<AttributeAction> Actions) : StatementNode;

/// <summary>One action of <see cref="AlterCompositeType"/>.</summary>
public abstract record AttributeAction(bool Cascade)
{
    /// <summary>The place of the action.</summary>
    public SqlSpan Span { get; init; }

    /// <summary>ADD ATTRIBUTE.</summary>
    public sealed record Add(ColumnDefinition Attribute, bool Cascade) : AttributeAction(Cascade);

    /// <summary>DROP ATTRIBUTE.</summary>
    public sealed record Drop(Identifier Attribute, bool IfExists, bool Cascade) : AttributeAction(Cascade);

    /// <summary>ALTER ATTRIBUTE TYPE.</summary>
    public sealed record AlterType(Identifier Attribute, TypeReference Type, SqlName? Collation, bool Cascade) : AttributeAction(Cascade);
}

/// <summary>ALTER TYPE SET (options of a base type).</summary>
public sealed record AlterTypeOptions(SqlName Name, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>CREATE DOMAIN.</summary>
public sealed record CreateDomain(SqlName Name, TypeReference Type, SqlName? Collation, IReadOnlyList<ConstraintNode> Constraints) : StatementNode;

/// <summary>ALTER DOMAIN with one action.</summary>
public sealed record AlterDomain(SqlName Name, DomainAction Action) : StatementNode;

/// <summary>The action of <see cref="AlterDomain"/>.</summary>
public abstract record DomainAction
{
    private protected DomainAction()
    {
    }

    /// <summary>SET DEFAULT.</summary>
    public sealed record SetDefault(SqlSpan Expression) : DomainAction;

    /// <summary>DROP DEFAULT.</summary>
    public sealed record DropDefault : DomainAction;

    /// <summary>SET NOT NULL.</summary>
    public sealed record SetNotNull : DomainAction;

    /// <summary>DROP NOT NULL.</summary>
    public sealed record DropNotNull : DomainAction;

    /// <summary>ADD of a constraint.</summary>
    public sealed record AddConstraint(ConstraintNode Constraint) : DomainAction;

    /// <summary>DROP CONSTRAINT.</summary>
    public sealed record DropConstraint(Identifier Constraint, bool IfExists, bool Cascade) : DomainAction;

    /// <summary>VALIDATE CONSTRAINT.</summary>
    public sealed record ValidateConstraint(Identifier Constraint) : DomainAction;
}

/// <summary>CREATE CAST.</summary>
/// <param name="Source">The type that is cast.</param>
/// <param name="Target">The type it becomes.</param>
/// <param name="Function">The function, or null.</param>
/// <param name="InOut">Whether WITH INOUT is written; without it and a function the cast is WITHOUT FUNCTION.</param>
/// <param name="Context"><c>assignment</c>, <c>implicit</c>, or null when only an explicit cast uses it.</param>
public sealed record CreateCast(TypeReference Source, TypeReference Target, ObjectReference? Function, bool InOut, string? Context) : StatementNode;

/// <summary>CREATE COLLATION; either options or another collation.</summary>
public sealed record CreateCollation(SqlName Name, bool IfNotExists, IReadOnlyList<SqlOption> Options, SqlName? From) : StatementNode;

/// <summary>ALTER COLLATION REFRESH VERSION.</summary>
public sealed record RefreshCollation(SqlName Name) : StatementNode;

/// <summary>CREATE CONVERSION.</summary>
public sealed record CreateConversion(SqlName Name, bool IsDefault, string Source, string Target, SqlName Function) : StatementNode;

/// <summary>CREATE OPERATOR.</summary>
public sealed record CreateOperator(SqlName Name, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>ALTER OPERATOR SET (options).</summary>
public sealed record AlterOperator(ObjectReference Operator, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>CREATE OPERATOR CLASS.</summary>
public sealed record CreateOperatorClass(
    SqlName Name, bool IsDefault, TypeReference Type, Identifier Method, SqlName? Family, IReadOnlyList<OperatorClassItem> Items) : StatementNode;

/// <summary>CREATE OPERATOR FAMILY.</summary>
public sealed record CreateOperatorFamily(SqlName Name, Identifier Method) : StatementNode;

/// <summary>ALTER OPERATOR FAMILY ADD or DROP.</summary>
public sealed record AlterOperatorFamily(SqlName Name, Identifier Method, bool Drop, IReadOnlyList<OperatorClassItem> Items) : StatementNode;

/// <summary>An operator, function or storage type of an operator class.</summary>
/// <param name="Kind"><c>operator</c>, <c>function</c> or <c>storage</c>.</param>
/// <param name="Number">The strategy or support number; null for the storage type.</param>
/// <param name="Name">The operator or function; null for the storage type and in DROP.</param>
/// <param name="Span">The place.</param>
public sealed record OperatorClassItem(string Kind, int? Number, SqlName? Name, SqlSpan Span);

/// <summary>CREATE TEXT SEARCH PARSER, DICTIONARY, TEMPLATE or CONFIGURATION.</summary>
public sealed record CreateTextSearchObject(ObjectKind Kind, SqlName Name, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>ALTER TEXT SEARCH DICTIONARY (options).</summary>
public sealed record SetTextSearchDictionaryOptions(SqlName Name, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>ALTER TEXT SEARCH CONFIGURATION with a change to its mappings.</summary>
/// <param name="Name">The configuration.</param>
/// <param name="Change"><c>add</c>, <c>alter</c>, <c>replace</c> or <c>drop</c>.</param>
/// <param name="Tokens">The token types; none for all.</param>
/// <param name="Dictionaries">The dictionaries; for <c>replace</c> the old and the new one.</param>
public sealed record AlterTextSearchConfiguration(
    SqlName Name, string Change, IReadOnlyList<Identifier> Tokens, IReadOnlyList<SqlName> Dictionaries) : StatementNode;
