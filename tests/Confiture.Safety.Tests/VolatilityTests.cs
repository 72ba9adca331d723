using Confiture.Postgres;
using Confiture.Schema;
using Confiture.Sql;

namespace Confiture.Safety.Tests;

/// <summary>What is known of functions, against the catalogs of every version; and defaults, against what the server does with them.</summary>
public sealed class VolatilityTests(SafetyServers servers)
{
    // Stable and immutable ones of all kinds, and those that differ from row to row. A version before an expression is the first that has it.
    private static readonly string[] Defaults =
    [
        "1", "'a'", "now()", "now() + interval '1 day'", "transaction_timestamp()", "statement_timestamp()", "current_timestamp(3)", "localtime",
        "current_date - 7", "'now'::timestamptz", "timezone('utc', now())",
        "now() at time zone 'utc'", "date_trunc('day', now())", "extract(year from now())", "date_part('dow', now())", "age(now())", "to_timestamp(0)",
        "make_date(2026, 1, 1)", "make_interval(days => 3)", "justify_days('40 days')",
        "to_char(now(), 'YYYY')", "current_user", "session_user", "current_setting('server_version')", "current_database()", "current_schema()", "version()",
        "pg_backend_pid()", "inet_client_addr()", "pg_my_temp_schema()",
        "lower('A')", "initcap('a')", "concat('a', 1)", "format('%s', 1)", "md5('a')", "sha256('a')", "encode('a', 'hex')", "left('abc', 2)",
        "lpad('1', 3, '0')", "repeat('a', 3)", "reverse('ab')", "split_part('a,b', ',', 1)",
        "regexp_replace('a', 'a', 'b')", "translate('a', 'a', 'b')", "quote_ident('a')", "string_to_array('a,b', ',')", "array_to_string(array[1], ',')",
        "array_length(array[1], 1)", "array_append(array[1], 2)", "cardinality('{}'::int[])",
        "json_build_object('a', 1)", "jsonb_build_array(1)", "to_jsonb(1)", "jsonb_set('{}', '{a}', '1')", "jsonb_pretty('{}')", "row_to_json(row(1))",
        "jsonb_path_query_first('[]', '$')", "int4range(1, 2)", "tstzrange(now(), null)",
        "abs(-1)", "round(1.5)", "power(2, 3)", "mod(5, 3)", "sqrt(2)", "pi()", "width_bucket(1, 2, 3, 4)", "gcd(4, 6)", "coalesce(null, 1)", "greatest(1, 2)",
        "nullif(1, 2)", "case when true then 1 end",
        "point(1, 2)", "host('1.1.1.1'::inet)", "to_tsvector('a')", "hashtext('a')", "xmlelement(name a)", "pg_size_pretty(1::bigint)", "steady()",
        "random()", "random() * 10", "gen_random_uuid()", "gen_random_uuid()::text", "clock_timestamp()", "timeofday()", "txid_current()", "nextval('counter')",
        "1 + nextval('counter')", "setval('counter', 3)", "array[random()]",
        "coalesce(null, random())", "case when true then random() end", "loose()", "pg_current_xact_id()", "md5(random()::text)",
        "16 random_normal()", "17 random(1, 6)", "18 uuidv7()", "18 uuidv4()", "18 casefold('A')", "17 uuid_extract_version(null)", "16 json_array(1)",
    ];

    public static TheoryData<int> Versions { get; } = [.. SafetyServers.Versions];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Functions_are_as_volatile_as_the_catalog_says(int version)
    {
        const string Query = """
            select proname, coalesce(max(provolatile::text) filter (where not 'timetz'::regtype = any (proargtypes)), max(provolatile::text))
            from pg_proc where pronamespace = 'pg_catalog'::regnamespace and prokind in ('f', 'w', 'a') group by 1
            """;
        await using var database = await Database.OpenAsync(await servers.EmptyAsync(version), "tests", Cancellation);
        var theirs = (await database.RowsAsync(Query, r => (r.Text(0), r.Text(1)), Cancellation))
            .ToDictionary(r => r.Item1, r => r.Item2, StringComparer.Ordinal);
        var ours = Shipped(version).ToDictionary(s => s.Name, s => s.Letter, StringComparer.Ordinal);
        Assert.True(theirs.Count > 2_500, $"{theirs.Count} functions");
        Assert.Equal(theirs.OrderBy(t => t.Key, StringComparer.Ordinal), ours.OrderBy(t => t.Key, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_default_is_called_volatile_when_the_server_writes_every_row_for_it(int version)
    {
        await using var database = await Database.OpenAsync(await servers.DatabaseAsync(version), "tests", Cancellation);
        var schema = await CatalogReader.ReadAsync(database, new CatalogOptions { Self = "postgres" }, Cancellation);
        List<string> wrong = [];
        var judged = 0;
        foreach (var item in Defaults)
        {
            var (since, expression) = char.IsDigit(item[0]) && item.IndexOf(' ', StringComparison.Ordinal) == 2 && item[1] is >= '5' and <= '9'
                ? (int.Parse(item[..2], null), item[3..])
                : (14, item);
            if (since > version) continue;
            judged++;
            var rewritten = await RewritesAsync(database, expression);
            var predicted = new SafetyAnalysis(new() { Version = version, Schema = schema }).Of(
                SqlScript.Parse("default", $"ALTER TABLE lonely ADD COLUMN c text DEFAULT ({expression})::text"))[0].Work.Any(w => w.Work == TableWork.Rewrite);
            if (rewritten != predicted) wrong.Add($"{expression}: {(rewritten ? "written again" : "kept")}");
        }

        Assert.Empty(wrong);
        Assert.True(judged >= 90, $"{judged} defaults");
    }

    [Theory]
    [InlineData("pg_catalog.now()", false)]
    [InlineData("uuid_generate_v4()", true)]
    [InlineData("uuid_nil()", false)]
    [InlineData("pg_catalog.uuid_nil()", true)]
    [InlineData("digest('a', 'sha256')", false)]
    [InlineData("shop.now()", true)]
    [InlineData("uuidv7()", true)]
    [InlineData("nobody_knows()", true)]
    [InlineData("(SELECT 1)", true)]
    public void A_function_counts_by_its_schema(string expression, bool isVolatile) =>
        Assert.Equal(isVolatile, new SafetyAnalysis(new())
            .Of(SqlScript.Parse("default", $"ALTER TABLE t ADD COLUMN c text DEFAULT {expression}"))[0].Work.Any(w => w.Work == TableWork.Rewrite));

    [Fact]
    public void A_function_of_the_schema_with_the_name_of_a_known_one_counts_when_it_is_volatile()
    {
        var analysis = new SafetyAnalysis(new());
        analysis.Of(SqlScript.Parse("1", "CREATE FUNCTION lower(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'"));
        Assert.NotEmpty(analysis.Of(SqlScript.Parse("2", "ALTER TABLE t ADD COLUMN c integer DEFAULT lower(1)"))[0].Work);
    }

    /// <summary>The functions of pg_catalog in the file that is shipped.</summary>
    private static IEnumerable<(string Name, string Letter)> Shipped(int version)
    {
        var (letter, isMeant) = (string.Empty, false);
        foreach (var line in File.ReadLines(Path.Combine(Files.Root, "../../src/Confiture.Safety/Functions/volatility.txt")).Where(l => l[0] != '#'))
        {
            if (line[0] == ':')
            {
                var words = line[1..].Split([' ', '-']);
                letter = words[0];
                isMeant = !letter.StartsWith('+') && int.Parse(words[1], null) <= version && version <= int.Parse(words[2], null);
            }
            else if (isMeant)
            {
                foreach (var name in line.Split(' ')) yield return (name, letter);
            }
        }
    }

    private static async Task<bool> RewritesAsync(Database database, string expression)
    {
        const string Query = "select relfilenode::text from pg_class where relname = 'lonely'";
        await database.ExecuteAsync("begin", Cancellation);
        var before = await database.ScalarAsync<string>(Query, Cancellation);
        await database.ExecuteAsync($"alter table lonely add column c text default ({expression})::text", Cancellation);
        var after = await database.ScalarAsync<string>(Query, Cancellation);
        await database.ExecuteAsync("rollback", Cancellation);
        return before != after;
    }
}
