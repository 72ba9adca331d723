namespace Confiture.Sql.Syntax;

/// <summary>
/// Expressions, of which only the end matters. Operands and operators alternate; parentheses are skipped as a whole, so
/// there is no recursion.
/// </summary>
internal abstract partial class SyntaxReader
{
    /// <summary>An expression, as long as it can be.</summary>
    protected SqlSpan Expression() => Expression(restricted: false);

    /// <summary>The expression of a column's DEFAULT, behind which NOT NULL, COLLATE and so on mean something else.</summary>
    protected SqlSpan RestrictedExpression() => Expression(restricted: true);

    private SqlSpan Expression(bool restricted)
    {
        var start = Here;
        do
        {
            while (Prefix(restricted))
            {
            }

            if (!Operand())
                return Fail(default(SqlSpan));
            while (Postfix(restricted))
            {
            }
        }
        while (Infix(restricted));
        return Failed ? default : From(start);
    }

    private bool Prefix(bool restricted)
    {
        if (Kind() == SqlTokenKind.Operator && !Is("=>"))
            return Skip(1);
        if (Is("OPERATOR", "("))
            return QualifiedOperator();
        return !restricted && Accept("NOT");
    }

    private bool QualifiedOperator()
    {
        Skip(1);
        SkipEnclosed();
        return !Failed;
    }

    private bool Postfix(bool restricted)
    {
        if (Accept("::"))
        {
            Type();
            return !Failed;
        }

        if (Is("["))
        {
            SkipEnclosed();
            return !Failed;
        }

        if (Is("."))
            return Skip(1) && (Accept("*") || Label() is not null) && !Failed;
        if (Is("IS"))
            return Test(restricted);
        if (restricted)
            return false;
        if (Accept("COLLATE"))
            return Qualified() is not null && !Failed;
        return Accept("ISNULL") || Accept("NOTNULL") || Accept("AT", "LOCAL") || In();
    }

    /// <summary>IN and its list, with NOT before it or without.</summary>
    private bool In()
    {
        var not = Is("NOT", "IN") ? 1 : 0;
        if (!Is("IN", not) || !Is("(", not + 1))
            return false;
        Skip(not + 1);
        SkipEnclosed();
        return !Failed;
    }

    /// <summary>IS and what ends the test; IS DISTINCT FROM is an operator.</summary>
    private bool Test(bool restricted)
    {
        var not = Is("NOT", 1) ? 1 : 0;
        var word = Peek(not + 1).Keyword?.Word;
        if (word is "DOCUMENT")
            return Skip(not + 2);
        if (restricted || word is null)
            return false;
        switch (word)
        {
            case "NULL" or "TRUE" or "FALSE" or "UNKNOWN" or "NORMALIZED":
                return Skip(not + 2);
            case "NFC" or "NFD" or "NFKC" or "NFKD":
                Skip(not + 2);
                Expect("NORMALIZED");
                return !Failed;
            case "JSON":
                Skip(not + 2);
                OneOf("VALUE", "ARRAY", "OBJECT", "SCALAR");
                if (OneOf("WITH", "WITHOUT") is not null && Demand("UNIQUE").Length > 0)
                    Accept("KEYS");
                return !Failed;
            default:
                return false;
        }
    }

    private bool Infix(bool restricted)
    {
        if (Kind() == SqlTokenKind.Operator && !Is("=>"))
            return Skip(1);
        if (Is("OPERATOR", "("))
            return QualifiedOperator();
        if (Accept("IS", "DISTINCT", "FROM") || Accept("IS", "NOT", "DISTINCT", "FROM"))
            return true;
        if (restricted || AtEnd)
            return false;
        if (OneOf("AND", "OR", "LIKE", "ILIKE", "ESCAPE", "OVERLAPS") is not null)
            return true;
        if (Accept("SIMILAR", "TO") || Accept("AT", "TIME", "ZONE") || Accept("NOT", "LIKE") || Accept("NOT", "ILIKE") || Accept("NOT", "SIMILAR", "TO"))
            return true;
        if (!Accept("BETWEEN") && !Accept("NOT", "BETWEEN"))
            return false;
        OneOf("SYMMETRIC", "ASYMMETRIC");
        return true;
    }

    protected bool Operand()
    {
        switch (Kind())
        {
            case SqlTokenKind.Number or SqlTokenKind.Parameter:
                return Skip(1);
            case SqlTokenKind.String:
                String();
                return !Failed;
            case SqlTokenKind.Open:
                SkipEnclosed();
                return !Failed;
            case SqlTokenKind.QuotedIdentifier:
                return Reference();
            case SqlTokenKind.Word:
                return WordOperand();
            default:
                return false;
        }
    }

    private bool WordOperand()
    {
        switch (Peek().Keyword?.Word)
        {
            case "CASE":
                return Case();
            case "NULL" or "TRUE" or "FALSE" or "USER" or "SESSION_USER" or "SYSTEM_USER" or "CURRENT_ROLE" or "CURRENT_USER" or "CURRENT_CATALOG"
                or "CURRENT_DATE" or "DEFAULT":
                return Skip(1);
            case "CURRENT_TIME" or "CURRENT_TIMESTAMP" or "LOCALTIME" or "LOCALTIMESTAMP":
                Skip(1);
                return SkipIfEnclosed();
            case "ARRAY" when IsAnySecond("[", "("):
            case "ANY" or "SOME" or "ALL" or "CAST" when Is("(", 1):
                Skip(1);
                SkipEnclosed();
                return !Failed;
            case "INTERVAL" when Kind(1) == SqlTokenKind.String || Is("(", 1):
                return IntervalConstant();
            case "DOUBLE" or "CHARACTER" or "CHAR" or "NCHAR" or "VARCHAR" or "NATIONAL" or "BIT" or "TIME" or "TIMESTAMP" when ConstantFollows():
                Type();
                return String() is not null && !Failed;
            default:
                return IsName() && Reference();
        }
    }

    protected bool IsAnySecond(string first, string second) => Is(first, 1) || Is(second, 1);

    private bool SkipIfEnclosed()
    {
        if (Is("("))
            SkipEnclosed();
        return !Failed;
    }

    private bool IntervalConstant()
    {
        Skip(1);
        SkipIfEnclosed();
        String();
        IntervalFields();
        return SkipIfEnclosed();
    }

    /// <summary>Whether a type of several words and then a string come next, as in <c>timestamp (3) with time zone '...'</c>.</summary>
    protected bool ConstantFollows()
    {
        var at = 1;
        while (at < 3 && OneOfAt(at, "PRECISION", "CHARACTER", "CHAR", "VARYING"))
            at++;
        if (Is("(", at) && Tokens.Match(Index + at) is var close and not SyntaxTokens.NoMatch)
            at = close + 1 - Index;
        if (OneOfAt(at, "WITH", "WITHOUT") && Is("TIME", at + 1) && Is("ZONE", at + 2))
            at += 3;
        return Kind(at) == SqlTokenKind.String;
    }

    protected bool OneOfAt(int distance, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Is(word, distance))
                return true;
        }

        return false;
    }

    /// <summary>CASE up to its END. A word behind a dot or AS is a name.</summary>
    private bool Case()
    {
        var depth = 0;
        do
        {
            if (AtEnd)
                return false;
            if (IsAny("(", "["))
            {
                SkipEnclosed();
                continue;
            }

            if (Is("CASE"))
                depth++;
            else if (Is("END"))
                depth--;
            Skip(IsAny(".", "AS") ? 2 : 1);
        }
        while (depth > 0);
        return !Failed;
    }

    /// <summary>A column, a function's call with all that may follow it, or a constant of a named type.</summary>
    private bool Reference()
    {
        Label();
        while (Is("."))
        {
            Skip(1);
            if (Accept("*"))
                return true;
            Label();
        }

        if (Is("("))
            Call();
        if (IsString)
            String();
        return !Failed;
    }

    private void Call()
    {
        SkipEnclosed();
        if (Accept("WITHIN", "GROUP"))
            SkipEnclosed();
        if (Is("FILTER", "(") && Skip(1))
            SkipEnclosed();
        if (IsAny("RESPECT", "IGNORE") && Is("NULLS", 1))
            Skip(2);
        if (!Accept("OVER"))
            return;
        if (Is("("))
            SkipEnclosed();
        else
            Name();
    }
}
