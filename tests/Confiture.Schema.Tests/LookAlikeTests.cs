using Foundation.Errors;

namespace Confiture.Schema.Tests;

/// <summary>What goes and something like it that comes: who is asked about, and how an answer names it.</summary>
public sealed class LookAlikeTests(SchemaServers servers)
{
    [Theory]
    [InlineData("create table a (x int, y text)", "create table b (x int, z date)", "public.a=public.b")]
    [InlineData("create table a (x int, y text, w date)", "create table b (x int, z date, v int)", null)]
    [InlineData("create type a as enum ('x', 'y')", "create type b as enum ('x', 'z')", "public.a=public.b")]
    [InlineData("create type a as enum ('x', 'y', 'z')", "create type b as enum ('x', 'v', 'w')", null)]
    [InlineData("create type a as (x int, y text)", "create type b as (x int, z date)", "public.a=public.b")]
    [InlineData("create table t (id int, price int)", "create table t (id int, price_cents bigint)", "public.t.price=public.t.price_cents")]
    [InlineData("create table t (id int, note text)", "create table t (id int, happened_at timestamptz)", null)]
    [InlineData("create table t (a int, b date, c text)", "create table t (a int, b date, d text)", "public.t.c=public.t.d")]
    [InlineData("create type a as enum ('open', 'paid', 'lost')", "create type a as enum ('open', 'settled', 'lost')", "public.a.paid=public.a.settled")]
    [InlineData("create type a as enum ('open', 'Canceled', 'x')", "create type a as enum ('new', 'open', 'x', 'cancelled')",
        "public.a.\"Canceled\"=public.a.cancelled")]
    [InlineData("create type a as enum ('open', 'done')", "create type a as enum ('open', 'done', 'late')", null)]
    [InlineData("create type a as enum ('open', 'done', 'x')", "create type a as enum ('y', 'open', 'done')", null)]
    [InlineData("create sequence order_no start 10", "create sequence order_number start 10", "public.order_no=public.order_number")]
    [InlineData("create sequence order_no", "create sequence ticket_ids", null)]
    public async Task Half_of_what_it_holds_is_enough_to_ask(string before, string after, string? pair)
    {
        var (from, to) = await BuiltAsync(before, after);
        Assert.Equal(pair is null ? [] : [pair], LookAlike.Between(from, to, []).Select(p => p.Labels is { } labels
            ? $"{p.To.Id.Address}.{Sql.SqlIdentifier.Write(labels.Old)}={p.To.Id.Address}.{Sql.SqlIdentifier.Write(labels.New)}"
            : $"{p.From.Id.Address}={p.To.Id.Address}"));
        if (pair is null) return;
        Assert.Empty(LookAlike.Between(from, to, [GivenRenames.Read(pair, "--not-renamed", from, to)]));
        var refusal = Assert.Throws<ToolException>(() => TransitionWish.Refuse(LookAlike.Between(from, to, [])));
        Assert.Contains($"--renamed {(pair.Contains('"', StringComparison.Ordinal) ? $"'{pair}'" : pair)}", refusal.Fix, StringComparison.Ordinal);
        Assert.Contains($"--not-renamed {(pair.Contains('"', StringComparison.Ordinal) ? $"'{pair}'" : pair)}", refusal.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_pair_is_shown_the_likeliest_first()
    {
        var (from, to) = await BuiltAsync("create table t (id int, first_name text, last_name text)",
            "create table t (id int, given_name text, family_name text)");
        Assert.Equal(
            ["first_name=family_name", "first_name=given_name", "last_name=family_name", "last_name=given_name"],
            LookAlike.Between(from, to, []).Select(p => $"{p.From.Name}={p.To.Name}").Order(StringComparer.Ordinal));
        Assert.Equal("last_name=family_name",
            LookAlike.Between(from, to, []).Where(p => p.From.Name == "last_name").Select(p => $"{p.From.Name}={p.To.Name}").First());
    }

    [Theory]
    [InlineData("a=b", "table \"public\".\"b\" renamed from \"a\"")]
    [InlineData("public.a=public.b", "table \"public\".\"b\" renamed from \"public\".\"a\"")]
    [InlineData("b.\"Old\"=b.new", "column \"public\".\"b\".new renamed from \"Old\"")]
    [InlineData("a.\"Old\"=b.new", "column \"public\".\"b\".new renamed from \"Old\"")]
    public async Task An_answer_names_what_is_meant(string text, string rename)
    {
        var (from, to) = await BuiltAsync("create table a (id int, \"Old\" text)", "create table b (id int, new text)");
        Assert.Equal(rename, GivenRenames.Read(text, "--renamed", from, to).ToString());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a=")]
    [InlineData("=b")]
    [InlineData("a=nothing")]
    [InlineData("nothing=b")]
    [InlineData("\"a=b")]
    [InlineData("a=b=c")]
    public async Task An_answer_that_names_nothing_is_refused(string text)
    {
        var (from, to) = await BuiltAsync("create table a (id int)", "create table b (id int)");
        Assert.Equal(ExitCode.Usage, Assert.Throws<ToolException>(() => GivenRenames.Read(text, "--renamed", from, to)).Code.Exit);
    }

    private async Task<(DatabaseSchema From, DatabaseSchema To)> BuiltAsync(string before, string after)
    {
        var server = await servers.OfAsync(PairRuns.Reference);
        await using var one = await server.DatabaseAsync();
        await using var other = await server.DatabaseAsync();
        await one.RunAsync(before);
        await other.RunAsync(after);
        return (await one.ReadAsync(), await other.ReadAsync());
    }
}
