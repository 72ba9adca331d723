namespace Confiture.Sql.Syntax;

/// <summary>The position of a token in a query.</summary>
internal enum ScanMode
{
    /// <summary>Between parentheses that hold no query.</summary>
    Inside,

    /// <summary>In a query, outside its FROM.</summary>
    Query,

    /// <summary>In FROM, where a relation is to follow.</summary>
    Item,

    /// <summary>In FROM, behind a relation.</summary>
    AfterItem,

    /// <summary>In WITH, where a name is to follow.</summary>
    CommonName,

    /// <summary>In WITH, behind the name.</summary>
    Common,
}

/// <summary>
/// Finds the relations of a query and its sub-queries in one pass over the tokens, with a stack for the parentheses. It looks at the
/// words that begin and end clauses and never at expressions.
/// </summary>
internal sealed class RelationScan(string text, SyntaxTokens tokens, VisibleNames common)
{
    private readonly record struct Frame(ScanMode Mode, int Visible, string? Pending);

    private readonly Stack<Frame> outer = new();
    private readonly List<SqlName> reads = [];
    private ScanMode mode;
    private string? pending;
    private bool atStart;
    private bool recursive;
    private int at;
    private int end;

    public IReadOnlyList<SqlName> Reads => reads;

    public SqlName? Into { get; private set; }

    public bool IntoTemporary { get; private set; }

    public bool HasWhere { get; private set; }

    /// <summary>The index of the outermost WHERE; null without.</summary>
    public int? WhereAt { get; private set; }

    /// <summary>The index of the outermost RETURNING; null without.</summary>
    public int? ReturningAt { get; private set; }

    public bool HasReturning => ReturningAt is not null;

    public bool HasWhen { get; private set; }

    public bool LocksRows { get; private set; }

    public string? OnConflict { get; private set; }

    private bool IsOutermost => outer.Count == 0;

    /// <summary>Reads the tokens from <paramref name="start"/> up to <paramref name="end"/>;
    /// false when brackets do not match or a semicolon is among them.</summary>
    public bool Run(int start, int end, ScanMode mode)
    {
        var visible = common.Count;
        (at, this.end, this.mode, atStart) = (start, end, mode, mode == ScanMode.Query);
        // A query in parentheses is the outermost one all the same.
        while (mode == ScanMode.Query && IsOpen(at) && tokens.Match(at) == this.end - 1 && at < this.end)
            (at, this.end) = (at + 1, this.end - 1);
        while (at < this.end)
        {
            if (tokens[at].Kind == SqlTokenKind.Semicolon || !Step())
                return false;
        }

        common.BackTo(visible);
        return outer.Count == 0;
    }

    private bool IsOpen(int index) => index < end && tokens[index].Kind == SqlTokenKind.Open;

    // TRUE, or a number that equals itself: what people write where a tool asks for a condition.
    private bool IsAlwaysTrue(int index)
    {
        var end = Word(index) == "TRUE" ? index + 1
            : index + 2 < this.end && tokens[index].Kind == SqlTokenKind.Number && Written(index + 1) == "=" && tokens[index + 2].Kind == SqlTokenKind.Number
                && Written(index) == Written(index + 2) ? index + 3 : 0;
        return end > 0 && (end == this.end || Word(end) is "RETURNING" || tokens[end].Kind is SqlTokenKind.Close or SqlTokenKind.Semicolon);
    }

    private string Written(int index) => text[tokens[index].Start..tokens[index].End];

    private string? Word(int index) => index < end && index >= 0 ? tokens[index].Keyword?.Word : null;

    private bool Step()
    {
        var token = tokens[at];
        var atStart = this.atStart;
        this.atStart = false;
        switch (token.Kind)
        {
            case SqlTokenKind.Open:
                return Open();
            case SqlTokenKind.Close:
                return Close();
            case SqlTokenKind.Other when text[token.Start] == ',' && token.End - token.Start == 1:
                at++;
                mode = mode switch { ScanMode.AfterItem => ScanMode.Item, ScanMode.Common => ScanMode.CommonName, _ => mode };
                return true;
            case SqlTokenKind.Other when text[token.Start] == '.':
                // What follows is a label, whatever the word.
                at += 2;
                return true;
            case SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier when mode != ScanMode.Inside:
                return Named(token, atStart);
            default:
                at++;
                return true;
        }
    }

    private bool Open()
    {
        if (tokens.Match(at) is var close && (close < 0 || close >= end))
            return false;
        var isQuery = Word(at + 1) is "SELECT" or "VALUES" or "TABLE" or "WITH";
        var inner = isQuery ? ScanMode.Query : mode == ScanMode.Item ? ScanMode.Item : ScanMode.Inside;
        // The query of a WITH item ends the item; anything else in parentheses there is its list of columns.
        var pending = mode == ScanMode.Common && isQuery ? this.pending : null;
        outer.Push(new Frame(mode == ScanMode.Item ? ScanMode.AfterItem : mode, common.Count, pending));
        mode = inner;
        atStart = isQuery;
        at++;
        return true;
    }

    private bool Close()
    {
        if (!outer.TryPop(out var frame))
            return false;
        common.BackTo(frame.Visible);
        if (frame.Pending is not null)
            common.Add(frame.Pending);
        mode = frame.Mode;
        at++;
        return true;
    }

    private bool Named(SyntaxToken token, bool atStart)
    {
        var word = token.Keyword?.Word;
        if (word == "AS" && mode != ScanMode.Common)
        {
            // An alias may be any word, but a parenthesis is no alias.
            at += IsOpen(at + 1) ? 1 : 2;
            return true;
        }

        if (atStart && word == "WITH")
        {
            recursive = Word(at + 1) == "RECURSIVE";
            at += recursive ? 2 : 1;
            mode = ScanMode.CommonName;
            return true;
        }

        if (word is not null && Clause(word))
            return true;
        if (mode == ScanMode.CommonName)
            return CommonName();
        if (mode == ScanMode.Item)
            return Item(word);
        at++;
        return true;
    }

    private bool CommonName()
    {
        pending = NameReader.Read(text, tokens, ref at, end)?.Name;
        mode = ScanMode.Common;
        // What is no item (a column of SEARCH or CYCLE) hides no table; only with RECURSIVE is a name visible in its own query.
        if (Word(at) != "AS" && !IsOpen(at))
            pending = null;
        else if (recursive && pending is not null)
            common.Add(pending);
        return true;
    }

    /// <summary>Takes a word that begins or ends a clause; false for any other.</summary>
    private bool Clause(string word)
    {
        switch (word)
        {
            case "FROM" when Word(at - 1) == "DISTINCT" && Word(at - 2) is "IS" or "NOT":
                return false;
            case "FROM" when mode != ScanMode.Item:
                return Enter(ScanMode.Item);
            case "JOIN" when mode == ScanMode.AfterItem:
                return Enter(ScanMode.Item);
            case "TABLE" when mode == ScanMode.Query:
                return Enter(ScanMode.Item);
            case "INTO" when mode == ScanMode.Query && IsOutermost && Into is null:
                return ReadInto();
            case "WHERE":
                HasWhere |= IsOutermost && !IsAlwaysTrue(at + 1);
                if (IsOutermost) WhereAt ??= at;
                return Enter(ScanMode.Query);
            case "RETURNING":
                if (IsOutermost) ReturningAt ??= at;
                return Enter(ScanMode.Query);
            case "FOR" when Word(at + 1) is "UPDATE" or "NO" or "SHARE" or "KEY":
                LocksRows |= IsOutermost;
                return Enter(ScanMode.Query);
            case "ON" when Word(at + 1) == "CONFLICT" && (IsOpen(at + 2) || Word(at + 2) is "DO" or "ON"):
                return Conflict();
            case "WHEN" when IsOutermost && Word(at + 1) is "MATCHED" or "NOT":
                HasWhen = true;
                return Enter(ScanMode.Query);
            case "SELECT" or "VALUES" or "GROUP" or "HAVING" or "WINDOW" or "ORDER" or "LIMIT" or "OFFSET" or "FETCH" or "UNION" or "INTERSECT" or "EXCEPT"
                when mode is not ScanMode.Item:
                return Enter(ScanMode.Query);
            default:
                return false;
        }
    }

    private bool Enter(ScanMode mode)
    {
        this.mode = mode;
        at++;
        return true;
    }

    private bool Conflict()
    {
        // One statement has one such clause; more of them are not looked at, so that the time stays linear.
        var isFirst = OnConflict is null;
        OnConflict ??= "nothing";
        for (var i = at + 2; i < end && isFirst; i++)
        {
            if (IsOpen(i) && tokens.Match(i) > i)
            {
                i = tokens.Match(i);
            }
            else if (Word(i) == "DO")
            {
                OnConflict = Word(i + 1) == "UPDATE" ? "update" : "nothing";
                break;
            }
        }

        at += 2;
        mode = ScanMode.Query;
        return true;
    }

    private bool ReadInto()
    {
        at++;
        while (Word(at) is "TEMP" or "TEMPORARY" or "LOCAL" or "GLOBAL" or "UNLOGGED" or "TABLE")
            IntoTemporary |= Word(at++) is "TEMP" or "TEMPORARY";
        Into = NameReader.Read(text, tokens, ref at, end);
        return Into is not null;
    }

    /// <summary>GRAPH_TABLE (graph MATCH ...) reads the graph (PostgreSQL 19).</summary>
    private void Graph()
    {
        var at = this.at + 1;
        if (NameReader.Read(text, tokens, ref at, end) is { } graph && Word(at) == "MATCH")
            reads.Add(graph);
    }

    private bool Item(string? word)
    {
        if (word is "ONLY" or "LATERAL" or "TABLE" or "INTO")
        {
            at++;
            return true;
        }

        if (word == "ROWS" && Word(at + 1) == "FROM" && IsOpen(at + 2))
        {
            at += 2;
            mode = ScanMode.AfterItem;
            return true;
        }

        var name = NameReader.Read(text, tokens, ref at, end);
        if (name is null)
        {
            at++;
            return true;
        }

        mode = ScanMode.AfterItem;
        if (IsOpen(at) && name is { Schema: null, Name: "graph_table" })
            Graph();
        if (!IsOpen(at) && !(name.Schema is null && common.Contains(name.Name)))
            reads.Add(name);
        return true;
    }
}
