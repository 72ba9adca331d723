using Confiture.Sql.Syntax;

namespace Confiture.Sql.Tests;

public sealed class ExpressionFactsTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("-1.5e3")]
    [InlineData("'a'")]
    [InlineData("E'a\\n'")]
    [InlineData("'a'::text")]
    [InlineData("'a'::character varying(10)::text")]
    [InlineData("('a')")]
    [InlineData("((1))::bigint")]
    [InlineData("CAST('1' AS numeric(10, 2))")]
    [InlineData("true")]
    [InlineData("NULL::timestamp with time zone")]
    [InlineData("'{}'::jsonb[]")]
    [InlineData("ARRAY[]::text[]")]
    [InlineData("ARRAY['a', 'b'::text, NULL]")]
    [InlineData("ARRAY[[1, 2], [3, -4]]")]
    [InlineData("interval '1 day'")]
    [InlineData("INTERVAL '1' DAY")]
    [InlineData("timestamp(3) with time zone '2020-01-01'")]
    [InlineData("date '2020-01-01'")]
    [InlineData("app.my_type 'x'")]
    [InlineData("double precision '1.5'")]
    [InlineData("$$x$$::text /* c */")]
    public void This_is_a_constant(string text)
    {
        var facts = ExpressionFacts.Of(text);
        Assert.True(facts.IsConstant);
        Assert.True(facts.IsUnderstood);
        Assert.Empty(facts.Functions);
        Assert.Empty(facts.Columns);
    }

    [Theory]
    [InlineData("now()", "now", "")]
    [InlineData("1 + 1", "", "")]
    [InlineData("a", "", "a")]
    [InlineData("t.a + lower(b)", "lower", "t.a b")]
    [InlineData("current_timestamp", "current_timestamp", "")]
    [InlineData("CURRENT_DATE - 1", "current_date", "")]
    [InlineData("nextval('s'::regclass)", "nextval", "")]
    [InlineData("public.f(a, \"B\")", "public.f", "a B")]
    [InlineData("COALESCE(a, 'x'::text)", "coalesce", "a")]
    [InlineData("CAST(a AS my_type)", "", "a")]
    [InlineData("(now() at time zone 'utc')::date", "now", "")]
    [InlineData("CASE WHEN a IS NULL THEN upper(b) ELSE c END", "upper", "a b c")]
    [InlineData("extract(year from a)", "", "a")]
    [InlineData("a BETWEEN SYMMETRIC 1 AND b", "", "a b")]
    [InlineData("name COLLATE \"C\" LIKE x ESCAPE '!'", "", "name x")]
    [InlineData("count(*) FILTER (WHERE a) OVER (PARTITION BY b ROWS UNBOUNDED PRECEDING)", "count", "a b")]
    [InlineData("a = ANY (ARRAY[b, 1])", "", "a b")]
    [InlineData("gen_random_uuid()::text", "gen_random_uuid", "")]
    [InlineData("date_trunc('month', created_at AT TIME ZONE tz)", "date_trunc", "created_at tz")]
    [InlineData("filter > by + over", "", "filter by over")]
    [InlineData("(r).field + a[i]", "", "r a i")]
    public void This_is_no_constant_and_names_functions_and_columns(string text, string functions, string columns)
    {
        var facts = ExpressionFacts.Of(text);
        Assert.False(facts.IsConstant);
        Assert.True(facts.IsUnderstood);
        Assert.Equal(functions, Names(facts.Functions));
        Assert.Equal(columns, Names(facts.Columns));
    }

    [Theory]
    [InlineData("NULL", true)]
    [InlineData("(NULL)::text", true)]
    [InlineData("CAST(NULL AS int)", true)]
    [InlineData("0", false)]
    [InlineData("NULL + 1", false)]
    public void NULL_is_known(string text, bool isNull) => Assert.Equal(isNull, ExpressionFacts.Of(text).IsNull);

    [Fact]
    public void Types_of_casts_have_one_spelling() =>
        Assert.Equal(["integer", "numeric(10,2)[]", "\"app\".\"t\"", "timestamp with time zone"],
            ExpressionFacts.Of("a::int4 + CAST(b AS decimal(10, 2)[]) || 'x'::app.t || timestamptz '1'").Types.Select(t => t.ToString()));

    [Fact]
    public void A_sub_query_is_seen() => Assert.True(ExpressionFacts.Of("a IN (SELECT b FROM t)").HasSubquery);

    [Theory]
    [InlineData("")]
    [InlineData("1 +")]
    [InlineData("a b")]
    [InlineData("'a")]
    [InlineData("f(1")]
    [InlineData("a::")]
    [InlineData("CASE WHEN")]
    public void What_is_no_expression_is_not_understood(string text)
    {
        var facts = ExpressionFacts.Of(text);
        Assert.False(facts.IsUnderstood);
        Assert.False(facts.IsConstant);
    }

    [Fact]
    public void Facts_of_a_place_in_a_script_have_their_places_there()
    {
        var script = SqlScript.Parse("a.sql", "SELECT 1; ALTER TABLE t ALTER a SET DEFAULT f(b);");
        var action = Assert.IsType<TableAction.SetDefault>(Assert.IsType<AlterTable>(SqlSyntax.Parse(script)[1]).Actions[0]);
        var facts = ExpressionFacts.Of(script, action.Expression);
        Assert.Equal("f", facts.Functions[0].Span.In(script.Text));
        Assert.Equal("b", facts.Columns[0].Span.In(script.Text));
    }

    [Fact]
    public void Random_expressions_are_what_PostgreSQL_says()
    {
        var sentences = new Sentences(20261121);
        var texts = Enumerable.Range(0, 8_000).Select(i => sentences.Expand(i % 3 == 0 ? "<expr>" : i % 3
            == 1 ? "<expr> OR <expr> AND NOT (<bexpr>)::<type> = <expr>" : "f(<bexpr>, <expr>, CAST(<const> AS <type>))")).Distinct().ToList();
        var wrong = new List<string>();
        var compared = 0;
        foreach (var (text, theirs) in texts.Zip(PostgresParser.AskExpressions(texts)))
        {
            if (theirs is null)
                continue;
            compared++;
            var ours = ExpressionFacts.Of(text);
            if (!ours.IsUnderstood || ours.IsConstant != theirs.IsConstant || ours.HasSubquery != theirs.HasSubquery)
            {
                wrong.Add($"understood {ours.IsUnderstood}, constant {ours.IsConstant}, sub-query {ours.HasSubquery}: {text}");
            }
            // In a sub-query, relations and aliases look like columns.
            else if (!ours.HasSubquery && (Sorted(theirs.Columns) != Sorted(Plain(ours.Columns))
                    || Sorted(theirs.Calls) != Sorted(Plain(ours.Functions).Where(f => !IsSyntax(f)))))
            {
                wrong.Add($"{Sorted(theirs.Columns)} {Sorted(theirs.Calls)} is {Sorted(Plain(ours.Columns))} {Sorted(Plain(ours.Functions))}: {text}");
            }
            else if (Sorted(theirs.Types) != Sorted(ours.Types.Select(t => OurFacts.Type(t with { ArrayDimensions = 0 }))))
            {
                wrong.Add($"types {Sorted(theirs.Types)} are {Sorted(ours.Types.Select(OurFacts.Type))}: {text}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {compared} differ:\n{string.Join('\n', wrong.Take(60))}");
        Assert.True(compared > 2_500, $"Only {compared} could be compared.");
    }

    /// <summary>Calls that are nodes of their own in PostgreSQL's tree.</summary>
    private static bool IsSyntax(string function) => function is "coalesce" or "nullif" or "greatest" or "least" or "xmlelement"
        || function.StartsWith("current_") && function != "current_setting" || function.StartsWith("local");

    private static IEnumerable<string> Plain(IEnumerable<SqlName> names) =>
        names.Select(n => string.Join('.', new[] { n.Catalog, n.Schema, n.Name }.Where(p => p is not null)));

    private static string Sorted(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));

    private static string Names(IEnumerable<SqlName> names) => string.Join(' ', names.Select(n => n.Schema is null ? n.Name : $"{n.Schema}.{n.Name}"));
}
