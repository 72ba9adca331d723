namespace Confiture.Sql.Tests;

public sealed class QuotingTests
{
    [Theory]
    [InlineData("a", "\"a\"")]
    [InlineData("My Table", "\"My Table\"")]
    [InlineData("select", "\"select\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("\"", "\"\"\"\"")]
    [InlineData("x\"; DROP TABLE t; --", "\"x\"\"; DROP TABLE t; --\"")]
    [InlineData("a.b", "\"a.b\"")]
    [InlineData(@"a\", @"""a\""")]
    public void An_identifier_is_always_quoted(string name, string quoted)
    {
        Assert.Equal(quoted, SqlIdentifier.Quote(name));
        Assert.Equal(SqlTokenKind.QuotedIdentifier, Assert.Single(Laws.Tokens(quoted)).Kind);
    }

    [Fact]
    public void An_identifier_that_PostgreSQL_cannot_have_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SqlIdentifier.Quote(""));
        Assert.Throws<ArgumentException>(() => SqlIdentifier.Quote("a\0b"));
        Assert.Throws<ArgumentNullException>(() => SqlIdentifier.Quote(null!));
    }

    [Theory]
    [InlineData("", "''")]
    [InlineData("a", "'a'")]
    [InlineData("it's", "'it''s'")]
    [InlineData("'; DROP TABLE t; --", "'''; DROP TABLE t; --'")]
    [InlineData(@"\", @"E'\\'")]
    [InlineData(@"\'; DROP TABLE t; --", @"E'\\''; DROP TABLE t; --'")]
    [InlineData("$$a$$", "'$$a$$'")]
    [InlineData("a\nb", "'a\nb'")]
    public void A_literal_is_one_string_for_every_setting_of_standard_conforming_strings(string text, string quoted)
    {
        Assert.Equal(quoted, SqlLiteral.Quote(text));
        Assert.Equal(SqlTokenKind.String, Assert.Single(Laws.Tokens(quoted)).Kind);
        // With the setting off every string is read as an E'' string.
        var off = quoted[0] == 'E' ? quoted : "E" + quoted;
        Assert.Equal(SqlTokenKind.String, Assert.Single(Laws.Tokens(off)).Kind);
    }

    [Theory]
    [InlineData("a", "'a'")]
    [InlineData("it's\nb", @"E'it''s\nb'")]
    [InlineData("a\r\nb", @"E'a\r\nb'")]
    [InlineData("\\n\n", @"E'\\n\n'")]
    public void A_literal_on_one_line_has_no_line_breaks(string text, string quoted)
    {
        Assert.Equal(quoted, SqlLiteral.QuoteOnOneLine(text));
        Assert.Equal(SqlTokenKind.String, Assert.Single(Laws.Tokens(quoted)).Kind);
    }

    [Theory]
    [InlineData("", "$do$$do$")]
    [InlineData("a", "$do$a$do$")]
    [InlineData("a$do$; DROP TABLE t; --", "$do_$a$do$; DROP TABLE t; --$do_$")]
    [InlineData("a$do", "$do_$a$do$do_$")]
    [InlineData("$do$ $do_$", "$do__$$do$ $do_$$do__$")]
    public void Code_between_dollar_signs_cannot_end_its_constant(string code, string quoted)
    {
        Assert.Equal(quoted, SqlLiteral.QuoteWithDollars("do", code));
        Assert.Equal(SqlTokenKind.String, Assert.Single(Laws.Tokens(quoted)).Kind);
    }

    [Theory]
    [InlineData("a", "-- a\n")]
    [InlineData("a\nDROP TABLE t;", "-- a DROP TABLE t;\n")]
    [InlineData("a\rDROP TABLE t;", "-- a DROP TABLE t;\n")]
    public void A_comment_ends_with_its_line(string words, string comment)
    {
        Assert.Equal(comment, SqlComment.Of(words));
        Assert.Empty(SqlScript.Parse("comment", comment).Statements);
    }

    [Fact]
    public void A_literal_with_a_nul_character_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SqlLiteral.Quote("a\0"));
        Assert.Throws<ArgumentNullException>(() => SqlLiteral.Quote(null!));
    }

    [Theory]
    [InlineData("t", null, "t", "\"t\"")]
    [InlineData("public.tb_confiture", "public", "tb_confiture", "\"public\".\"tb_confiture\"")]
    [InlineData("Public.TB_É", "public", "tb_É", "\"public\".\"tb_É\"")]
    [InlineData("\"My Schema\".\"t\"", "My Schema", "t", "\"My Schema\".\"t\"")]
    [InlineData(" a . \"B\"\"c\" ", "a", "B\"c", "\"a\".\"B\"\"c\"")]
    [InlineData("\"a.b\".c$1", "a.b", "c$1", "\"a.b\".\"c$1\"")]
    [InlineData("\"\"\"\"", null, "\"", "\"\"\"\"")]
    [InlineData("\"x; DROP TABLE t\"", null, "x; DROP TABLE t", "\"x; DROP TABLE t\"")]
    public void A_name_is_read_as_SQL_reads_it(string text, string? schema, string name, string quoted)
    {
        var parsed = QualifiedName.Parse(text);
        Assert.Equal(new QualifiedName(schema, name), parsed);
        Assert.Equal(quoted, parsed.ToString());
        Assert.Equal(parsed, QualifiedName.Parse(quoted));
    }

    [Theory]
    [InlineData("", "a name is missing (character 1)")]
    [InlineData("  ", "a name is missing (character 3)")]
    [InlineData("a.", "a name is missing (character 3)")]
    [InlineData(".a", "starts with a letter or an underscore (character 1)")]
    [InlineData("1a", "starts with a letter or an underscore (character 1)")]
    [InlineData("a b", "a dot or the end must follow a name (character 3)")]
    [InlineData("a;DROP TABLE t", "a dot or the end must follow a name (character 2)")]
    [InlineData("a-b", "a dot or the end must follow a name (character 2)")]
    [InlineData("a.b.c", "at most a schema and a name (character 4)")]
    [InlineData("\"a", "never closed (character 1)")]
    [InlineData("a.\"b\"\"", "never closed (character 3)")]
    [InlineData("\"\"", "never empty (character 1)")]
    [InlineData("\"a\"b", "a dot or the end must follow a name (character 4)")]
    [InlineData("\"a\0\"", "NUL character (character 3)")]
    [InlineData("a\0", "a dot or the end must follow a name (character 2)")]
    public void A_text_that_is_no_name_is_refused_with_the_reason(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => QualifiedName.Parse(text)).Message);
}
