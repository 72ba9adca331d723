using Foundation.Errors;

namespace Confiture.Migrations.Tests;

/// <summary>What an error tells a user to do is what helps.</summary>
public sealed class AdviceTests(SharedServer shared)
{
    [Theory]
    [InlineData("insert into ro values (1);", "25006", "default_transaction_read_only", "set transaction read only;")]
    [InlineData("select pg_sleep(5);", "57014", "SET LOCAL statement_timeout", "set statement_timeout = '100ms';")]
    [InlineData("do $$ begin commit; end $$;", "2D000", "-- confiture: no transaction", "")]
    [InlineData("set local role nobody_at_all; create table x (a int);", "22023", "Correct the file", "")]
    [InlineData("insert into filled values (1);", "23505", "Existing rows violate", "")]
    [InlineData("create table filled (id int);", "42P07", "confiture drift", "")]
    [InlineData("select * from nowhere.at_all;", "42P01", "search path", "")]
    [InlineData("drop table filled;", "2BP01", "CASCADE", "")]
    [InlineData("create index concurrently on filled (id);", "25001", "-- confiture: no transaction", "")]
    public async Task A_statement_that_the_server_refuses_gets_advice_for_its_reason(string statement, string state, string advice, string before)
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table ro (id int)", "create table filled (id int primary key)", "insert into filled values (1)",
            "create view v as select * from filled");
        project.Migration(1, before + statement);
        var error = await project.UpFailsAsync();
        Assert.Equal((MigrationErrors.StatementFailed, ExitCode.RolledBack), (error.Code, error.Code.Exit));
        Assert.Contains($"SQLSTATE {state}", error.What);
        Assert.Contains(advice, error.Fix);
    }

    [Fact]
    public async Task A_database_that_takes_no_changes_is_no_matter_of_the_ledgers_name()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        await project.ExecuteAsync($"alter database {project.Url.Database} set default_transaction_read_only = on");
        var error = await project.UpFailsAsync();
        Assert.Equal(MigrationErrors.LedgerUnusable, error.Code);
        Assert.Contains("default_transaction_read_only", error.Fix);
        Assert.DoesNotContain("tracking_table", error.Fix);
    }

    [Fact]
    public async Task A_failed_rollback_outside_a_transaction_does_not_advise_itself_as_the_way_out()
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1, "-- confiture: no transaction\ncreate table if not exists t1 (id int);\n",
            "-- confiture: no transaction\ndrop table if exists t1;\nselect 1 / 0;\n");
        await project.UpAsync();
        var error = await Assert.ThrowsAsync<ToolException>(() => project.DownAsync(1));
        Assert.Equal(MigrationErrors.Interrupted, error.Code);
        Assert.Contains("`confiture migrate up` to apply the migration again", error.Fix);
        // Both ways that it names work.
        Assert.Single(await project.UpAsync());
        Assert.Equal("t1", await project.TablesAsync());
        await Assert.ThrowsAsync<ToolException>(() => project.DownAsync(1));
        project.Write($"db/migrations/{Project.Version(1)}_m1.down.sql", "-- confiture: no transaction\ndrop table if exists t1;\n");
        Assert.Single(await project.DownAsync(1));
        Assert.Equal(string.Empty, await project.LedgerAsync());
    }
}
