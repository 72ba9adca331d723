using System.Text.Json;

namespace Confiture.Migrations.Tests;

/// <summary>Seed files: applied once each, on record, with the build or by themselves.</summary>
public sealed class SeedTests(SharedServer shared)
{
    [Fact]
    public async Task Seeds_are_applied_once_common_first_and_on_record()
    {
        using var project = await SeededAsync();
        await project.SucceedsAsync("build", "--no-seed");
        Assert.Equal(0, await RowsAsync(project));

        var applied = await project.SucceedsAsync("seed", "apply");

        Assert.Equal(["applied db/seeds/common/2_first.sql", "applied db/seeds/common/10_second.sql", "applied db/seeds/local/1_local.sql"], applied.Lines);
        Assert.Equal("common,second,local,copied", await project.ScalarAsync<string>("select string_agg(name, ',' order by id) from a"));
        Assert.Equal(3, await project.ScalarAsync<long>("select count(*) from tb_confiture_seeds where checksum ~ '^[0-9a-f]{64}$' and applied_by like '%@%'"));
        Assert.Equal(string.Empty, (await project.SucceedsAsync("seed", "apply")).Output);
        Assert.Equal(4, await RowsAsync(project));
        Assert.Equal(0, (await project.CliAsync("drift")).Exit);
    }

    [Fact]
    public async Task A_seed_that_fails_is_rolled_back_and_those_before_it_stay()
    {
        using var project = await SeededAsync();
        await project.SucceedsAsync("build", "--no-seed");
        project.Write("db/seeds/common/10_second.sql", "insert into a (name) values ('x');\ninsert into a (name) values (null);\n");

        var failed = await project.CliAsync("seed", "apply", "--format", "json");

        Assert.Equal(3, failed.Exit);
        using var document = JsonDocument.Parse(failed.Output);
        Assert.Equal("CONF-SED-001", document.RootElement.GetProperty("code").GetString());
        Assert.Contains("10_second.sql:2:", failed.Output, StringComparison.Ordinal);
        Assert.Equal("applied db/seeds/common/2_first.sql", document.RootElement.GetProperty("completed")[0].GetString());
        Assert.Equal(1, await RowsAsync(project));
        project.Write("db/seeds/common/10_second.sql", "insert into a (name) values ('second');\n");
        await project.SucceedsAsync("seed", "apply");
        Assert.Equal(4, await RowsAsync(project));
    }

    [Theory]
    [InlineData("insert into a (name) values ('x'), (null);", "Give the column a value in db/seeds/common/10_second.sql")]
    [InlineData("insert into a (id, name) values (1, 'x');", "OVERRIDING SYSTEM VALUE")]
    [InlineData("insert into a (id, name) overriding system value values (1, 'x');", "ON CONFLICT DO NOTHING")]
    [InlineData("create table b (a int references a); insert into b values (9);", "smaller number")]
    [InlineData("insert into nowhere values (1);", "`confiture migrate up` first")]
    [InlineData("insert into a (name) values ('x'::int);", "Correct the value")]
    [InlineData("create table a ();", "to a DDL file")]
    [InlineData("vacuum a;", "one transaction")]
    [InlineData("select 1 / 0;", "Correct db/seeds/common/10_second.sql.")]
    public async Task A_failed_seed_gets_advice_for_seeds(string statement, string advice)
    {
        using var project = await SeededAsync();
        await project.SucceedsAsync("build", "--no-seed");
        project.Write("db/seeds/common/10_second.sql", statement);

        var failed = await project.CliAsync("seed", "apply");

        Assert.Equal(3, failed.Exit);
        Assert.Contains(advice, failed.Errors, StringComparison.Ordinal);
        Assert.Contains("run `confiture seed apply` again", failed.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("-- confiture: no transaction", failed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seed_that_fails_in_a_build_gets_advice_for_the_build()
    {
        using var project = await SeededAsync();
        project.Write("db/seeds/local/1_local.sql", "insert into nowhere values (1);\n");

        var failed = await project.CliAsync("build", "--seed");

        Assert.Equal(3, failed.Exit);
        Assert.Contains("Correct the name in db/seeds/local/1_local.sql", failed.Errors, StringComparison.Ordinal);
        Assert.Contains("run the command again", failed.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("migrate up", failed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_seed_is_applied_again_only_on_request()
    {
        using var project = await SeededAsync();
        await project.SucceedsAsync("build");
        Assert.Equal(4, await RowsAsync(project));
        project.Write("db/seeds/common/2_first.sql", "insert into a (name) values ('again');\n");

        var refused = await project.CliAsync("seed", "apply");
        Assert.Equal(8, refused.Exit);
        Assert.Contains("CONF-SED-002", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("db/seeds/common/2_first.sql was changed", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(4, await RowsAsync(project));

        Assert.Equal(["applied db/seeds/common/2_first.sql"], (await project.SucceedsAsync("seed", "apply", "--reapply")).Lines);
        Assert.Equal(5, await RowsAsync(project));
    }

    [Fact]
    public async Task A_build_with_seeds_takes_its_place_only_when_they_are_in()
    {
        using var project = await SeededAsync();
        await project.ExecuteAsync("create table old (id int)");
        project.Write("db/seeds/local/1_local.sql", "insert into nowhere values (1);\n");
        var name = project.Url.Database;

        Assert.Equal(3, (await project.CliAsync("build", "--drop", "--confirm", name)).Exit);
        Assert.Equal("old", await project.TablesAsync());

        project.Write("db/seeds/local/1_local.sql", "insert into a (name) values ('local');\n");
        await project.SucceedsAsync("build", "--drop", "--confirm", name, "--template");
        Assert.Equal(3, await RowsAsync(project));
        await project.SucceedsAsync("build", "--drop", "--confirm", name, "--template", "--schema-only");
        Assert.Equal(0, await RowsAsync(project));
    }

    [Fact]
    public async Task Validation_touches_no_database_and_counts_rows()
    {
        using var project = await SeededAsync();
        project.Environment("seeds: [db/seeds/local, db/seeds/common]\n");

        var valid = await project.SucceedsAsync("seed", "validate");
        Assert.Contains("public.a", valid.Output, StringComparison.Ordinal);
        Assert.Contains('4', valid.Output);
        Assert.Equal(string.Empty, await project.TablesAsync());

        project.Write("db/seeds/local/9.sql", "insert into a (nam) values ('x');\n");
        var invalid = await project.CliAsync("seed", "validate");
        Assert.Equal(3, invalid.Exit);
        Assert.Contains("db/seeds/local/9.sql:1:16", invalid.Errors, StringComparison.Ordinal);
        Assert.Contains("run the command again", invalid.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_seeds_apply_says_where_they_belong()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();

        var refused = await project.CliAsync("seed", "apply");

        Assert.Equal(2, refused.Exit);
        Assert.Contains("db/seeds/common", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_appends_seeds_and_schema_only_leaves_out_what_is_named_so()
    {
        using var project = await SeededAsync();
        project.Environment("include_dirs: [db/schema, db/05_seeds]\n");
        project.Write("db/05_seeds/x.sql", "insert into a (name) values ('x');\n");

        var all = (await project.SucceedsAsync("build", "-o", "-", "--seed")).Output;
        Assert.Equal(
            ["db/schema/a.sql", "db/05_seeds/x.sql", "db/seeds/common/2_first.sql", "db/seeds/common/10_second.sql", "db/seeds/local/1_local.sql"],
            all.Split('\n').Where(line => line.StartsWith("-- ", StringComparison.Ordinal)).Select(line => line[3..]));
        Assert.DoesNotContain("insert", (await project.SucceedsAsync("build", "-o", "-", "--schema-only")).Output, StringComparison.Ordinal);
    }

    private async Task<Project> SeededAsync()
    {
        var project = await shared.NewProjectAsync();
        project.Environment();
        project.Write("db/schema/a.sql", "create table a (id int generated always as identity primary key, name text not null);\n");
        project.Write("db/seeds/common/2_first.sql", "set search_path to pg_catalog;\ninsert into public.a (name) values ('common');\n");
        project.Write("db/seeds/common/10_second.sql", "insert into a (name) values ('second');\n");
        project.Write("db/seeds/local/1_local.sql", "insert into a (name) values ('local');\ncopy a (name) from stdin;\ncopied\n\\.\n");
        project.Write("db/seeds/other/1.sql", "select 1 / 0;\n");
        return project;
    }

    private static Task<long> RowsAsync(Project project) => project.ScalarAsync<long>("select count(*) from a");
}
