using Confiture.Sql;

namespace Confiture.Safety.Tests;

/// <summary>Comments that silence rules, and what is said of those that do not.</summary>
public sealed class IgnoreTests
{
    [Fact]
    public void A_comment_above_a_statement_silences_all_of_it() => Assert.Empty(Rules("""
        -- confiture: ignore drop-column nobody reads it
        ALTER TABLE t
            DROP COLUMN a;
        """));

    [Fact]
    public void A_comment_at_the_end_of_a_statement_silences_all_of_it() => Assert.Empty(Rules("""
        ALTER TABLE t
            DROP COLUMN a; -- confiture: ignore drop-column nobody reads it
        """));

    [Fact]
    public void A_comment_inside_a_statement_silences_its_line_alone() => Assert.Equal(["drop-column 3:5"], Rules("""
        ALTER TABLE t
            DROP COLUMN a, -- confiture: ignore drop-column nobody reads it
            DROP COLUMN b;
        """));

    [Fact]
    public void Several_rules_and_categories_fit_into_one_comment() => Assert.Empty(Rules("""
        -- confiture: ignore data-loss,rename-table both are unused
        ALTER TABLE t DROP COLUMN a;
        """, except: "unused-ignore"));

    [Fact]
    public void A_comment_does_not_reach_the_next_statement() => Assert.Equal(["drop-column 3:15"], Rules("""
        -- confiture: ignore drop-column nobody reads it
        ALTER TABLE t DROP COLUMN a;
        ALTER TABLE t DROP COLUMN b;
        """));

    [Fact]
    public void A_comment_that_silences_nothing_is_a_finding() =>
        Assert.Equal(["unused-ignore 1:1"], Rules("-- confiture: ignore drop-table it is unused\nSELECT 1;"));

    [Fact]
    public void A_comment_without_a_reason_is_a_finding() =>
        Assert.Equal(["ignore-without-reason 1:1"], Rules("-- confiture: ignore drop-column\nALTER TABLE t DROP COLUMN a;"));

    [Fact]
    public void A_rule_that_does_not_exist_is_a_finding_with_the_one_that_was_meant()
    {
        var finding = Assert.Single(Judge("-- confiture: ignore drop-colum nobody reads it\nSELECT 1;"));
        Assert.Equal("unknown rule drop-colum; did you mean `drop-column`?", finding.Message);
    }

    [Fact]
    public void A_comment_in_a_string_is_none() =>
        Assert.Equal(["drop-column 2:15"], Rules("SELECT '-- confiture: ignore drop-column it is a string';\nALTER TABLE t DROP COLUMN a;"));

    [Fact]
    public void Select_ignore_and_severities_are_obeyed()
    {
        var script = SqlScript.Parse("test", "ALTER TABLE t DROP COLUMN a; CREATE INDEX ON t (b);");
        Assert.Equal(["drop-column"], Judge(new() { Select = ["data-loss"] }));
        Assert.Equal(["create-index-blocks-writes"], Judge(new() { Ignore = ["drop-column", "work-after-exclusive-lock", "transactions"] }));
        Assert.Equal(LintSeverity.Error, new MigrationLint(new() { Severities = new Dictionary<string, LintSeverity> { ["drop-column"] = LintSeverity.Error } })
            .Judge(new(script)).First(f => f.Rule == "drop-column").Severity);

        IEnumerable<string> Judge(LintSettings settings) => new MigrationLint(settings).Judge(new(script) { HasRunner = true }).Select(f => f.Rule);
    }

    [Fact]
    public void A_down_file_may_drop_what_its_up_file_made()
    {
        var lint = new MigrationLint(new());
        Assert.Empty(lint.Judge(new(SqlScript.Parse("down", "DROP TABLE t;")) { HasRunner = true, IsDown = true }));
        Assert.Equal("drop-table", Assert.Single(lint.Judge(new(SqlScript.Parse("up", "DROP TABLE t;")) { HasRunner = true })).Rule);
    }

    [Fact]
    public void A_statement_that_says_when_it_still_has_to_be_executed_can_be_run_again()
    {
        const string Two = "-- confiture: no transaction\nCREATE TABLE IF NOT EXISTS a (id bigint);\n";
        Assert.Contains("not-repeatable 3:1", Rules(Two + "CREATE TABLE b (id bigint);"));
        Assert.DoesNotContain(Rules(Two + "-- confiture: only if to_regclass('b') is null\nCREATE TABLE b (id bigint);"),
            r => r.StartsWith("not-repeatable", StringComparison.Ordinal));
    }

    private static IReadOnlyList<LintFinding> Judge(string sql) => new MigrationLint(new()).Judge(new(SqlScript.Parse("test", sql)) { HasRunner = true });

    private static IEnumerable<string> Rules(string sql, string except = "") => Judge(sql).Where(f => f.Rule != except).Select(f => $"{f.Rule} {f.Position}");
}
