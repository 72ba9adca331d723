using Foundation.Errors;

namespace Confiture.Migrations.Tests;

public sealed class FailureTests(SharedServer shared)
{
    [Fact]
    public async Task A_failing_migration_leaves_neither_table_nor_row()
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1, "create table t1 ();\ninsert into t1 select 1;\n");
        var error = await project.UpFailsAsync();
        Assert.Equal(MigrationErrors.StatementFailed, error.Code);
        Assert.Equal(ExitCode.RolledBack, error.Code.Exit);
        Assert.Equal(string.Empty, await project.TablesAsync());
        Assert.Equal(string.Empty, await project.LedgerAsync());
    }

    [Fact]
    public async Task A_migration_and_its_ledger_row_are_one_transaction_in_both_directions()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        await project.UpAsync();
        await project.ExecuteAsync(
            "create function refuse() returns trigger language plpgsql as $$ begin raise exception 'the ledger is closed'; end $$",
            "create trigger refuse before insert or delete on tb_confiture for each row execute function refuse()");
        project.Tables(2);
        Assert.Contains("the ledger is closed", (await project.UpFailsAsync()).What);
        Assert.Equal("t1", await project.TablesAsync());
        Assert.Contains("the ledger is closed", (await Assert.ThrowsAsync<ToolException>(() => project.DownAsync(1))).What);
        Assert.Equal("t1", await project.TablesAsync());
        Assert.Equal(Project.Version(1), await project.LedgerAsync());
    }

    [Fact]
    public async Task A_failing_down_keeps_schema_and_row()
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1, "create table t1 ();", "drop table t1;\ndrop table never_there;\n");
        await project.UpAsync();
        var error = await Assert.ThrowsAsync<ToolException>(() => project.DownAsync(1));
        Assert.Contains("m1.down.sql:2:1: ", error.What);
        Assert.Contains("never_there", error.What);
        Assert.Equal("t1", await project.TablesAsync());
        Assert.Equal(Project.Version(1), await project.LedgerAsync());
    }

    [Theory]
    [InlineData("create table a ();\r\ncreate table b ();\r\nselect 1 from wrong_name;\r\n", "3:15", "wrong_name")]
    [InlineData("create table a ();\n\ninsert into a\n  (x)\n  values (1);\n", "4:4", "column \"x\"")]
    [InlineData("\uFEFFselect 1;select nope;", "1:17", "nope")]
    [InlineData("-- ü and 😀\nselect '😀', nope;", "2:13", "nope")]
    [InlineData("create table a (\n  id int,\n  id int\n);", "1:1", "\"id\" specified more than once")]
    [InlineData("select 1;\n\tselect 1 +;\n", "2:12", "syntax error")]
    public async Task An_error_names_its_file_line_and_column(string up, string place, string message)
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1, up);
        var error = await project.UpFailsAsync();
        Assert.StartsWith(Path.Combine(project.Migrations, $"{Project.Version(1)}_m1.up.sql:{place}: "), error.What);
        Assert.Contains(message, error.What);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task Details_and_hints_of_the_server_are_shown()
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1,
            "create table t (id int primary key);\ninsert into t values (7), (7);\ndo $$ begin raise exception 'no' using hint = 'try harder'; end $$;");
        var error = await project.UpFailsAsync();
        Assert.Contains("t_pkey", error.What);
        Assert.Contains("SQLSTATE 23505", error.What);
        Assert.Contains("detail: Key (id)=(7) already exists.", error.Details);
    }

    [Fact]
    public async Task When_the_third_of_five_fails_the_first_two_stay_and_the_message_says_so()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1, 2, 4, 5);
        project.Migration(3, "create table t3 ();\nselect * from missing;");
        var error = await project.UpFailsAsync();
        Assert.Contains("the 2 before it in this run stay committed", error.Why);
        Assert.Equal("t1 t2", await project.TablesAsync());
        Assert.Equal($"{Project.Version(1)} {Project.Version(2)}", await project.LedgerAsync());
        project.Migration(3, "create table t3 ();");
        Assert.Equal([Project.Version(3), Project.Version(4), Project.Version(5)], await project.UpAsync());
    }

    [Fact]
    public async Task A_constraint_that_speaks_at_commit_rolls_everything_back()
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1, """
            create table p (id int primary key);
            create table c (p int references p deferrable initially deferred);
            insert into c values (1);
            """);
        var error = await project.UpFailsAsync();
        Assert.Equal(MigrationErrors.StatementFailed, error.Code);
        Assert.Contains("c_p_fkey", error.What);
        Assert.Contains("m1", error.What);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_stops_the_run_before_the_first_migration()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        project.Migration(2, "select 'never closed;");
        var error = await project.UpFailsAsync();
        Assert.Equal("CONF-SQL-002", error.Code.Id);
        Assert.Contains("m2.up.sql:1:8", error.What);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Theory]
    [InlineData("create table a ();\n\n  commit;\ncreate table b ();", "3:3", "COMMIT")]
    [InlineData("begin;\ncreate table a ();\nend;", "1:1", "BEGIN")]
    [InlineData("create table a ();\nrollback;", "2:1", "ROLLBACK")]
    public async Task Transaction_control_is_refused_with_its_place(string up, string place, string keyword)
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1, up);
        var error = await project.UpFailsAsync();
        Assert.Equal(("CONF-SQL-003", ExitCode.Usage), (error.Code.Id, error.Code.Exit));
        Assert.Contains($"m1.up.sql:{place}: a file must not contain {keyword}", error.What);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task A_statement_that_needs_no_transaction_is_explained()
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1, "create table a (id int);\ncreate index concurrently on a (id);");
        var error = await project.UpFailsAsync();
        Assert.Contains("m1.up.sql:2:1", error.What);
        Assert.Contains("inside a transaction", error.Fix);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task A_procedure_that_commits_by_itself_cannot_split_a_migration()
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1, "create table a ();\ndo $$ begin create table b (); commit; end $$;");
        var error = await project.UpFailsAsync();
        Assert.Contains("invalid transaction termination", error.What);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task A_table_lock_that_is_not_granted_in_time_is_tried_again_and_then_reported()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create table busy (id int)");
        project.Migration(1, "create table t1 ();\nalter table busy add x int;");
        var options = new MigratorOptions { StatementLockWait = TimeSpan.FromMilliseconds(200), Attempts = 3 };
        await using var other = await project.OpenAsync();
        await other.ExecuteAsync("begin", Project.Never);
        await other.ExecuteAsync("lock table busy in access share mode", Project.Never);
        var error = await project.UpFailsAsync(options);
        Assert.Contains("55P03", error.What);
        Assert.Contains("m1.up.sql:2:1", error.What);
        Assert.Equal("busy", await project.TablesAsync());
        var retried = Task.Run(() => project.UpAsync(options with { Attempts = 8 }));
        await Task.Delay(500);
        await other.ExecuteAsync("rollback", Project.Never);
        Assert.Single(await retried);
        Assert.Equal("busy t1", await project.TablesAsync());
    }

    [Fact]
    public async Task A_migration_that_takes_too_long_is_cancelled_and_rolled_back()
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1, "create table t1 ();\nselect pg_sleep(60);");
        var error = await project.UpFailsAsync(new() { Deadline = TimeSpan.FromSeconds(1) });
        Assert.Equal(MigrationErrors.DeadlinePassed, error.Code);
        Assert.Contains("m1", error.What);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task Cancelling_rolls_the_migration_at_work_back_and_frees_the_lock()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        project.Migration(2, "create table t2 ();\nselect pg_sleep(60);");
        using var cancelled = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => project.Migrator().UpAsync(UpSelection.All, cancelled.Token));
        Assert.Equal("t1", await project.TablesAsync());
        project.Migration(2, "create table t2 ();");
        Assert.Single(await project.UpAsync(new() { LockWait = TimeSpan.Zero }));
    }

    [Fact]
    public async Task A_server_that_ends_the_session_is_unreachable_and_nothing_stays()
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1, "create table t1 ();\nselect pg_terminate_backend(pg_backend_pid());");
        var error = await project.UpFailsAsync();
        Assert.Equal(MigrationErrors.ConnectionLost, error.Code);
        Assert.Equal(ExitCode.Unreachable, error.Code.Exit);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task An_irreversible_migration_is_refused_before_anything_changes()
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1, "create table t1 ();");
        project.Migration(2, "create table t2 ();", "-- only a comment\n;\n");
        project.Tables(3);
        await project.UpAsync();
        var error = await Assert.ThrowsAsync<ToolException>(() => project.DownAsync(3));
        Assert.Equal((MigrationErrors.Irreversible, ExitCode.Refused), (error.Code, error.Code.Exit));
        Assert.Contains($"{Project.Version(2)}_m2, {Project.Version(1)}_m1", error.What);
        Assert.Equal("t1 t2 t3", await project.TablesAsync());
        Assert.Single(await project.DownAsync(1));
    }
}
