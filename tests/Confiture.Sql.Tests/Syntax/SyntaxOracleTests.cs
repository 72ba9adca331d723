using Confiture.Sql.Syntax;

namespace Confiture.Sql.Tests;

/// <summary>PostgreSQL's own grammar decides what a statement is.</summary>
public sealed class SyntaxOracleTests(ITestOutputHelper output)
{
    private const int Seed = 20261121;

    private static int PerTemplate => Environment.GetEnvironmentVariable("LONG") == "1" ? 60 : 8;

    [Fact]
    public void Every_node_has_a_name_of_PostgreSQL() => Assert.All(OracleKinds.Nodes, n => Assert.True(OracleKinds.Has(n), n.Name));

    [Fact]
    public void Statements_of_the_corpus_are_what_PostgreSQL_says()
    {
        var texts = new[] { "ok", "syntax/ok" }.SelectMany(f => Corpus.Names(f).Select(n => Corpus.Read(f, n))).ToList();
        var compared = Compare(texts, mayBeRefused: false);
        output.WriteLine($"figure statements of files that agree with PostgreSQL: {compared}");
        Assert.True(compared >= 700, $"Only {compared} statements could be compared.");
    }

    [Fact]
    public void Random_sentences_are_what_PostgreSQL_says()
    {
        var sentences = new Sentences(Seed).Make(PerTemplate).DistinctBy(s => s.Text).ToList();
        var compared = Compare(sentences.ConvertAll(s => s.Text), mayBeRefused: true);
        output.WriteLine($"figure random statements that agree with PostgreSQL: {compared} of {sentences.Count}");
        Assert.True(compared >= 5_000, $"Only {compared} of {sentences.Count} statements could be compared.");
    }

    [Fact]
    public void Every_form_of_the_grammar_makes_statements_that_PostgreSQL_takes()
    {
        var sentences = new Sentences(Seed).Make(2).ToList();
        var taken = sentences.Zip(PostgresParser.AskSyntax(sentences.ConvertAll(s => s.Text))).Where(p => p.Second is not null)
            .Select(p => p.First.Template).ToHashSet();
        Assert.DoesNotContain(sentences.Select(s => s.Template).Distinct(), t => !taken.Contains(t));
    }

    [Fact]
    public void Random_sentences_in_one_script_end_where_PostgreSQL_ends_them()
    {
        var sentences = new Sentences(Seed + 1).Make(PerTemplate).Select(s => s.Text).ToList();
        var taken = sentences.Zip(PostgresParser.AskSyntax(sentences)).Where(p => p.Second is not null).Select(p => p.First).ToList();
        string[] between = [";", ";\n", " ; -- a ; comment\n", "/* ; */;;\n\n", ";\r\n/* /* ; */ */ "];
        var scripts = taken.Chunk(40).Select(chunk => string.Concat(chunk.Select((s, i) => s + between[i % between.Length]))).ToList();
        foreach (var (text, answer) in scripts.Zip(PostgresParser.Ask(scripts)))
            OracleTests.AssertSameStatements(text, answer);
        Assert.True(taken.Count >= 5_000, $"Only {taken.Count} statements could be compared.");
    }

    internal static int Compare(List<string> texts, bool mayBeRefused)
    {
        var wrong = new List<string>();
        var compared = 0;
        foreach (var (text, answer) in texts.Zip(PostgresParser.AskSyntax(texts)))
        {
            if (answer is null)
            {
                Assert.True(mayBeRefused, $"PostgreSQL refuses {text[..Math.Min(200, text.Length)]}");
                continue;
            }

            var script = SqlScript.Parse("oracle.sql", text);
            var nodes = SqlSyntax.Parse(script);
            Assert.Equal(answer.Count, nodes.Count);
            for (var i = 0; i < nodes.Count; i++, compared++)
                wrong.AddRange(Differences(answer[i], OurFacts.Of(nodes[i])).Select(d => $"{d} in: {script.Statements[i].Text}"));
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} differ:\n{string.Join('\n', wrong.Take(80))}");
        return compared;
    }

    private static IEnumerable<string> Differences(OracleFacts theirs, OracleFacts ours)
    {
        if (theirs.Kind != ours.Kind)
            return [$"{theirs.Kind} is {ours.Kind}"];
        return Different("actions", theirs.Actions, ours.Actions)
            .Concat(Different("columns", Types(theirs.Columns), Types(ours.Columns)))
            .Concat(Different("constraints", theirs.Constraints, ours.Constraints))
            .Concat(Different("reads", theirs.Reads?.Order(StringComparer.Ordinal), ours.Reads?.Order(StringComparer.Ordinal)))
            .Concat(Different("detail", Types(One(theirs.Detail)), Types(One(ours.Detail))));
    }

    private static string[]? One(string? text) => text is null ? null : [text];

    // The grammar writes the schema of some built-in types and not of others; the catalog's spelling is the same.
    private static IEnumerable<string>? Types(IEnumerable<string>? columns) => columns?.Select(c => c.Replace(":pg_catalog.", ":"));

    private static IEnumerable<string> Different(string what, IEnumerable<string>? theirs, IEnumerable<string>? ours)
    {
        var (expected, actual) = (string.Join(" | ", theirs ?? []), string.Join(" | ", ours ?? []));
        return expected == actual ? [] : [$"{what} {expected} is {actual}"];
    }
}
