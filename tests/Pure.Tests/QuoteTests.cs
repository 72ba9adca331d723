using Confiture.Sql;

namespace Pure.Tests;

/// <summary>Quotes that do not end, and strings that go on in another line.</summary>
public sealed class QuoteTests
{
    [Theory]
    [InlineData("select 'abc", "Unterminated string.", "Write the missing single quote; a single quote inside a string is written twice.")]
    [InlineData("select 'abc''", "Unterminated string.", "Write the missing single quote; a single quote inside a string is written twice.")]
    [InlineData(
        "select \"abc", "This quoted identifier does not end.", "Write the missing double quote; a double quote inside an identifier is written twice.")]
    [InlineData("select E'abc", "Unterminated string.", "Write the missing single quote; in an E'' string, a backslash also escapes a quote.")]
    [InlineData(@"select E'abc\", "Unterminated string.", "Write the missing single quote; in an E'' string, a backslash also escapes a quote.")]
    [InlineData(@"select E'abc\'", "Unterminated string.", "Write the missing single quote; in an E'' string, a backslash also escapes a quote.")]
    [InlineData("select $a$ x $A$", "Unterminated dollar quote: there is no second $a$.", "Write the same tag at the end; it is case-sensitive.")]
    [InlineData("select /* a", "Unterminated comment.", "Write the missing */; comments nest, so every /* inside needs its own.")]
    [InlineData("select /* a /* b", "Unterminated comment: 2 nested comments are open.",
        "Write the missing */; comments nest, so every /* inside needs its own.")]
    [InlineData(@"select \copy t", @"\copy is a psql command, which the server does not know.",
        "Write it as SQL. If the backslash belongs to a string, quote the string.")]
    [InlineData(@"select \copy", @"\copy is a psql command, which the server does not know.",
        "Write it as SQL. If the backslash belongs to a string, quote the string.")]
    [InlineData("select \0", "The text contains a NUL character.",
        "Remove it; PostgreSQL accepts no text with one. A UTF-16 file is full of them: save it as UTF-8.")]
    public void What_does_not_end_is_named_where_it_begins(string text, string reason, string fix)
    {
        var error = Assert.Throws<SqlSyntaxException>(() => SqlScript.Parse("a.sql", text));

        Assert.Equal((reason, fix), (error.Reason, error.Fix));
        Assert.Equal((1, 8), (error.Position.Line, error.Position.Column));
    }

    // In a string that goes on, \' is one quote; in another string it ends it.
    [Theory]
    [InlineData("select E'a'\n'b\\'c'; select 2", 2)]
    [InlineData("select E'a' -- x\n'b\\'c'; select 2", 2)]
    [InlineData("select E'a' --\n--\n 'b\\'c'; select 2", 2)]
    [InlineData("select E'a'\n- 'b\\'; select 2", 2)]
    [InlineData("select E'a'x-\n'b\\'; select 2", 2)]
    [InlineData("select E'a' 'b\\'; select 2", 2)]
    [InlineData("select E'a'\n-", 1)]
    [InlineData("select E'a'\n--", 1)]
    [InlineData("select $1; select $", 2)]
    [InlineData("select $a; select $a", 2)]
    [InlineData("select $é$;$é$", 1)]
    public void A_string_goes_on_after_a_line_end(string text, int statements) => Assert.Equal(statements, SqlScript.Parse("a.sql", text).Statements.Count);
}
