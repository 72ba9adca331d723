namespace Confiture.Project;

/// <summary>Reads an expression as <c>pg_get_expr</c> prints it: with a pair of parentheses around every operation, so precedence hardly matters.</summary>
internal sealed class ExpressionParser
{
    private static readonly string[] TypeWords = ["varying", "precision", "without", "with", "time", "zone"];

    private readonly IReadOnlyList<ExpressionToken> tokens;
    private int at;

    private ExpressionParser(string text) => tokens = ExpressionTokens.Of(text);

    private ExpressionToken Next => at < tokens.Count ? tokens[at] : default;

    /// <summary>The expression; null when it holds anything else than what <see cref="Expression"/> has.</summary>
    internal static Expression? Parse(string text)
    {
        var parser = new ExpressionParser(text);
        return parser.Chain() is { } found && parser.at == parser.tokens.Count ? found : null;
    }

    private bool TakeSign(string sign) => Take(Next.IsSign(sign));

    private bool TakeWord(string word) => Take(Next.IsWord(word));

    private bool Take(bool holds)
    {
        if (holds) at++;
        return holds;
    }

    private Expression? Chain()
    {
        var left = Comparison();
        while (left is not null && (Next.IsWord("and") || Next.IsWord("or")))
        {
            var word = tokens[at++].Text.ToLowerInvariant();
            left = Comparison() is { } right ? new Expression.Call(word, [left, right]) : null;
        }

        return left;
    }

    private Expression? Comparison()
    {
        if (TakeWord("not")) return Comparison() is { } denied ? new Expression.Call("not", [denied]) : null;
        var left = Operand();
        while (left is not null)
        {
            if (TakeWord("is")) left = Is(left);
            else if (Next.Kind == ExpressionTokenKind.Sign && !"()[],.".Contains(Next.Text, StringComparison.Ordinal)) left = Operation(left);
            else break;
        }

        return left;
    }

    private Expression.Call? Is(Expression left)
    {
        var isDenied = TakeWord("not");
        var found = Next.Text?.ToLowerInvariant() switch
        {
            "null" => new Expression.Call("is null", [left]),
            "true" => new Expression.Call("is true", [left]),
            "false" => new Expression.Call("not", [new Expression.Call("is true", [left])]),
            _ => null,
        };
        at++;
        return isDenied && found is not null ? new("not", [found]) : found;
    }

    private Expression.Call? Operation(Expression left)
    {
        var sign = tokens[at++].Text;
        var quantifier = Next.IsWord("any") ? " any" : Next.IsWord("all") ? " all" : string.Empty;
        if (quantifier.Length > 0) at++;
        return Operand() is { } right ? new(sign + quantifier, [left, right]) : null;
    }

    private Expression? Operand()
    {
        var found = Primary();
        while (found is not null)
        {
            if (TakeSign("::")) SkipType();
            else if (TakeWord("collate")) SkipName();
            else break;
        }

        return found;
    }

    private Expression? Primary()
    {
        if (TakeSign("("))
            return Chain() is { } inner && TakeSign(")") ? inner : null;
        if (TakeSign("-"))
            return Operand() is Expression.Constant { Text: { } number } ? new Expression.Constant($"-{number}") : null;
        if (at == tokens.Count) return null;
        var token = tokens[at++];
        return token.Kind switch
        {
            ExpressionTokenKind.Text or ExpressionTokenKind.Number => new Expression.Constant(token.Text),
            ExpressionTokenKind.QuotedName => Named(token.Text),
            ExpressionTokenKind.Word => Word(token.Text),
            _ => null,
        };
    }

    private Expression? Word(string word)
    {
        var name = word.ToLowerInvariant();
        if (name == "array" && TakeSign("[")) return Arguments("]") is { } members ? new Expression.Call("array", members) : null;
        return name switch
        {
            "null" => new Expression.Constant(null),
            "true" or "false" => new Expression.Constant(name),
            "current_date" or "current_timestamp" or "localtimestamp" => new Expression.Call("now", []),
            "case" or "select" or "row" or "extract" => null,
            _ => Named(word),
        };
    }

    private Expression? Named(string name)
    {
        // A schema, or the table's own name.
        while (TakeSign(".")) name = tokens[at++].Text;
        if (!TakeSign("(")) return new Expression.Column(name);
        return Arguments(")") is { } arguments ? new Expression.Call(name.ToLowerInvariant(), arguments) : null;
    }

    private List<Expression>? Arguments(string end)
    {
        List<Expression> found = [];
        if (TakeSign(end)) return found;
        do
        {
            if (Chain() is not { } one) return null;
            found.Add(one);
        }
        while (TakeSign(","));
        return TakeSign(end) ? found : null;
    }

    private void SkipName()
    {
        do at++;
        while (TakeSign("."));
    }

    private void SkipType()
    {
        SkipName();
        while (true)
        {
            if (Next.Kind == ExpressionTokenKind.Word && TypeWords.Contains(Next.Text, StringComparer.Ordinal))
            {
                at++;
            }
            else if (Next.IsSign("(") || Next.IsSign("["))
            {
                while (at < tokens.Count && !Next.IsSign(")") && !Next.IsSign("]")) at++;
                at++;
            }
            else
            {
                break;
            }
        }
    }
}
