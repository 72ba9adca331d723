using Foundation.Errors;

namespace Confiture.Schema.Tests;

/// <summary>What a plan cannot cover is named, and there is no plan that leaves it out.</summary>
public sealed class RefusalTests(SchemaServers servers)
{
    [Theory]
    [InlineData("create operator ### (leftarg = int, rightarg = int, function = int4pl, commutator = ##)", "shell operator public.##")]
    [InlineData("create type shell", "base type public.shell")]
    [InlineData("create subscription far connection 'dbname=x password=planted' publication p with (connect = false, slot_name = none)", "subscription far")]
    public async Task What_cannot_be_covered_is_named(string sql, string name)
    {
        var server = await servers.OfAsync(PairRuns.Reference);
        await using var empty = await server.DatabaseAsync();
        await using var full = await server.DatabaseAsync();
        await full.RunAsync(sql);
        var error = Assert.Throws<ToolException>(Plan(await empty.ReadAsync(), await full.ReadAsync()));
        Assert.Equal("CONF-SCH-005", error.Code.ToString());
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_extension_brings_is_none_of_it()
    {
        await using var database = await (await servers.OfAsync(PairRuns.Reference)).DatabaseAsync();
        await database.RunAsync("create extension hstore");
        var schema = await database.ReadAsync();
        Assert.Empty(schema.Unknown);
        Assert.DoesNotContain(schema.Objects, o => o.Id.Kind is "routine" or "operator" or "cast");
    }

    private static Action Plan(DatabaseSchema from, DatabaseSchema to) => () => SchemaPlan.Between(from, to);
}
