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

    // Trivia after a token is inside the statement when another token follows, and a piece of its own when none does.
    private readonly List<SqlToken> _trailing = [];
    private readonly RoutineBody _body = new(source.Text);
    private readonly StatementHead _head = new(source);
    private int _start = -1;
    private int _end;
    private int _depth;

    public IReadOnlyList<SqlPiece> Pieces => _pieces;

    public IReadOnlyList<SqlStatement> Statements => _statements;

    public void Run()
    {
        while (true)
        {
            var token = _lexer.Next();
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
        if (_start >= 0)
        {
            _head.Refuse();
            var text = source.Text[_start.._end];
            var data = _head.Copy == ClientCopy.FromClient && end.Kind == SqlTokenKind.Semicolon ? source.MarkData(_start, end.End) : null;
            _statements.Add(new SqlStatement(_start, text, _head.Keyword, _head.IsTransactionControl) { Copy = _head.Copy, Data = data });
            _pieces.Add(new SqlPiece(source.Text, SqlPieceKind.Statement, _start, text.Length));
            _start = -1;
            _depth = 0;
            _head.Reset();
            _body.Reset();
        }

        AddTrivia();
        if (end.Kind == SqlTokenKind.Semicolon)
            _pieces.Add(new SqlPiece(source.Text, SqlPieceKind.Terminator, end.Start, 1));
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
