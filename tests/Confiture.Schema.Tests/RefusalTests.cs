using Foundation.Errors;

namespace Confiture.Schema.Tests;

/// <summary>What a plan cannot cover is named, and there is no plan that leaves it out.</summary>
public sealed class RefusalTests(SchemaServers servers)
{
    [Theory]
    [InlineData("create conversion back for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8", "conversion public.back")]
    [InlineData("create access method other type index handler bthandler", "access method other")]
    [InlineData("create type shell", "base type public.shell")]
    [InlineData("create subscription far connection 'dbname=x password=planted' publication p with (connect = false, slot_name = none)", "subscription far")]
    public async Task What_cannot_be_covered_is_named(string sql, string name)
    {
        var server = await servers.OfAsync(SchemaServers.Wanted);
        var (empty, full) = (await server.DatabaseAsync(), await server.DatabaseAsync());
        await server.PsqlAsync(full, sql);
        var error = Assert.Throws<ToolException>(Plan(await SchemaServer.ReadAsync(empty), await SchemaServer.ReadAsync(full)));
        Assert.Equal("CONF-SCH-005", error.Code.ToString());
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", error.Message, StringComparison.Ordinal);
        await server.DropAsync(empty);
        await server.DropAsync(full);
    }

    [Fact]
    public async Task What_an_extension_brings_is_none_of_it()
    {
        var server = await servers.OfAsync(SchemaServers.Wanted);
        var url = await server.DatabaseAsync();
        await server.PsqlAsync(url, "create extension hstore");
        var schema = await SchemaServer.ReadAsync(url);
        Assert.Empty(schema.Unknown);
        Assert.DoesNotContain(schema.Objects, o => o.Id.Kind is "routine" or "operator" or "cast");
        await server.DropAsync(url);
    }

    private static Action Plan(DatabaseSchema from, DatabaseSchema to) => () => SchemaPlan.Between(from, to);
}
