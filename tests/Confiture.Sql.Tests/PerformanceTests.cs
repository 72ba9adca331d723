namespace Confiture.Sql.Tests;

/// <summary>Time grows with the length and nothing else. The bounds are wide: they fail for quadratic time, not for a busy machine.</summary>
[Trait("runs", "alone")]
public sealed class PerformanceTests
{
    private const int Length = 10 * 1024 * 1024;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData("INSERT INTO t VALUES (1, 'it''s; a row', $$x;$$); -- a comment\n")]
    [InlineData("SELECT 1;\n")]
    [InlineData("(")]
    [InlineData("()")]
    [InlineData(";")]
    [InlineData("''")]
    [InlineData("'a'\n")]
    [InlineData("'a' --\n")]
    [InlineData("'a' -- b\n-- c\n, ")]
    [InlineData("$a ")]
    [InlineData("$a")]
    [InlineData("$aa$ $a$ $aa$ ")]
    [InlineData("+-")]
    [InlineData("+-@")]
    [InlineData("*+")]
    [InlineData("+/**/")]
    [InlineData("=--\n")]
    [InlineData("/**/")]
    [InlineData("0x1_")]
    [InlineData("1e")]
    [InlineData("CREATE FUNCTION f() BEGIN ATOMIC ")]
    [InlineData("CREATE FUNCTION f() BEGIN ATOMIC a; END; ")]
    [InlineData("CREATE OR REPLACE ")]
    [InlineData("\r")]
    [InlineData("😀")]
    [InlineData("COPY FROM ")]
    public async Task Ten_megabytes_take_a_bounded_time(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, Length / unit.Length));
        await WithinBound(() =>
        {
            var script = SqlScript.Parse("big.sql", text);
            Assert.Equal(text.Length, script.Pieces.Sum(p => p.Length));
            script.PositionOf(text.Length);
        });
    }

    [Theory]
    [InlineData("/*")]
    [InlineData("/* '")]
    [InlineData("\\' ")]
    [InlineData("\"$a$\" '$b$' '\" ")]
    [InlineData("$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Ten_megabytes_that_do_not_end_are_refused_in_a_bounded_time(string unit)
    {
        var text = "SELECT $t$" + string.Concat(Enumerable.Repeat(unit, Length / unit.Length));
        var comment = "SELECT /*" + text[10..];
        var quote = "SELECT E'\\" + text[10..].Replace("'", "x");
        await WithinBound(() =>
        {
            Assert.Throws<SqlSyntaxException>(() => SqlScript.Parse("big.sql", text));
            Assert.Throws<SqlSyntaxException>(() => SqlScript.Parse("big.sql", comment));
            Assert.Throws<SqlSyntaxException>(() => SqlScript.Parse("big.sql", quote));
        });
    }

    /// <summary>Fails at the bound instead of after the work: quadratic time on ten megabytes is hours.</summary>
    private static Task WithinBound(Action work) => Task.Run(work).WaitAsync(Bound);
}
