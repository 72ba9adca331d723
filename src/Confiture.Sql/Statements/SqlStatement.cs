namespace Confiture.Sql;

/// <summary>Which way a statement moves rows through the client.</summary>
public enum ClientCopy
{
    /// <summary>It does not.</summary>
    None,

    /// <summary><c>COPY ... FROM STDIN</c>: the client sends rows.</summary>
    FromClient,

    /// <summary><c>COPY ... TO STDOUT</c>: the client gets rows.</summary>
    ToClient,
}

/// <summary>One statement of a script.</summary>
public sealed record SqlStatement
{
    internal SqlStatement(int start, string text, string keyword, bool isTransactionControl)
    {
        Start = start;
        Text = text;
        Keyword = keyword;
        IsTransactionControl = isTransactionControl;
    }

    /// <summary>The offset of the first character in the script, in UTF-16 units.</summary>
    public int Start { get; }

    /// <summary>The length of <see cref="Text"/> in UTF-16 units.</summary>
    public int Length => Text.Length;

    /// <summary>The statement as it is sent: without space and comments around it and without the semicolon after it.</summary>
    public string Text { get; }

    /// <summary>The first keyword in upper case, for example <c>CREATE</c>; parentheses before it are skipped.
    /// Empty when the statement starts with anything else.</summary>
    public string Keyword { get; }

    /// <summary>
    /// Whether the statement starts, ends or prepares a transaction: BEGIN, START TRANSACTION, COMMIT, END, ROLLBACK, ABORT,
    /// PREPARE TRANSACTION, COMMIT PREPARED, ROLLBACK PREPARED. Savepoints do not: SAVEPOINT, RELEASE and ROLLBACK TO stay inside one.
    /// </summary>
    public bool IsTransactionControl { get; }

    /// <summary>Which way <c>COPY ... STDIN</c> or <c>STDOUT</c> moves rows through the client.</summary>
    public ClientCopy Copy { get; internal init; }

    /// <summary>The rows that follow <c>COPY ... FROM STDIN;</c> in the script, without the line <c>\.</c> that ends them; null when none follow.</summary>
    public string? Data { get; internal init; }
}
