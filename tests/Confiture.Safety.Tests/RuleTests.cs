using Confiture.Postgres;
using Confiture.Schema;
using Confiture.Sql;

namespace Confiture.Safety.Tests;

/// <summary>Every rule with its own examples: the bad one is flagged at the right line, the good one is clean, both run,
/// and the lock is the one that the page names.</summary>
public sealed class RuleTests(SafetyServers servers)
{
    private const int Version = 18;

    // What the rule is about is that the server refuses it.
    private static readonly Dictionary<string, string> Refused =
        new(StringComparer.Ordinal) { ["forbidden-in-transaction"] = "25001", ["enum-value-used-too-early"] = "55P04", ["column-assigned-twice"] = "42601" };

    public static TheoryData<string> MigrationRules { get; } = [.. LintRules.All.Where(r => r.JudgesMigrations && r.Id != "syntax-error").Select(r => r.Id)];

    public static TheoryData<string> SchemaRules { get; } = [.. LintRules.All.Where(r => r.JudgesSchemas).Select(r => r.Id)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(MigrationRules))]
    public async Task The_examples_of_a_migration_rule_are_what_it_says(string id)
    {
        var rule = LintRules.Find(id)!;
        Assert.Contains(ExpectedLine(rule), LinesOf(rule, rule.Bad));
        Assert.Empty(LinesOf(rule, rule.Good));
        Assert.Equal(Refused.GetValueOrDefault(id), await RunAsync(rule.Bad));
        Assert.Null(await RunAsync(rule.Good));
        if (rule.Lock is { } mode) Assert.Equal(mode, IsBare(rule.Bad) ? await WaitedForAsync(rule.Bad, mode) : await StrongestLockAsync(rule.Bad));
    }

    [Theory]
    [MemberData(nameof(SchemaRules))]
    public async Task The_examples_of_a_schema_rule_are_what_it_says(string id)
    {
        var rule = LintRules.Find(id)!;
        Assert.Contains(ExpectedLine(rule), await BuiltLinesOfAsync(rule, rule.Bad));
        Assert.Empty(await BuiltLinesOfAsync(rule, rule.Good));
    }

    [Fact]
    public void Rules_have_ids_in_kebab_case_and_no_two_the_same()
    {
        Assert.True(LintRules.All.Count >= 60);
        Assert.All(LintRules.All, r => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", r.Id));
        Assert.Equal(LintRules.All.Count, LintRules.All.Select(r => r.Id).Distinct(StringComparer.Ordinal).Count());
        TestContext.Current.TestOutputHelper!.WriteLine($"figure lint: {LintRules.All.Count} rules, each with examples that run");
    }

    private static int ExpectedLine(LintRule rule)
    {
        if (rule.BadLine is { } line) return line;
        var script = SqlScript.Parse("bad", rule.Bad);
        return script.PositionOf(script.Statements[^1].Start).Line;
    }

    private static LintSettings SettingsOf(LintRule rule) => new() { Version = Version, TenantColumn = "tenant_id", Select = rule.IsOptIn ? [rule.Id] : [] };

    private static IEnumerable<int> LinesOf(LintRule rule, string sql)
    {
        var lint = new MigrationLint(SettingsOf(rule));
        lint.Judge(new(SqlScript.Parse("before", ExampleSchema.Sql)) { HasRunner = true });
        return [.. lint.Judge(new(SqlScript.Parse("example", sql)) { HasRunner = true }).Where(f => f.Rule == rule.Id).Select(f => f.Position.Line)];
    }

    private async Task<IReadOnlyList<int>> BuiltLinesOfAsync(LintRule rule, string sql)
    {
        await using var database = await Database.OpenAsync(await servers.EmptyAsync(Version), "tests", Cancellation);
        var script = SqlScript.Parse("schema.sql", sql);
        foreach (var statement in script.Statements) await database.ExecuteAsync(statement.Text, Cancellation);
        var schema = await CatalogReader.ReadAsync(database, new CatalogOptions { Self = "postgres" }, Cancellation);
        return [.. SchemaLint.Judge(schema, [script], SettingsOf(rule)).Where(f => f.Rule == rule.Id).Select(f => f.Position.Line)];
    }

    /// <summary>Runs a migration as its runner would; the SQLSTATE of the refusal, or null.</summary>
    private async Task<string?> RunAsync(string sql)
    {
        await using var database = await ExampleDatabaseAsync();
        var bare = IsBare(sql);
        try
        {
            if (!bare) await database.ExecuteAsync("begin", Cancellation);
            foreach (var statement in SqlScript.Parse("example", sql).Statements) await database.ExecuteAsync(statement.Text, Cancellation);
            if (!bare) await database.ExecuteAsync("commit", Cancellation);
            return null;
        }
        catch (ServerException e)
        {
            return e.SqlState;
        }
    }

    private static bool IsBare(string sql) => sql.Contains($"-- confiture: {SqlDirective.NoTransaction}", StringComparison.Ordinal);

    private async Task<LockMode?> WaitedForAsync(string sql, LockMode expected) =>
        await WaitingStatement.ModeAsync(await servers.ExamplesAsync(Version), SqlScript.Parse("example", sql).Statements[^1].Text, "public.orders", expected);

    private async Task<LockMode?> StrongestLockAsync(string sql)
    {
        await using var database = await ExampleDatabaseAsync();
        var known = await database.RowsAsync("select 'public.' || quote_ident(relname) from pg_class where relnamespace = 'public'::regnamespace",
            r => r.Text(0), Cancellation);
        var seen = await Observation.OfAsync(database, [.. SqlScript.Parse("example", sql).Statements.Select(s => s.Text)], Cancellation);
        return seen.Locks.Where(l => known.Contains(l.Key)).Select(l => (LockMode?)l.Value).Max();
    }

    private async Task<Database> ExampleDatabaseAsync() => await Database.OpenAsync(await servers.ExamplesAsync(Version), "tests", Cancellation);
}
