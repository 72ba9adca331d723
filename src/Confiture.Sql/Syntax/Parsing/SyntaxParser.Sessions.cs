namespace Confiture.Sql.Syntax;

/// <summary>Maintenance, cursors, prepared statements, channels and what else a session does.</summary>
internal sealed partial class SyntaxParser
{
    private Truncate Truncate()
    {
        Skip(1);
        Accept("TABLE");
        var tables = List(Relation);
        var restart = OneOf("RESTART", "CONTINUE");
        if (restart is not null)
            Expect("IDENTITY");
        return new Truncate(tables, restart == "RESTART", Cascade());
    }

    private LockTable Lock()
    {
        Skip(1);
        Accept("TABLE");
        var tables = List(Relation);
        var mode = Accept("IN") ? LockMode() : "ACCESS EXCLUSIVE";
        return new LockTable(tables, mode, Accept("NOWAIT"));
    }

    private string LockMode()
    {
        var mode = Accept("ACCESS", "SHARE") ? "ACCESS SHARE"
            : Accept("ROW", "SHARE") ? "ROW SHARE"
            : Accept("ROW", "EXCLUSIVE") ? "ROW EXCLUSIVE"
            : Accept("SHARE", "UPDATE", "EXCLUSIVE") ? "SHARE UPDATE EXCLUSIVE"
            : Accept("SHARE", "ROW", "EXCLUSIVE") ? "SHARE ROW EXCLUSIVE"
            : Accept("SHARE") ? "SHARE"
            : Accept("EXCLUSIVE") ? "EXCLUSIVE"
            : Accept("ACCESS", "EXCLUSIVE") ? "ACCESS EXCLUSIVE"
            : Fail("");
        Expect("MODE");
        return mode;
    }

    private Vacuum VacuumTables()
    {
        Skip(1);
        var options = Is("(") ? WordOptions() : OldOptions("FULL", "FREEZE", "VERBOSE", "ANALYZE", "ANALYSE");
        return new Vacuum(options, VacuumTargets());
    }

    private Analyze AnalyzeTables()
    {
        Skip(1);
        var options = Is("(") ? WordOptions() : OldOptions("VERBOSE");
        return new Analyze(options, VacuumTargets());
    }

    private List<SqlOption> OldOptions(params ReadOnlySpan<string> words)
    {
        var options = new List<SqlOption>();
        for (var start = Here; OneOf(words) is { } word; start = Here)
            options.Add(new SqlOption(word.ToLowerInvariant(), null, From(start)));
        return options;
    }

    private IReadOnlyList<VacuumTarget> VacuumTargets() => AtEnd ? [] : List(() => new VacuumTarget(Relation(), EnclosedIfAny(Name)));

    private Cluster ClusterTable()
    {
        Skip(1);
        var options = Is("(") ? WordOptions() : OldOptions("VERBOSE");
        if (AtEnd)
            return new Cluster(null, null, options);
        var name = Qualified();
        // The old form names the index first.
        if (Accept("ON"))
            return new Cluster(Qualified(), new Identifier(name.Name, name.Span), options);
        return new Cluster(name, Accept("USING") ? Name() : null, options);
    }

    private Repack RepackTable()
    {
        Skip(1);
        var options = Is("(") ? WordOptions() : [];
        var isIndexAlone = Is("USING");
        var table = AtEnd || isIndexAlone ? null : Qualified();
        if (table is not null)
            EnclosedIfAny(Name);
        var usingIndex = Accept("USING", "INDEX");
        if (isIndexAlone && !usingIndex)
            Fail();
        return new Repack(table, usingIndex, usingIndex && table is not null ? NameIfAny() : null, options);
    }

    private StatementNode Channel()
    {
        switch (Demand("LISTEN", "UNLISTEN", "NOTIFY"))
        {
            case "LISTEN":
                return new Listen(Name());
            case "UNLISTEN":
                return new Unlisten(Accept("*") ? null : Name());
            default:
                var channel = Name();
                return new Notify(channel, Accept(",") ? String().Text : null);
        }
    }

    private StatementNode Prepare()
    {
        if (Is("PREPARE", "TRANSACTION") && Kind(2) == SqlTokenKind.String)
        {
            Skip(2);
            return new TransactionControl(TransactionAction.Prepare, String().Text, [], null);
        }

        Skip(1);
        var name = Name();
        var types = EnclosedIfAny(Type);
        Expect("AS");
        var statement = Statement();
        if (statement is not QueryNode)
            Fail();
        return new PrepareStatement(name, types, statement);
    }

    private ExecuteStatement Execute()
    {
        Skip(1);
        return new ExecuteStatement(Name(), Is("(") ? SkipEnclosed() : null);
    }

    private Deallocate DeallocateStatement()
    {
        Skip(1);
        if (Is("PREPARE") && IsWord(1))
            Skip(1);
        return new Deallocate(Accept("ALL") ? null : Name());
    }

    private StatementNode Cursor()
    {
        var word = Demand("DECLARE", "FETCH", "MOVE", "CLOSE");
        if (word == "CLOSE")
            return new CloseCursor(Accept("ALL") ? null : Name());
        return word == "DECLARE" ? Declare() : Fetch(word == "MOVE");
    }

    private DeclareCursor Declare()
    {
        var name = Name();
        while (OneOf("BINARY", "INSENSITIVE", "ASENSITIVE", "SCROLL") is not null || Accept("NO", "SCROLL"))
        {
        }

        Expect("CURSOR");
        var hold = Accept("WITH", "HOLD");
        if (!hold)
            Accept("WITHOUT", "HOLD");
        Expect("FOR");
        var query = Statement();
        if (query is not Select)
            Fail();
        return new DeclareCursor(name, hold, query);
    }

    private FetchCursor Fetch(bool move)
    {
        // Every word of a direction may be the name of a cursor, too; the name is the last word.
        if (Index < Limit - 1)
        {
            if (OneOf("NEXT", "PRIOR", "FIRST", "LAST", "ALL") is null)
            {
                if (OneOf("ABSOLUTE", "RELATIVE") is not null)
                    SignedNumber();
                else if (OneOf("FORWARD", "BACKWARD") is not null)
                    CountIfAny();
                else if (!IsAny("FROM", "IN"))
                    SignedNumber();
            }

            OneOf("FROM", "IN");
        }

        return new FetchCursor(Name(), move);
    }

    private void CountIfAny()
    {
        if (Kind() == SqlTokenKind.Number || IsAny("-", "+"))
            SignedNumber();
        else
            Accept("ALL");
    }

    private Discard DiscardState()
    {
        Skip(1);
        var target = Demand("ALL", "TEMP", "TEMPORARY", "PLANS", "SEQUENCES").ToLowerInvariant();
        return new Discard(target == "temporary" ? "temp" : target);
    }

    private LoadLibrary Load()
    {
        Skip(1);
        return new LoadLibrary(String().Text);
    }

    private Checkpoint CheckpointNow()
    {
        Skip(1);
        return new Checkpoint(Is("(") ? WordOptions() : []);
    }

    private Copy Copy()
    {
        Skip(1);
        SqlName? table = null;
        IReadOnlyList<Identifier> columns = [];
        StatementNode? query = null;
        if (Is("("))
        {
            var close = Closing();
            Skip(1);
            query = StatementUpTo(close);
            Expect(")");
        }
        else
        {
            Accept("BINARY");
            table = Qualified();
            columns = EnclosedIfAny(Name);
        }

        var from = Demand("FROM", "TO") == "FROM";
        if (from && query is not null)
            Fail();
        var program = Is("PROGRAM") && Kind(1) == SqlTokenKind.String && Skip(1);
        if (IsString)
            String();
        else
            Demand("STDIN", "STDOUT");
        var options = CopyOptions();
        return new Copy(table, columns, query, from, program, options) { Where = Accept("WHERE") ? Expression() : null };
    }

    private List<SqlOption> CopyOptions()
    {
        if (Accept("USING", "DELIMITERS"))
            String();
        Accept("WITH");
        if (Is("("))
            return WordOptions();
        var options = new List<SqlOption>();
        while (!AtEnd && !Is("WHERE"))
            options.Add(OldCopyOption());
        return options;
    }

    private SqlOption OldCopyOption()
    {
        var start = Here;
        var word = Demand("BINARY", "FREEZE", "DELIMITER", "NULL", "CSV", "HEADER", "QUOTE", "ESCAPE", "FORCE", "ENCODING").ToLowerInvariant();
        if (word == "force")
        {
            if (Accept("QUOTE") || Accept("NOT", "NULL") || Accept("NULL"))
                return Accept("*") || List(Name).Count > 0 ? new SqlOption(word, null, From(start)) : Fail(new SqlOption(word, null, default));
            Fail();
        }

        if (word is "binary" or "freeze" or "csv" or "header")
            return new SqlOption(word, null, From(start));
        Accept("AS");
        return new SqlOption(word, String().Text, From(start));
    }

    private Explain Explain()
    {
        Skip(1);
        var isQuery = Is("(") && (IsAnySecond("SELECT", "WITH") || IsAnySecond("VALUES", "TABLE") || Is("(", 1));
        var options = Is("(") && !isQuery ? WordOptions() : OldOptions("ANALYZE", "ANALYSE", "VERBOSE");
        return new Explain(Statement(), options);
    }
}
