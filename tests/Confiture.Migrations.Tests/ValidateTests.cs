using System.Text.Json;

namespace Confiture.Migrations.Tests;

/// <summary>Migration files are checked without a database.</summary>
public sealed class ValidateTests(SharedServer shared)
{
    [Fact]
    public async Task Every_mistake_is_listed_at_once_with_its_place()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Migration(1, "create table t1 (id int);\n", "drop table t1;\n");
        project.Migration(2, "begin;\nselect 1;\ncommit;\n", "select 1;\n");
        project.Migration(3, "select 'open;\n", "select 1;\n");
        project.Migration(4, "-- confiture: no-transaction\nvacuum;\n", "select 1;\n");
        project.Migration(5, "-- confiture no transaction\nselect 1;\n", "select 1;\n");
        project.Migration(6, "-- nothing yet\n", "select 1;\n");
        project.Migration(7, "select 1;\n");
        project.Migration(8, "-- confiture: irreversible\nselect 1;\n");
        project.Migration(9, "-- confiture: irreversible\nselect 1;\n", "select 1;\n");
        project.Migration(10, "-- confiture: only if select true\nselect 1;\n", "select 1;\n");
        project.Write("db/migrations/20260101000011_latin.up.sql", [0x2d, 0x2d, 0xe9, 0x0a]);
        project.Write("db/migrations/create.sql", "select 1;");
        project.Write("db/migrations/20260101000012_down.down.sql", "select 1;");
        project.Write("db/migrations/20260101000001_other.up.sql", "select 1;");
        project.Write("db/migrations/22000101000000_future.up.sql", "-- confiture: irreversible\nselect 1;");
        project.Write("db/migrations/more/20260101000013_more.up.sql", "select 1;");

        var result = await project.CliAsync("migrate", "validate", "--format", "json");

        Assert.Equal(1, result.Exit);
        var problems = JsonDocument.Parse(result.Output).RootElement.GetProperty("problems").EnumerateArray()
            .Select(p => $"{Path.GetFileName(p.GetProperty("file").GetString())}:{p.GetProperty("line")} {p.GetProperty("rule").GetString()}").ToList();
        Assert.Equal(
            [
                "migrations: version", "20260101000002_m2.up.sql:1 transactionControl", "20260101000002_m2.up.sql:3 transactionControl",
                "20260101000003_m3.up.sql:1 syntax", "20260101000004_m4.up.sql:1 directive", "20260101000005_m5.up.sql:1 directive",
                "20260101000006_m6.up.sql: empty", "20260101000007_m7.up.sql: irreversible", "20260101000009_m9.down.sql: irreversible",
                "20260101000010_m10.up.sql: condition", "20260101000011_latin.up.sql: encoding", "20260101000012_down.down.sql: pair",
                "22000101000000_future.up.sql: version", "create.sql: name", "20260101000013_more.up.sql: name",
            ],
            problems);
        Assert.Contains("did you mean `no transaction`", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_can_be_chosen_and_good_ones_have_no_problems()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Tables(1, 2);
        Assert.Contains("2 migrations: no problems", (await project.SucceedsAsync("migrate", "validate")).Errors, StringComparison.Ordinal);
        project.Migration(3, "select 1;");
        var found = await project.CliAsync("migrate", "validate");
        Assert.Equal(1, found.Exit);
        Assert.Contains("[irreversible]", Assert.Single(found.Lines), StringComparison.Ordinal);
        await project.SucceedsAsync("migrate", "validate", "--exclude", "*_m3.*");
        await project.SucceedsAsync("migrate", "validate", "--include", "*_m1.*");
    }

    [Fact]
    public async Task The_ledger_is_compared_on_request_with_exit_code_8()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Tables(1, 2);
        await project.UpAsync();
        await project.SucceedsAsync("migrate", "validate", "--ledger");
        project.Migration(1, "create table t1 (id int, n int);\n", "drop table t1;\n");
        var drifted = await project.CliAsync("migrate", "validate", "--ledger");
        Assert.Equal(8, drifted.Exit);
        Assert.EndsWith("m1.up.sql: has changed since it ran [ledger]", Assert.Single(drifted.Lines), StringComparison.Ordinal);
        await project.SucceedsAsync("migrate", "validate");
    }
}
