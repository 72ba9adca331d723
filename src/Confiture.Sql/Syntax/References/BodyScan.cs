namespace Confiture.Sql.Syntax;

/// <summary>Reads the body of a routine in SQL or PL/pgSQL, token by token.</summary>
internal sealed class BodyScan(string text, SyntaxTokens tokens, BodyNames names, int depth) : ReferenceScan(text, tokens)
{
    // Up to here the relations of queries are known.
    private int scannedTo;
    private bool declaring;

    // USING reads relations in DELETE and MERGE, and nowhere else.
    private bool usingReads;

    public void Run()
    {
        Start();
        Walk();
        names.Functions.AddRange(Calls.Select(c => c.Value));
        names.Types.AddRange(TypesFound.Select(t => t.Name));
    }

    /// <summary><c>name%ROWTYPE</c> names a relation, <c>name%TYPE</c> a relation and its column; other names can be anything.</summary>
    protected override void Named(SqlName name)
    {
        if (name.Schema is not null)
            names.Columns.Add(name.Value);
        if (!Is("%"))
            return;
        if (Is("ROWTYPE", 1))
            names.Relations.Add(name.Value);
        else if (Is("TYPE", 1) && name.Schema is not null)
            names.Relations.Add(new QualifiedName(name.Catalog, name.Schema));
    }

    protected override bool Special(string? word)
    {
        if (declaring && word != "BEGIN" && (IsPrevious("DECLARE") || IsPrevious(";")))
            return Declaration();
        switch (word)
        {
            case "SELECT" or "WITH" or "VALUES" or "PERFORM":
                ScanQuery(ScanMode.Query, 0);
                return Skip(1);
            case "FROM" when IsPrevious("DELETE"):
                Skip(1);
                usingReads = true;
                return Targets();
            case "USING" when usingReads:
            case "FROM" or "JOIN" when Index >= scannedTo && !IsKeywordOfCall() && !IsDistinctFrom():
                usingReads = false;
                ScanQuery(ScanMode.Item, 1);
                return Skip(1);
            case "TABLE" or "TRUNCATE" or "VIEW" or "SEQUENCE":
            case "INTO" when IsPrevious("INSERT") || IsPrevious("MERGE"):
            case "UPDATE" when !IsPrevious("FOR") && !IsPrevious("DO") && !IsPrevious("KEY") && !IsPrevious("THEN") && !IsPrevious("OR"):
                usingReads = IsPrevious("MERGE");
                Skip(1);
                return Targets();
            case "EXECUTE" when Kind(1) == SqlTokenKind.String:
                Skip(1);
                return Command();
            case "DECLARE" or "BEGIN":
                declaring = word == "DECLARE";
                return Skip(1);
            default:
                return word is null && ObjectInText();
        }
    }

    private bool IsPrevious(string word, int distance = 1) => Index >= distance && Matches(TokenAt(Index - distance), word);

    private bool IsDistinctFrom() => IsPrevious("DISTINCT") && (IsPrevious("IS", 2) || IsPrevious("NOT", 2));

    private bool IsKeywordOfCall() => InnermostWord is "EXTRACT" or "SUBSTRING" or "TRIM" or "OVERLAY" or "POSITION";

    /// <summary>Notes what the query that stands here reads: up to its semicolon, its closing parenthesis, or LOOP and THEN of PL/pgSQL.</summary>
    private void ScanQuery(ScanMode mode, int skip)
    {
        if (Index < scannedTo)
            return;
        var nesting = 0;
        var end = Index + 1;
        for (; end < Limit; end++)
        {
            var token = TokenAt(end);
            nesting += token.Kind == SqlTokenKind.Open ? 1 : token.Kind == SqlTokenKind.Close ? -1 : 0;
            if (nesting < 0 || token.Kind == SqlTokenKind.Semicolon || (nesting == 0 && token.Keyword is null && Matches(token, "LOOP")))
                break;
        }

        var scan = new RelationScan(Text, Tokens, new VisibleNames());
        scan.Run(Index + skip, end, mode);
        names.Relations.AddRange(scan.Reads.Select(r => r.Value));
        scannedTo = end;
    }

    /// <summary>The relations of a command, with commas between them.</summary>
    private bool Targets()
    {
        do
        {
            while (OneOf("ONLY", "TABLE", "CONCURRENTLY") is not null)
            {
            }

            if (Accept("IF"))
                _ = Accept("NOT", "EXISTS") || Accept("EXISTS");
            var at = Index;
            if (NameReader.Read(Text, Tokens, ref at, Limit) is not { } name)
                return true;
            Index = at;
            names.Relations.Add(name.Value);
        }
        while (Accept(","));
        return true;
    }

    /// <summary>A command in a constant.</summary>
    private bool Command()
    {
        if (Try(String) is { } command && depth > 0)
            BodyReferences.Read(names, command.Text, depth - 1);
        return true;
    }

    /// <summary>The name of a variable and its type; what is behind the type is read as any other text.</summary>
    private bool Declaration()
    {
        if (!IsName())
            return false;
        Skip(1);
        Accept("CONSTANT");
        if (!Is("CURSOR") && !Is("ALIAS") && !Is("SCROLL") && !Is("NO", "SCROLL") && !IsTypeOfColumn())
            NoteType();
        return true;
    }

    /// <summary>Whether <c>name%TYPE</c> or <c>name%ROWTYPE</c> follows.</summary>
    private bool IsTypeOfColumn()
    {
        var at = 1;
        while (Is(".", at) && IsWord(at + 1))
            at += 2;
        return Is("%", at);
    }

    /// <summary>A constant that is cast to <c>regclass</c> and the like names an object.</summary>
    protected override void Literal()
    {
        var content = Try(String);
        if (content is null)
            Skip(1);
        else if (Is("::") && Is("regclass", 1))
            AddName(names.Relations, content.Text);
        else if (Is("::") && Is("regtype", 1))
            AddName(names.Types, content.Text);
        else if (Is("::") && (Is("regproc", 1) || Is("regprocedure", 1)))
            AddName(names.Functions, content.Text.Split('(')[0]);
    }

    /// <summary>The sequence in <c>nextval('s')</c>; the call itself is read as any other.</summary>
    private bool ObjectInText()
    {
        if (!(Is("nextval") || Is("currval") || Is("setval")) || !Is("(", 1) || Kind(2) != SqlTokenKind.String)
            return false;
        var index = Index;
        Index = index + 2;
        if (Try(String) is { } name)
            AddName(names.Relations, name.Text);
        Index = index;
        return false;
    }

    private static void AddName(List<QualifiedName> list, string name)
    {
        try
        {
            list.Add(QualifiedName.Parse(name));
        }
        catch (FormatException)
        {
            // The constant is no name, so it names nothing.
        }
    }
}
