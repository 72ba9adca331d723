namespace Confiture.Sql.Syntax;

/// <summary>
/// A place among the tokens of a statement, and what all parts of the grammar read. After the first mistake the reader stands at an
/// end that it never leaves, so no caller has to look whether a step went well: loops end, and the statement becomes unclassified.
/// </summary>
internal abstract partial class SyntaxReader(string text, SyntaxTokens tokens)
{
    /// <summary>The maximum nesting of statements and of recursive clauses.</summary>
    private const int DepthLimit = 64;

    private static readonly SyntaxToken None;

    private int at;
    private int limit;
    private int depth;

    protected string Text { get; } = text;

    protected SyntaxTokens Tokens { get; } = tokens;

    protected bool Failed { get; private set; }

    /// <summary>The position of the first error.</summary>
    protected SqlSpan FailedAt { get; private set; }

    protected bool AtEnd => Failed || at >= limit;

    /// <summary>The index of the next token.</summary>
    protected int Index
    {
        get => at;
        set => at = value;
    }

    /// <summary>The index behind the last token that may be read.</summary>
    protected int Limit => limit;

    protected void Start() =>
        (at, limit, depth, Failed, FailedAt) = (0, Tokens.Count, 0, false, default);

    /// <summary>The next token, or one behind it; by reference, because the grammar looks at each token many times.</summary>
    protected ref readonly SyntaxToken Peek(int distance = 0)
    {
        if (Failed || at + distance >= limit)
            return ref None;
        return ref Tokens[at + distance];
    }

    protected SyntaxToken TokenAt(int index) => Tokens[index];

    protected SqlTokenKind Kind(int distance = 0) => Peek(distance).Kind;

    protected void Fail()
    {
        if (Failed)
            return;
        var token = at < Tokens.Count ? Tokens[at] : default;
        FailedAt = token.Kind == SqlTokenKind.End ? new SqlSpan(EndOfPrevious, 0) : new SqlSpan(token.Start, token.End - token.Start);
        Failed = true;
    }

    protected T Fail<T>(T value)
    {
        Fail();
        return value;
    }

    protected bool Is(string word, int distance = 0) => Matches(in Peek(distance), word);

    protected bool Is(string first, string second) => Is(first) && Is(second, 1);

    protected bool IsAny(string first, string second) => Is(first) || Is(second);

    protected bool Matches(in SyntaxToken token, string word)
    {
        if (token.Keyword is { } keyword)
            return keyword.Word == word;
        if (token.Kind is SqlTokenKind.QuotedIdentifier or SqlTokenKind.String or SqlTokenKind.Number or SqlTokenKind.End
                || token.End - token.Start != word.Length)
        {
            return false;
        }

        return Text.AsSpan(token.Start, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    protected bool Accept(string word)
    {
        if (!Is(word))
            return false;
        at++;
        return true;
    }

    protected bool Accept(string first, string second) => Is(first, second) && Skip(2);

    protected bool Accept(string first, string second, string third) => Is(first, second) && Is(third, 2) && Skip(3);

    protected bool Accept(string first, string second, string third, string fourth) => Is(first, second) && Is(third, 2) && Is(fourth, 3) && Skip(4);

    protected void Expect(string word)
    {
        if (!Accept(word))
            Fail();
    }

    protected void Expect(string first, string second)
    {
        Expect(first);
        Expect(second);
    }

    /// <summary>One of the words, as it is given here; null when the next token is none of them.</summary>
    protected string? OneOf(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Accept(word))
                return word;
        }

        return null;
    }

    /// <summary>As <see cref="OneOf"/>, where one of the words must stand.</summary>
    protected string Demand(params ReadOnlySpan<string> words) => OneOf(words) ?? Fail("");

    protected bool Skip(int count)
    {
        at += count;
        return true;
    }

    /// <summary>The offset of the next token.</summary>
    protected int Here => AtEnd ? EndOfPrevious : Tokens[at].Start;

    protected int EndOfPrevious => at > 0 ? Tokens[Math.Min(at, Tokens.Count) - 1].End : 0;

    /// <summary>From <paramref name="start"/> to the end of the last token that was read.</summary>
    protected SqlSpan From(int start) => new(start, Math.Max(0, EndOfPrevious - start));

    protected List<T> List<T>(Func<T> item)
    {
        var items = new List<T>();
        do
        {
            items.Add(item());
        }
        while (Accept(","));
        return items;
    }

    protected List<T> Enclosed<T>(Func<T> item)
    {
        Expect("(");
        var items = List(item);
        Expect(")");
        return items;
    }

    /// <summary>A list in parentheses when one follows, else nothing.</summary>
    protected IReadOnlyList<T> EnclosedIfAny<T>(Func<T> item) => Is("(") ? Enclosed(item) : [];

    /// <summary>The end of the bracket that comes next; fails when it is not closed.</summary>
    protected int Closing()
    {
        var close = AtEnd ? SyntaxTokens.NoMatch : Tokens.Match(at);
        return close == SyntaxTokens.NoMatch || close >= limit ? Fail(at) : close;
    }

    /// <summary>Passes over a parenthesis or bracket and all in it; the span is what it holds.</summary>
    protected SqlSpan SkipEnclosed()
    {
        var close = Closing();
        if (Failed)
            return default;
        var start = Tokens[at].End;
        if (close > at + 1)
            start = Tokens[at + 1].Start;
        var end = close > at + 1 ? Tokens[close - 1].End : start;
        at = close + 1;
        return new SqlSpan(start, end - start);
    }

    /// <summary>The expression between the parentheses that stand next; never empty.</summary>
    protected SqlSpan EnclosedExpression()
    {
        if (!Is("("))
            return Fail(default(SqlSpan));
        var span = SkipEnclosed();
        return span.Length == 0 ? Fail(span) : span;
    }

    /// <summary>Reads up to the token <paramref name="end"/> and demands that nothing is left over before it.</summary>
    protected T Within<T>(int end, Func<T> read)
    {
        var limit = this.limit;
        this.limit = Math.Min(end, limit);
        var result = Deeper(read);
        if (!AtEnd)
            Fail();
        this.limit = limit;
        return result;
    }

    /// <summary>Reads something that can hold itself.</summary>
    protected T Deeper<T>(Func<T> read)
    {
        if (++depth > DepthLimit)
            Fail();
        var result = Failed ? default! : read();
        depth--;
        return result;
    }

    /// <summary>Reads something that need not be there: after a mistake the reader is where it was, and the answer is null.</summary>
    protected T? Try<T>(Func<T> read)
        where T : class
    {
        var (at, depth) = (this.at, this.depth);
        var result = Failed ? null : read();
        if (!Failed)
            return result;
        (Failed, this.at, this.depth) = (false, at, depth);
        return null;
    }
}
