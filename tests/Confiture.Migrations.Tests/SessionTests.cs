namespace Confiture.Migrations.Tests;

public sealed class SessionTests(SharedServer shared)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_one_migration_does_to_its_session_does_not_reach_the_next(bool plpgsql)
    {
        using var project = await shared.NewProjectAsync();
        if (!plpgsql) await project.ExecuteAsync("drop extension plpgsql");
        await project.ExecuteAsync("create table seen (what text, value text)", "create sequence numbers");
        project.Migration(1, """
            create schema other;
            set search_path to other;
            set statement_timeout = '1h';
            set confiture.mark = 'left behind';
            create temporary table t_temp as select 1;
            prepare left_behind as select 1;
            declare cursor_left cursor with hold for select 1;
            listen news;
            select nextval('public.numbers');
            """);
        project.Migration(2, """
            insert into seen values
                ('search_path', current_setting('search_path')),
                ('statement_timeout', current_setting('statement_timeout')),
                ('mark', coalesce(nullif(current_setting('confiture.mark', true), ''), 'none')),
                ('temp', coalesce(to_regclass('pg_temp.t_temp')::text, 'none')),
                ('prepared', (select count(*)::text from pg_prepared_statements where name = 'left_behind')),
                ('cursors', (select count(*)::text from pg_cursors where name = 'cursor_left')),
                ('channels', (select count(*)::text from pg_listening_channels())),
                ('watch', current_setting('client_connection_check_interval'));
            """);
        project.Migration(3, "select lastval();");
        Assert.Contains("lastval is not yet defined", (await project.UpFailsAsync()).What);
        Assert.Equal(
            "channels=0 cursors=0 mark=none prepared=0 search_path=\"$user\", public statement_timeout=0 temp=none watch=2s",
            await project.ScalarAsync<string>("select string_agg(what || '=' || value, ' ' order by what) from seen"));
    }

    [Theory]
    [InlineData("create domain marked as text default mark()", "create table a (id int); insert into a values (1)", "alter table a add column b marked")]
    [InlineData("create table a (id int); insert into a values (1)", "select 1", "alter table a add column b text default mark()")]
    [InlineData("create table a (id int); insert into a values (1)", "select 1", "create index on a ((mark() || id))")]
    [InlineData("create function told() returns event_trigger language plpgsql as $$ begin perform mark(); end $$",
        "create event trigger told on ddl_command_end execute function told()", "create table a (id int)")]
    public async Task What_only_looks_like_plain_ddl_does_not_reach_the_next_either(string first, string second, string third)
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create function mark() returns text immutable language plpgsql as $$ begin perform set_config('confiture.mark', "
            + "'left behind', false); return 'x'; end $$", "create table seen (value text)");
        project.Migration(1, first + ";");
        project.Migration(2, second + ";");
        project.Migration(3, third + ";");
        project.Migration(4, "insert into seen values (coalesce(nullif(current_setting('confiture.mark', true), ''), 'none'));");
        await project.UpAsync();
        Assert.Equal("none", await project.ScalarAsync<string>("select value from seen"));
    }

    [Theory]
    [InlineData("set role humble")]
    [InlineData("set session authorization humble")]
    [InlineData("set local role humble")]
    public async Task A_role_that_a_migration_takes_neither_writes_the_ledger_nor_lasts(string statement)
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync(
            "do $$ begin create role humble; exception when duplicate_object or unique_violation then null; end $$",
            "create schema theirs authorization humble");
        project.Migration(1, $"{statement};\ncreate table theirs.a ();", $"{statement};\ndrop table theirs.a;");
        project.Tables(2);
        await project.UpAsync();
        Assert.Equal("humble", await project.ScalarAsync<string>("select tableowner::text from pg_tables where tablename = 'a'"));
        Assert.Equal("postgres", await project.ScalarAsync<string>("select tableowner::text from pg_tables where tablename = 't2'"));
        Assert.Equal(2, (await project.DownAsync(2)).Count);
    }

    // A rollback takes settings, roles and cursors back by itself; what follows outlives it.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_attempt_leaves_nothing_in_the_session_that_tries_again(bool plpgsql)
    {
        using var project = await shared.NewProjectAsync();
        if (!plpgsql) await project.ExecuteAsync("drop extension plpgsql");
        await project.ExecuteAsync("create table busy ()");
        project.Migration(1, """
            prepare left_behind as select 1;
            execute left_behind;
            lock table public.busy in access exclusive mode;
            create table public.t1 ();
            """);
        await using var other = await project.OpenAsync();
        await other.ExecuteAsync("begin", Project.Never);
        await other.ExecuteAsync("lock table busy in access share mode", Project.Never);
        var run = Task.Run(() => project.UpAsync(new() { StatementLockWait = TimeSpan.FromMilliseconds(100), Attempts = 8 }));
        await Task.Delay(400);
        await other.ExecuteAsync("rollback", Project.Never);
        Assert.Single(await run);
        Assert.Equal("busy t1", await project.TablesAsync());
    }
}
