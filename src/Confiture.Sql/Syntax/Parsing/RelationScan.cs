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

    private readonly Stack<Frame> _outer = new();
    private readonly List<SqlName> _reads = [];
    private ScanMode _mode;
    private string? _pending;
    private bool _atStart;
    private bool _recursive;
    private int _at;
    private int _end;

    public IReadOnlyList<SqlName> Reads => _reads;

    public SqlName? Into { get; private set; }

    public bool IntoTemporary { get; private set; }

    public bool HasWhere { get; private set; }

    public bool HasReturning { get; private set; }

    public bool HasWhen { get; private set; }

    public bool LocksRows { get; private set; }

    public string? OnConflict { get; private set; }

    private bool IsOutermost => _outer.Count == 0;

    /// <summary>Reads the tokens from <paramref name="start"/> up to <paramref name="end"/>; false when brackets do not match or a semicolon is among them.</summary>
    public bool Run(int start, int end, ScanMode mode)
    {
        var visible = common.Count;
        (_at, _end, _mode, _atStart) = (start, end, mode, mode == ScanMode.Query);
        // A query in parentheses is the outermost one all the same.
        while (mode == ScanMode.Query && IsOpen(_at) && tokens.Match(_at) == _end - 1 && _at < _end)
            (_at, _end) = (_at + 1, _end - 1);
        while (_at < _end)
        {
            if (tokens[_at].Kind == SqlTokenKind.Semicolon || !Step())
                return false;
        }

        common.BackTo(visible);
        return _outer.Count == 0;
    }

    private bool IsOpen(int index) => index < _end && tokens[index].Kind == SqlTokenKind.Open;

    // TRUE, or a number that equals itself: what people write where a tool asks for a condition.
    private bool IsAlwaysTrue(int index)
    {
        var end = Word(index) == "TRUE" ? index + 1
            : index + 2 < _end && tokens[index].Kind == SqlTokenKind.Number && Written(index + 1) == "=" && tokens[index + 2].Kind == SqlTokenKind.Number && Written(index) == Written(index + 2) ? index + 3 : 0;
        return end > 0 && (end == _end || Word(end) is "RETURNING" || tokens[end].Kind is SqlTokenKind.Close or SqlTokenKind.Semicolon);
    }

    private string Written(int index) => text[tokens[index].Start..tokens[index].End];

    private string? Word(int index) => index < _end && index >= 0 ? tokens[index].Keyword?.Word : null;

    private bool Step()
    {
        var token = tokens[_at];
        var atStart = _atStart;
        _atStart = false;
        switch (token.Kind)
        {
            case SqlTokenKind.Open:
                return Open();
            case SqlTokenKind.Close:
                return Close();
            case SqlTokenKind.Other when text[token.Start] == ',' && token.End - token.Start == 1:
                _at++;
                _mode = _mode switch { ScanMode.AfterItem => ScanMode.Item, ScanMode.Common => ScanMode.CommonName, _ => _mode };
                return true;
            case SqlTokenKind.Other when text[token.Start] == '.':
                // What follows is a label, whatever the word.
                _at += 2;
                return true;
            case SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier when _mode != ScanMode.Inside:
                return Named(token, atStart);
            default:
                _at++;
                return true;
        }
    }

    private bool Open()
    {
        if (tokens.Match(_at) is var close && (close < 0 || close >= _end))
            return false;
        var isQuery = Word(_at + 1) is "SELECT" or "VALUES" or "TABLE" or "WITH";
        var inner = isQuery ? ScanMode.Query : _mode == ScanMode.Item ? ScanMode.Item : ScanMode.Inside;
        // The query of a WITH item ends the item; anything else in parentheses there is its list of columns.
        var pending = _mode == ScanMode.Common && isQuery ? _pending : null;
        _outer.Push(new Frame(_mode == ScanMode.Item ? ScanMode.AfterItem : _mode, common.Count, pending));
        _mode = inner;
        _atStart = isQuery;
        _at++;
        return true;
    }

    private bool Close()
    {
        if (!_outer.TryPop(out var frame))
            return false;
        common.BackTo(frame.Visible);
        if (frame.Pending is not null)
            common.Add(frame.Pending);
        _mode = frame.Mode;
        _at++;
        return true;
    }

    private bool Named(SyntaxToken token, bool atStart)
    {
        var word = token.Keyword?.Word;
        if (word == "AS" && _mode != ScanMode.Common)
        {
            // An alias may be any word, but a parenthesis is no alias.
            _at += IsOpen(_at + 1) ? 1 : 2;
            return true;
        }

        if (atStart && word == "WITH")
        {
            _recursive = Word(_at + 1) == "RECURSIVE";
            _at += _recursive ? 2 : 1;
            _mode = ScanMode.CommonName;
            return true;
        }

        if (word is not null && Clause(word))
            return true;
        if (_mode == ScanMode.CommonName)
            return CommonName();
        if (_mode == ScanMode.Item)
            return Item(word);
        _at++;
        return true;
    }

    private bool CommonName()
    {
        _pending = NameReader.Read(text, tokens, ref _at, _end)?.Name;
        _mode = ScanMode.Common;
        // What is no item (a column of SEARCH or CYCLE) hides no table; only with RECURSIVE is a name visible in its own query.
        if (Word(_at) != "AS" && !IsOpen(_at))
            _pending = null;
        else if (_recursive && _pending is not null)
            common.Add(_pending);
        return true;
    }

    /// <summary>Takes a word that begins or ends a clause; false for any other.</summary>
    private bool Clause(string word)
    {
        switch (word)
        {
            case "FROM" when Word(_at - 1) == "DISTINCT" && Word(_at - 2) is "IS" or "NOT":
                return false;
            case "FROM" when _mode != ScanMode.Item:
                return Enter(ScanMode.Item);
            case "JOIN" when _mode == ScanMode.AfterItem:
                return Enter(ScanMode.Item);
            case "TABLE" when _mode == ScanMode.Query:
                return Enter(ScanMode.Item);
            case "INTO" when _mode == ScanMode.Query && IsOutermost && Into is null:
                return ReadInto();
            case "WHERE":
                HasWhere |= IsOutermost && !IsAlwaysTrue(_at + 1);
                return Enter(ScanMode.Query);
            case "RETURNING":
                HasReturning |= IsOutermost;
                return Enter(ScanMode.Query);
            case "FOR" when Word(_at + 1) is "UPDATE" or "NO" or "SHARE" or "KEY":
                LocksRows |= IsOutermost;
                return Enter(ScanMode.Query);
            case "ON" when Word(_at + 1) == "CONFLICT" && (IsOpen(_at + 2) || Word(_at + 2) is "DO" or "ON"):
                return Conflict();
            case "WHEN" when IsOutermost && Word(_at + 1) is "MATCHED" or "NOT":
                HasWhen = true;
                return Enter(ScanMode.Query);
            case "SELECT" or "VALUES" or "GROUP" or "HAVING" or "WINDOW" or "ORDER" or "LIMIT" or "OFFSET" or "FETCH" or "UNION" or "INTERSECT" or "EXCEPT" when _mode is not ScanMode.Item:
                return Enter(ScanMode.Query);
            default:
                return false;
        }
    }

    private bool Enter(ScanMode mode)
    {
        _mode = mode;
        _at++;
        return true;
    }

    private bool Conflict()
    {
        // One statement has one such clause; more of them are not looked at, so that the time stays linear.
        var isFirst = OnConflict is null;
        OnConflict ??= "nothing";
        for (var i = _at + 2; i < _end && isFirst; i++)
        {
            if (IsOpen(i) && tokens.Match(i) > i)
                i = tokens.Match(i);
            else if (Word(i) == "DO")
            {
                OnConflict = Word(i + 1) == "UPDATE" ? "update" : "nothing";
                break;
            }
        }

        _at += 2;
        _mode = ScanMode.Query;
        return true;
    }

    private bool ReadInto()
    {
        _at++;
        while (Word(_at) is "TEMP" or "TEMPORARY" or "LOCAL" or "GLOBAL" or "UNLOGGED" or "TABLE")
            IntoTemporary |= Word(_at++) is "TEMP" or "TEMPORARY";
        Into = NameReader.Read(text, tokens, ref _at, _end);
        return Into is not null;
    }

    /// <summary>GRAPH_TABLE (graph MATCH ...) reads the graph (PostgreSQL 19).</summary>
    private void Graph()
    {
        var at = _at + 1;
        if (NameReader.Read(text, tokens, ref at, _end) is { } graph && Word(at) == "MATCH")
            _reads.Add(graph);
    }

    private bool Item(string? word)
    {
        if (word is "ONLY" or "LATERAL" or "TABLE" or "INTO")
        {
            _at++;
            return true;
        }

        if (word == "ROWS" && Word(_at + 1) == "FROM" && IsOpen(_at + 2))
        {
            _at += 2;
            _mode = ScanMode.AfterItem;
            return true;
        }

        var name = NameReader.Read(text, tokens, ref _at, _end);
        if (name is null)
        {
            _at++;
            return true;
        }

        _mode = ScanMode.AfterItem;
        if (IsOpen(_at) && name is { Schema: null, Name: "graph_table" })
            Graph();
        if (!IsOpen(_at) && !(name.Schema is null && common.Contains(name.Name)))
            _reads.Add(name);
        return true;
    }
}
