namespace Confiture.Schema.Tests;

/// <summary>What a table has itself, and what it has from its parents.</summary>
public sealed class InheritanceTests(SchemaServers servers)
{
    [Theory]
    [InlineData("create table c (extra int) inherits (p)", "create table c (extra int, note text) inherits (p)", "create table p (id int)")]
    [InlineData("create table c () inherits (p); create table d () inherits (p); create table e () inherits (c)",
        "create table c (note text) inherits (p); create table d () inherits (p); create table e () inherits (c)", "create table p (id int)")]
    [InlineData("create table c () inherits (p); create table d () inherits (c)", "create table c () inherits (p); create table d (note text) inherits (c)",
        "create table p (id int)")]
    [InlineData("create table c (extra int) inherits (p)", "create table c (extra int, note text) inherits (p)", "create table p (id int, note text)")]
    [InlineData("create table c (extra int) inherits (p)", "create table c (id int, note text, extra int) inherits (p)", "create table p (id int, note text)")]
    [InlineData("create table c (extra int) inherits (p)", "create table c (id int, note text, extra int) inherits (p)",
        "create table p (id int, note text, z int default 9, check (id > 0))")]
    public async Task A_child_keeps_its_own_column_with_its_values(string below, string belowAfter, string parentAfter)
    {
        var server = await servers.OfAsync(PairRuns.Reference);
        await using var work = await server.DatabaseAsync();
        await using var target = await server.DatabaseAsync();
        var before = await SchemaState.BuiltAsync(work, $"create table p (id int, note text); {below};");
        var after = await SchemaState.BuiltAsync(target, $"{parentAfter}; {belowAfter};");
        var keeper = after.Schema.Objects.Last(o => o.Id.Kind == "column" && o.Name == "note" && o["inherited"] is null
            && o.Parent!.Name != "p").Parent!.Id.Address;
        await work.RunAsync($"insert into {keeper} (id, note) values (1, 'kept')");
        await Migration.RunAsync(work, before, after, "there");
        await work.RunAsync($"do $$ begin assert (select note = 'kept' from {keeper}); end $$");
    }

    [Fact]
    public async Task A_column_that_no_statement_makes_the_parents_alone_is_named()
    {
        var server = await servers.OfAsync(PairRuns.Reference);
        await using var one = await server.DatabaseAsync();
        await using var other = await server.DatabaseAsync();
        await one.RunAsync("create table p (id int); create table c (id int, x int) inherits (p);");
        await other.RunAsync("create table p (id int); create table c (x int) inherits (p);");
        var plan = SchemaPlan.Between(await one.ReadAsync(), await other.ReadAsync());
        Assert.Empty(plan.Changes);
        Assert.Contains(plan.Reports,
            r => r.StartsWith("column public.c.id: the table keeps its own definition in addition to the inherited one", StringComparison.Ordinal));
    }
}
