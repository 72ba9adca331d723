namespace Confiture.Sql.Syntax;

/// <summary>Views, materialised views and rules.</summary>
internal sealed partial class SyntaxParser
{
    private CreateView CreateView(bool replace, Persistence persistence)
    {
        var recursive = Accept("RECURSIVE");
        Expect("VIEW");
        var name = Qualified();
        var columns = EnclosedIfAny(Name);
        if (recursive && columns.Count == 0)
            Fail();
        var options = WithOptions();
        Expect("AS");
        var (end, check) = CheckOption();
        if (recursive)
            common.Add(name.Name);
        var query = StatementUpTo(end);
        if (query is not Select)
            Fail();
        if (!Failed)
            Index = Limit;
        return new CreateView(name,
            query) { OrReplace = replace, Recursive = recursive, Persistence = persistence, Columns = columns, Options = options, CheckOption = check };
    }

    private (int End, string? Check) CheckOption() =>
        EndsWith("WITH", "LOCAL", "CHECK", "OPTION") ? (Limit - 4, "local")
        : EndsWith("WITH", "CASCADED", "CHECK", "OPTION") ? (Limit - 4, "cascaded")
        : EndsWith("WITH", "CHECK", "OPTION") ? (Limit - 3, "cascaded")
        : (Limit, null);

    private CreateMaterializedView CreateMaterializedView(Persistence persistence)
    {
        Expect("MATERIALIZED", "VIEW");
        var ifNotExists = IfNotExists();
        var name = Qualified();
        var columns = EnclosedIfAny(Name);
        var method = Accept("USING") ? Name() : null;
        var options = WithOptions();
        var tablespace = Accept("TABLESPACE") ? Name() : null;
        Expect("AS");
        var (query, withData) = QueryWithData();
        return new CreateMaterializedView(name, query)
        {
            IfNotExists = ifNotExists,
            Persistence = persistence,
            Columns = columns,
            AccessMethod = method,
            Options = options,
            Tablespace = tablespace,
            WithData = withData,
        };
    }

    private RefreshMaterializedView Refresh()
    {
        Expect("REFRESH", "MATERIALIZED");
        Expect("VIEW");
        var concurrently = Accept("CONCURRENTLY");
        var name = Qualified();
        var withData = !Accept("WITH", "NO", "DATA");
        if (withData)
            Accept("WITH", "DATA");
        return new RefreshMaterializedView(name, concurrently, withData);
    }

    private CreateRule CreateRule(bool replace)
    {
        Expect("RULE");
        var name = Name();
        Expect("AS", "ON");
        var word = Demand("SELECT", "INSERT", "UPDATE", "DELETE");
        Expect("TO");
        var table = Qualified();
        SqlSpan? where = Accept("WHERE") ? Expression() : null;
        Expect("DO");
        var instead = OneOf("INSTEAD", "ALSO") == "INSTEAD";
        return new CreateRule(name, word, table) { OrReplace = replace, Where = where, Instead = instead, Actions = RuleActions() };
    }

    private IReadOnlyList<StatementNode> RuleActions()
    {
        if (Accept("NOTHING"))
            return [];
        var close = Is("(") ? Closing() : 0;
        // A query that begins with a parenthesis goes on behind it.
        if (close != Limit - 1)
            return [StatementUpTo(Limit)];
        Skip(1);
        var actions = Within(close, Statements) ?? [];
        Expect(")");
        return actions;
    }

    /// <summary>Statements with semicolons between them, to the end.</summary>
    private List<StatementNode> Statements()
    {
        var statements = new List<StatementNode>();
        while (!AtEnd)
        {
            if (Accept(";"))
                continue;
            var statement = StatementUpTo(NextSemicolon());
            statements.Add(statement);
        }

        return statements;
    }

    /// <summary>The next semicolon outside parentheses and routine bodies, or the end.</summary>
    private int NextSemicolon()
    {
        var body = new RoutineBody(Text);
        for (var i = Index; i < Limit; i++)
        {
            var token = TokenAt(i);
            if (token.Kind == SqlTokenKind.Semicolon && !body.IsOpen)
                return i;
            body.Add(new SqlToken(token.Kind, token.Start, token.End), depth: 0);
            if (token.Kind == SqlTokenKind.Open && Tokens.Match(i) > i)
                i = Tokens.Match(i);
        }

        return Limit;
    }
}
