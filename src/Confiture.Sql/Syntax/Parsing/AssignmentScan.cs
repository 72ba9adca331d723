namespace Confiture.Sql.Syntax;

/// <summary>Finds the columns that SET and INSERT of a statement that changes rows give values to. Parentheses are skipped as a whole.</summary>
internal sealed class AssignmentScan(string text, SyntaxTokens tokens)
{
    private int end;

    /// <summary>A list for each SET that is no part of a sub-query, and for each list of columns of MERGE's INSERT.</summary>
    public List<IReadOnlyList<Identifier>> In(int start, int end)
    {
        this.end = end;
        List<IReadOnlyList<Identifier>> found = [];
        for (var at = start; at < end; at = Next(at))
        {
            if (Word(at) == "SET" && (at == start || Word(at - 1) == "UPDATE"))
                found.Add(Targets(at + 1));
            else if (Word(at) == "INSERT" && IsOpen(at + 1))
                found.Add(Names(at + 2, tokens.Match(at + 1)));
        }

        return found;
    }

    private string? Word(int index) => index < end ? tokens[index].Keyword?.Word : null;

    private bool IsOpen(int index) => index < end && tokens[index].Kind == SqlTokenKind.Open && tokens.Match(index) > index;

    private bool Is(int index, char sign) => index < end && tokens[index].End - tokens[index].Start == 1 && text[tokens[index].Start] == sign;

    private int Next(int index) => (IsOpen(index) || Is(index, '[')) && tokens.Match(index) > index ? tokens.Match(index) + 1 : index + 1;

    private List<Identifier> Targets(int at)
    {
        List<Identifier> found = [];
        for (var isTarget = true; at < end && !EndsSet(at); at = Next(at))
        {
            if (isTarget)
                found.AddRange(IsOpen(at) ? Names(at + 1, tokens.Match(at)) : Names(at, at + 1));
            isTarget = Is(at, ',');
        }

        return found;
    }

    private bool EndsSet(int index) => Word(index) is "WHERE" or "RETURNING" or "WHEN" or "SET" || (Word(index) == "FROM" && Word(index - 1) != "DISTINCT");

    // A name with a field or an element behind it is a part of the column; parts may be given one by one.
    private List<Identifier> Names(int at, int end)
    {
        List<Identifier> found = [];
        while (at < end)
        {
            var start = at;
            var name = NameReader.Read(text, tokens, ref at, this.end);
            if (name is { Schema: null } && !Is(at, '['))
                found.Add(new Identifier(name.Name, name.Span));
            at = Math.Max(at, start + 1);
            while (at < end && !Is(at, ','))
                at = Next(at);
            at++;
        }

        return found;
    }
}
