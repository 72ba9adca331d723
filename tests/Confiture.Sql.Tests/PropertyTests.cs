using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Confiture.Sql.Tests;

/// <summary>Laws over random texts. A failure prints the seed and the shortest text that FsCheck finds.</summary>
public sealed class PropertyTests
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(5_000).WithQuietOnSuccess(true);

    /// <summary>Of the texts that a law is tried on, as many are really looked at; a law that passes over nearly all of them proves nothing.</summary>
    private const int Floor = 500;

    private static Arbitrary<string[]> Fragments => Gen.Elements(Soup.Fragments).ArrayOf().ToArbitrary();

    /// <summary>Random numbers that each stand for one text of proper statements.</summary>
    private static Arbitrary<int> Seeds => Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Fact]
    public void Pieces_of_any_text_that_parses_join_to_the_text()
    {
        var held = 0;
        Prop.ForAll(Fragments, fragments =>
        {
            var text = string.Concat(fragments);
            if (!Soup.Parses(text))
                return;
            Laws.Hold(text);
            held += IsWorth(text);
        }).Check(Often);
        AssertEnough(held);
    }

    [Fact]
    public void Pieces_of_proper_statements_join_to_the_text() =>
        Prop.ForAll(Seeds, seed => { Laws.Hold(Soup.Statements(new Random(seed))); }).Check(Often);

    [Fact]
    public void Any_text_parses_or_is_refused_with_a_place_inside_it()
    {
        var (parsed, refused) = (0, 0);
        Prop.ForAll(Fragments, fragments =>
        {
            var text = string.Concat(fragments);
            try
            {
                SqlScript.Parse("soup.sql", text);
                parsed += IsWorth(text);
            }
            catch (SqlSyntaxException e)
            {
                Assert.InRange(e.Position.Line, 1, text.Count(c => c is '\n' or '\r') + 1);
                Assert.InRange(e.Position.Column, 1, text.Length);
                refused++;
            }
        }).Check(Often);
        AssertEnough(parsed);
        AssertEnough(refused);
    }

    [Fact]
    public void Comments_between_tokens_of_any_text_change_no_statement()
    {
        var compared = 0;
        Prop.ForAll(Fragments, Seeds, (fragments, seed) =>
        {
            var text = string.Concat(fragments);
            if (!Soup.Parses(text))
                return;
            AssertSameWithComments(text, new Random(seed));
            compared += IsWorth(text);
        }).Check(Often);
        AssertEnough(compared);
    }

    [Fact]
    public void Comments_between_tokens_of_proper_statements_change_no_statement() =>
        Prop.ForAll(Seeds, seed => AssertSameWithComments(Soup.Statements(new Random(seed)), new Random(seed + 1))).Check(Often);

    [Fact]
    public void A_text_without_open_parentheses_and_bodies_has_one_statement_for_each_run_of_tokens_between_semicolons()
    {
        var counted = 0;
        Prop.ForAll(Fragments, fragments =>
        {
            var text = string.Concat(fragments.Where(f => f is not ("(" or "ATOMIC")));
            if (!Soup.Parses(text))
                return;
            var runs = string.Concat(Laws.Tokens(text).Where(t => !t.IsTrivia).Select(t => t.Kind == SqlTokenKind.Semicolon ? ';' : 'x')).Split(';');
            Assert.Equal(runs.Count(r => r.Length > 0), SqlScript.Parse("soup.sql", text).Statements.Count);
            counted += IsWorth(text);
        }).Check(Often);
        AssertEnough(counted);
    }

    [Fact]
    public void A_quoted_identifier_and_a_quoted_literal_are_one_token_with_the_same_content()
    {
        var named = 0;
        Prop.ForAll(Fragments, fragments =>
        {
            var text = string.Concat(fragments);
            var literal = SqlLiteral.Quote(text);
            Assert.Equal(SqlTokenKind.String, Assert.Single(Laws.Tokens(literal)).Kind);
            var body = literal[(literal.IndexOf('\'') + 1)..^1].Replace("''", "'");
            Assert.Equal(text, literal[0] == 'E' ? body.Replace("\\\\", "\\") : body);
            if (text.Length == 0)
                return;
            var identifier = SqlIdentifier.Quote(text);
            Assert.Equal(SqlTokenKind.QuotedIdentifier, Assert.Single(Laws.Tokens(identifier)).Kind);
            var name = new QualifiedName(text, text);
            Assert.Equal(name, QualifiedName.Parse(name.ToString()));
            named += IsWorth(text);
        }).Check(Often);
        AssertEnough(named);
    }

    // Texts of nothing but space hold every law.
    private static int IsWorth(string text) => string.IsNullOrWhiteSpace(text) ? 0 : 1;

    private static void AssertEnough(int looked) => Assert.True(looked >= Floor, $"Only {looked} texts were looked at.");

    private static void AssertSameWithComments(string text, Random random)
    {
        var padded = new StringBuilder();
        foreach (var token in Laws.Tokens(text))
        {
            padded.Append(token.In(text));
            if (random.Next(2) == 0)
                padded.Append(Padding[random.Next(Padding.Length)]);
        }

        var before = Meaning(text);
        var after = Meaning(padded.ToString());
        Assert.Equal(before, after);
    }

    // A block comment is in each: without one, a line end between two strings makes them one string.
    private static readonly string[] Padding = ["/* ; */", " /**/\n", "\n/* /* ' */ ; $$ */-- ; '\n", "/*\"*/\t", "\r/*--*/\r\n"];

    /// <summary>The statements as their tokens without space and comments.</summary>
    private static List<string> Meaning(string text) =>
        [.. SqlScript.Parse("meaning.sql", text).Statements
            .Select(s => string.Join('\u0001', Laws.Tokens(s.Text).Where(t => !t.IsTrivia).Select(t => t.In(s.Text).ToString())))];
}
