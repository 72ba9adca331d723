namespace Confiture.Sql;

/// <summary>
/// Reads a text token by token, by the rules of PostgreSQL's own lexer. Every character belongs to exactly one token, and no
/// character is looked at more than a fixed number of times.
/// </summary>
internal sealed partial class SqlLexer(SourceText source, int start = 0)
{
    private readonly string _text = source.Text;
    private int _at = start;
    private int _data = source.DataAfter(start);

    /// <summary>The start of the last token, or of the one that could not be read.</summary>
    public int TokenStart { get; private set; } = start;

    /// <summary>Goes on somewhere else.</summary>
    public void ContinueAt(int offset) => _at = offset;

    /// <summary>The next token; at the end of the text one of kind <see cref="SqlTokenKind.End"/>, again and again.</summary>
    /// <exception cref="SqlSyntaxException">A quote or comment does not end, or the next character is one that no statement contains.</exception>
    public SqlToken Next()
    {
        var start = TokenStart = _at;
        if (start == _text.Length)
            return new SqlToken(SqlTokenKind.End, start, start);
        if (start == DataStart)
            return new SqlToken(SqlTokenKind.Data, start, _at = source.Data[_data++].End);
        var kind = Read(_text[start]);
        return new SqlToken(kind, start, _at);
    }

    private SqlTokenKind Read(char first) => first switch
    {
        SqlCharacters.ByteOrderMark when _at == 0 => Single(SqlTokenKind.Space),
        _ when SqlCharacters.IsSpace(first) => Space(),
        '-' when Follows(1, '-') => LineComment(),
        '/' when Follows(1, '*') => BlockComment(),
        '\'' => StandardString(1),
        '"' => QuotedIdentifier(1),
        'e' or 'E' when Follows(1, '\'') => EscapeString(),
        'b' or 'B' or 'x' or 'X' or 'n' or 'N' when Follows(1, '\'') => StandardString(2),
        'u' or 'U' when Follows(1, '&') && Follows(2, '\'') => StandardString(3),
        'u' or 'U' when Follows(1, '&') && Follows(2, '"') => QuotedIdentifier(3),
        _ when SqlCharacters.IsWordStart(first) => Word(),
        '$' => Dollar(),
        _ when char.IsAsciiDigit(first) => Number(),
        '.' when DigitFollows(1) => Number(),
        '(' => Single(SqlTokenKind.Open),
        ')' => Single(SqlTokenKind.Close),
        ';' => Single(SqlTokenKind.Semicolon),
        _ when SqlCharacters.IsOperator(first) => Operator(),
        ':' when Follows(1, ':') || Follows(1, '=') => Punctuation(2),
        '.' when Follows(1, '.') => Punctuation(2),
        '\\' => MetaCommand(),
        '\0' => throw source.Error(_at, "The text contains a NUL character.",
            "Remove it; PostgreSQL accepts no text with one. A UTF-16 file is full of them: save it as UTF-8."),
        _ => Single(SqlTokenKind.Other),
    };

    private int DataStart => _data < source.Data.Count ? source.Data[_data].Start : int.MaxValue;

    private bool Follows(int distance, char c) => _at + distance < _text.Length && _text[_at + distance] == c;

    private bool DigitFollows(int distance) => _at + distance < _text.Length && char.IsAsciiDigit(_text[_at + distance]);

    private SqlTokenKind Single(SqlTokenKind kind)
    {
        _at++;
        return kind;
    }

    private SqlTokenKind Punctuation(int length)
    {
        _at += length;
        return SqlTokenKind.Other;
    }

    private SqlTokenKind Space()
    {
        var length = _text.AsSpan(_at).IndexOfAnyExcept(SqlCharacters.Space);
        _at = Math.Min(length < 0 ? _text.Length : _at + length, DataStart);
        return SqlTokenKind.Space;
    }

    private SqlTokenKind Word()
    {
        var length = _text.AsSpan(_at).IndexOfAny(SqlCharacters.NotWord);
        _at = length < 0 ? _text.Length : _at + length;
        return SqlTokenKind.Word;
    }

    private SqlTokenKind LineComment()
    {
        _at = EndOfLine(_at);
        return SqlTokenKind.Comment;
    }

    /// <summary>The end of the line on which a place is.</summary>
    public int EndOfLine(int from)
    {
        var length = _text.AsSpan(from).IndexOfAny(SqlCharacters.LineEnd);
        return length < 0 ? _text.Length : from + length;
    }

    private SqlTokenKind BlockComment()
    {
        var start = _at;
        _at += 2;
        for (var depth = 1; depth > 0;)
        {
            var length = _text.AsSpan(_at).IndexOfAny(SqlCharacters.CommentMark);
            if (length < 0)
                throw source.Error(start, depth == 1 ? "Unterminated comment." : $"Unterminated comment: {depth} nested comments are open.",
                    "Write the missing */; comments nest, so every /* inside needs its own.");
            _at += length;
            var step = Follows(0, '/') && Follows(1, '*') ? 1 : Follows(0, '*') && Follows(1, '/') ? -1 : 0;
            depth += step;
            _at += step == 0 ? 1 : 2;
        }

        return SqlTokenKind.Comment;
    }

    /// <summary>The psql commands that pg_dump writes around its output mean nothing to a server; others would be lost.</summary>
    private SqlTokenKind MetaCommand()
    {
        var end = _at + 1;
        while (end < _text.Length && char.IsAsciiLetter(_text[end]))
            end++;
        var command = _text[_at..end];
        if (command is not ("\\restrict" or "\\unrestrict"))
            throw source.Error(_at, $"{command} is a psql command, which the server does not know.",
                "Write it as SQL. If the backslash belongs to a string, quote the string.");
        _at = EndOfLine(end);
        return SqlTokenKind.Comment;
    }
}
