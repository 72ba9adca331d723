namespace Confiture.Sql.Syntax;

/// <summary>One name as the catalog has it, without quotes and folded, with its place.</summary>
public sealed record Identifier(string Text, SqlSpan Span)
{
    /// <summary>The name as SQL, in double quotes.</summary>
    public override string ToString() => SqlIdentifier.Quote(Text);
}

/// <summary>The name of an object with its schema, if one is written, and its place.</summary>
/// <param name="Value">The name as the catalog has it.</param>
/// <param name="Span">The place of the whole name.</param>
public sealed record SqlName(QualifiedName Value, SqlSpan Span)
{
    /// <summary>The name of the database before the schema, which PostgreSQL allows when it is the current one; or null.</summary>
    public string? Catalog { get; init; }

    /// <summary>The schema, or null when the search path decides.</summary>
    public string? Schema => Value.Schema;

    /// <summary>The name in the schema.</summary>
    public string Name => Value.Name;

    /// <summary>The name as SQL, every part in double quotes.</summary>
    public override string ToString() => Value.ToString();
}

/// <summary>A type as it is written, with one spelling for all names of a built-in type.</summary>
/// <param name="Name">The type; built-in ones have no schema and PostgreSQL's own spelling:
/// <c>int</c>, <c>int4</c> and <c>pg_catalog.int4</c> are all <c>integer</c>.</param>
/// <param name="Span">The place of the whole type.</param>
public sealed record TypeReference(QualifiedName Name, SqlSpan Span)
{
    /// <summary>The modifiers as written: <c>10</c> and <c>2</c> for <c>numeric(10, 2)</c>.</summary>
    public IReadOnlyList<string> Modifiers { get; init; } = [];

    /// <summary>The fields of an interval in lower case, for example <c>day to second</c>; null without.</summary>
    public string? IntervalFields { get; init; }

    /// <summary>The number of array dimensions as written; zero for no array.</summary>
    public int ArrayDimensions { get; init; }

    /// <summary>Whether SETOF stands before the type.</summary>
    public bool IsSetOf { get; init; }

    /// <summary>Whether this is <c>table.column%TYPE</c>; then <see cref="Name"/> is the table and <see cref="Column"/> the column.</summary>
    public bool IsColumnType => Column is not null;

    /// <summary>The column of <c>%TYPE</c>, or null.</summary>
    public string? Column { get; init; }

    /// <summary>Whether the name, not quoted and not qualified, is <paramref name="name"/> and the type is no array.</summary>
    public bool Is(string name) => Name.Schema is null && Name.Name == name && ArrayDimensions == 0 && Column is null;

    /// <summary>The type in its one spelling, for example <c>numeric(10,2)[]</c>.</summary>
    public override string ToString()
    {
        var name = Name.Schema is null && TypeSpelling.IsBuiltIn(Name.Name) ? Name.Name : Name.ToString();
        var column = Column is null ? "" : $".{SqlIdentifier.Quote(Column)}%TYPE";
        var modifiers = Modifiers.Count == 0 ? "" : $"({string.Join(',', Modifiers)})";
        return $"{(IsSetOf ? "setof " : "")}{TypeSpelling.With(name, modifiers)}{(IntervalFields is null ? "" : " " + IntervalFields)}{column}"
            + $"{string.Concat(Enumerable.Repeat("[]", ArrayDimensions))}";
    }
}

/// <summary>A setting in a list of options: <c>fillfactor = 70</c>, <c>security_invoker</c>, <c>SET x</c>.</summary>
/// <param name="Name">The name, folded, with its namespace if it has one: <c>toast.autovacuum_enabled</c>.</param>
/// <param name="Value">The value as written, a string without its quotes; null when none is given.</param>
/// <param name="Span">The place of name and value.</param>
public sealed record SqlOption(string Name, string? Value, SqlSpan Span)
{
    /// <summary>What an ALTER does with the option: ADD, SET or DROP in upper case; null when not given.</summary>
    public string? Change { get; init; }

    /// <summary>Whether the value turns something on: no value, or <c>true</c>, <c>on</c>, <c>yes</c>, <c>1</c>.</summary>
    public bool IsOn => Value is null || Value.ToLowerInvariant() is "true" or "on" or "yes" or "1" or "t" or "y";
}

/// <summary>A string constant, with what it says.</summary>
/// <param name="Text">The content.</param>
/// <param name="Span">The place of the constant with its quotes.</param>
public sealed record StringConstant(string Text, SqlSpan Span)
{
    /// <summary>The start of the content in the script, if it contains no escapes (a dollar quote, or nothing doubled or escaped); otherwise null.</summary>
    public int? ContentStart { get; init; }
}

/// <summary>The kinds of object that have names in SQL.</summary>
public enum ObjectKind
{
    /// <summary>A table.</summary>
    Table,

    /// <summary>A foreign table.</summary>
    ForeignTable,

    /// <summary>An index.</summary>
    Index,

    /// <summary>A sequence.</summary>
    Sequence,

    /// <summary>A view.</summary>
    View,

    /// <summary>A materialised view.</summary>
    MaterializedView,

    /// <summary>A property graph (PostgreSQL 19).</summary>
    PropertyGraph,

    /// <summary>A column of a relation.</summary>
    Column,

    /// <summary>A constraint of a table.</summary>
    Constraint,

    /// <summary>A type.</summary>
    Type,

    /// <summary>An attribute of a composite type.</summary>
    Attribute,

    /// <summary>A domain.</summary>
    Domain,

    /// <summary>A constraint of a domain.</summary>
    DomainConstraint,

    /// <summary>A function.</summary>
    Function,

    /// <summary>A procedure.</summary>
    Procedure,

    /// <summary>A function or procedure.</summary>
    Routine,

    /// <summary>An aggregate.</summary>
    Aggregate,

    /// <summary>An operator.</summary>
    Operator,

    /// <summary>An operator class.</summary>
    OperatorClass,

    /// <summary>An operator family.</summary>
    OperatorFamily,

    /// <summary>A cast.</summary>
    Cast,

    /// <summary>A collation.</summary>
    Collation,

    /// <summary>A conversion.</summary>
    Conversion,

    /// <summary>A text search parser.</summary>
    TextSearchParser,

    /// <summary>A text search dictionary.</summary>
    TextSearchDictionary,

    /// <summary>A text search template.</summary>
    TextSearchTemplate,

    /// <summary>A text search configuration.</summary>
    TextSearchConfiguration,

    /// <summary>Extended statistics.</summary>
    Statistics,

    /// <summary>A trigger of a relation.</summary>
    Trigger,

    /// <summary>A rule of a relation.</summary>
    Rule,

    /// <summary>A row security policy of a table.</summary>
    Policy,

    /// <summary>An event trigger.</summary>
    EventTrigger,

    /// <summary>A schema.</summary>
    Schema,

    /// <summary>An extension.</summary>
    Extension,

    /// <summary>A procedural language.</summary>
    Language,

    /// <summary>A transform.</summary>
    Transform,

    /// <summary>A foreign data wrapper.</summary>
    ForeignDataWrapper,

    /// <summary>A foreign server.</summary>
    Server,

    /// <summary>A user mapping.</summary>
    UserMapping,

    /// <summary>A publication.</summary>
    Publication,

    /// <summary>A subscription.</summary>
    Subscription,

    /// <summary>An access method.</summary>
    AccessMethod,

    /// <summary>A tablespace.</summary>
    Tablespace,

    /// <summary>A database.</summary>
    Database,

    /// <summary>A role, also written as user or group.</summary>
    Role,

    /// <summary>A large object.</summary>
    LargeObject,

    /// <summary>A configuration parameter.</summary>
    Parameter,
}

/// <summary>An object that exists, as statements such as COMMENT, DROP and ALTER ... OWNER name it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name. Of a cast and a transform the type; of a large object its number; of a user mapping the role.</param>
/// <param name="Span">The place of all that names it.</param>
public sealed record ObjectReference(ObjectKind Kind, SqlName Name, SqlSpan Span)
{
    /// <summary>The parameters of a routine, an aggregate or an operator; null when none are written.</summary>
    public IReadOnlyList<RoutineParameter>? Parameters { get; init; }

    /// <summary>The relation or domain that a trigger, rule, policy or constraint belongs to.</summary>
    public SqlName? On { get; init; }

    /// <summary>The column, when the object is one; <see cref="Name"/> is its relation.</summary>
    public Identifier? Column { get; init; }

    /// <summary>The types of a cast, source and target, or the type of a transform.</summary>
    public IReadOnlyList<TypeReference> Types { get; init; } = [];

    /// <summary>The access method of an operator class or family, the language of a transform, or the server of a user mapping.</summary>
    public Identifier? Using { get; init; }
}
