namespace Confiture.Sql;

/// <summary>
/// Cuts a text into pieces. A semicolon ends a statement unless it is inside parentheses, as in <c>CREATE RULE ... DO (a; b)</c>,
/// or inside the body of a function in the SQL standard's form.
/// </summary>
internal sealed class StatementSplitter(SourceText source)
{
    private readonly SqlLexer _lexer = new(source);
    private readonly List<SqlPiece> _pieces = [];
    private readonly List<SqlStatement> _statements = [];

    // Trivia after a token is inside the statement when another token follows, and a separate piece when none does.
    private readonly List<SqlToken> _trailing = [];
    private readonly RoutineBody _body = new(source.Text);
    private readonly StatementHead _head = new(source);
    private readonly DirectiveReader _directives = new(source.Text);
    private int _start = -1;
    private int _end;
    private int _depth;

    public IReadOnlyList<SqlPiece> Pieces => _pieces;

    public IReadOnlyList<SqlStatement> Statements => _statements;

    public IReadOnlyList<SqlDirective> Directives => _directives.End();

    public void Run()
    {
        while (true)
        {
            var token = Next();
            _directives.Add(token);
            if (token.IsTrivia)
                _trailing.Add(token);
            else if (token.Kind == SqlTokenKind.End || (token.Kind == SqlTokenKind.Semicolon && _depth == 0 && !_body.IsOpen))
                Finish(token);
            else
                Add(token);
            if (token.Kind == SqlTokenKind.End)
                return;
        }
    }

    private SqlToken Next()
    {
        while (true)
        {
            try
            {
                return _lexer.Next();
            }
            catch (SqlSyntaxException fault) when (source.Faults is not null)
            {
                // Who wants to know of all mistakes gets what is left.
                source.Faults.Add(fault);
                PassOver();
            }
        }
    }

    /// <summary>A command of psql ends its statement and its line; what does not end takes its statement and the rest of the text with it.</summary>
    private void PassOver()
    {
        var at = _lexer.TokenStart;
        var isCommand = source.Text[at] == '\\';
        if (isCommand)
            EndStatement(null);
        else if (_start >= 0)
            at = Abandon();
        AddTrivia();
        Skip(at, isCommand ? _lexer.EndOfLine(at) : source.Text.Length);
    }

    private int Abandon()
    {
        var at = _start;
        _trailing.Clear();
        Forget();
        return at;
    }

    private void Skip(int from, int to)
    {
        if (to > from)
            _pieces.Add(new SqlPiece(source.Text, SqlPieceKind.Comment, from, to - from));
        _lexer.ContinueAt(to);
    }

    private void Add(SqlToken token)
    {
        if (_start < 0)
        {
            AddTrivia();
            _start = token.Start;
        }

        _trailing.Clear();
        _end = token.End;
        if (token.Kind == SqlTokenKind.Open)
            _depth++;
        else if (token.Kind == SqlTokenKind.Close && _depth > 0)
            _depth--;
        _head.Add(token, _depth);
        _body.Add(token, _depth);
    }

    private void Finish(SqlToken end)
    {
        var isEnded = end.Kind == SqlTokenKind.Semicolon;
        EndStatement(isEnded ? end.End : null);
        AddTrivia();
        if (isEnded)
            _pieces.Add(new SqlPiece(source.Text, SqlPieceKind.Terminator, end.Start, 1));
    }

    /// <summary>Ends the statement that is open, if one is, with the rows that follow it.</summary>
    /// <param name="semicolon">The offset after its semicolon; null when there is none.</param>
    private void EndStatement(int? semicolon)
    {
        if (_start < 0)
            return;
        _head.Refuse();
        var text = source.Text[_start.._end];
        var data = _head.Copy == ClientCopy.FromClient && semicolon is { } at ? Data(at) : null;
        _statements.Add(new SqlStatement(_start, text, _head.Keyword, _head.IsTransactionControl) { Copy = _head.Copy, Data = data });
        _pieces.Add(new SqlPiece(source.Text, SqlPieceKind.Statement, _start, text.Length));
        Forget();
    }

    private string? Data(int semicolon)
    {
        try
        {
            return source.MarkData(_start, semicolon);
        }
        catch (SqlSyntaxException fault) when (source.Faults is not null)
        {
            source.Faults.Add(fault);
            return null;
        }
    }

    private void Forget()
    {
        _start = -1;
        _depth = 0;
        _head.Reset();
        _body.Reset();
    }

    private void AddTrivia()
    {
        foreach (var token in _trailing)
            _pieces.Add(new SqlPiece(source.Text, KindOf(token), token.Start, token.End - token.Start));
        _trailing.Clear();
    }

    private static SqlPieceKind KindOf(SqlToken trivia) => trivia.Kind switch
    {
        SqlTokenKind.Comment => SqlPieceKind.Comment,
        SqlTokenKind.Data => SqlPieceKind.Data,
        _ => SqlPieceKind.Space,
    };
}
