namespace Confiture.Sql.Syntax;

/// <summary>Sequences and their options.</summary>
internal sealed partial class SyntaxParser
{
    private CreateSequence CreateSequence(Persistence persistence)
    {
        Expect("SEQUENCE");
        var ifNotExists = IfNotExists();
        return new CreateSequence(Qualified(), persistence, ifNotExists, SequenceOptions());
    }

    private List<SequenceOption> SequenceOptions()
    {
        var options = new List<SequenceOption>();
        while (SequenceOption() is { } option)
            options.Add(option);
        return options;
    }

    private IReadOnlyList<SequenceOption> EnclosedSequenceOptions()
    {
        if (!Accept("("))
            return [];
        var options = SequenceOptions();
        if (options.Count == 0)
            Fail();
        Expect(")");
        return options;
    }

    private bool IsSequenceOption(int distance) => Peek(distance).Keyword?.Word switch
    {
        "AS" or "CACHE" or "CYCLE" or "INCREMENT" or "MAXVALUE" or "MINVALUE" or "OWNED" or "SEQUENCE" or "START" or "RESTART" or "LOGGED" or "UNLOGGED" =>
            true,
        "NO" => Is("CYCLE", distance + 1) || Is("MAXVALUE", distance + 1) || Is("MINVALUE", distance + 1),
        _ => false,
    };

    private SequenceOption? SequenceOption()
    {
        if (!IsSequenceOption(0))
            return null;
        var start = Here;
        var no = Accept("NO");
        var word = Label().Text;
        if (no || word is "cycle" or "logged" or "unlogged")
            return new SequenceOption(word, null, no, From(start));
        return word switch
        {
            "as" => Type() is var type ? new SequenceOption(word, type.ToString(), false, From(start)) { Type = type } : null,
            "owned" => OwnedBy(start),
            "sequence" => SequenceName(start),
            "restart" => Restart(start),
            _ => NumberOption(word, start),
        };
    }

    private SequenceOption NumberOption(string word, int start)
    {
        if (word == "increment")
            Accept("BY");
        else if (word == "start")
            Accept("WITH");
        var value = SignedNumber();
        return new SequenceOption(word, value, false, From(start));
    }

    private SequenceOption Restart(int start)
    {
        var with = Accept("WITH");
        var value = with || Kind() == SqlTokenKind.Number || IsAny("-", "+") ? SignedNumber() : null;
        return new SequenceOption("restart", value, false, From(start));
    }

    private SequenceOption OwnedBy(int start)
    {
        Expect("BY");
        if (Is("NONE") && !Is(".", 1) && Skip(1))
            return new SequenceOption("owned by", null, false, From(start));
        var (table, column) = ColumnPath();
        return new SequenceOption("owned by", $"{table}.{column}", false, From(start)) { Target = table, Column = column };
    }

    private SequenceOption SequenceName(int start)
    {
        Expect("NAME");
        var name = Qualified();
        return new SequenceOption("sequence name", name.ToString(), false, From(start)) { Target = name };
    }
}
