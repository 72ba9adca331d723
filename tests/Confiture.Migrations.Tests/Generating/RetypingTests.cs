using Confiture.Postgres;

namespace Confiture.Migrations.Tests;

/// <summary>Columns that get other types while their table is in use: a successor takes the place of each.</summary>
public sealed class RetypingTests(SharedServer shared)
{
    private const string Narrow = """
        create table customers (
            id int generated always as identity primary key,
            email varchar(40) not null unique,
            amount numeric(10,2) default 0 check (amount >= 0),
            note text
        );
        create index customers_amount on customers (amount) where amount > 10;
        comment on column customers.amount is 'how much';
        create table orders (id serial primary key, customer_id int not null references customers on delete cascade, total int);
        create index on orders (customer_id, total);
        create view big as select id, amount, email from customers where amount > 100;
        create function touch() returns trigger language plpgsql as $$ begin new.note := coalesce(new.note, '') || 'x'; return new; end $$;
        create trigger touched before update on customers for each row execute function touch();
        """;

    private static readonly string Wide = Narrow.Replace("id int generated", "id bigint generated", StringComparison.Ordinal)
        .Replace("numeric(10,2)", "double precision", StringComparison.Ordinal)
        .Replace("id serial", "id bigserial", StringComparison.Ordinal).Replace("customer_id int", "customer_id bigint", StringComparison.Ordinal);

    private static readonly string[] Rows =
    [
        "insert into customers (email, amount) select 'e' || i, i / 7.0 from generate_series(1, 3000) i",
        "insert into orders (customer_id, total) select i, i from generate_series(1, 3000) i",
    ];

    private const string Sums = "select format('%s %s %s %s', (select sum(id) from customers), (select sum(amount)::numeric(20,2) from customers), "
        + "(select sum(customer_id * id) from orders), (select count(*) from big))";

    [Fact]
    public async Task Every_row_and_everything_around_the_columns_is_kept_there_and_back_and_there_again()
    {
        using var project = await shared.MigratedAsync(Narrow, Rows);
        var sums = await project.ScalarAsync<string>(Sums);
        var texts = await project.GenerateAsync(Wide);
        Assert.DoesNotContain(" TYPE ", texts);
        Assert.DoesNotContain("Permanently loses", texts);
        await project.UpAsync();
        Assert.Equal(sums, await project.ScalarAsync<string>(Sums));
        await IsAliveAsync(project, 3001);
        await DoesNotDriftAsync(project);
        // The filling is none of the triggers' business.
        Assert.Null(await project.ScalarAsync<string>("select max(note) from customers"));

        await project.ExecuteAsync("delete from orders where id > 3000", "delete from customers where id > 3000");
        await project.DownAsync(project.Set.Migrations.Count - 1);
        Assert.Equal("integer numeric", await TypesAsync(project));
        Assert.Equal(sums, await project.ScalarAsync<string>(Sums));
        await project.UpAsync();
        Assert.Equal("bigint double precision", await TypesAsync(project));
        Assert.Equal(sums, await project.ScalarAsync<string>(Sums));
    }

    [Fact]
    public async Task Waits_of_a_down_migration_are_announced()
    {
        using var project = await shared.MigratedAsync(Narrow, Rows);
        project.Write("db/schema/all.sql", Wide);

        var result = await project.CliAsync("migrate", "generate", "next");

        var exchange = project.Set.Migrations.Single(m => m.Up.Script.Text.Contains("RENAME COLUMN id__new TO id", StringComparison.Ordinal)
            && m.Up.Script.Text.Contains("public.customers RENAME", StringComparison.Ordinal));
        const string Wait = "reads and writes of public.customers wait until every row is rewritten.";
        Assert.Contains($"While {Path.GetFileName(exchange.Down!.Path)} runs, {Wait}", result.Errors);
        Assert.Contains($"-- Meanwhile {Wait}\n", exchange.Down.Script.Text);
        // On the way there nobody waits.
        Assert.DoesNotContain(project.Set.Migrations, m => m.Up.Script.Text.Contains("Meanwhile", StringComparison.Ordinal));
        Assert.DoesNotContain("up.sql runs", result.Errors);
    }

    [Fact]
    public async Task What_a_conversion_calls_finds_its_names_whatever_path_a_program_has()
    {
        const string Before = """
            create table limits (most bigint not null);
            create function within(n bigint) returns boolean language plpgsql stable strict as $$ begin return n <= (select most from limits); end $$;
            create domain small as bigint check (within(value));
            create table t (id int generated always as identity primary key, n int);
            """;
        using var project = await shared.MigratedAsync(Before, ["insert into limits values (100)", "insert into t (n) select i from generate_series(1, 50) i"]);
        await project.GenerateAsync(Before.Replace("primary key, n int", "primary key, n small", StringComparison.Ordinal));
        var steps = project.Set.Migrations.Skip(1).ToList();
        Assert.Contains(steps, m => m.Up.Script.Text.Contains("__retype", StringComparison.Ordinal));
        const string Type = "select atttypid::regtype::text from pg_attribute where attrelid = 't'::regclass and attname = 'n'";
        var rows = 50;
        foreach (var step in steps)
        {
            await project.UpAsync(target: step.Version);
            // Afterwards the domain itself asks the program's path, and that is the project's own affair.
            if (await project.ScalarAsync<string>(Type) != "integer") continue;
            await project.ExecuteAsync("set search_path = pg_catalog", "insert into public.t (n) values (7)");
            rows++;
        }

        Assert.True(rows > 50);
        Assert.Equal(rows, await project.ScalarAsync<long>("select count(*) from t where n is not null"));
        Assert.Equal("small", await project.ScalarAsync<string>(Type));
    }

    [Fact]
    public async Task Rolled_back_by_some_steps_only_it_can_continue()
    {
        using var project = await shared.MigratedAsync(Narrow, Rows);
        await project.GenerateAsync(Wide);
        await project.UpAsync();
        var count = project.Set.Migrations.Count;
        for (var steps = 1; steps < count; steps++)
        {
            await project.DownAsync(steps);
            await project.ExecuteAsync("insert into customers (email, amount) select 'more' || coalesce(max(id), 0), 5 from customers",
                "update customers set amount = amount + 1 where id % 7 = 0");
            var sums = await project.ScalarAsync<string>(Sums);
            await project.UpAsync();
            Assert.Equal(sums, await project.ScalarAsync<string>(Sums));
            Assert.Equal(0, await project.ScalarAsync<long>("select count(*) from customers where amount is null or id is null"));
        }
    }

    [Fact]
    public async Task A_type_that_is_new_is_there_before_the_columns_that_have_it()
    {
        using var project = await shared.MigratedAsync(
            "create table tasks (id int primary key, state text not null default 'open', tags text[]);\ncreate index on tasks (state);\n",
            "insert into tasks select i, case i % 2 when 0 then 'open' else 'done' end, array['a'] from generate_series(1, 500) i");
        var texts = await project.GenerateAsync("""
            create schema kinds;
            create type kinds.task_state as enum ('open', 'done');
            create domain kinds.tag as text check (length(value) < 9);
            create table tasks (id int primary key, state kinds.task_state not null default 'open', tags kinds.tag[]);
            create index on tasks (state);
            """);
        Assert.DoesNotContain(" TYPE kinds.task_state USING", texts);
        Assert.Contains("CREATE INDEX CONCURRENTLY tasks_state_idx__new", texts);
        await project.UpAsync();
        Assert.Equal(250,
            await project.ScalarAsync<long>("select count(*) from tasks where state = 'done'::kinds.task_state and tags = array['a']::kinds.tag[]"));
        await DoesNotDriftAsync(project);
    }

    [Fact]
    public async Task Killed_while_it_fills_it_goes_on_where_it_was_and_waits_for_no_row()
    {
        using var project = await shared.MigratedAsync(Narrow, Rows);
        await project.GenerateAsync(Wide);
        await project.UpAsync(target: project.Set.Migrations[1].Version);
        await using (var holder = await project.OpenAsync())
        {
            await holder.ExecuteAsync("begin", Project.Never);
            await holder.ExecuteAsync("select from customers where id = 2999 for update", Project.Never);
            await using var up = project.StartCli("migrate", "up");
            await Eventually.TrueAsync(async () => await FilledAsync(project) > 2900, "all rows but one are filled");
            await up.SignalAsync("KILL");
            await up.ExitAsync();
        }

        Assert.Contains("unfinished", (await project.CliAsync("migrate", "status")).Output);
        var next = await project.CliAsync("migrate", "up");
        Assert.True(next.Exit == 0, next.ToString());
        Assert.Equal(0, await project.ScalarAsync<long>("select count(*) from customers where amount is null"));
        await DoesNotDriftAsync(project);
    }

    [Fact]
    public async Task A_table_that_has_to_be_written_again_is_named()
    {
        using var project = await shared.MigratedAsync("create table parts (id int, twice int generated always as (2 * id) stored);\n", "select 1");
        project.Write("db/schema/all.sql", "create table parts (id bigint, twice int generated always as (2 * id) stored);\n");
        var result = await project.CliAsync("migrate", "generate", "types");
        Assert.True(result.Exit == 0, result.ToString());
        Assert.Contains("table public.parts is rewritten and cannot be read meanwhile: id becomes bigint", result.Errors);
    }

    [Fact]
    public async Task An_enum_loses_a_value_while_its_columns_and_arrays_are_in_use()
    {
        const string moods = "create type mood as enum ('sad', 'ok', 'happy');\n";
        const string people = """
            comment on type mood is 'how one feels';
            create table people (id int primary key, feels mood not null default 'ok', past mood[] default array['ok'::mood]);
            create index people_happy on people (feels) where feels = 'happy';
            create view happy as select id, feels from people where feels = 'happy'::mood;
            create materialized view counted as select feels, count(*) from people group by 1;
            create function best(m mood) returns mood language sql as $$ select 'happy'::mood $$;
            """;
        using var project = await shared.MigratedAsync(moods + people,
            "insert into people (id, feels) select i, case i % 2 when 0 then 'ok'::mood else 'happy' end from generate_series(1, 500) i");
        var texts = await project.GenerateAsync(moods.Replace("'sad', 'ok', 'happy'", "'happy', 'ok'", StringComparison.Ordinal) + people);
        Assert.Contains("CREATE INDEX CONCURRENTLY people_happy__new", texts);
        Assert.DoesNotContain(" TYPE public.mood USING", texts);
        var last = project.Set.Migrations[^1].Up.Script.Text;
        Assert.Contains("CREATE MATERIALIZED VIEW", last);
        Assert.DoesNotContain("ALTER TABLE", last);
        await project.UpAsync();
        Assert.Equal("250 500 250", await project.ScalarAsync<string>("select format('%s %s %s', (select count(*) from happy), "
            + "(select count(*) from people where past = '{ok}'), (select count from counted where feels = best('ok')))"));
        await Assert.ThrowsAsync<ServerException>(() => project.ExecuteAsync("insert into people (id, feels) values (0, 'sad')"));
        await DoesNotDriftAsync(project);
        await project.DownAsync(project.Set.Migrations.Count - 1);
        await project.ExecuteAsync("insert into people (id, feels) values (0, 'sad')");
        Assert.Equal(251, await project.ScalarAsync<long>("select count(*) from people where feels < 'happy'"));
    }

    [Fact]
    public async Task A_table_that_is_written_again_because_a_type_is_made_anew_is_named()
    {
        using var project = await shared.MigratedAsync("create type place as (street text, town text, country text);\ncreate table people (id int, "
            + "home place);\n", "insert into people values (1, row('x', 'y', 'z'))");
        project.Write("db/schema/all.sql", "create type place as (street text, town text);\ncreate table people (id int, home place);\n");
        var result = await project.CliAsync("migrate", "generate", "places");
        Assert.Contains("table public.people is rewritten and cannot be read meanwhile: public.place, the type of home, is recreated", result.Errors);
        await project.UpAsync();
        Assert.Equal("y", await project.ScalarAsync<string>("select (home).town from people"));
    }

    [Fact]
    public async Task What_does_not_fit_a_shorter_type_is_an_error_and_not_cut_off()
    {
        using var project = await shared.MigratedAsync("create table words (word text);\n", "insert into words values ('too long a word')");
        project.Write("db/schema/all.sql", "create table words (word varchar(5));\n");
        var result = await project.CliAsync("migrate", "generate", "types", "--offline");
        Assert.True(result.Exit == 0, result.ToString());
        Assert.Contains("SQLSTATE 22001", (await project.UpFailsAsync()).Message);
        Assert.Equal("too long a word", await project.ScalarAsync<string>("select word from words"));
    }

    // Keys count on, refer and refuse as before.
    private static async Task IsAliveAsync(Project project, int next)
    {
        Assert.Equal(next, await project.ScalarAsync<long>("insert into customers (email, amount) values ('next', 500) returning id"));
        Assert.Equal(next, await project.ScalarAsync<long>($"insert into orders (customer_id) values ({next}) returning id"));
        foreach (var refused in (string[])["insert into customers (email, amount) values ('bad', -1)", "insert into orders (customer_id) values (-5)",
                "insert into orders (customer_id) values (null)", "update orders set id = 1 where id = 2"])
        {
            await Assert.ThrowsAsync<ServerException>(() => project.ExecuteAsync(refused));
        }
    }

    // A successor stands last, which is the only thing that is reported.
    internal static async Task DoesNotDriftAsync(Project project)
    {
        var drift = await project.CliAsync("drift");
        Assert.All(drift.Lines.Skip(1), line => Assert.Matches(@"^changed +column \S+ +number \d -> \d$", line));
        Assert.True(drift.Exit == (drift.Lines.Length > 1 ? 1 : 0), drift.ToString());
    }

    private static Task<string?> TypesAsync(Project project) =>
        project.ScalarAsync<string>("select string_agg(data_type, ' ' order by column_name desc) from information_schema.columns where table_name = "
            + "'customers' and column_name in ('id', 'amount')");

    private static Task<long> FilledAsync(Project project) => project.ScalarAsync<long>("select count(amount__new) from customers");
}
