namespace Confiture.Sql;

/// <summary>
/// The first few tokens of a statement, enough to know what it does to the session: whether it controls a transaction, reads data
/// that would follow it, or changes how the rest of the text is to be read.
/// </summary>
internal sealed class StatementHead(SourceText source)
{
    private const int Limit = 6;

    private readonly List<SqlToken> _tokens = new(Limit);
    private SqlToken _previous;

    /// <summary>The first keyword in upper case, or an empty text.</summary>
    public string Keyword { get; private set; } = "";

    /// <summary>Whether data of COPY follows the statement.</summary>
    public bool HasData { get; private set; }

    public bool IsTransactionControl => Keyword switch
    {
        "BEGIN" or "COMMIT" or "END" or "ABORT" => true,
        "START" => Is(1, "TRANSACTION"),
        // PREPARE TRANSACTION AS ... prepares a query that has the name "transaction".
        "PREPARE" => Is(1, "TRANSACTION") && _tokens.Count > 2 && _tokens[2].Kind == SqlTokenKind.String,
        "ROLLBACK" => !Is(1, "TO") && !((Is(1, "WORK") || Is(1, "TRANSACTION")) && Is(2, "TO")),
        _ => false,
    };

    public void Reset()
    {
        _tokens.Clear();
        _previous = default;
        HasData = false;
        Keyword = "";
    }

    /// <summary>Takes the next token that is not trivia, with the depth of parentheses after it.</summary>
    public void Add(SqlToken token, int depth)
    {
        if (_tokens.Count < Limit)
            Remember(token);
        if (depth == 0 && Keyword == "COPY")
            RefuseCopyThroughTheClient(token);
        _previous = token;
    }

    /// <summary>Refuses a statement after which the text would have to be read by other rules.</summary>
    /// <exception cref="SqlSyntaxException">The statement sets standard_conforming_strings to anything but on.</exception>
    public void Refuse()
    {
        const string setting = "standard_conforming_strings";
        if (Keyword != "SET")
            return;
        var at = Is(1, "SESSION") || Is(1, "LOCAL") ? 2 : 1;
        if (Names(at) != setting || (_tokens.Count > at + 2 && Names(at + 2) is "on" or "true" or "yes" or "1"))
            return;
        source.Refuse(
            _tokens[0].Start,
            $"This statement sets {setting} to something else than on, and then the strings after it would end elsewhere.",
            "Remove it, and write strings with backslash escapes as E'...'.");
    }

    private void Remember(SqlToken token)
    {
        if (_tokens.Count == 0 && token.Kind == SqlTokenKind.Open)
            return;
        if (_tokens.Count == 0 && token.Kind == SqlTokenKind.Word)
            Keyword = token.In(source.Text).ToString().ToUpperInvariant();
        _tokens.Add(token);
    }

    /// <summary>Data lines after the statement would be read as SQL, so this comes before their first character is looked at.</summary>
    private void RefuseCopyThroughTheClient(SqlToken token)
    {
        var text = source.Text;
        if (!(token.Is(text, "STDIN") || token.Is(text, "STDOUT")) || !(_previous.Is(text, "FROM") || _previous.Is(text, "TO")))
            return;
        var direction = _previous.In(text).ToString().ToUpperInvariant();
        HasData = direction == "FROM";
        source.Refuse(
            _tokens[0].Start,
            $"COPY ... {direction} {token.In(text).ToString().ToUpperInvariant()} moves data through the client, and a script has no place for the data.",
            direction == "FROM" ? "Write the rows as INSERT statements (pg_dump --inserts does so), or load them as seed data." : "Select the rows with the program that needs them.");
    }

    private bool Is(int index, string word) => index < _tokens.Count && _tokens[index].Is(source.Text, word);

    /// <summary>A token as the name or the value of a setting: without quotes and in lower case.</summary>
    private string Names(int index) => index < _tokens.Count ? _tokens[index].In(source.Text).Trim("\"'").ToString().ToLowerInvariant() : "";
}
