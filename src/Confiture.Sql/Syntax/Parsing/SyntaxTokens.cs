namespace Confiture.Sql.Syntax;

/// <summary>A token that is not trivia. <paramref name="Keyword"/> is set for unquoted words that are keywords.</summary>
internal readonly record struct SyntaxToken(SqlTokenKind Kind, int Start, int End, Keyword? Keyword);

/// <summary>The tokens of one statement without its trivia, and where each bracket is closed. Used again for the next statement.</summary>
internal sealed class SyntaxTokens
{
    public const int NoMatch = -1;

    private readonly Stack<int> open = new();
    private SyntaxToken[] tokens = new SyntaxToken[256];
    private int[] match = new int[256];

    public int Count { get; private set; }

    public ref readonly SyntaxToken this[int index] => ref tokens[index];

    /// <summary>For an opening parenthesis or bracket the index of the one that closes it, or <see cref="NoMatch"/>.</summary>
    public int Match(int index) => match[index];

    public void Read(SqlScript script, SqlStatement statement) => Read(script.LexerAt(statement.Start), script.Text, statement.Start + statement.Length);

    /// <summary>Reads up to the offset <paramref name="end"/>; a mistake of the text ends what is read.</summary>
    /// <returns>False after a mistake.</returns>
    public bool TryRead(SqlLexer lexer, string text, int end)
    {
        try
        {
            Read(lexer, text, end);
            return true;
        }
        catch (SqlSyntaxException)
        {
            // The caller asked for what there is; the tokens before the mistake are there.
            return false;
        }
    }

    private void Read(SqlLexer lexer, string text, int end)
    {
        Count = 0;
        open.Clear();
        SqlToken token;
        do
        {
            token = lexer.Next();
            if (!token.IsTrivia && token.Kind != SqlTokenKind.End && token.End <= end)
                Add(token, text);
        }
        // Text after the end is ignored here and need not be readable.
        while (token.Kind != SqlTokenKind.End && token.End < end);
    }

    private void Add(SqlToken token, string text)
    {
        if (Count == tokens.Length)
        {
            Array.Resize(ref tokens, Count * 2);
            Array.Resize(ref match, Count * 2);
        }

        match[Count] = NoMatch;
        var c = text[token.Start];
        if (c is '(' or '[' && token.Kind is SqlTokenKind.Open or SqlTokenKind.Other)
            open.Push(Count);
        else if (c is ')' or ']' && token.Kind is SqlTokenKind.Close or SqlTokenKind.Other)
            Close(text, c == ')' ? '(' : '[');
        tokens[Count++] = new SyntaxToken(token.Kind, token.Start, token.End, token.Kind == SqlTokenKind.Word ? Keywords.Find(token.In(text)) : null);
    }

    // What closes the wrong bracket closes nothing, and then the one that is open has no match either.
    private void Close(string text, char opening)
    {
        if (this.open.TryPop(out var open) && text[tokens[open].Start] == opening)
            match[open] = Count;
    }
}
