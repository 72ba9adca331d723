using System.Text.RegularExpressions;

namespace Confiture.Sql.Tests;

public sealed class CorpusTests
{
    public static TheoryData<string> ValidFiles => [.. Corpus.Names("ok")];

    public static TheoryData<string> ServerFiles => [.. Corpus.Names("server")];

    public static TheoryData<string> WrongFiles => [.. Corpus.Names("err")];

    [Fact]
    public void The_corpus_is_large_enough_to_mean_something()
    {
        // The CR LF file repeats others, so it does not count.
        var lines = Corpus.Names("ok").Where(n => n != "26_crlf.sql").Sum(n => Corpus.Read("ok", n).Count(c => c == '\n'));
        Assert.True(lines >= 2000, $"The corpus has {lines} lines.");
        Assert.True(Corpus.Names("err").Count() >= 15);
    }

    [Fact]
    public void Byte_exact_files_still_have_their_bytes()
    {
        Assert.Contains("\r\n", Corpus.Read("ok", "26_crlf.sql"));
        Assert.DoesNotContain("\n", Corpus.Read("ok", "27_cr_only.sql"));
        Assert.StartsWith("\uFEFF", Corpus.Read("ok", "16_bom.sql"), StringComparison.Ordinal);
        Assert.False(Corpus.Read("ok", "24_no_newline_dollar.sql").EndsWith('\n'));
    }

    [Theory]
    [MemberData(nameof(ValidFiles))]
    public void Every_character_of_a_file_is_in_its_pieces(string file) =>
        Laws.Hold(Corpus.Read("ok", file));

    [Theory]
    [MemberData(nameof(ServerFiles))]
    public void Strings_go_on_over_line_comments(string file)
    {
        var script = Laws.Hold(Corpus.Read("server", file));
        Assert.Equal(5, script.Statements.Count);
        Assert.All(script.Statements, s => Assert.Equal("SELECT", s.Keyword));
    }

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public void A_wrong_file_is_refused_at_the_place_of_its_mistake(string file)
    {
        var text = Corpus.Read("err", file);
        var expected = Regex.Match(text, @"-- expect (\d+:\d+) ([^\r\n]+)");
        Assert.True(expected.Success, $"{file} does not say what it expects.");
        var error = Assert.Throws<SqlSyntaxException>(() => SqlScript.Parse(file, text));
        Assert.Equal(expected.Groups[1].Value, error.Position.ToString());
        Assert.Contains(expected.Groups[2].Value, error.Reason);
        Assert.Equal(file, error.Name);
        Assert.StartsWith($"{file}:{expected.Groups[1].Value}: ", error.Message);
        Assert.NotEmpty(error.Fix);
    }
}
