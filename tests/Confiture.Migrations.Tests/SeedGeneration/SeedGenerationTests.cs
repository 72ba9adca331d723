namespace Confiture.Migrations.Tests;

/// <summary>Generated rows satisfy whatever a schema asks, and load as they stand.</summary>
public sealed class SeedGenerationTests(SharedServer shared)
{
    private static string Nasty { get; } = File.ReadAllText(Path.Combine(Cli.RepositoryRoot, "tests/Confiture.Migrations.Tests/SeedGeneration/nasty.sql"));

    [Theory]
    [InlineData("countries", 200)]
    [InlineData("tenants", 300)]
    [InlineData("users", 300)]
    [InlineData("crm.orders", 60)]
    [InlineData("crm.events", 300)]
    [InlineData("a", 700)]
    [InlineData("c", 100)]
    [InlineData("d", 600)]
    [InlineData("user_roles", 100)]
    [InlineData("node", 600)]
    [InlineData("profile", 40)]
    [InlineData("wide", 200)]
    public async Task Rows_of_a_difficult_schema_load_as_they_stand(string table, int count)
    {
        using var generated = await Generated.OfAsync(shared, Nasty, table, count);

        Assert.Equal(count, await generated.CountAsync(table));
        foreach (var (name, rows) in generated.Seed.Rows) Assert.Equal(rows, await generated.CountAsync(name));
    }

    [Theory]
    [InlineData("create table t (id bigint generated always as identity primary key);")]
    [InlineData("create table t (id serial primary key, twice int generated always as (2) stored);")]
    [InlineData("create table t ();")]
    public async Task A_table_of_which_no_column_is_said_gets_rows_of_defaults(string schema)
    {
        using var generated = await Generated.OfAsync(shared, schema, "t", 1200);

        Assert.Equal(1200, await generated.CountAsync("t"));
    }

    [Fact]
    public async Task A_table_that_only_counts_is_referred_to()
    {
        using var generated = await Generated.OfAsync(
            shared, "create table p (id bigint generated always as identity primary key); create table t (p bigint not null references p, n int);", "t", 50);

        Assert.Equal(50, await generated.CountAsync("t join p on p.id = t.p"));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("if new.id % 2 = 0 then return new; end if; ", 5)]
    public async Task Rows_that_a_trigger_drops_are_not_reported_as_stored(string body, int stored)
    {
        var schema = "create table t (id int generated always as identity, name text not null); "
            + $"create function f() returns trigger language plpgsql as $$ begin {body}return null; end $$; "
            + "create trigger f before insert on t for each row execute function f();";

        var refused = await Generated.FailsAsync(shared, schema, "t", 10);

        Assert.Equal("CONF-SED-006", refused.Code.Id);
        Assert.Equal($"After the INSERTs of 10 rows, public.t has {stored} of them.", refused.What);
    }

    [Fact]
    public async Task The_same_schema_and_seed_give_the_same_bytes()
    {
        var (first, _) = await Generated.TextAsync(shared, Nasty, "crm.orders", 40, 7);
        var (second, _) = await Generated.TextAsync(shared, Nasty, "crm.orders", 40, 7);
        var (other, _) = await Generated.TextAsync(shared, Nasty, "crm.orders", 40, 8);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task A_table_has_the_same_rows_whatever_else_the_schema_has()
    {
        const string schema = "create table people (id int primary key, name text not null, born date);";
        var (alone, _) = await Generated.TextAsync(shared, schema, "people", 20);
        var (among, _) = await Generated.TextAsync(shared, "create table more (id int primary key);\n" + schema, "people", 20);

        Assert.Equal(alone, among);
    }

    [Fact]
    public async Task Values_mean_what_their_columns_are_called()
    {
        using var generated = await Generated.OfAsync(shared, Nasty, "users", 200);

        Assert.Equal(0, await generated.CountAsync("users where email !~ '^[a-z0-9.]+@example\\.(com|org|net)$'"));
        Assert.Equal(0, await generated.CountAsync("users where updated_at < created_at or deleted_at < created_at"));
        Assert.Equal(0, await generated.CountAsync("users where email not like lower(left(first_name, 1)) || '%'"));
        Assert.InRange(await generated.CountAsync("users where deleted_at is null"), 120, 199);
        Assert.InRange(await generated.CountAsync("users where manager_id is not null"), 60, 199);
        Assert.InRange(await generated.CountAsync("countries where code ~ '^[A-Z]{2}$'"), 10, 200);
    }

    [Fact]
    public async Task A_check_that_only_the_server_understands_is_settled_by_the_server()
    {
        const string schema = """
            create function is_even(n int) returns boolean immutable language sql as 'select n % 2 = 0';
            create table t (id int primary key, n int not null check (is_even(n)), s text not null check (md5(s) < '8'));
            """;
        using var generated = await Generated.OfAsync(shared, schema, "t", 100);
        Assert.Equal(100, await generated.CountAsync("t where n % 2 = 0"));
    }

    [Fact]
    public async Task Identity_and_generated_columns_are_left_to_the_database()
    {
        const string schema = """
            create table t (id bigint generated always as identity primary key, n bigserial, name text not null,
                upper text generated always as (upper(name)) stored);
            """;
        using var generated = await Generated.OfAsync(shared, schema, "t", 5);
        Assert.Contains("INSERT INTO \"public\".\"t\" (\"name\") VALUES", generated.Text, StringComparison.Ordinal);
        Assert.Equal(5, await generated.CountAsync("t where upper = upper(name)"));
    }

    [Fact]
    public async Task A_sequence_continues_after_rows_that_others_refer_to()
    {
        const string schema = """
            create table p (id int generated always as identity (start with 5 increment by 10) primary key);
            create table t (id int primary key, p_id int not null references p);
            """;
        using var generated = await Generated.OfAsync(shared, schema, "t", 4);
        Assert.Equal(4, await generated.ScalarAsync<long>("select count(*) from p where (id - 5) % 10 = 0"));
        Assert.Equal(45, await generated.ScalarAsync<int>("insert into p default values returning id"));
    }

    [Theory]
    [InlineData("create table t (n int not null check (n > 5 and n < 4))", 1, "CONF-SED-005", "t_n_check")]
    [InlineData("create table t (a text not null, constraint never check (md5(a) = 'x'))", 1, "CONF-SED-005", "column a")]
    [InlineData("create table t (flag boolean primary key)", 3, "CONF-SED-006", "--count 2")]
    [InlineData("create table t (a int not null check (a in (1, 2)), b boolean not null, unique (a, b))", 5, "CONF-SED-006", "--count 4")]
    [InlineData("create table t (id int primary key, up int not null references t, check (up < id))", 3, "CONF-SED-007", "refers to itself")]
    [InlineData("create table t (r regclass not null)", 3, "CONF-SED-005", "regclass")]
    [InlineData("create table tt (id int)", 3, "CONF-SED-004", "tt")]
    [InlineData("create view t as select 1 as one", 3, "CONF-SED-004", "is a view")]
    [InlineData("create schema a; create schema b; create table a.t (id int); create table b.t (id int)", 3, "CONF-SED-004", "ambiguous")]
    [InlineData("create table t (id int not null) partition by list (id)", 3, "CONF-SED-005", "no partition")]
    public async Task What_is_impossible_is_named(string schema, int count, string code, string what)
    {
        var error = await Generated.FailsAsync(shared, schema, "t", count);

        Assert.Equal(code, error.Code.Id);
        Assert.Contains(what, $"{error.What} {error.Why} {error.Fix}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_thousand_rows_take_seconds()
    {
        const string schema = """
            create table customers (id bigint generated always as identity primary key, email text not null unique, name text not null,
                created_at timestamptz not null);
            create table orders (id bigint generated always as identity primary key, customer_id bigint not null references customers,
                number text not null unique, price numeric(8,2) not null check (price > 0), placed_at timestamptz not null, note text);
            """;
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        var (text, seed) = await Generated.TextAsync(shared, schema, "orders", 100_000);
        TestContext.Current.TestOutputHelper!.WriteLine($"figure seed: 100,000 rows in {System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");

        Assert.Equal(("public.orders", 100_000L), seed.Rows[^1]);
        Assert.True(text.Length > 5_000_000);
    }
}
