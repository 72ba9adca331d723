namespace Confiture.Sql.Syntax;

/// <summary>Functions, procedures, aggregates, languages, transforms and DO.</summary>
internal sealed partial class SyntaxParser
{
    private IReadOnlyList<RoutineParameter> Parameters() => Is("(", ")") && Skip(2) ? [] : Enclosed(Parameter);

    private RoutineParameter Parameter()
    {
        var start = Here;
        var mode = Mode();
        var name = IsParameterName() ? Label() : null;
        mode ??= Mode();
        var type = Type();
        SqlSpan? value = Accept("DEFAULT") || Accept("=") ? Expression() : null;
        return new RoutineParameter(mode ?? ParameterMode.In, name, type, value, From(start));
    }

    private ParameterMode? Mode()
    {
        if (Accept("IN", "OUT") || Accept("INOUT"))
            return ParameterMode.InOut;
        return Accept("IN") ? ParameterMode.In : Accept("OUT") ? ParameterMode.Out : Accept("VARIADIC") ? ParameterMode.Variadic : null;
    }

    /// <summary>A name is followed by its type; some types are words that look like a name and a type.</summary>
    private bool IsParameterName()
    {
        if (!IsName() || !(IsName(1) || Is("SETOF", 1) || Is("IN", 1) || Is("VARIADIC", 1)))
            return false;
        return Kind() == SqlTokenKind.QuotedIdentifier || !(Peek().Keyword?.Word switch
        {
            "DOUBLE" => Is("PRECISION", 1),
            "CHARACTER" or "CHAR" or "NCHAR" or "BIT" => Is("VARYING", 1),
            "NATIONAL" => Is("CHARACTER", 1) || Is("CHAR", 1),
            "TIME" or "TIMESTAMP" => Is("WITHOUT", 1),
            "INTERVAL" => OneOfAt(1, "YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"),
            "SETOF" => true,
            _ => false,
        });
    }

    private CreateRoutine CreateRoutine(bool replace)
    {
        var kind = Demand("FUNCTION", "PROCEDURE") == "FUNCTION" ? ObjectKind.Function : ObjectKind.Procedure;
        var name = Qualified();
        var routine = new CreateRoutine(kind, name, Parameters()) { OrReplace = replace };
        if (Accept("RETURNS", "TABLE"))
            routine = routine with { ReturnsTable = Enclosed(TableParameter) };
        else if (Is("RETURNS") && !Is("NULL", 1) && Skip(1))
            routine = routine with { Returns = Type() };
        RoutineCode? code = null;
        var attributes = Attributes(ref code, allowBody: true);
        code = SqlBody() ?? code;
        return routine with { Attributes = attributes, Code = code };
    }

    private RoutineParameter TableParameter()
    {
        var start = Here;
        var name = Label();
        return new RoutineParameter(ParameterMode.Table, name, Type(), null, From(start));
    }

    private AlterRoutine AlterRoutine(ObjectReference routine)
    {
        RoutineCode? none = null;
        var before = Index;
        var attributes = Attributes(ref none, allowBody: false);
        if (Index == before)
            Fail();
        Accept("RESTRICT");
        return new AlterRoutine(routine, attributes);
    }

    private RoutineAttributes Attributes(ref RoutineCode? code, bool allowBody)
    {
        var attributes = new RoutineAttributes();
        while (!AtEnd)
        {
            if (allowBody && Is("AS"))
                code = Source();
            else if (allowBody && CreationAttribute(attributes) is { } first)
                attributes = first;
            else if (SharedAttribute(attributes) is { } second)
                attributes = second;
            else
                break;
        }

        return attributes;
    }

    private RoutineAttributes? CreationAttribute(RoutineAttributes attributes)
    {
        if (Accept("LANGUAGE"))
            return attributes with { Language = LanguageName() };
        if (Accept("WINDOW"))
            return attributes with { Window = true };
        return Accept("TRANSFORM") ? attributes with { Transforms = List(TransformType) } : null;
    }

    private Identifier LanguageName()
    {
        if (!IsString)
            return Label();
        var name = String();
        return new Identifier(name.Text, name.Span);
    }

    private TypeReference TransformType()
    {
        Expect("FOR", "TYPE");
        return Type();
    }

    private RoutineAttributes? SharedAttribute(RoutineAttributes attributes)
    {
        var start = Here;
        if (OneOf("IMMUTABLE", "STABLE", "VOLATILE") is { } volatility)
            return attributes with { Volatility = volatility.ToLowerInvariant() };
        if (Accept("STRICT") || Accept("RETURNS", "NULL", "ON", "NULL") && Accept("INPUT"))
            return attributes with { Strict = true };
        if (Accept("CALLED", "ON", "NULL", "INPUT"))
            return attributes with { Strict = false };
        if (Accept("LEAKPROOF"))
            return attributes with { Leakproof = true };
        if (Accept("NOT", "LEAKPROOF"))
            return attributes with { Leakproof = false };
        if (Accept("EXTERNAL", "SECURITY") || Accept("SECURITY"))
            return attributes with { SecurityDefiner = Demand("DEFINER", "INVOKER") == "DEFINER" };
        if (Accept("PARALLEL"))
            return attributes with { Parallel = Name().Text };
        if (Accept("COST"))
            return attributes with { Cost = SignedNumber() };
        if (Accept("ROWS"))
            return attributes with { Rows = SignedNumber() };
        if (Accept("SUPPORT"))
            return attributes with { Support = Qualified() };
        return Is("SET") || Is("RESET") ? attributes with { Settings = [.. attributes.Settings, SettingChange()] } : null;
    }

    private RoutineCode.Source Source()
    {
        var start = Here;
        Skip(1);
        var body = String();
        return new RoutineCode.Source(body, Accept(",") ? String() : null) { Span = From(start) };
    }

    private RoutineCode? SqlBody()
    {
        var start = Here;
        if (Accept("RETURN"))
            return new RoutineCode.Return(Expression()) { Span = From(start) };
        if (!Accept("BEGIN", "ATOMIC"))
            return null;
        // Only the END that ends the statement can end the body.
        if (Limit <= Index || !Matches(TokenAt(Limit - 1), "END"))
            Fail();
        var statements = Within(Limit - 1, BodyStatements) ?? [];
        Expect("END");
        return new RoutineCode.Atomic(statements) { Span = From(start) };
    }

    /// <summary>As <see cref="Statements"/>, with RETURN among them, which is read as a query.</summary>
    private List<StatementNode> BodyStatements()
    {
        var statements = new List<StatementNode>();
        while (!AtEnd)
        {
            if (Accept(";"))
                continue;
            var end = NextSemicolon();
            statements.Add(Is("RETURN") ? Within(end, ReturnStatement) ?? Unknown() : StatementUpTo(end));
        }

        return statements;
    }

    private StatementNode ReturnStatement()
    {
        var start = Here;
        Skip(1);
        return RestOfQuery(new Select(), start);
    }

    private DoBlock Do()
    {
        Skip(1);
        StringConstant? body = null;
        var language = "plpgsql";
        while (!AtEnd)
        {
            if (Accept("LANGUAGE"))
                language = LanguageName().Text;
            else
                body = String();
        }

        return new DoBlock(body ?? Fail(new StringConstant("", default)), language);
    }

    private Call CallProcedure()
    {
        Skip(1);
        var name = Qualified();
        if (!Is("("))
            Fail();
        return new Call(name, SkipEnclosed());
    }

    private CreateAggregate CreateAggregate(bool replace)
    {
        Skip(1);
        var name = Qualified();
        // In the old form the first parenthesis is the definition, and there is no second one.
        var isOld = Is("(") && IsWord(1) && Is("=", 2);
        var parameters = isOld ? null : AggregateParameters();
        return new CreateAggregate(name, replace, parameters, Options());
    }

    private IReadOnlyList<RoutineParameter> AggregateParameters()
    {
        Expect("(");
        if (Accept("*"))
        {
            Expect(")");
            return [];
        }

        var parameters = Is("ORDER") ? [] : List(Parameter);
        if (Accept("ORDER", "BY"))
            parameters.AddRange(List(Parameter));
        Expect(")");
        return parameters;
    }

    private CreateLanguage CreateLanguage(bool replace)
    {
        var trusted = Accept("TRUSTED");
        Accept("PROCEDURAL");
        Expect("LANGUAGE");
        var name = LanguageName();
        var handler = Accept("HANDLER") ? Qualified() : null;
        var inline = handler is not null && Accept("INLINE") ? Qualified() : null;
        var validator = handler is not null && Accept("VALIDATOR") ? Qualified() : null;
        if (handler is not null && validator is null)
            Accept("NO", "VALIDATOR");
        return new CreateLanguage(name, replace, trusted, handler, inline, validator);
    }

    private CreateTransform CreateTransform(bool replace)
    {
        Skip(1);
        var transform = OfTransform();
        Expect("(");
        ObjectReference? from = null, to = null;
        List(() =>
        {
            var isFrom = Demand("FROM", "TO") == "FROM";
            Expect("SQL", "WITH");
            Expect("FUNCTION");
            var function = ObjectOf(ObjectKind.Function);
            return isFrom ? from = function : to = function;
        });
        Expect(")");
        return new CreateTransform(transform.Types[0], transform.Using ?? NoColumn, replace, from, to);
    }
}
