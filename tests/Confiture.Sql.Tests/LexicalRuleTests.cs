namespace Confiture.Sql.Tests;

public sealed class LexicalRuleTests
{
    [Theory]
    // Standard strings
    [InlineData("'a''b;'", "String")]
    [InlineData(@"'\'", "String")]
    [InlineData("'a'\n'b'", "String")]
    [InlineData("'a'  -- c\n  -- d\n 'b'", "String")]
    [InlineData("'a'\r'b'", "String")]
    [InlineData("'a' 'b'", "String Space String")]
    [InlineData("'a' /* c\n */ 'b'", "String Space Comment Space String")]
    [InlineData("'a'\n/* c */'b'", "String Space Comment String")]
    [InlineData("'a' -- c", "String Space Comment")]
    [InlineData("'a'\n", "String Space")]
    // Strings with a letter before them
    [InlineData(@"E'\''", "String")]
    [InlineData(@"e'\\'", "String")]
    [InlineData(@"E'a''\'b'", "String")]
    [InlineData("E'a'\n'\\''", "String")]
    [InlineData("E'a' '\\'", "String Space String")]
    [InlineData("aE'x'", "Word String")]
    [InlineData("E 'x'", "Word Space String")]
    [InlineData("b'1' B'0' x'f' X'F' n'a' N'a'", "String Space String Space String Space String Space String Space String")]
    [InlineData(@"N'\'", "String")]
    [InlineData(@"U&'\' u&'a'", "String Space String")]
    [InlineData("U&\"a\"\"b\" u&\"\"", "QuotedIdentifier Space QuotedIdentifier")]
    [InlineData("U&a U & 'a'", "Word Operator Word Space Word Space Operator Space String")]
    // Dollar quotes, parameters, identifiers with dollars
    [InlineData("$$a$$", "String")]
    [InlineData("$a$ $b$ $$ $a$", "String")]
    [InlineData("$a$$a$", "String")]
    [InlineData("$a$ $A$a$", "String")]
    [InlineData("$é1_$;$é1_$", "String")]
    [InlineData("$1 $12", "Parameter Space Parameter")]
    [InlineData("$1$$;$$", "Parameter String")]
    [InlineData("$1a", "Parameter Word")]
    [InlineData("a$b$c$ a$$", "Word Space Word")]
    [InlineData("1$$a$$", "Number String")]
    [InlineData("$a $", "Other Word Space Other")]
    [InlineData("$a-$", "Other Word Operator Other")]
    // Identifiers
    [InlineData("\"a;\"\"b\" \"\"", "QuotedIdentifier Space QuotedIdentifier")]
    [InlineData("été 日本 😀 _a a1 a\u00A0b", "Word Space Word Space Word Space Word Space Word Space Word")]
    // Comments
    [InlineData("--a\n--b", "Comment Space Comment")]
    [InlineData("--a\r--b\r\n--", "Comment Space Comment Space Comment")]
    [InlineData("--a\u0085b\u2028c", "Comment")]
    [InlineData("/*/**/*/", "Comment")]
    [InlineData("/* /* */ /* */ **/", "Comment")]
    [InlineData("/**//***/", "Comment Comment")]
    // Operators
    [InlineData("a+--b", "Word Operator Comment")]
    [InlineData("a@/*b*/c", "Word Operator Comment Word")]
    [InlineData("=-1", "Operator Operator Number")]
    [InlineData("@-1", "Operator Number")]
    [InlineData("%-1", "Operator Number")]
    [InlineData("a+-%-b", "Word Operator Word")]
    [InlineData("*+-", "Operator Operator Operator")]
    [InlineData("+-+", "Operator Operator Operator")]
    [InlineData("*+-/", "Operator")]
    [InlineData("-@", "Operator")]
    [InlineData("<= >= <> != => ->> #>>", "Operator Space Operator Space Operator Space Operator Space Operator Space Operator Space Operator")]
    [InlineData("::,:=:[..].", "Other Other Other Other Other Other Other Other")]
    // Numbers
    [InlineData("1 1.5 .5 5. 1e5 1E-5 1.e+5 1_000", "Number Space Number Space Number Space Number Space Number Space Number Space Number Space Number")]
    [InlineData("0x1F 0o17 0b10 0xZ", "Number Space Number Space Number Space Number Word")]
    [InlineData("1..2", "Number Other Number")]
    [InlineData("1e 1e+", "Number Word Space Number Word Operator")]
    // The rest
    [InlineData("(;)", "Open Semicolon Close")]
    [InlineData(" \t\n\r\f\v", "Space")]
    [InlineData("\uFEFFa\uFEFF", "Space Word")]
    [InlineData("", "")]
    public void A_text_has_these_tokens(string text, string kinds)
    {
        var tokens = Laws.Tokens(text);
        Assert.Equal(kinds, string.Join(' ', tokens.Select(t => t.Kind)));
        Assert.Equal(text, string.Concat(tokens.Select(t => t.In(text).ToString())));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(" ;; /* ; */ ; -- ;", "")]
    [InlineData("\uFEFFa;b", "a|b")]
    [InlineData("a;\r\nb;\rc", "a|b|c")]
    [InlineData("-- x\na /* y */ ; /* z */", "a")]
    [InlineData("a -- b\n c -- d\n; e", "a -- b\n c|e")]
    [InlineData("f(;;);g", "f(;;)|g")]
    [InlineData("a);b", "a)|b")]
    [InlineData("(a;b", "(a;b")]
    [InlineData("[a;b]", "[a|b]")]
    [InlineData("CREATE FUNCTION f() BEGIN ATOMIC a; b; END; c", "CREATE FUNCTION f() BEGIN ATOMIC a; b; END|c")]
    [InlineData("CREATE FUNCTION f() BEGIN ATOMIC END; c", "CREATE FUNCTION f() BEGIN ATOMIC END|c")]
    [InlineData("CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN b END; SELECT 1 end; END; c",
        "CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN b END; SELECT 1 end; END|c")]
    [InlineData("CREATE OR REPLACE PROCEDURE f() BEGIN BEGIN ATOMIC a; END; b", "CREATE OR REPLACE PROCEDURE f() BEGIN BEGIN ATOMIC a; END|b")]
    [InlineData("CREATE FUNCTION f(begin atomic); END; c", "CREATE FUNCTION f(begin atomic)|END|c")]
    [InlineData("CREATE FUNCTION \"BEGIN\" ATOMIC; a", "CREATE FUNCTION \"BEGIN\" ATOMIC|a")]
    [InlineData("CREATE TABLE BEGIN ATOMIC; a", "CREATE TABLE BEGIN ATOMIC|a")]
    [InlineData("CREATE OR FUNCTION BEGIN ATOMIC; a", "CREATE OR FUNCTION BEGIN ATOMIC|a")]
    [InlineData("SELECT begin atomic; a", "SELECT begin atomic|a")]
    [InlineData("BEGIN; a; END; b", "BEGIN|a|END|b")]
    [InlineData("(a", "(a")]
    [InlineData("a); (b;c); d", "a)|(b;c)|d")]
    public void A_text_has_these_statements(string text, string statements) =>
        Assert.Equal(statements, string.Join('|', Laws.Hold(text).Statements.Select(s => s.Text)));

    [Fact]
    public void Comments_between_statements_are_separate_pieces()
    {
        var script = SqlScript.Parse("a.sql", "-- one\nSELECT 1 /* in */ + 1 /* after */;");
        Assert.Equal(
            ["Comment:-- one", "Space:\n", "Statement:SELECT 1 /* in */ + 1", "Space: ", "Comment:/* after */", "Terminator:;"],
            script.Pieces.Select(p => $"{p.Kind}:{p.Text}"));
    }

    [Theory]
    [InlineData("COPY t (a, b) FROM stdin;\n1\tit's; $$\n2\t\"b\n\\.\nSELECT 2;", "COPY t (a, b) FROM stdin|SELECT 2", "1\tit's; $$\n2\t\"b\n")]
    [InlineData("/* c */;   copy \"t;\" (a) /* c */ from -- c\n StdIn WITH (FORMAT csv);  -- rows\n1,'\r\n\\.\r\n",
        "copy \"t;\" (a) /* c */ from -- c\n StdIn WITH (FORMAT csv)", "1,'\r\n")]
    [InlineData("COPY t FROM STDOUT;\n\\.", "COPY t FROM STDOUT", "")]
    [InlineData("COPY t FROM stdin;\n   indented -- confiture: no transaction\n\\.\n;;a", "COPY t FROM stdin|a", "   indented -- confiture: no transaction\n")]
    [InlineData("COPY t FROM stdin;\n1\n\\.\nCOPY u FROM stdin;\n2\\.\n \\.\n\\.\n", "COPY t FROM stdin|COPY u FROM stdin", "1\n|2\\.\n \\.\n")]
    public void Rows_after_a_copy_are_data_and_no_statements(string text, string statements, string data)
    {
        var script = Laws.Hold(text);
        Assert.Equal(statements, string.Join('|', script.Statements.Select(s => s.Text)));
        Assert.Equal(data, string.Join('|', script.Statements.Where(s => s.Copy == ClientCopy.FromClient).Select(s => s.Data)));
        Assert.Empty(SqlDirective.In(script));
    }

    [Fact]
    public void The_lines_that_pg_dump_writes_for_psql_are_comments()
    {
        var script = Laws.Hold("\\restrict aB1\n\nSELECT 1;\n\\unrestrict aB1");
        Assert.Equal("SELECT 1", Assert.Single(script.Statements).Text);
        Assert.Equal(2, script.Pieces.Count(p => p.Kind == SqlPieceKind.Comment));
    }

    [Theory]
    [InlineData("SET standard_conforming_strings = on")]
    [InlineData("SET SESSION standard_conforming_strings TO 'ON'")]
    [InlineData("set local STANDARD_CONFORMING_STRINGS to true")]
    [InlineData("ALTER DATABASE d SET standard_conforming_strings = off")]
    [InlineData("SET x = 'standard_conforming_strings = off'")]
    [InlineData("COPY t FROM '/tmp/stdin'")]
    [InlineData("COPY (SELECT a FROM stdin) TO '/tmp/a'")]
    [InlineData("COPY \"stdin\" FROM PROGRAM 'x'")]
    [InlineData("SELECT a FROM stdin")]
    public void These_are_not_refused(string text) =>
        Assert.Single(Laws.Hold(text).Statements);
}
