namespace Confiture.Schema.Tests;

/// <summary>What the bodies of routines use counts, although the catalogs know nothing of it; and what they lose is reported.</summary>
public sealed class BodyTests(SchemaServers servers)
{
    private const string Schemas = """
        create schema app; create schema other;
        create table public.t (id int); create table app.t (id int); create table other.t (id int); create table other.only_here (id int);
        create sequence app.numbers; create type app.mood as enum ('a'); create table app.row_type (id int);
        create function app.helper(int) returns int language sql as 'select 1'; create function app.helper(text) returns int language sql as 'select 1';
        create aggregate app.total(int) (sfunc = int4pl, stype = int);
        """;

    [Theory]
    [InlineData("create function app.f() returns bigint language sql as 'select count(*) from other.t'", "table other.t")]
    [InlineData("create function app.f() returns bigint language sql as 'select count(*) from t'", "table public.t, table app.t")]
    [InlineData("create function app.f() returns bigint language sql set search_path = other, pg_temp as 'select count(*) from t'", "table other.t")]
    [InlineData("create function app.f() returns bigint language sql set search_path = '' as 'select count(*) from t'", "")]
    [InlineData("create function app.f() returns bigint language sql as 'select count(*) from only_here'", "")]
    [InlineData("create function app.f() returns bigint language sql as 'with t as (select 1) select count(*) from t'", "")]
    [InlineData("create function app.f() returns bigint language sql as 'select nextval(''numbers'')'", "sequence app.numbers")]
    [InlineData("create function app.f() returns void language plpgsql as 'declare m app.mood; r app.row_type%rowtype; begin perform helper(1); end'",
        "table app.row_type, enum app.mood, routine app.helper(integer), routine app.helper(text)")]
    [InlineData("create function app.f() returns void language plpgsql as 'begin execute ''insert into other.t select app.total(id) from app.t''; end'",
        "table other.t, table app.t, aggregate app.total(integer)")]
    [InlineData("create procedure app.f() language plpgsql as 'begin call app.f(); update app.t set id = 1; end'", "table app.t")]
    [InlineData("create function app.f() returns bigint language sql begin atomic select count(*) from other.t; end", "")]
    [InlineData("create function app.f() returns void language plpgsql as 'begin a mistake ((( from other.t; end'", "table other.t")]
    public async Task The_names_in_a_body_are_found_where_the_server_would_look(string routine, string uses)
    {
        await using var database = await (await servers.OfAsync(PairRuns.Reference)).DatabaseAsync();
        await database.RunAsync($"set check_function_bodies = off; {Schemas} {routine}");
        var schema = await database.ReadAsync();
        Assert.Equal(uses, string.Join(", ", schema.UsedInBody(schema.Find(new("routine", "app.f()"))!)));
    }

    [Fact]
    public async Task A_search_path_is_read_as_it_is_quoted()
    {
        await using var database = await (await servers.OfAsync(PairRuns.Reference)).DatabaseAsync();
        await database.RunAsync("""
            create schema "My, App"; create schema "a""b"; create table "My, App".x (id int); create table "a""b".y (id int); set check_function_bodies = off;
            create function f() returns bigint language sql set search_path = "$user", "My, App", "a""b" as 'select count(*) from x, y'
            """);
        var schema = await database.ReadAsync();
        Assert.Equal("""table "My, App".x, table "a""b".y""", string.Join(", ", schema.UsedInBody(schema.Find(new("routine", "public.f()"))!)));
    }

    [Fact]
    public async Task A_body_changes_neither_the_fingerprint_nor_what_a_routine_depends_on()
    {
        var server = await servers.OfAsync(PairRuns.Reference);
        await using var database = await server.DatabaseAsync();
        await database.RunAsync(
            "create table t (id int); create function f() returns bigint language sql set search_path = public as 'select count(*) from t'");
        var schema = await database.ReadAsync();
        var before = schema.Fingerprint;
        var routine = schema.Find(new("routine", "public.f()"))!;
        Assert.Equal(["table public.t"], schema.UsedInBody(routine).Select(o => o.ToString()));
        Assert.DoesNotContain(routine.DependsOn, o => o.Id.Kind == "table");
        Assert.Equal(before, (await database.ReadAsync()).Fingerprint);
    }

    [Theory]
    [InlineData("create table x (id int)", "begin perform id from x; end", "table public.x")]
    [InlineData("create view x as select 1 as id", "declare r x; begin r := null; end", "view public.x")]
    [InlineData("create sequence x", "begin perform nextval('public.x'); end", "sequence public.x")]
    [InlineData("create type x as enum ('a')", "begin perform 'a'::x; end", "enum public.x")]
    [InlineData("create function x(int) returns int language sql as 'select 1'", "begin perform x(1); end", "function public.x(integer)")]
    [InlineData("alter table t add x int", "begin perform t.x from t; end", "column public.t.x")]
    [InlineData("alter table t add x int", "begin new.x := 1; return new; end", "column public.t.x")]
    [InlineData("alter table t add x int", "declare v t.x%type; begin v := 1; end", "column public.t.x")]
    [InlineData("create table x (id int)", "begin perform 'x', x.id from t as x; end", null)]
    [InlineData("alter table t add x int", "begin perform x from t; end", null)]
    [InlineData("alter table t add x int; alter table s add x int", "begin new.x := 1; return new; end", "column public.t.x")]
    [InlineData("alter table t add x int", "begin old.id := 1; return new; end", null)]
    public async Task A_plan_says_which_bodies_still_name_what_is_gone(string goes, string body, string? lost)
    {
        var server = await servers.OfAsync(PairRuns.Reference);
        await using var before = await server.DatabaseAsync();
        await using var after = await server.DatabaseAsync();
        var stays = $"""
            set check_function_bodies = off; create table t (id int); create table s (id int);
            create function f() returns trigger language plpgsql as $f$ {body} $f$;
            create trigger changed before update on t for each row execute function f();
            """;
        await before.RunAsync($"{stays} {goes}");
        await after.RunAsync(stays);
        var reports = SchemaPlan.Between(await before.ReadAsync(), await after.ReadAsync()).Reports;
        Assert.Equal(lost is null ? [] : [$"function public.f() still refers to {lost}, which is dropped"], reports);
        Assert.Empty(SchemaPlan.Between(await after.ReadAsync(), await before.ReadAsync()).Reports);
    }

    [Fact]
    public async Task A_column_of_the_row_of_a_trigger_is_there_as_long_as_one_of_its_tables_has_it()
    {
        var server = await servers.OfAsync(PairRuns.Reference);
        await using var before = await server.DatabaseAsync();
        await using var after = await server.DatabaseAsync();
        const string Stays = """
            create table t (id int); create table s (id int, x int);
            create function f() returns trigger language plpgsql as 'begin new.x := 1; return new; end';
            create trigger changed before update on t for each row execute function f();
            create trigger changed before update on s for each row execute function f();
            """;
        await before.RunAsync($"{Stays} alter table t add x int");
        await after.RunAsync(Stays);
        Assert.Empty(SchemaPlan.Between(await before.ReadAsync(), await after.ReadAsync()).Reports);
    }
}
