namespace Confiture.Sql.Syntax;

/// <summary>One parsed statement of a script. The set of types is closed:
/// a statement that is not parsed to its last token is <see cref="Unclassified"/>.</summary>
public abstract record StatementNode
{
    private protected StatementNode()
    {
    }

    /// <summary>The whole statement in the script, without the semicolon after it.</summary>
    public SqlSpan Span { get; init; }
}

/// <summary>A statement that the parser does not know, or knows in part. It is never safe.</summary>
/// <param name="Keywords">Its first keywords in upper case, for messages, for example <c>ALTER TABLE</c>; empty when it starts with none.</param>
/// <param name="At">Where the parser gave up.</param>
public sealed record Unclassified(string Keywords, SqlSpan At) : StatementNode;
