namespace Confiture.Sql.Tests;

public sealed class StatementTests
{
    [Theory]
    [InlineData("BEGIN")]
    [InlineData("begin work")]
    [InlineData("BEGIN ISOLATION LEVEL SERIALIZABLE")]
    [InlineData("START TRANSACTION READ ONLY")]
    [InlineData("START /* c */ -- d\n TRANSACTION")]
    [InlineData("COMMIT")]
    [InlineData("COMMIT AND CHAIN")]
    [InlineData("END")]
    [InlineData("End Transaction")]
    [InlineData("ROLLBACK")]
    [InlineData("ROLLBACK WORK")]
    [InlineData("ROLLBACK TRANSACTION AND NO CHAIN")]
    [InlineData("ROLLBACK /* TO */ -- TO a")]
    [InlineData("ABORT")]
    [InlineData("PREPARE TRANSACTION 'a'")]
    [InlineData("prepare transaction E'a'")]
    [InlineData("COMMIT PREPARED 'a'")]
    [InlineData("ROLLBACK PREPARED 'a'")]
    public void This_controls_a_transaction(string text) =>
        Assert.True(Assert.Single(Laws.Hold(text).Statements).IsTransactionControl);

    [Theory]
    [InlineData("SAVEPOINT a")]
    [InlineData("RELEASE a")]
    [InlineData("RELEASE SAVEPOINT a")]
    [InlineData("ROLLBACK TO a")]
    [InlineData("ROLLBACK /* c */ TO SAVEPOINT a")]
    [InlineData("ROLLBACK WORK TO SAVEPOINT a")]
    [InlineData("rollback transaction to a")]
    [InlineData("PREPARE begin AS SELECT 1")]
    [InlineData("PREPARE transaction AS SELECT 1")]
    [InlineData("PREPARE transaction (int) AS SELECT $1")]
    [InlineData("SET TRANSACTION READ ONLY")]
    [InlineData("SELECT 'BEGIN'")]
    [InlineData("\"BEGIN\"")]
    [InlineData("'BEGIN'")]
    [InlineData("DO $$ BEGIN COMMIT; END $$")]
    [InlineData("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END")]
    [InlineData("BEGINS")]
    [InlineData("CALL commit()")]
    public void This_does_not_control_a_transaction(string text) =>
        Assert.False(Assert.Single(Laws.Hold(text).Statements).IsTransactionControl);

    [Theory]
    [InlineData("select 1", "SELECT")]
    [InlineData("/* a */ ((select 1))", "SELECT")]
    [InlineData("( /* c */ ( values (1)))", "VALUES")]
    [InlineData("Create\nTable t ()", "CREATE")]
    [InlineData("\"select\" 1", "")]
    [InlineData("'a' select", "")]
    [InlineData("1 select", "")]
    [InlineData("()", "")]
    public void The_keyword_is_the_first_word(string text, string keyword) =>
        Assert.Equal(keyword, Assert.Single(Laws.Hold(text).Statements).Keyword);

    [Theory]
    [InlineData("abc", 0, 1, 1)]
    [InlineData("abc", 3, 1, 4)]
    [InlineData("a\nb", 1, 1, 2)]
    [InlineData("a\nb", 2, 2, 1)]
    [InlineData("a\r\nb", 1, 1, 2)]
    [InlineData("a\r\nb", 2, 1, 3)]
    [InlineData("a\r\nb", 3, 2, 1)]
    [InlineData("a\rb\n\rc", 2, 2, 1)]
    [InlineData("a\rb\n\rc", 5, 4, 1)]
    [InlineData("\t\tb", 2, 1, 3)]
    [InlineData("😀b", 2, 1, 2)]
    [InlineData("é😀😀b", 5, 1, 4)]
    [InlineData("\n😀\n😀b", 6, 3, 2)]
    [InlineData("\uFEFFab", 0, 1, 1)]
    [InlineData("\uFEFFab", 1, 1, 1)]
    [InlineData("\uFEFFab", 2, 1, 2)]
    [InlineData("\uFEFF\nab", 3, 2, 2)]
    [InlineData("", 0, 1, 1)]
    [InlineData("a\n", 2, 2, 1)]
    [InlineData("a\u2028\u0085\fb", 4, 1, 5)]
    public void An_offset_has_a_line_and_a_column(string text, int offset, int line, int column) =>
        Assert.Equal(new SqlPosition(line, column), SqlScript.Parse("a.sql", text).PositionOf(offset));

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void An_offset_outside_the_text_is_refused(int offset) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SqlScript.Parse("a.sql", "abc").PositionOf(offset));

    [Theory]
    [InlineData("SELECT 1;\n  SELECT oops FROM t", 1, 8, 2, 10)]
    [InlineData("-- é\r\nSELECT '😀😀',\r\n\t oops;", 0, 17, 3, 3)]
    [InlineData("\uFEFFoops", 0, 1, 1, 1)]
    [InlineData("SELECT (", 0, 9, 1, 9)]
    [InlineData("SELECT (", 0, 900, 1, 9)]
    [InlineData(" SELECT", 0, 0, 1, 2)]
    [InlineData("/* 😀 */ a;/* 😀 */ '😀' b", 1, 5, 1, 23)]
    public void A_place_that_the_server_reports_has_a_line_and_a_column_in_the_file(string text, int statement, int serverPosition, int line, int column)
    {
        var script = SqlScript.Parse("a.sql", text);
        Assert.Equal(new SqlPosition(line, column), script.PositionOf(script.Statements[statement], serverPosition));
    }
}
