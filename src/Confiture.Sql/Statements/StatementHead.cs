namespace Confiture.Sql;

/// <summary>
/// The first few tokens of a statement, enough to know what it does to the session: whether it controls a transaction, moves rows
/// through the client, or changes how the rest of the text is to be read.
/// </summary>
internal sealed class StatementHead(SourceText source)
{
    private const int Limit = 6;

    private readonly List<SqlToken> tokens = new(Limit);
    private SqlToken previous;

    /// <summary>The first keyword in upper case, or an empty text.</summary>
    public string Keyword { get; private set; } = "";

    /// <summary>Whether the statement is a COPY whose rows follow it, or one that asks the client for a place to put rows.</summary>
    public ClientCopy Copy { get; private set; }

    public bool IsTransactionControl => Keyword switch
    {
        "BEGIN" or "COMMIT" or "END" or "ABORT" => true,
        "START" => Is(1, "TRANSACTION"),
        // PREPARE TRANSACTION AS ... prepares a query that has the name "transaction".
        "PREPARE" => Is(1, "TRANSACTION") && tokens.Count > 2 && tokens[2].Kind == SqlTokenKind.String,
        "ROLLBACK" => !Is(1, "TO") && !((Is(1, "WORK") || Is(1, "TRANSACTION")) && Is(2, "TO")),
        _ => false,
    };

    public void Reset()
    {
        tokens.Clear();
        previous = default;
        Copy = ClientCopy.None;
        Keyword = "";
    }

    /// <summary>Takes the next token that is not trivia, with the depth of parentheses after it.</summary>
    public void Add(SqlToken token, int depth)
    {
        if (tokens.Count < Limit)
            Remember(token);
        // The grammar takes STDIN and STDOUT alike; FROM and TO decide.
        if (depth == 0 && Keyword == "COPY" && Copy == ClientCopy.None && (token.Is(source.Text, "STDIN") || token.Is(source.Text, "STDOUT")))
            Copy = previous.Is(source.Text, "FROM") ? ClientCopy.FromClient : previous.Is(source.Text, "TO") ? ClientCopy.ToClient : ClientCopy.None;
        previous = token;
    }

    /// <summary>Refuses a statement after which the text would have to be read by other rules.</summary>
    /// <exception cref="SqlSyntaxException">The statement sets standard_conforming_strings to anything but on.</exception>
    public void Refuse()
    {
        const string setting = "standard_conforming_strings";
        if (Keyword != "SET")
            return;
        var at = Is(1, "SESSION") || Is(1, "LOCAL") ? 2 : 1;
        if (Names(at) != setting || (tokens.Count > at + 2 && Names(at + 2) is "on" or "true" or "yes" or "1"))
            return;
        source.Refuse(
            tokens[0].Start,
            $"This statement sets {setting} to a value other than on, which changes where later strings end.",
            "Remove it, and write strings with backslash escapes as E'...'.");
    }

    private void Remember(SqlToken token)
    {
        if (tokens.Count == 0 && token.Kind == SqlTokenKind.Open)
            return;
        if (tokens.Count == 0 && token.Kind == SqlTokenKind.Word)
            Keyword = token.In(source.Text).ToString().ToUpperInvariant();
        tokens.Add(token);
    }

    private bool Is(int index, string word) => index < tokens.Count && tokens[index].Is(source.Text, word);

    /// <summary>A token as the name or the value of a setting: without quotes and in lower case.</summary>
    private string Names(int index) => index < tokens.Count ? tokens[index].In(source.Text).Trim("\"'").ToString().ToLowerInvariant() : "";
}
