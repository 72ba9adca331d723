namespace Confiture.Sql;

/// <summary>
/// Cuts a text into pieces. A semicolon ends a statement unless it is inside parentheses, as in <c>CREATE RULE ... DO (a; b)</c>,
/// or inside the body of a function in the SQL standard's form.
/// </summary>
internal sealed class StatementSplitter(SourceText source)
{
    private readonly SqlLexer lexer = new(source);
    private readonly List<SqlPiece> pieces = [];
    private readonly List<SqlStatement> statements = [];

    // Trivia after a token is inside the statement when another token follows, and a separate piece when none does.
    private readonly List<SqlToken> trailing = [];
    private readonly RoutineBody body = new(source.Text);
    private readonly StatementHead head = new(source);
    private readonly DirectiveReader directives = new(source.Text);
    private int start = -1;
    private int end;
    private int depth;

    public IReadOnlyList<SqlPiece> Pieces => pieces;

    public IReadOnlyList<SqlStatement> Statements => statements;

    public IReadOnlyList<SqlDirective> Directives => directives.End();

    public void Run()
    {
        while (true)
        {
            var token = Next();
            directives.Add(token);
            if (token.IsTrivia)
                trailing.Add(token);
            else if (token.Kind == SqlTokenKind.End || (token.Kind == SqlTokenKind.Semicolon && depth == 0 && !body.IsOpen))
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
                return lexer.Next();
            }
            catch (SqlSyntaxException fault) when (source.Faults is not null)
            {
                // Who wants to know of all mistakes gets what is left.
                source.Faults.Add(fault);
                Skip();
            }
        }
    }

    /// <summary>A command of psql ends its statement and its line; what does not end takes its statement and the rest of the text with it.</summary>
    private void Skip()
    {
        var at = lexer.TokenStart;
        var isCommand = source.Text[at] == '\\';
        if (isCommand)
            EndStatement(null);
        else if (start >= 0)
            at = Abandon();
        AddTrivia();
        Skip(at, isCommand ? lexer.EndOfLine(at) : source.Text.Length);
    }

    private int Abandon()
    {
        var at = start;
        trailing.Clear();
        Forget();
        return at;
    }

    private void Skip(int from, int to)
    {
        if (to > from)
            pieces.Add(new SqlPiece(source.Text, SqlPieceKind.Comment, from, to - from));
        lexer.ContinueAt(to);
    }

    private void Add(SqlToken token)
    {
        if (start < 0)
        {
            AddTrivia();
            start = token.Start;
        }

        trailing.Clear();
        end = token.End;
        if (token.Kind == SqlTokenKind.Open)
            depth++;
        else if (token.Kind == SqlTokenKind.Close && depth > 0)
            depth--;
        head.Add(token, depth);
        body.Add(token, depth);
    }

    private void Finish(SqlToken end)
    {
        var isEnded = end.Kind == SqlTokenKind.Semicolon;
        EndStatement(isEnded ? end.End : null);
        AddTrivia();
        if (isEnded)
            pieces.Add(new SqlPiece(source.Text, SqlPieceKind.Terminator, end.Start, 1));
    }

    /// <summary>Ends the statement that is open, if one is, with the rows that follow it.</summary>
    /// <param name="semicolon">The offset after its semicolon; null when there is none.</param>
    private void EndStatement(int? semicolon)
    {
        if (start < 0)
            return;
        head.Refuse();
        var text = source.Text[start..end];
        var data = head.Copy == ClientCopy.FromClient && semicolon is { } at ? Data(at) : null;
        statements.Add(new SqlStatement(start, text, head.Keyword, head.IsTransactionControl) { Copy = head.Copy, Data = data });
        pieces.Add(new SqlPiece(source.Text, SqlPieceKind.Statement, start, text.Length));
        Forget();
    }

    private string? Data(int semicolon)
    {
        try
        {
            return source.MarkData(start, semicolon);
        }
        catch (SqlSyntaxException fault) when (source.Faults is not null)
        {
            source.Faults.Add(fault);
            return null;
        }
    }

    private void Forget()
    {
        start = -1;
        depth = 0;
        head.Reset();
        body.Reset();
    }

    private void AddTrivia()
    {
        foreach (var token in trailing)
            pieces.Add(new SqlPiece(source.Text, KindOf(token), token.Start, token.End - token.Start));
        trailing.Clear();
    }

    private static SqlPieceKind KindOf(SqlToken trivia) => trivia.Kind switch
    {
        SqlTokenKind.Comment => SqlPieceKind.Comment,
        SqlTokenKind.Data => SqlPieceKind.Data,
        _ => SqlPieceKind.Space,
    };
}
