namespace Confiture.Sql.Tests;

/// <summary>What is true of every script that parses.</summary>
internal static class Laws
{
    public static SqlScript Hold(string text)
    {
        var script = SqlScript.Parse("law.sql", text);
        Assert.Equal(text, string.Concat(script.Pieces.Select(p => p.Text)));
        Assert.All(script.Pieces, p => Assert.True(p.Length > 0));
        Assert.Equal(script.Statements.Select(s => s.Text), script.Pieces.Where(p => p.Kind == SqlPieceKind.Statement).Select(p => p.Text));
        foreach (var statement in script.Statements)
        {
            Assert.Equal(statement.Text, text.Substring(statement.Start, statement.Length));
            var alone = Assert.Single(SqlScript.Parse("alone.sql", statement.Text).Statements);
            Assert.Equal((0, statement.Text), (alone.Start, alone.Text));
            Assert.Equal((statement.Keyword, statement.IsTransactionControl), (alone.Keyword, alone.IsTransactionControl));
        }

        return script;
    }

    /// <summary>All tokens of a text, the trivia too.</summary>
    public static List<SqlToken> Tokens(string text)
    {
        var lexer = new SqlLexer(new SourceText("tokens.sql", text));
        var tokens = new List<SqlToken>();
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.End; token = lexer.Next())
            tokens.Add(token);
        return tokens;
    }
}
