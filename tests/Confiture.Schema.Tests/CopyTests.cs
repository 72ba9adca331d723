using Foundation.Errors;

namespace Confiture.Schema.Tests;

/// <summary>A database in use is copied from its catalogs, whatever state it is in, before anything is planned for it.</summary>
public sealed class CopyTests(SchemaServers servers)
{
    [Fact]
    public async Task A_copy_has_what_failed_builds_have_left_and_what_belongs_to_superusers()
    {
        var server = await servers.OfAsync(PairRuns.Reference);
        await using var used = await server.DatabaseAsync();
        await used.RunAsync("""
            create table t (id int, x int);
            create index t_x on t (x);
            update pg_index set indisvalid = false where indexrelid = 't_x'::regclass;
            create table m (d int not null, id int not null) partition by list (d);
            create table m1 partition of m for values in (1);
            create index m_i on only m (id);
            create index m1_i on m1 (id);
            alter table only m add constraint m_key unique (d, id);
            alter table m1 add constraint m1_key unique (d, id);
            create access method mine type table handler heap_tableam_handler;
            create operator ### (leftarg = int, rightarg = int, function = int4pl, commutator = ##);
            create subscription far connection 'dbname=nowhere' publication p with (connect = false, slot_name = none);
            """);
        var schema = await used.ReadAsync();
        var url = await server.Shadow.CreateAsync(TestContext.Current.CancellationToken);
        await server.Shadow.CopyAsync(url, schema, "the copy", new(), TestContext.Current.CancellationToken);
        var copy = await ShadowServer.ReadAsync(url, new(), TestContext.Current.CancellationToken);
        Assert.Equal(["false", "false", "true"], copy.Objects.Where(o => o.Id.Kind == "index").Select(o => o["valid"]).Order(StringComparer.Ordinal));
        Assert.Equal(["subscription far"], SchemaDifference.Between(copy, schema).Select(d => $"{d.Id}"));
    }

    [Fact]
    public async Task What_both_sides_have_alike_blocks_no_plan_and_what_differs_can_be_left_out()
    {
        var server = await servers.OfAsync(PairRuns.Reference);
        await using var one = await server.DatabaseAsync();
        await using var other = await server.DatabaseAsync();
        const string Unknown = "create type shell; create operator ### (leftarg = int, rightarg = int, function = int4pl, commutator = ##);";
        await one.RunAsync(Unknown);
        await other.RunAsync($"{Unknown} create table t (id int);");
        var (from, to) = (await one.ReadAsync(), await other.ReadAsync());
        Assert.Empty(from.UnknownUnlike(to));
        Assert.Equal(["CREATE TABLE public.t (\n    id integer\n)"], SchemaPlan.Between(from, to).Changes.Select(c => c.Sql));
        await other.RunAsync("create type other_shell");
        to = await other.ReadAsync();
        Assert.Equal(["base type public.other_shell"], from.UnknownUnlike(to));
        var refusal = Assert.Throws<ToolException>(() => { SchemaPlan.Between(from, to); });
        Assert.Contains("--ignore-object 'base type:public.other_shell'", refusal.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_that_was_not_built_is_built_again()
    {
        var server = await servers.OfAsync(PairRuns.Reference);
        await using var used = await server.DatabaseAsync();
        await used.RunAsync("create table t (id int); create index t_id on t (id);");
        var wanted = await used.ReadAsync();
        await used.RunAsync("update pg_index set indisvalid = false where indexrelid = 't_id'::regclass;");
        var broken = await used.ReadAsync();
        Assert.Equal(["REINDEX INDEX public.t_id"], SchemaPlan.Between(broken, wanted).Changes.Select(c => c.Sql));
        Assert.Contains("REINDEX INDEX CONCURRENTLY public.t_id", SchemaPlan.Between(broken, wanted, PlanStyle.Online).Changes.Select(c => c.Sql));
        await used.RunAsync(SchemaPlan.Between(broken, wanted).Groups);
        Assert.Empty(SchemaDifference.Between(await used.ReadAsync(), wanted));
        Assert.Empty(SchemaPlan.Between(wanted, broken).Changes);
    }

    [Fact]
    public async Task An_older_version_of_an_extension_is_refused_by_name()
    {
        var server = await servers.OfAsync(PairRuns.Reference);
        await using var one = await server.DatabaseAsync();
        await using var other = await server.DatabaseAsync();
        await one.RunAsync("create extension citext version '1.5'");
        await other.RunAsync("create extension citext version '1.4'");
        var (newer, older) = (await one.ReadAsync(), await other.ReadAsync());
        Assert.Contains("extension citext cannot be updated from version 1.5 to 1.4.", Assert.Throws<ToolException>(() => { SchemaPlan.Between(newer,
            older); }).Message, StringComparison.Ordinal);
        Assert.Equal(["ALTER EXTENSION citext UPDATE TO '1.5'"], SchemaPlan.Between(older, newer).Changes.Select(c => c.Sql));
    }
}
