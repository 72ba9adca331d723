using System.Diagnostics;
using Confiture.Sql.Syntax;

namespace Confiture.Sql.Tests;

/// <summary>No text makes the parser throw, hang, or name a place that is not there.</summary>
public sealed class SyntaxFuzzTests(ITestOutputHelper output)
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("LONG") == "1";
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(Long ? 60 : 5);

    // The long run goes where none has been; a failure prints the text that broke it.
    private static readonly int Seed = Long ? Environment.TickCount : 20261121;

    // One input takes microseconds; the bound is for quadratic time, not for a busy machine.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    [Fact]
    public void Nothing_that_is_nearly_a_statement_breaks_the_parser()
    {
        var corpus = new Sentences(7).Make(2).Select(s => s.Text)
            .Concat(Corpus.Names("ok").SelectMany(n => SqlScript.Parse(n, Corpus.Read("ok", n)).Statements.Select(s => s.Text))).ToList();
        var mutations = new Mutations(Seed, corpus);
        var (inputs, known) = (0, 0);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Duration; inputs++)
        {
            var text = mutations.Next();
            if (!Soup.Parses(text))
                continue;
            var started = Stopwatch.GetTimestamp();
            var nodes = Hold(text);
            var took = Stopwatch.GetElapsedTime(started);
            Assert.True(took < Bound, $"{took} for: {text}");
            known += nodes.Count(n => n is not Unclassified);
        }

        output.WriteLine($"figure inputs of the syntax fuzzer (seed {Seed}): {inputs}, statements that it left whole: {known}");
        Assert.True(inputs > 1_000, $"Only {inputs} inputs.");
    }

    private static IReadOnlyList<StatementNode> Hold(string text)
    {
        try
        {
            var script = SqlScript.Parse("fuzz.sql", text);
            ExpressionFacts.Of(text);
            BodyReferences.Of("plpgsql", text);
            return NodeLaws.Hold(script);
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"The text that broke it: {text}", e);
        }
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("SELECT (", ")")]
    [InlineData("EXPLAIN ", "")]
    [InlineData("WITH a AS (", ") SELECT 1")]
    [InlineData("CREATE VIEW v AS (", ")")]
    [InlineData("CREATE SCHEMA s ", "")]
    [InlineData("CREATE RULE r AS ON INSERT TO t DO (", ")")]
    [InlineData("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC ", "; END")]
    [InlineData("PREPARE p AS ", "")]
    [InlineData("COPY (", ") TO 'x'")]
    [InlineData("CREATE TABLE t (a n(", "))")]
    [InlineData("ALTER TABLE t ADD a int DEFAULT a::n(", ")")]
    [InlineData("SELECT CASE WHEN ", " THEN 1 END")]
    [InlineData("ALTER TABLE t ALTER a SET DEFAULT ARRAY[", "]")]
    public void Deep_nesting_ends_neither_the_stack_nor_the_time(string opening, string closing)
    {
        foreach (var times in new[] { 50, 100, 1_000, 20_000 })
        {
            var text = string.Concat(Enumerable.Repeat(opening, times)) + "SELECT 1" + string.Concat(Enumerable.Repeat(closing, times));
            var started = Stopwatch.GetTimestamp();
            Hold(text);
            Assert.True(Stopwatch.GetElapsedTime(started) < Bound, $"{times} of {opening} took {Stopwatch.GetElapsedTime(started)}");
        }
    }
}
