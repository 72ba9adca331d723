using Confiture.Sql;

namespace Confiture.Safety.Tests;

/// <summary>What the analysis remembers from statement to statement.</summary>
public sealed class StateTests
{
    [Fact]
    public void Locks_on_a_table_that_the_script_made_harm_nobody()
    {
        var safety = Of("CREATE TABLE t (a integer); CREATE INDEX ON t (a); ALTER TABLE t ADD COLUMN b uuid DEFAULT gen_random_uuid();");
        Assert.All(safety, s => Assert.Null(s.Hardest));
        Assert.All(safety, s => Assert.Equal(RiskTier.Additive, s.Tier));
    }

    [Fact]
    public void In_the_next_script_the_table_is_in_use()
    {
        var analysis = new SafetyAnalysis(new() { Version = 15 });
        analysis.Of(SqlScript.Parse("1", "CREATE TABLE t (a integer)"));
        var safety = analysis.Of(SqlScript.Parse("2", "CREATE INDEX ON t (a)"))[0];
        Assert.Equal((RiskTier.LockRisky, LockMode.Share), (safety.Tier, safety.Hardest!.Mode));
        Assert.Empty(safety.Assumptions);
    }

    [Fact]
    public void A_validated_check_spares_the_scan_and_a_dropped_one_does_not()
    {
        var safety = Of("""
            ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID;
            ALTER TABLE t VALIDATE CONSTRAINT c;
            ALTER TABLE t ALTER COLUMN a SET NOT NULL;
            ALTER TABLE t ALTER COLUMN a DROP NOT NULL;
            ALTER TABLE t DROP CONSTRAINT c;
            ALTER TABLE t ALTER COLUMN a SET NOT NULL;
            """);
        Assert.Equal([0, 1, 0, 0, 0, 1], safety.Select(s => s.Work.Count));
    }

    [Theory]
    [InlineData("ALTER TABLE t ALTER COLUMN c SET NOT NULL")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT p PRIMARY KEY USING INDEX i")]
    public void What_is_known_of_a_column_is_known_under_its_next_name(string statement)
    {
        const string Made = "CREATE TABLE t (a integer); CREATE UNIQUE INDEX i ON t (a); ALTER TABLE t ADD CONSTRAINT n CHECK (a IS NOT NULL);";
        Assert.Equal([0, 1], ((string[])["ALTER TABLE t RENAME COLUMN a TO b; ALTER TABLE t RENAME COLUMN b TO c;",
            "ALTER TABLE t DROP CONSTRAINT n; ALTER TABLE t RENAME COLUMN a TO c;"]).Select(renames =>
        {
            var analysis = new SafetyAnalysis(new() { Version = 15 });
            analysis.Of(SqlScript.Parse("1", Made));
            return analysis.Of(SqlScript.Parse("2", $"{renames} {statement}"))[^1].Work.Count;
        }));
    }

    [Fact]
    public void A_new_column_inherits_nothing_from_the_one_that_had_its_name() =>
        Assert.Single(Of("ALTER TABLE t ADD CONSTRAINT n CHECK (a IS NOT NULL); ALTER TABLE t RENAME COLUMN a TO b; ALTER TABLE t ADD COLUMN a integer; "
            + "ALTER TABLE t ALTER COLUMN a SET NOT NULL")[^1].Work);

    [Fact]
    public void Columns_of_a_primary_key_are_not_null_wherever_it_is_written()
    {
        var analysis = new SafetyAnalysis(new() { Version = 15 });
        analysis.Of(SqlScript.Parse("1", "CREATE TABLE t (a integer, b integer PRIMARY KEY); CREATE TABLE u (a integer, b integer, PRIMARY KEY (a))"));
        var safety = analysis.Of(SqlScript.Parse("2",
            "ALTER TABLE t ALTER b SET NOT NULL; ALTER TABLE u ALTER a SET NOT NULL; ALTER TABLE t ALTER a SET NOT NULL; ALTER TABLE u ALTER b SET NOT NULL"));
        Assert.Equal([0, 0, 1, 1], safety.Select(s => s.Work.Count));
    }

    [Fact]
    public void A_key_of_a_partitioned_table_alone_builds_no_index()
    {
        var analysis = new SafetyAnalysis(new() { Version = 15 });
        analysis.Of(SqlScript.Parse("1", "CREATE TABLE m (a integer NOT NULL) PARTITION BY LIST (a); CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1)"));
        var safety = analysis.Of(SqlScript.Parse("2", "ALTER TABLE ONLY m ADD CONSTRAINT k UNIQUE (a); ALTER TABLE m ADD CONSTRAINT l UNIQUE (a)"));
        Assert.Equal([0, 1], safety.Select(s => s.Work.Count));
    }

    [Theory]
    [InlineData("a IS NOT NULL", true)]
    [InlineData("(a is not null) AND (b > 0)", true)]
    [InlineData("((\"a\" IS NOT NULL))", true)]
    [InlineData("a IS NOT NULL OR b > 0", false)]
    [InlineData("(b = ' AND a IS NOT NULL AND ')", false)]
    [InlineData("aa IS NOT NULL", false)]
    [InlineData("NOT (a IS NOT NULL)", false)]
    public void A_check_proves_what_it_says_and_no_more(string condition, bool proves) =>
        Assert.Equal(proves ? 0 : 1, Of($"ALTER TABLE t ADD CONSTRAINT c CHECK ({condition}); ALTER TABLE t ALTER COLUMN a SET NOT NULL")[1].Work.Count);

    [Fact]
    public void Locks_are_held_to_the_end_of_the_transaction()
    {
        var safety = Of("BEGIN; ALTER TABLE t ADD COLUMN a integer; SELECT 1; COMMIT; SELECT 2;");
        Assert.Equal([false, true, true, true, false], safety.Select(s => s.InTransaction));
        Assert.Equal([0, 0, 1, 1, 0], safety.Select(s => s.HeldBefore.Count));
    }

    [Fact]
    public void Time_outs_count_from_where_they_are_set_to_where_they_are_reset()
    {
        var safety = Of("SELECT 1; SET lock_timeout = '2s'; SELECT 2; SET lock_timeout = 0; SELECT 3; BEGIN; SET LOCAL statement_timeout = 1000; "
            + "SELECT 4; COMMIT; SELECT 5;");
        Assert.Equal([false, false, true, true, false, false, false, false, false, false], safety.Select(s => s.HasLockTimeout));
        Assert.Equal([false, false, false, false, false, false, false, true, true, false], safety.Select(s => s.HasStatementTimeout));
    }

    [Theory]
    [InlineData("DO $$ BEGIN PERFORM 1; END $$")]
    [InlineData("CALL p()")]
    [InlineData("FLY TO THE MOON")]
    [InlineData("SELECT shop.fill_everything()")]
    [InlineData("SELECT fill_everything()")]
    [InlineData("ALTER TABLE t FROBNICATE")]
    public void What_is_not_known_is_never_safe(string sql) => Assert.Equal(RiskTier.Unclassified, Of(sql)[0].Tier);

    [Theory]
    [InlineData("CREATE TABLE t (a integer)", RiskTier.Additive)]
    [InlineData("ALTER TABLE t ADD COLUMN a integer", RiskTier.Additive)]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a)", RiskTier.Additive)]
    [InlineData("ALTER TABLE t ALTER COLUMN a SET DEFAULT 1", RiskTier.Reversible)]
    [InlineData("DROP INDEX i", RiskTier.Reversible)]
    [InlineData("CREATE INDEX i ON t (a)", RiskTier.LockRisky)]
    [InlineData("ALTER TABLE t ALTER COLUMN a TYPE bigint", RiskTier.LockRisky)]
    [InlineData("DROP TABLE t", RiskTier.Destructive)]
    [InlineData("ALTER TABLE t DROP COLUMN a", RiskTier.Destructive)]
    [InlineData("DELETE FROM t WHERE a = 1", RiskTier.Destructive)]
    [InlineData("DROP SCHEMA s CASCADE", RiskTier.Irreversible)]
    [InlineData("DROP DATABASE d", RiskTier.Irreversible)]
    public void Each_tier_has_its_statements(string sql, RiskTier tier) => Assert.Equal(tier, Of(sql)[0].Tier);

    [Fact]
    public void What_depends_on_the_schema_is_said_when_the_schema_is_not_known() =>
        Assert.NotEmpty(Of("ALTER TABLE t ALTER COLUMN a TYPE varchar(20)")[0].Assumptions);

    private static IReadOnlyList<StatementSafety> Of(string sql) => new SafetyAnalysis(new() { Version = 15 }).Of(SqlScript.Parse("test", sql));
}
