namespace Confiture.Sql.Syntax;

/// <summary>Facts about an expression without knowing any object: its calls, its columns, whether it is a constant.</summary>
public sealed record ExpressionFacts
{
    /// <summary>
    /// Whether the expression is a constant and nothing else: a literal, NULL, a signed number, an array of constants, a cast of one to
    /// any type. A cast of text to a type can still depend on the time, as in <c>'now'::timestamptz</c>; PostgreSQL takes it once.
    /// </summary>
    public bool IsConstant { get; init; }

    /// <summary>Whether the constant is NULL, with or without a cast.</summary>
    public bool IsNull { get; init; }

    /// <summary>The functions that are called, in the order of the text; words such as CURRENT_TIMESTAMP and COALESCE are among them in lower case.</summary>
    public IReadOnlyList<SqlName> Functions { get; init; } = [];

    /// <summary>Possible columns: <c>a</c>, or <c>t.a</c> with the relation as the schema. In a subquery, relations are among them.</summary>
    public IReadOnlyList<SqlName> Columns { get; init; } = [];

    /// <summary>The types of casts and of typed constants.</summary>
    public IReadOnlyList<TypeReference> Types { get; init; } = [];

    /// <summary>Whether there is a sub-query.</summary>
    public bool HasSubquery { get; init; }

    /// <summary>False when the text is no expression that can be read to its end; then nothing else here is complete.</summary>
    public bool IsUnderstood { get; init; }

    /// <summary>Reads an expression of a script.</summary>
    /// <param name="span">The place of the expression, as a node names it.</param>
    public static ExpressionFacts Of(SqlScript script, SqlSpan span)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(span.End, script.Text.Length, nameof(span));
        return Of(script.LexerAt(span.Start), script.Text, span.End);
    }

    /// <summary>Reads a text as an expression; spans are offsets in it.</summary>
    public static ExpressionFacts Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of(new SqlLexer(new SourceText("expression", text)), text, text.Length);
    }

    private static ExpressionFacts Of(SqlLexer lexer, string text, int end)
    {
        var tokens = new SyntaxTokens();
        return tokens.TryRead(lexer, text, end) ? new ExpressionScan(text, tokens).Facts() : new ExpressionFacts();
    }
}
