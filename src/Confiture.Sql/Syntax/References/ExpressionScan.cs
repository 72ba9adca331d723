namespace Confiture.Sql.Syntax;

/// <summary>Reads <see cref="ExpressionFacts"/> from tokens.</summary>
internal sealed class ExpressionScan(string text, SyntaxTokens tokens) : ReferenceScan(text, tokens)
{
    private readonly List<SqlName> columns = [];
    private bool hasSubquery;

    // Where parentheses are closed behind which an operand follows, and no alias.
    private HashSet<int>? beforeOperands;

    public ExpressionFacts Facts()
    {
        Start();
        var isNull = false;
        var isConstant = Constant(ref isNull) && AtEnd && !Failed;
        Start();
        Expression();
        var understood = !Failed && AtEnd;
        Start();
        Walk();
        return new ExpressionFacts
        {
            IsConstant = isConstant,
            IsNull = isConstant && isNull,
            Functions = Calls,
            Columns = columns,
            Types = TypesFound,
            HasSubquery = hasSubquery,
            IsUnderstood = understood && !Failed,
        };
    }

    protected override void Named(SqlName name)
    {
        // The name of a parameter is no column.
        if (!IsAny("=>", ":="))
            columns.Add(name);
    }

    /// <summary>
    /// An alias with its columns is no call: <c>unnest(a) AS t(x)</c>, <c>(VALUES (1)) v (a)</c>, <c>people p (id)</c>. Nor is a type in a list of
    /// columns, <c>AS t(a numeric(10, 2))</c>, nor a name of WITH before its query.
    /// </summary>
    protected override bool IsCall(int open)
    {
        var before = BeforeName;
        if (before.Kind == SqlTokenKind.QuotedIdentifier || (before.Kind == SqlTokenKind.Word && before.Keyword is null))
            return false;
        if (before.Kind == SqlTokenKind.Close)
            return beforeOperands?.Contains(before.Start) is true;
        return !IsCommonTable(open);
    }

    private bool IsCommonTable(int open)
    {
        var at = Tokens.Match(open) + 1;
        if (at <= open || at >= Limit || !Matches(TokenAt(at), "AS"))
            return false;
        at++;
        while (at < Limit && TokenAt(at).Keyword?.Word is "NOT" or "MATERIALIZED")
            at++;
        return at + 1 < Limit && TokenAt(at).Kind == SqlTokenKind.Open
            && TokenAt(at + 1).Keyword?.Word is "SELECT" or "VALUES" or "WITH" or "TABLE" or "INSERT" or "UPDATE" or "DELETE" or "MERGE";
    }

    protected override bool Special(string? word)
    {
        switch (word)
        {
            case "CURRENT_DATE" or "CURRENT_TIME" or "CURRENT_TIMESTAMP" or "LOCALTIME" or "LOCALTIMESTAMP" or "CURRENT_USER" or "CURRENT_ROLE"
                or "SESSION_USER" or "SYSTEM_USER" or "USER" or "CURRENT_CATALOG" or "CURRENT_SCHEMA":
                var token = Peek();
                var name = word.ToLowerInvariant();
                // CURRENT_SCHEMA may be called with parentheses; then it is a call like any other.
                Calls.Add(new SqlName(new QualifiedName(null, name), new SqlSpan(token.Start, token.End - token.Start)));
                return Skip(1);
            case "SELECT" or "VALUES":
                hasSubquery = true;
                NoteDistinct();
                return Skip(1);
            case "AT" when Is("TIME", 1):
                return Skip(3);
            case "AT" when Is("LOCAL", 1):
                return Skip(2);
            case "COLLATE" when IsName(1):
                Skip(1);
                Try(Qualified);
                return true;
            case "IS":
                return Test();
            case "OPERATOR" when Is("(", 1):
                Skip(1);
                if (Try(OperatorInParentheses) is not null)
                    OperandFollows(Index - 1);
                return true;
            case "OVER" when IsBehind(")"):
                return Window();
            default:
                return IsWordOfGrammar(word);
        }
    }

    private void OperandFollows(int close) => (beforeOperands ??= []).Add(TokenAt(close).Start);

    // What stands behind DISTINCT ON (...) is the first column.
    private void NoteDistinct()
    {
        if (Is("DISTINCT", 1) && Is("ON", 2) && Is("(", 3) && Tokens.Match(Index + 3) is > 0 and var close)
            OperandFollows(close);
    }

    /// <summary>Words that are names elsewhere, and belong to the grammar where they stand here.</summary>
    private bool IsWordOfGrammar(string? word) => word switch
    {
        "NAME" when InnermostWord is "xmlelement" or "xmlpi" => Skip(2),
        "FILTER" or "WITHIN" => IsBehind(")") && Skip(1),
        "BY" => (IsBehind("ORDER") || IsBehind("PARTITION") || IsBehind("GROUP")) && Skip(1),
        "ESCAPE" => IsBehindOperand() && Skip(1),
        "PARTITION" or "ROWS" or "RANGE" or "GROUPS" or "UNBOUNDED" or "PRECEDING" or "FOLLOWING" or "CURRENT" or "EXCLUDE" or "TIES" or "OTHERS" or "NO" =>
            InnermostWord == "OVER" && Skip(1),
        // The first word in EXTRACT is a field.
        _ => InnermostWord == "EXTRACT" && Is("FROM", 1) && Skip(2),
    };

    private bool IsBehindOperand() =>
        Index > 0 && TokenAt(Index - 1).Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier or SqlTokenKind.String or SqlTokenKind.Close;

    private bool IsBehind(string word) => Index > 0 && Matches(TokenAt(Index - 1), word);

    /// <summary>IS and the words of its test.</summary>
    private bool Test()
    {
        Skip(1);
        Accept("NOT");
        OneOf("NFC", "NFD", "NFKC", "NFKD");
        if (OneOf("UNKNOWN", "DOCUMENT", "NORMALIZED") is not null || !Accept("JSON"))
            return true;
        OneOf("VALUE", "ARRAY", "OBJECT", "SCALAR");
        if ((Accept("WITH", "UNIQUE") || Accept("WITHOUT", "UNIQUE")) && Is("KEYS"))
            Skip(1);
        return true;
    }

    /// <summary>OVER and the name of a window, or the parenthesis that says what it is.</summary>
    private bool Window()
    {
        Skip(1);
        if (Is("("))
            Push("OVER");
        else if (IsName())
            Skip(1);
        return true;
    }

    private SqlName OperatorInParentheses()
    {
        Expect("(");
        var name = OperatorName();
        Expect(")");
        return name;
    }

    private bool Constant(ref bool isNull)
    {
        while (IsAny("-", "+"))
            Skip(1);
        if (!Primary(ref isNull))
            return false;
        while (Accept("::"))
            Type();
        return !Failed;
    }

    private bool Primary(ref bool isNull)
    {
        if (Kind() is SqlTokenKind.Number)
            return Skip(1);
        if (IsString)
            return String() is not null;
        isNull = Is("NULL");
        if (OneOf("NULL", "TRUE", "FALSE") is not null)
            return true;
        if (Is("(") || Is("CAST", "("))
            return Enclosed(ref isNull);
        if (Is("ARRAY", "["))
            return Array();
        return TypedConstant();
    }

    private bool Enclosed(ref bool isNull)
    {
        var isCast = Accept("CAST");
        Skip(1);
        var inner = false;
        var isConstant = Deeper(() => Constant(ref inner));
        isNull = inner;
        if (isCast)
        {
            Expect("AS");
            Type();
        }

        Expect(")");
        return isConstant && !Failed;
    }

    private bool Array()
    {
        Skip(2);
        if (Accept("]"))
            return true;
        do
        {
            var isNull = false;
            if (!Deeper(() => Is("[") ? InnerArray() : Constant(ref isNull)))
                return false;
        }
        while (Accept(","));
        return Accept("]");
    }

    private bool InnerArray()
    {
        Index--;
        return Array();
    }

    private bool TypedConstant()
    {
        if (!IsName() && !Is("INTERVAL"))
            return false;
        if (Is("INTERVAL") && Kind(1) == SqlTokenKind.String)
        {
            Skip(1);
            String();
            IntervalFields();
            return !Failed;
        }

        Type();
        return !Failed && IsString && String() is not null;
    }
}
