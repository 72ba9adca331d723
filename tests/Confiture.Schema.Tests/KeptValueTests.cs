namespace Confiture.Schema.Tests;

/// <summary>What values are after a change of their type, and when it is taken back.</summary>
public sealed class KeptValueTests(SchemaServers servers)
{
    private sealed record Case(string Name, string Before, string Rows, string After, string Question, string There, string Back);

    private const string Names = "create type nm as (first text, last text, n int); create type oc as (n nm, k int, more nm[]); create domain dd as nm[]; "
        + "create table t (id int, y nm[], d dd, o oc, os oc[]);";

    private static readonly Case[] Cases =
    [
        new("an array of rows", Names, "insert into t (id, y) values (1, array[row('Ann', 'Smith', 1)::nm, null, row(null, null, null)::nm])", Turned,
            "select y::text from t", "{\"(Smith,,Ann,1)\",NULL,\"(,,,)\"}", "{\"(Ann,Smith,1)\",NULL,\"(,,)\"}"),
        new("an array under a domain", Names, "insert into t (id, d) values (1, array[row('Ann', 'Smith', 1)::nm])", Turned,
            "select (d)[1].first || ' ' || (d)[1].last from t", "Ann Smith", "Ann Smith"),
        new("a row in a row", Names, "insert into t (id, o) values (1, row(row('Ann', 'Smith', 1)::nm, 3, array[row('Eve', 'Hill', 4)::nm]))", Turned,
            "select ((o).n).first || ' ' || ((o).more)[1].last || ' ' || (o).k from t", "Ann Hill 3", "Ann Hill 3"),
        new("rows in arrays in rows in an array", Names, "insert into t (id, os) values (1, array[row(null, 5, array[row('Kim', 'Lee', 6)::nm])::oc])", Turned,
            "select ((os)[1].more)[1].first || ' ' || ((os)[1].more)[1].n from t", "Kim 6", "Kim 6"),
        new("an empty array and none", Names, "insert into t (id, y) values (1, '{}'), (2, null)", Turned,
            "select string_agg(coalesce(y::text, 'none'), ' ' order by id) from t", "{} none", "{} none"),
        new("fields of an interval", "create table t (i interval);", "insert into t values ('3 days 04:05:06')", "create table t (i interval day to second);",
            "select i::text from t", "3 days 04:05:06", "3 days 04:05:06"),
        new("fields of an interval in arrays", "create table t (i interval year to month[]);", "insert into t values ('{1 year}')",
            "create table t (i interval[]);", "select i::text from t", "{\"1 year\"}", "{\"1 year\"}"),
        new("a partition with other bounds", "create table m (id int primary key) partition by range (id); create table m1 partition of m for values from (1) "
                + "to (100); create table r (m int references m);", "insert into m values (1); insert into r values (1)",
            "create table m (id int primary key) partition by range (id); create table m1 partition of m for values from (1) to (50); "
                + "create table r (m int references m);", "select m::text from r join m on id = m", "1", "1"),
    ];

    private const string Turned = "create type nm as (last varchar(20), extra date, first text, n bigint); create type oc as (n nm, k int, more nm[]); "
        + "create domain dd as nm[]; create table t (id int, y nm[], d dd, o oc, os oc[]);";

    public static TheoryData<string> Runs => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task They_are_what_they_were_there_and_back(string name)
    {
        var one = Cases.Single(c => c.Name == name);
        var server = await servers.OfAsync(PairRuns.Reference);
        await using var work = await server.DatabaseAsync();
        await using var target = await server.DatabaseAsync();
        var (before, after) = (await SchemaState.BuiltAsync(work, one.Before), await SchemaState.BuiltAsync(target, one.After));
        await work.RunAsync(one.Rows);

        var reached = await Migration.RunAsync(work, before, after, "there");
        Assert.Equal(one.There, await work.TextAsync(one.Question));
        await Migration.RunAsync(work, reached, before, "back");
        Assert.Equal(one.Back, await work.TextAsync(one.Question));
    }
}
