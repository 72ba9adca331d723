namespace Confiture.Migrations.Tests;

/// <summary>Files of other migration tools that must not become migrations, or become other ones than their text says at first sight.</summary>
public sealed class AdoptFilesTests(SharedServer shared)
{
    [Theory]
    [InlineData("context:test")]
    [InlineData("labels:\"a and b\"")]
    [InlineData("dbms:oracle,h2")]
    [InlineData("dbms:!postgresql")]
    [InlineData("ignore:true")]
    [InlineData("runAlways:true")]
    [InlineData("failOnError:false")]
    [InlineData("runOrder:last")]
    public async Task A_pending_change_set_that_Liquibase_executes_only_sometimes_is_refused_and_an_applied_one_recorded(string attribute)
    {
        using var project = await OlderDatabase.NewAsync(shared, "liquibase");
        Liquibase(project, $"--changeset ann:9-wipe {attribute}\ndelete from users;\n");

        var refused = await ConvertAsync(project);

        Assert.Equal(6, refused.Exit);
        Assert.Contains("CONF-ADP-004", refused.Errors, StringComparison.Ordinal);
        Assert.Contains($"ann_9-wipe has `{attribute}`", refused.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(project.Migrations));
        await project.ExecuteAsync("update databasechangelog set id = '9-wipe' where id = '2-index-users'");
        Assert.Contains("recorded 00000000000001_ann_9-wipe", await SucceedsAsync(project), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preconditions_are_conditions_and_skipped_lines_are_refused_and_harmless_attributes_are_not()
    {
        using var project = await OlderDatabase.NewAsync(shared, "liquibase");
        Liquibase(project, "--changeset ann:9-wipe\n--preconditions onFail:MARK_RAN\ndelete from users;\n");
        Assert.Contains("ann_9-wipe has preconditions", (await ConvertAsync(project)).Errors, StringComparison.Ordinal);
        Liquibase(project, "--changeset ann:9-wipe\n--ignoreLines:1\ndelete from users;\nselect 1;\n");
        Assert.Contains("a.sql:4: `--ignoreLines`", (await ConvertAsync(project)).Errors, StringComparison.Ordinal);
        Liquibase(project, "--changeset ann:9-count dbms:postgresql,h2 splitStatements:false runAlways:false\nselect 1;\n");
        await SucceedsAsync(project);
    }

    [Fact]
    public async Task A_pending_Flyway_file_with_a_condition_is_refused()
    {
        using var project = await OlderDatabase.NewAsync(shared, "flyway");
        project.Write("older/V7__wipe.sql", "delete from users;\n");
        project.Write("older/V7__wipe.sql.conf", "shouldExecute=false\n");
        Assert.Contains("has `shouldExecute=false`", (await ConvertAsync(project)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_reached_and_has_no_file_is_refused()
    {
        using var project = await OlderDatabase.NewAsync(shared, "golang-migrate");
        await project.ExecuteAsync("update schema_migrations set version = 99");
        var refused = await project.CliAsync("migrate", "adopt", "--convert", OlderDatabase.FilesOf("golang-migrate"), "--yes");
        Assert.Equal(6, refused.Exit);
        Assert.Contains("CONF-ADP-009", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("version 99 has no file", refused.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(project.Migrations));
    }

    [Fact]
    public async Task Migrations_that_are_empty_or_have_no_way_back_pass_validate_and_are_applied()
    {
        using var project = await OlderDatabase.NewAsync(shared, "dbmate");
        project.Write("older/20240105000000_empty.sql", "-- migrate:up\n\n-- migrate:down\n");
        project.Write("older/20240106000000_forward.sql", "-- migrate:up\nalter table users add bio text;\n-- migrate:down\n-- never\n");
        project.Write("older/20240107000000_alone.sql", "-- migrate:up transaction:false\n-- later\n");

        await SucceedsAsync(project);

        await project.SucceedsAsync("migrate", "validate");
        await project.SucceedsAsync("migrate", "up");
        Assert.Equal("20240105000000 20240106000000 20240107000000", await project.LedgerAsync());
        Assert.Equal([true, false, false], project.Set.Migrations.Select(m => m.IsReversible));
    }

    [Fact]
    public async Task Places_in_errors_are_places_in_the_file()
    {
        using var dbmate = await OlderDatabase.NewAsync(shared, "dbmate");
        dbmate.Write("older/20240105000000_g.sql", "-- migrate:up\nBEGIN;\nselect 1;\n-- migrate:down\nselect 1;\nselect 'open;\n");
        var errors = (await ConvertAsync(dbmate)).Errors;
        Assert.Contains("Files of dbmate cannot be converted: 2 problems", errors, StringComparison.Ordinal);
        Assert.Contains("_g.sql:2:1", errors, StringComparison.Ordinal);
        Assert.Contains("_g.sql:6:8", errors, StringComparison.Ordinal);

        using var liquibase = await OlderDatabase.NewAsync(shared, "liquibase");
        Liquibase(liquibase, """
            --changeset ann:1
            select 1;
            --rollback commit;

            --changeset ann:2
            --comment: a comment
            select 1;
              commit;
            /* liquibase rollback
            select 1;
            rollback;
            */

            """);
        errors = (await ConvertAsync(liquibase)).Errors;
        foreach (var place in (string[])["5:1", "10:3", "13:1"]) Assert.Contains($"a.sql:{place}:", errors, StringComparison.Ordinal);

        using var pairs = await OlderDatabase.NewAsync(shared, "golang-migrate");
        pairs.Write("older/2_a.up.sql", "-- why\nbegin;\nselect 1;\ncommit;\n");
        pairs.Write("older/2_a.down.sql", "\ncommit;\n");
        Assert.Contains("2_a.down.sql:2:1", (await ConvertAsync(pairs)).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("V01_01__again.sql")]
    [InlineData("V1.1.0__again.sql")]
    public async Task Two_spellings_of_one_version_are_refused(string name)
    {
        using var project = await OlderDatabase.NewAsync(shared, "flyway");
        project.Write("older/V1_1__first.sql", "select 1;\n");
        project.Write($"older/{name}", "select 2;\n");
        Assert.Contains("have the same version", (await ConvertAsync(project)).Errors, StringComparison.Ordinal);
    }

    private static void Liquibase(Project project, string changeSets) => project.Write("older/a.sql", "--liquibase formatted sql\n\n" + changeSets);

    private static Task<CliResult> ConvertAsync(Project project) => project.CliAsync("migrate", "adopt", "--convert", "older", "--yes");

    private static async Task<string> SucceedsAsync(Project project)
    {
        var result = await ConvertAsync(project);
        Assert.True(result.Exit == 0, result.Errors);
        return string.Join('\n', result.Lines);
    }
}
