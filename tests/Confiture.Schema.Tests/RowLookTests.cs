namespace Confiture.Schema.Tests;

/// <summary>A plan that depends on what rows hold looks first, in the statement before the first change, and stops there with nothing changed.</summary>
public sealed class RowLookTests(SchemaServers servers)
{
    public sealed record Case(string Name, string Before, string Bad, string Good, string After, string Says)
    {
        public override string ToString() => Name;
    }

    private static readonly Case[] Cases =
    [
        new("not null", "create table t (id int, n int);", "insert into t values (1, null)", "update t set n = 1", "create table t (id int, n int not null);",
            "public.t.n contains no nulls"),
        new("a primary key of nulls", "create table t (id int);", "insert into t values (null)", "update t set id = 1", "create table t (id int primary key);",
            "public.t.id contains no nulls"),
        new("a check", "create table t (n int);", "insert into t values (-1)", "update t set n = 1", "create table t (n int check (n > 0));",
            "rows of public.t satisfy t_n_check"),
        new("a changed check", "create table t (n int constraint c check (n > -5));", "insert into t values (-1)", "update t set n = 1",
            "create table t (n int constraint c check (n > 0));", "rows of public.t satisfy c"),
        new("unique", "create table t (a int, b text);", "insert into t values (1, 'x'), (1, 'x'), (null, 'x'), (null, 'x')",
            "delete from t where ctid = '(0,1)'", "create table t (a int, b text, unique (a, b));", "(a, b) is unique in public.t"),
        new("unique with nulls that are alike", "create table t (a int);", "insert into t values (null), (null)", "delete from t where ctid = '(0,1)'",
            "create table t (a int, unique nulls not distinct (a));", "(a) is unique in public.t"),
        new("a unique index over an expression and some rows", "create table t (a text, gone boolean);",
            "insert into t values ('x', false), ('X', false), ('X', true)", "delete from t where ctid = '(0,1)'",
            "create table t (a text, gone boolean); create unique index on t (lower(a)) where not gone;", "((lower(a))) is unique in public.t"),
        new("a foreign key", "create table p (id int primary key); create table t (p int);", "insert into p values (1); insert into t values (1), (2), (null)",
            "delete from t where p = 2", "create table p (id int primary key); create table t (p int references p);",
            "(p) of public.t refers to rows of \"public\".\"p\""),
        new("a foreign key to a table that is new", "create table t (p int);", "insert into t values (2)", "delete from t",
            "create table p (id int primary key); create table t (p int references p);", "(p) of public.t refers to rows of \"public\".\"p\""),
        new("a foreign key within a table", "create table t (id int primary key, above int);", "insert into t values (1, null), (2, 1), (3, 7)",
            "delete from t where id = 3", "create table t (id int primary key, above int references t);",
            "(above) of public.t refers to rows of \"public\".\"t\""),
        new("an exclusion constraint", "create extension btree_gist; create table t (room int, at int4range, gone boolean);",
            "insert into t values (1, '[1,5)', false), (1, '[4,9)', false), (2, '[4,9)', false), (1, '[4,9)', true)", "delete from t where ctid = '(0,1)'",
            "create extension btree_gist; create table t (room int, at int4range, gone boolean, constraint apart exclude using gist (room with =, "
                + "(at) with &&) where (not gone));", "no two rows of public.t conflict by apart"),
        new("a label that goes", "create type level as enum ('low', 'middle', 'high'); create table t (l level);", "insert into t values ('middle')",
            "update t set l = 'low'", "create type level as enum ('low', 'high'); create table t (l level);", "public.t.l contains no 'middle'"),
        new("a label that goes from arrays", "create type level as enum ('low', 'middle', 'high'); create table t (l level[]);",
            "insert into t values ('{low,middle}')", "update t set l = '{low}'", "create type level as enum ('low', 'high'); create table t (l level[]);",
            "public.t.l contains no 'middle'"),
        new("text becomes an enum", "create table t (l text);", "insert into t values ('middle')", "update t set l = 'low'",
            "create type level as enum ('low', 'high'); create table t (l level);", "public.t.l contains only values of public.level"),
        new("a narrower number", "create table t (n bigint);", "insert into t values (2147483648)", "update t set n = 2147483647", "create table t (n int);",
            "public.t.n fits into integer"),
        new("text becomes a number", "create table t (n text);", "insert into t values ('five')", "update t set n = '5'", "create table t (n int);",
            "public.t.n fits into integer"),
        new("a shorter text", "create table t (n text);", "insert into t values ('too long a word')", "update t set n = 'words   '",
            "create table t (n varchar(5));", "public.t.n fits into character varying(5)"),
        new("fewer digits", "create table t (n numeric(10,2));", "insert into t values (1000)", "update t set n = 999.99", "create table t (n numeric(5,2));",
            "public.t.n fits into numeric(5,2)"),
        new("fewer digits behind the point", "create table t (n numeric(10,2));", "insert into t values (3.14), (2.50)", "update t set n = round(n, 1)",
            "create table t (n numeric(10,1));", "public.t.n is not rounded by numeric(10,1)"),
        new("a number that becomes a whole one", "create table t (n double precision);", "insert into t values (3.5)", "update t set n = 4",
            "create table t (n int);", "public.t.n is not rounded by integer"),
        new("a shorter time", "create table t (n interval(6));", "insert into t values ('1.5 seconds')", "update t set n = '2 seconds'",
            "create table t (n interval(0));", "public.t.n is not rounded by interval(0)"),
        new("a stricter domain", "create domain pct as int check (value <= 100); create table t (p pct, q pct[]);", "insert into t values (95, '{1}')",
            "update t set p = 1", "create domain pct as int check (value <= 90); create table t (p pct, q pct[]);", "values of public.t.p satisfy pct_check"),
        new("a domain that forbids nulls", "create domain pct as int; create table t (p pct);", "insert into t values (null)", "update t set p = 1",
            "create domain pct as int not null; create table t (p pct);", "public.t.p contains no nulls"),
        new("a partition", "create table p (n int) partition by range (n); create table t (n int);", "insert into t values (20)", "update t set n = 5",
            "create table p (n int) partition by range (n); create table t partition of p for values from (1) to (10);",
            "rows of public.t are within its partition bounds"),
        new("a table and a column that get other names", "create table old (id int, m int);", "insert into old values (1, null)", "update old set m = 1",
            "-- confiture: renamed from old\ncreate table t (id int,\n-- confiture: renamed from m\nn int not null);", "public.t.n contains no nulls"),
    ];

    public static TheoryData<string> Runs => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task It_stops_before_its_first_change_and_goes_on_when_the_rows_are_right(string name)
    {
        var one = Cases.Single(c => c.Name == name);
        var server = await servers.OfAsync(15);
        await using var work = await server.DatabaseAsync();
        await using var target = await server.DatabaseAsync();
        var (before, after) = (await SchemaState.BuiltAsync(work, one.Before), await SchemaState.BuiltAsync(target, one.After));
        var transition = await work.TransitionAsync(before, after, new TransitionWish(RenamesIn(one.After), [], null, PlanStyle.Online));
        await work.RunAsync(one.Bad);

        Assert.Contains(one.Says, transition.Groups[0].Changes[0].Checks);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => work.RunAsync(transition.Groups));
        Assert.Contains("Nothing was changed", refusal.Message);
        await work.RunAsync("rollback");
        Assert.Equal(before.Schema.Fingerprint, (await work.ReadAsync()).Fingerprint);

        await work.RunAsync(one.Good);
        await Migration.RunAsync(work, transition, after, "there");
    }

    private static IReadOnlyList<Rename> RenamesIn(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            return RenameDeclarations.In(SchemaSource.LoadFile(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
