namespace Confiture.Sql.Syntax;

/// <summary>Walks over tokens and notes the names in them, by what stands before and behind each. Nothing is demanded of the text.</summary>
internal abstract class ReferenceScan(string text, SyntaxTokens tokens) : SyntaxReader(text, tokens)
{
    // What the parentheses that are open belong to: the word before each.
    private readonly Stack<string?> open = new();

    private int nameAt;

    protected List<SqlName> Calls { get; } = [];

    /// <summary>The token before the name that was read last; one that is nothing when the name is the first.</summary>
    protected SyntaxToken BeforeName => nameAt > 0 ? TokenAt(nameAt - 1) : default;

    protected List<TypeReference> TypesFound { get; } = [];

    protected string? InnermostWord => open.TryPeek(out var word) ? word : null;

    /// <summary>A name that is neither a call nor a type.</summary>
    protected abstract void Named(SqlName name);

    /// <summary>Takes a word that means something to the scan; false for any other.</summary>
    protected abstract bool Special(string? word);

    /// <summary>A string constant; what it says means nothing by itself.</summary>
    protected virtual void Literal() => Skip(1);

    /// <summary>Whether a name with a parenthesis behind it calls something; <paramref name="open"/> is the parenthesis.</summary>
    protected virtual bool IsCall(int open) => true;

    protected void Walk()
    {
        while (!AtEnd)
        {
            var before = Index;
            Step();
            if (!Failed && Index == before)
                Skip(1);
        }
    }

    private void Step()
    {
        switch (Kind())
        {
            case SqlTokenKind.Open:
                Push(null);
                break;
            case SqlTokenKind.Close:
                open.TryPop(out _);
                Skip(1);
                break;
            case SqlTokenKind.Other when Accept("::"):
                NoteType();
                break;
            case SqlTokenKind.Other when Is(".") && IsWord(1):
                Skip(2);
                break;
            case SqlTokenKind.String:
                Literal();
                break;
            case SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier:
                Word();
                break;
            default:
                Skip(1);
                break;
        }
    }

    protected void Push(string? word)
    {
        open.Push(word);
        Skip(1);
    }

    private void Word()
    {
        var word = Peek().Keyword?.Word;
        if (Special(word))
            return;
        if (word == "AS" && InnermostWord == "CAST")
        {
            Skip(1);
            NoteType();
        }
        else if (word == "AS")
        {
            // An alias is no name of anything, and AS NOT MATERIALIZED names nothing.
            Skip(Is("NOT", 1) && Is("MATERIALIZED", 2) ? 3 : IsWord(1) ? 2 : 1);
        }
        else if (IsTypedConstant())
        {
            NoteType();
            if (IsString && String() is not null)
                IntervalFields();
        }
        else if (IsSyntax(word))
        {
            Skip(1);
            if (Is("(") && word is "CAST" or "EXTRACT" or "SUBSTRING" or "TRIM" or "OVERLAY" or "POSITION")
                Push(word);
        }
        else
        {
            NameOrCall();
        }
    }

    /// <summary>Whether the word is a keyword in its position, and not a name.</summary>
    private bool IsSyntax(string? word) => Peek().Keyword?.Class switch
    {
        KeywordClass.Reserved => true,
        KeywordClass.TypeOrFunction when IsInfix(word) => true,
        KeywordClass.ColumnName or KeywordClass.TypeOrFunction => !Is("(", 1) && !Is(".", 1)
            || word is "ROW" or "VALUES" or "IN" or "BETWEEN" or "EXISTS" or "EXTRACT" or "SUBSTRING" or "TRIM" or "OVERLAY" or "POSITION",
        _ => false,
    };

    private static bool IsInfix(string? word) => word is "LIKE" or "ILIKE" or "SIMILAR" or "OVERLAPS" or "IS" or "ISNULL" or "NOTNULL";

    /// <summary>Whether a type and then a string come next.</summary>
    private bool IsTypedConstant()
    {
        var at = 1;
        while (Is(".", at) && IsWord(at + 1))
            at += 2;
        if (Is("(", at) && Tokens.Match(Index + at) is var close && close > 0)
            at = close + 1 - Index;
        if (Kind(at) == SqlTokenKind.String)
            return IsName() && !Is("ESCAPE") && !Is("UESCAPE") && !IsInfix(Peek().Keyword?.Word);
        return Peek().Keyword?.Word is "DOUBLE" or "CHARACTER" or "CHAR" or "NATIONAL" or "BIT" or "TIME" or "TIMESTAMP" or "INTERVAL" && ConstantFollows();
    }

    protected void NoteType()
    {
        if (Try(Type) is { } type)
            TypesFound.Add(type);
    }

    private void NameOrCall()
    {
        var at = Index;
        var name = NameReader.Read(Text, Tokens, ref at, Limit);
        if (name is null)
        {
            Skip(1);
            return;
        }

        nameAt = Index;
        Index = at;
        if (!Is("("))
        {
            Named(name);
            return;
        }

        if (IsCall(at))
            Calls.Add(name);
        Push(name.Schema is null ? name.Name : null);
    }
}
