namespace Confiture.Sql.Tests;

/// <summary>A text with mistakes, for those who look at all of it: each mistake is noted, and what can be read is there.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData("SELECT 1; COPY (SELECT 1) TO STDOUT; DROP TABLE t;", 0, "SELECT 1|COPY (SELECT 1) TO STDOUT|DROP TABLE t")]
    [InlineData("COPY t (a, b) FROM STDIN;\n1\t'x\n2\t;$$\n\\.\nDROP TABLE t;", 0, "COPY t (a, b) FROM STDIN|DROP TABLE t")]
    [InlineData("COPY t FROM STDIN;\r\n1\r\n\\.\r\nDROP TABLE t;\r\nCOPY u FROM STDIN WITH (FORMAT csv);\r\n\\.\r\nSELECT 2", 0,
        "COPY t FROM STDIN|DROP TABLE t|COPY u FROM STDIN WITH (FORMAT csv)|SELECT 2")]
    [InlineData("COPY t FROM STDIN; DROP TABLE t;", 1, "COPY t FROM STDIN|DROP TABLE t")]
    [InlineData("\\restrict abc\nSELECT 1;\n\\unrestrict abc\nSELECT 2;", 0, "SELECT 1|SELECT 2")]
    [InlineData("SELECT 'DROP TABLE x' \\gexec\nSELECT 2;", 1, "SELECT 'DROP TABLE x'|SELECT 2")]
    [InlineData("SELECT 1\\gexec\nSELECT (2;\n\\i other.sql\nSELECT 3", 2, "SELECT 1|SELECT (2;|SELECT 3")]
    [InlineData("SET standard_conforming_strings = off; DROP TABLE t", 1, "SET standard_conforming_strings = off|DROP TABLE t")]
    [InlineData("SELECT 1; SELECT 'open; DROP TABLE t;", 1, "SELECT 1")]
    [InlineData("SELECT 1; /* open; DROP TABLE t;", 1, "SELECT 1")]
    [InlineData("SELECT 1; SELECT \"open\n; x", 1, "SELECT 1")]
    [InlineData("SELECT 1; SELECT $a$ open; $b$", 1, "SELECT 1")]
    [InlineData("SELECT 1; SELECT 2\0; SELECT 3", 1, "SELECT 1")]
    [InlineData("SELECT 1; FLY TO THE MOON; SELECT 2", 0, "SELECT 1|FLY TO THE MOON|SELECT 2")]
    public void What_can_be_read_is_read(string text, int faults, string statements)
    {
        var script = SqlScript.ParseWithFaults("faulty.sql", text);
        Assert.Equal(faults, script.Faults.Count);
        Assert.Equal(statements.Split('|'), script.Statements.Select(s => s.Text));
        Assert.Equal(text, string.Concat(script.Pieces.Select(p => text.Substring(p.Start, p.Length))));
        Assert.Equal(script.Statements.Count, Confiture.Sql.Syntax.SqlSyntax.Parse(script).Count);
        if (faults > 0)
            Assert.Equal(script.Faults[0].Message, Assert.Throws<SqlSyntaxException>(() => SqlScript.Parse("faulty.sql", text)).Message);
    }

    [Fact]
    public void A_text_without_mistakes_is_read_alike_in_both_ways()
    {
        var names = Corpus.Names("ok").ToList();
        Assert.True(names.Count >= 25);
        foreach (var text in names.Select(n => Corpus.Read("ok", n)))
        {
            var script = SqlScript.ParseWithFaults("ok.sql", text);
            Assert.Empty(script.Faults);
            Assert.Equal(SqlScript.Parse("ok.sql", text).Statements, script.Statements);
        }
    }

    [Fact]
    public void Pieces_of_random_texts_join_whatever_is_wrong_with_them()
    {
        var random = new Random(20261128);
        var faulty = 0;
        for (var i = 0; i < 5_000; i++)
        {
            var text = Soup.Text(random);
            var script = SqlScript.ParseWithFaults("soup.sql", text);
            Assert.Equal(text, string.Concat(script.Pieces.Select(p => text.Substring(p.Start, p.Length))));
            faulty += script.Faults.Count > 0 ? 1 : 0;
        }

        Assert.True(faulty >= 1_000, $"Only {faulty} texts had mistakes.");
    }

    [Fact]
    public void A_directive_is_found_by_its_place()
    {
        var script = SqlScript.Parse("d.sql",
            "-- confiture: a\nSELECT 1; -- confiture: b\nSELECT\n-- confiture: c\n2, -- confiture: d\n3;\n/* confiture: e */");
        Assert.Equal(["a", "b", "c", "d", "e"], SqlDirective.In(script).Select(d => d.Text));
        Assert.Equal(["a", "b"], script.DirectivesAbout(script.Statements[0].Start, script.Statements[0].Length).Select(d => d.Text));
        Assert.Equal(["c", "d"], script.DirectivesAbout(script.Statements[1].Start, script.Statements[1].Length).Select(d => d.Text));
    }
}
