namespace Confiture.Sql.Syntax;

/// <summary>Reads the statements of a script as PostgreSQL's grammar of versions 14 to 18 does, without a server.</summary>
public static class SqlSyntax
{
    /// <summary>
    /// One node for each statement, in order. Nothing is thrown: what is not understood to its last token is <see cref="Unclassified"/>.
    /// The time grows linearly with the length of the script.
    /// </summary>
    /// <param name="script">The script; spans of the nodes are offsets in its text.</param>
    public static IReadOnlyList<StatementNode> Parse(SqlScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        var tokens = new SyntaxTokens();
        var parser = new SyntaxParser(script.Text, tokens);
        var nodes = new StatementNode[script.Statements.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            tokens.Read(script, script.Statements[i]);
            nodes[i] = parser.Parse();
        }

        return nodes;
    }

    /// <summary>The node of one statement of a script.</summary>
    public static StatementNode Parse(SqlScript script, SqlStatement statement)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(statement);
        var tokens = new SyntaxTokens();
        tokens.Read(script, statement);
        return new SyntaxParser(script.Text, tokens).Parse();
    }
}
