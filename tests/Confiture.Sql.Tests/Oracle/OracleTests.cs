namespace Confiture.Sql.Tests;

/// <summary>PostgreSQL's own grammar decides where statements and tokens are.</summary>
public sealed class OracleTests
{
    private static readonly Lazy<Dictionary<string, OracleAnswer>> Answers = new(() =>
    {
        var names = Corpus.Names("ok").ToList();
        return names.Zip(PostgresParser.Ask([.. names.Select(n => Corpus.Read("ok", n))])).ToDictionary(p => p.First, p => p.Second);
    });

    public static TheoryData<string> Files => [.. Corpus.Names("ok")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Statements_are_those_of_the_grammar_of_PostgreSQL(string file)
    {
        var text = Corpus.Read("ok", file);
        var answer = Answers.Value[file];
        Assert.True(answer.Statements is not null, $"{file} is not SQL to PostgreSQL: {answer.StatementsError}");
        AssertSameStatements(text, answer);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Tokens_are_those_of_the_scanner_of_PostgreSQL(string file)
    {
        var answer = Answers.Value[file];
        Assert.True(answer.Tokens is not null, answer.TokensError);
        AssertSameTokens(Corpus.Read("ok", file), answer.Tokens);
    }

    [Fact]
    public void Random_texts_have_the_tokens_of_the_scanner_of_PostgreSQL()
    {
        var random = new Random(20261121);
        var texts = Enumerable.Range(0, 20_000).Select(_ => Soup.Text(random)).ToList();
        var compared = 0;
        foreach (var (text, answer) in texts.Zip(PostgresParser.Ask(texts)))
        {
            // PostgreSQL refuses more than this lexer, for example 1a and an E'' string with a wrong escape.
            if (answer.Tokens is null || !Soup.Parses(text))
                continue;
            AssertSameTokens(text, answer.Tokens);
            compared++;
        }

        Assert.True(compared > 2_000, $"Only {compared} texts could be compared.");
    }

    [Fact]
    public void Random_statements_end_where_the_grammar_of_PostgreSQL_ends_them()
    {
        var random = new Random(20261122);
        var texts = Enumerable.Range(0, 3_000).Select(_ => Soup.Statements(random)).ToList();
        var compared = 0;
        foreach (var (text, answer) in texts.Zip(PostgresParser.Ask(texts)))
        {
            if (answer.Statements is null)
                continue;
            AssertSameStatements(text, answer);
            compared++;
        }

        Assert.True(compared > 2_500, $"Only {compared} texts could be compared.");
    }

    internal static void AssertSameStatements(string text, OracleAnswer answer)
    {
        var script = SqlScript.Parse("oracle.sql", text);
        Assert.Equal(answer.Statements!.Select(s => s.Start), script.Statements.Select(s => s.Start));
        var terminators = script.Pieces.Where(p => p.Kind == SqlPieceKind.Terminator).Select(p => p.Start).Append(text.Length).ToList();
        Assert.Equal(answer.Statements!.Select(s => s.End), script.Statements.Select(s => terminators.First(t => t >= s.Start + s.Length)));
        // The last character sent is that of the last token that is no comment.
        var ends = answer.Tokens!.Where(t => !IsComment(text, t)).Select(t => t.End).ToList();
        foreach (var (ours, theirs) in script.Statements.Zip(answer.Statements!))
            Assert.Equal(ends.Last(e => e <= theirs.End), ours.Start + ours.Length);
    }

    private static bool IsComment(string text, Span token) =>
        text.AsSpan(token.Start).StartsWith("--", StringComparison.Ordinal) || text.AsSpan(token.Start).StartsWith("/*", StringComparison.Ordinal);

    private static void AssertSameTokens(string text, IReadOnlyList<Span> theirs)
    {
        var ours = Laws.Tokens(text).Where(t => t.Kind != SqlTokenKind.Space).ToList();
        var at = 0;
        foreach (var token in theirs)
        {
            while (at < ours.Count && ours[at].End <= token.Start)
                at++;
            Assert.True(at < ours.Count, $"PostgreSQL has a token at {token} after our last one in: {text}");
            var same = new Span(ours[at].Start, ours[at].End) == token;
            var part = ours[at].Kind == SqlTokenKind.String && ours[at].Start <= token.Start && token.End <= ours[at].End;
            Assert.True(same || part, $"PostgreSQL has {token} where we have {ours[at]} in: {text}");
        }

        var starts = theirs.Select(t => t.Start).ToHashSet();
        Assert.All(ours, t => Assert.True(starts.Contains(t.Start), $"PostgreSQL has no token where we have {t} in: {text}"));
    }
}
