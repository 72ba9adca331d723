using System.Text;
using Confiture.Sql;

namespace Confiture.Safety.Tests;

/// <summary>Relations that refer to one another in circles, and chains that are longer than a stack is deep.</summary>
public sealed class CircleTests
{
    private const int Long = 20_000;
    private const string TwoViews = "create view a as select 1 as n; create view b as select n from a; create or replace view a as select n from b; ";

    [Theory]
    [InlineData(TwoViews + "begin; lock table a; commit")]
    [InlineData(TwoViews + "drop view a")]
    [InlineData(TwoViews + "drop view a, b")]
    [InlineData(TwoViews + "drop view a cascade; create view a as select 1")]
    [InlineData(TwoViews + "alter table a rename to q")]
    [InlineData(TwoViews + "begin; select * from a; insert into a values (1); refresh materialized view a; commit")]
    [InlineData(TwoViews + "alter view b alter column n set default 1; update a set n = 1; truncate a cascade")]
    [InlineData("create view v as select * from v; lock table v")]
    [InlineData("create recursive view v (n) as select 1 union all select n + 1 from v; drop view v cascade")]
    [InlineData("create property graph g vertex tables (t); alter property graph g add vertex tables (g); drop property graph g cascade")]
    [InlineData("create table p (a int); create table c (a int); alter table c inherit p; alter table p inherit c; alter table p add column b int; lock p; "
        + "drop table p; truncate c")]
    [InlineData(
        "create table p (a int) partition by list (a); alter table p attach partition p default; alter table p add foreign key (a) references p; drop table p")]
    [InlineData("create table a (id int primary key, b int); create table b (id int primary key references a); alter table a add foreign key (b) references b; "
        + "truncate a cascade; drop table a cascade")]
    [InlineData("create domain d as d; alter domain d set not null; create table t (a d); alter table t alter a type d, alter a type int")]
    public void A_circle_is_walked_through_once(string sql) => Assert.NotNull(Judge(sql));

    [Fact]
    public void A_long_chain_of_views_takes_no_stack() => Judge(Chain("create table v0 (n int);", i => $"create view v{i} as select n from v{i - 1};",
        "begin; lock table v0; select * from v{0}; commit; drop table v0 cascade;"));

    [Fact]
    public void A_long_chain_of_heirs_takes_no_stack() => Judge(Chain("create table v0 (n int);", i => $"create table v{i} () inherits (v{i - 1});",
        "alter table v0 add column a int; truncate v0; drop table v0 cascade;"));

    [Fact]
    public void A_long_chain_of_partitions_takes_no_stack() =>
        Judge(Chain("create table v0 (n int references x) partition by list (n);",
            i => $"create table v{i} partition of v{i - 1} default partition by list (n);", "drop table v{0}; lock table v0;", Long / 10));

    [Fact]
    public void A_long_chain_of_foreign_keys_takes_no_stack() =>
        Judge(Chain("create table v0 (n int primary key);", i => $"create table v{i} (n int primary key references v{i - 1});",
            "truncate v0 cascade; drop table v0 cascade;"));

    [Theory]
    [InlineData("(", ")", "a is not null")]
    [InlineData("(a is not null and ", ")", "b > 0")]
    [InlineData("array[", "]", "1")]
    [InlineData("case when true then ", " end", "1")]
    [InlineData("(select ", ")", "1")]
    [InlineData("- ", "", "1")]
    [InlineData("f(", ")", "1")]
    [InlineData("cast(", " as int)", "1")]
    public void A_deep_expression_takes_no_stack(string before, string after, string middle)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Long; i++) text.Append(before);
        text.Append(middle);
        for (var i = 0; i < Long; i++) text.Append(after);
        Judge($"alter table t add constraint c check ({text}); alter table t alter column a set not null; "
            + $"alter table t add column b int default {text}; select {text}; create view v as select {text};");
    }

    [Fact]
    public void Deep_statements_take_no_stack()
    {
        var open = string.Concat(Enumerable.Repeat("explain analyze ", Long));
        var with = string.Concat(Enumerable.Repeat("with x as (", Long));
        Judge($"{open} select 1; {with} select 1; create table t as {open} select 1; copy {new string('(', Long)} select 1 to stdout;");
    }

    private static string Chain(string first, Func<int, string> next, string end, int length = Long)
    {
        var text = new StringBuilder(first);
        for (var i = 1; i <= length; i++) text.Append(next(i)).Append('\n');
        return text.Append(end.Replace("{0}", length.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)).ToString();
    }

    private static IReadOnlyList<LintFinding> Judge(string sql)
    {
        var lint = new MigrationLint(new() { Select = ["locking", "data-loss", "transactions"] });
        lint.Judge(new(SqlScript.ParseWithFaults("first", sql)));
        return lint.Judge(new(SqlScript.ParseWithFaults("again", sql)));
    }
}
