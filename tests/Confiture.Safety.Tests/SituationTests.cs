using Confiture.Sql;

namespace Confiture.Safety.Tests;

/// <summary>Migrations that a rule finds fault with, and migrations that it does not.</summary>
public sealed class SituationTests
{
    private const string NextFile = "-- confiture: next file\n";

    private sealed record Situation(bool IsBad, string Rule, bool IsBare, string Sql);

    private static IReadOnlyList<Situation> All { get; } = [.. Read()];

    [Fact]
    public void Each_situation_is_judged_as_it_says()
    {
        var wrong = All.Where(s => Lines(s).Count > 0 != s.IsBad).Select(s => $"{(s.IsBad ? "not found" : "found")}: {s.Rule} in {s.Sql}");
        Assert.Empty(wrong);
        Assert.True(All.Count(s => s.IsBad) >= 80 && All.Count(s => !s.IsBad) >= 55, $"{All.Count(s => s.IsBad)} bad, {All.Count(s => !s.IsBad)} good");
    }

    [Fact]
    public void No_statement_of_a_situation_is_unknown_to_the_parser() =>
        Assert.Empty(All.SelectMany(s => Confiture.Sql.Syntax.SqlSyntax.Parse(SqlScript.Parse("situation", s.Sql)))
            .OfType<Confiture.Sql.Syntax.Unclassified>());

    [Fact]
    public void Of_two_actions_the_one_that_rewrites_the_table_is_named()
    {
        Assert.Equal([2], Lines(new(true, "volatile-default-rewrites-table", false,
            "ALTER TABLE t\n ADD COLUMN a uuid DEFAULT gen_random_uuid(),\n ADD COLUMN b integer DEFAULT 1;")));
        Assert.Equal([3], Lines(new(true, "column-type-rewrites-table", false,
            $"CREATE TABLE t (a integer, b varchar(5));\n{NextFile}ALTER TABLE t\n ALTER COLUMN b TYPE text,\n ALTER COLUMN a TYPE bigint;")));
    }

    [Fact]
    public void Every_array_of_a_type_is_judged_like_the_type()
    {
        foreach (var (type, rule) in new[] { ("timestamp", "timestamp-without-zone"), ("timetz", "time-with-zone"), ("char(2)", "char-type"), ("varchar(9)",
            "varchar-with-length"), ("money", "money-type"), ("json", "json-type"), ("smallint", "integer-column") })
        {
            foreach (var array in new[] { string.Empty, "[]", "[3]", "[][]", " array", " array[4]" })
                Assert.True(Lines(new(true, rule, false, $"CREATE TABLE t (c {type}{array})")).Count == 1, $"{type}{array}");
        }

        Assert.Single(Lines(new(true, "inexact-amount", false, "CREATE TABLE t (total_price real[])")));
        Assert.Single(Lines(new(true, "plain-secret", false, "CREATE TABLE t (password text[])")));
        Assert.Empty(Lines(new(false, "nullable-boolean", false, "CREATE TABLE t (flags boolean[])")));
    }

    [Fact]
    public void Integer_columns_are_judged_as_the_configuration_says()
    {
        const string Sql = "CREATE TABLE t (a integer, b smallint, age smallint, c bigint)";
        Assert.Equal([], Found(new()));
        Assert.Equal(["b", "age"], Found(new() { IntegerTypes = ["smallint"] }));
        Assert.Equal(["a", "b"], Found(new() { IntegerTypes = ["integer", "smallint"], SmallColumns = ["age"] }));

        IEnumerable<string> Found(LintSettings settings) =>
            new MigrationLint(settings).Judge(new(SqlScript.Parse("t", Sql)) { HasRunner = true }).Where(f => f.Rule == "integer-column")
                .Select(f => f.Message.Split(':')[0]);
    }

    private static List<int> Lines(Situation situation)
    {
        var rule = LintRules.Find(situation.Rule)!;
        var lint = new MigrationLint(new() { Version = 14, Select = [rule.Id] });
        List<int> lines = [];
        foreach (var file in situation.Sql.Split(NextFile))
        {
            lines = [.. lint.Judge(new(SqlScript.Parse("situation", file)) { HasRunner = !situation.IsBare }).Where(f => f.Rule == rule.Id)
                .Select(f => f.Position.Line)];
        }

        return lines;
    }

    private static IEnumerable<Situation> Read()
    {
        foreach (var paragraph in File.ReadAllText(Files.PathOf("situations.sql")).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var end = paragraph.IndexOf('\n', StringComparison.Ordinal);
            var words = paragraph[3..end].Split(' ');
            yield return new(words[0] == "bad", words[1], words.Length > 2, paragraph[(end + 1)..].Trim('\n') + "\n");
        }
    }
}
