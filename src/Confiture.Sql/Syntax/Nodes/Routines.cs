namespace Confiture.Sql.Syntax;

/// <summary>The direction of a parameter.</summary>
public enum ParameterMode
{
    /// <summary>IN, also when nothing is written.</summary>
    In,

    /// <summary>OUT.</summary>
    Out,

    /// <summary>INOUT, or IN OUT.</summary>
    InOut,

    /// <summary>VARIADIC.</summary>
    Variadic,

    /// <summary>A column of RETURNS TABLE.</summary>
    Table,
}

/// <summary>A parameter of a routine, an aggregate or an operator.</summary>
/// <param name="Mode">Its direction.</param>
/// <param name="Name">Its name, or null.</param>
/// <param name="Type">Its type. <c>NONE</c> of an operator is a type called <c>none</c>.</param>
/// <param name="Default">The default's expression, or null.</param>
/// <param name="Span">The place.</param>
public sealed record RoutineParameter(ParameterMode Mode, Identifier? Name, TypeReference Type, SqlSpan? Default, SqlSpan Span);

/// <summary>The attributes of a routine that CREATE and ALTER share; null when not given.</summary>
public sealed record RoutineAttributes
{
    /// <summary>The language, or null.</summary>
    public Identifier? Language { get; init; }

    /// <summary><c>immutable</c>, <c>stable</c> or <c>volatile</c>.</summary>
    public string? Volatility { get; init; }

    /// <summary>True for STRICT and RETURNS NULL ON NULL INPUT, false for CALLED ON NULL INPUT.</summary>
    public bool? Strict { get; init; }

    /// <summary>True for SECURITY DEFINER, false for SECURITY INVOKER.</summary>
    public bool? SecurityDefiner { get; init; }

    /// <summary>True for LEAKPROOF, false for NOT LEAKPROOF.</summary>
    public bool? Leakproof { get; init; }

    /// <summary>Whether WINDOW is written.</summary>
    public bool Window { get; init; }

    /// <summary>The word after PARALLEL in lower case.</summary>
    public string? Parallel { get; init; }

    /// <summary>The number after COST.</summary>
    public string? Cost { get; init; }

    /// <summary>The number after ROWS.</summary>
    public string? Rows { get; init; }

    /// <summary>The function after SUPPORT.</summary>
    public SqlName? Support { get; init; }

    /// <summary>The SET and RESET clauses.</summary>
    public IReadOnlyList<ConfigurationChange> Settings { get; init; } = [];

    /// <summary>The types after TRANSFORM.</summary>
    public IReadOnlyList<TypeReference> Transforms { get; init; } = [];
}

/// <summary>The body of a routine.</summary>
public abstract record RoutineCode
{
    private protected RoutineCode()
    {
    }

    /// <summary>The place of the whole body.</summary>
    public SqlSpan Span { get; init; }

    /// <summary>AS a string in the routine's language; of a C function the object file and the symbol.</summary>
    public sealed record Source(StringConstant Body, StringConstant? Symbol) : RoutineCode;

    /// <summary>BEGIN ATOMIC ... END.</summary>
    public sealed record Atomic(IReadOnlyList<StatementNode> Statements) : RoutineCode;

    /// <summary>RETURN an expression.</summary>
    public sealed record Return(SqlSpan Expression) : RoutineCode;
}

/// <summary>CREATE FUNCTION or PROCEDURE.</summary>
/// <param name="Kind">Function or Procedure.</param>
public sealed record CreateRoutine(ObjectKind Kind, SqlName Name, IReadOnlyList<RoutineParameter> Parameters) : StatementNode
{
    /// <summary>Whether OR REPLACE is written.</summary>
    public bool OrReplace { get; init; }

    /// <summary>The type after RETURNS, or null.</summary>
    public TypeReference? Returns { get; init; }

    /// <summary>The columns of RETURNS TABLE.</summary>
    public IReadOnlyList<RoutineParameter> ReturnsTable { get; init; } = [];

    /// <summary>Language, volatility and so on.</summary>
    public RoutineAttributes Attributes { get; init; } = new();

    /// <summary>The body, or null when none is written.</summary>
    public RoutineCode? Code { get; init; }
}

/// <summary>ALTER FUNCTION, PROCEDURE or ROUTINE with changes to its attributes.</summary>
public sealed record AlterRoutine(ObjectReference Routine, RoutineAttributes Attributes) : StatementNode;

/// <summary>CREATE AGGREGATE.</summary>
/// <param name="OrReplace">Whether OR REPLACE is written.</param>
/// <param name="Parameters">The parameters, with those after ORDER BY; null in the old form, where BASETYPE is an option.</param>
/// <param name="Options">The definition.</param>
public sealed record CreateAggregate(
    SqlName Name, bool OrReplace, IReadOnlyList<RoutineParameter>? Parameters, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>CREATE LANGUAGE.</summary>
public sealed record CreateLanguage(Identifier Name, bool OrReplace, bool Trusted, SqlName? Handler, SqlName? Inline, SqlName? Validator) : StatementNode;

/// <summary>CREATE TRANSFORM.</summary>
public sealed record CreateTransform(TypeReference Type, Identifier Language, bool OrReplace, ObjectReference? FromSql, ObjectReference? ToSql) : StatementNode;

/// <summary>DO, with the code and its language (<c>plpgsql</c> when none is written).</summary>
public sealed record DoBlock(StringConstant Body, string Language) : StatementNode;

/// <summary>CALL.</summary>
public sealed record Call(SqlName Procedure, SqlSpan Arguments) : StatementNode;

/// <summary>When a trigger fires.</summary>
public enum TriggerTiming
{
    /// <summary>BEFORE.</summary>
    Before,

    /// <summary>AFTER.</summary>
    After,

    /// <summary>INSTEAD OF.</summary>
    InsteadOf,
}

/// <summary>CREATE TRIGGER.</summary>
/// <param name="Table">The relation.</param>
/// <param name="Function">The function that runs.</param>
public sealed record CreateTrigger(Identifier Name, SqlName Table, SqlName Function) : StatementNode
{
    /// <summary>Whether OR REPLACE is written.</summary>
    public bool OrReplace { get; init; }

    /// <summary>Whether CONSTRAINT is written.</summary>
    public bool IsConstraint { get; init; }

    /// <summary>BEFORE, AFTER or INSTEAD OF.</summary>
    public TriggerTiming Timing { get; init; }

    /// <summary>The events in upper case: INSERT, UPDATE, DELETE, TRUNCATE.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>The columns of UPDATE OF.</summary>
    public IReadOnlyList<Identifier> Columns { get; init; } = [];

    /// <summary>The table after FROM, or null.</summary>
    public SqlName? From { get; init; }

    /// <summary>As <see cref="ConstraintNode.Deferrable"/>.</summary>
    public bool? Deferrable { get; init; }

    /// <summary>As <see cref="ConstraintNode.InitiallyDeferred"/>.</summary>
    public bool? InitiallyDeferred { get; init; }

    /// <summary>The name of the table of old rows, or null.</summary>
    public Identifier? OldTable { get; init; }

    /// <summary>The name of the table of new rows, or null.</summary>
    public Identifier? NewTable { get; init; }

    /// <summary>True for FOR EACH ROW.</summary>
    public bool ForEachRow { get; init; }

    /// <summary>The condition without its parentheses, or null.</summary>
    public SqlSpan? When { get; init; }

    /// <summary>The arguments of the function, between its parentheses.</summary>
    public SqlSpan Arguments { get; init; }
}

/// <summary>CREATE EVENT TRIGGER.</summary>
/// <param name="Filters">The variables of WHEN with their values.</param>
/// <param name="Function">The function that runs.</param>
public sealed record CreateEventTrigger(Identifier Name, Identifier Event, IReadOnlyList<EventTriggerFilter> Filters, SqlName Function) : StatementNode;

/// <summary>A variable of an event trigger's WHEN with its values.</summary>
public sealed record EventTriggerFilter(Identifier Variable, IReadOnlyList<StringConstant> Values);

/// <summary>ALTER EVENT TRIGGER ENABLE or DISABLE.</summary>
public sealed record AlterEventTrigger(Identifier Name, FiringMode Mode) : StatementNode;
