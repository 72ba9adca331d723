namespace Confiture.Migrations.Tests;

/// <summary>One migration in the place of several: what it builds, and what it means for databases that ran the old ones.</summary>
public sealed class SquashTests(SharedServer shared)
{
    [Fact]
    public async Task A_database_that_ran_the_old_migrations_goes_on_with_the_squashed_one()
    {
        using var project = await ThreeAsync();
        await project.UpAsync();
        var before = await project.ScalarAsync<string>(Columns);

        await CommitAsync(project);
        await project.SucceedsAsync("migrate", "squash", "--through", Project.Version(2), "--name", "first two");

        Assert.Equal(["20260101000002_first_two", "20260101000003_m3"], project.Set.Migrations.Select(m => m.ToString()));
        Assert.Contains("  replaced  ", (await project.SucceedsAsync("migrate", "status")).Output, StringComparison.Ordinal);
        project.Tables(4);
        var up = await project.SucceedsAsync("migrate", "up");
        Assert.Equal(["applied 20260101000004_m4"], up.Lines);
        Assert.Contains("20260101000002_first_two replaces 2 applied migrations", up.Errors, StringComparison.Ordinal);
        Assert.Equal("20260101000002 20260101000003 20260101000004", await project.LedgerAsync());
        await project.SucceedsAsync("migrate", "down", "--steps", "1");
        Assert.Equal(before, await project.ScalarAsync<string>(Columns));
        await project.SucceedsAsync("migrate", "down", "--steps", "2", "--yes");
        Assert.Equal(string.Empty, await project.TablesAsync());
        Assert.Equal(string.Empty, await project.LedgerAsync());
        await project.SucceedsAsync("migrate", "up", "--target", Project.Version(3));
        Assert.Equal(before, await project.ScalarAsync<string>(Columns));
        await project.SucceedsAsync("migrate", "verify");
    }

    [Fact]
    public async Task Rolling_back_records_the_squashed_migration_first()
    {
        using var project = await ThreeAsync();
        await project.UpAsync(target: Project.Version(2));
        await CommitAsync(project);
        await project.SucceedsAsync("migrate", "squash", "--through", Project.Version(2));

        await project.SucceedsAsync("migrate", "down");

        Assert.Equal(string.Empty, await project.LedgerAsync());
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    [Fact]
    public async Task A_database_with_only_some_of_the_old_migrations_is_refused()
    {
        using var project = await ThreeAsync();
        await project.UpAsync(target: Project.Version(1));
        await CommitAsync(project);
        await project.SucceedsAsync("migrate", "squash", "--through", Project.Version(2));

        foreach (var command in (string[])["status", "up", "down"])
        {
            var refused = await project.CliAsync("migrate", command);
            Assert.Equal(8, refused.Exit);
            Assert.Contains("replaces 2 migrations, and only some of them are applied here", refused.Errors, StringComparison.Ordinal);
        }

        Assert.Equal("20260101000001", await project.LedgerAsync());
        // One that was interrupted did not run, either.
        await project.ExecuteAsync(
            "insert into tb_confiture (version, name, checksum_up, applied_by, execution_ms, finished) values ('20260101000002', 'm2', '', '', 0, false)");
        Assert.Equal(8, (await project.CliAsync("migrate", "up")).Exit);
        Assert.Equal("20260101000001 20260101000002", await project.LedgerAsync());
    }

    [Fact]
    public async Task A_later_migration_that_then_does_something_else_is_noticed()
    {
        using var project = await ThreeAsync();
        // The catalog keeps what a column was that is dropped; the schema does not.
        project.Migration(
            3, "do $$ begin if exists (select from pg_attribute where attrelid = 't1'::regclass and attisdropped) then create table t3 (); end if; end $$;\n",
            "drop table t3;\n");
        await CommitAsync(project);

        var refused = await project.CliAsync("migrate", "squash", "--through", Project.Version(2));

        Assert.Contains("CONF-SQU-004", refused.Errors, StringComparison.Ordinal);
        Assert.Contains($"After {Project.Version(3)}", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(3, project.Set.Migrations.Count);
    }

    [Fact]
    public async Task Rows_that_migrations_insert_are_copied_only_on_request()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Migration(1, "create table b (id int primary key);\ncreate table a (id int generated always as identity primary key, b int references b, "
            + "up int references a, name text, twice text generated always as (name || name) stored);\n", "drop table a;\ndrop table b;\n");
        project.Migration(2, "insert into b values (7);\ninsert into a (b, up, name) values (7, 2, 'it''s'), (null, 1, E'back\\\\slash');\n",
            "delete from a;\ndelete from b;\n");
        project.Migration(3, "insert into b values (8);\n", "delete from b where id = 8;\n");
        await CommitAsync(project);

        var refused = await project.CliAsync("migrate", "squash", "--through", Project.Version(2));
        Assert.Equal(6, refused.Exit);
        Assert.Contains("CONF-SQU-002", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("public.a: 2 rows", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(3, project.Set.Migrations.Count);

        await project.SucceedsAsync("migrate", "squash", "--through", Project.Version(2), "--data");
        await project.UpAsync();
        Assert.Equal("1 2 it'sit's,2 1 back\\slashback\\slash",
            await project.ScalarAsync<string>("select string_agg(concat_ws(' ', id, up, twice), ',' order by id) from a"));
        Assert.Equal(3, await project.ScalarAsync<int>("insert into a (name) values ('next') returning id"));
    }

    [Fact]
    public async Task Sequences_that_migrations_move_are_refused_or_set()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Migration(1, "create sequence a;\ncreate sequence b start 5;\ncreate sequence c;\ncreate table t (id serial);\n",
            "drop table t;\ndrop sequence a, b, c;\n");
        project.Migration(2, "select setval('a', 100);\nalter sequence b restart 50;\ninsert into t default values;\ndelete from t;\n", "select 1;\n");
        await CommitAsync(project);

        var refused = await project.CliAsync("migrate", "squash", "--through", Project.Version(2));
        Assert.Equal(6, refused.Exit);
        Assert.Contains("The migrations move public.a, public.b, public.t_id_seq.", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("public.b: next value 50", refused.Errors, StringComparison.Ordinal);

        await project.SucceedsAsync("migrate", "squash", "--through", Project.Version(2), "--data");
        await project.UpAsync();
        Assert.Equal("101 50 1 2", await project.ScalarAsync<string>("select concat_ws(' ', nextval('a'), nextval('b'), nextval('c'), nextval('t_id_seq'))"));
    }

    [Fact]
    public async Task Rows_of_tables_with_triggers_are_copied_as_they_are()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Migration(1, "create table audit (id serial primary key, what text);\ncreate table r (id int primary key);\n"
            + "create table t (id int primary key, r int references r deferrable initially deferred, name text) partition by list (id);\n"
            + "create table t1 partition of t default;\n"
            + "create function log() returns trigger language plpgsql as $$ begin insert into audit (what) values (new.name); return new; end $$;\n"
            + "create trigger a before insert on t for each row execute function log();\n"
            + "create trigger b after insert on t1 for each row execute function log();\n"
            + "create trigger c after insert on t1 for each row execute function log();\nalter table t1 disable trigger c;\n"
            + "create trigger d after insert on t1 for each row execute function log();\nalter table t1 enable always trigger d;\n",
            "drop table t;\ndrop function log();\ndrop table r;\ndrop table audit;\n");
        project.Migration(
            2, "insert into r values (1), (2), (3);\ninsert into t values (1, 2, 'one'), (2, 1, 'two');\n",
            "delete from t;\ndelete from r;\ndelete from audit;\n");
        await CommitAsync(project);

        await project.SucceedsAsync("migrate", "squash", "--through", Project.Version(2), "--data");

        await project.UpAsync();
        Assert.Equal(6, await project.ScalarAsync<long>("select count(*) from audit"));
        Assert.Equal("a O, a O, b O, c D, d A", await project.ScalarAsync<string>(
            "select string_agg(tgname || ' ' || tgenabled::text, ', ' order by tgname) from pg_trigger where not tgisinternal or tgname = 'a'"));
        await project.ExecuteAsync("insert into t values (3, 3, 'three')");
        Assert.Equal(9, await project.ScalarAsync<long>("select count(*) from audit"));
    }

    [Fact]
    public async Task Files_that_git_cannot_restore_are_not_deleted()
    {
        using var project = await ThreeAsync();

        var refused = await project.CliAsync("migrate", "squash", "--through", Project.Version(2));
        Assert.Equal(6, refused.Exit);
        Assert.Contains("CONF-SQU-003", refused.Errors, StringComparison.Ordinal);
        await CommitAsync(project);
        project.Migration(2, "alter table t1 add name varchar(10);\n", "alter table t1 drop name;\n");
        Assert.Equal(6, (await project.CliAsync("migrate", "squash", "--through", Project.Version(2))).Exit);
        Assert.Equal(3, project.Set.Migrations.Count);
        var printed = await project.SucceedsAsync("migrate", "squash", "--through", Project.Version(2), "--dry-run");
        Assert.Contains("-- confiture: replaces 20260101000001, 20260101000002\n", printed.Output, StringComparison.Ordinal);
        Assert.Equal(3, project.Set.Migrations.Count);
        Assert.Equal(2, (await project.CliAsync("migrate", "squash", "--through", Project.Version(1))).Exit);
    }

    private const string Columns = "select string_agg(concat_ws(' ', table_name, column_name, data_type), ', ' order by table_name, ordinal_position) "
        + "from information_schema.columns where table_schema = 'public' and table_name !~ '^tb_confiture'";

    private async Task<Project> ThreeAsync()
    {
        var project = await shared.NewProjectAsync();
        project.Environment();
        project.Migration(1, "create table t1 (id int primary key, old int);\n", "drop table t1;\n");
        project.Migration(2, "alter table t1 add name text, drop old;\n", "alter table t1 add old int, drop name;\n");
        project.Migration(3, "create index i on t1 (name);\n", "drop index i;\n");
        return project;
    }

    internal static Task<string> CommitAsync(Project project) => Shell.SucceedsAsync(
        project.Root, "git init -q -b main && git add -A && git -c user.name=t -c user.email=t@example.com commit -qm files");
}
