using System.Globalization;
using Confiture.Postgres;
using Confiture.Project;
using Confiture.Schema;
using Confiture.Schema.Tests;

namespace Confiture.Migrations.Tests;

/// <summary>A role for which everything is set that changes what SQL means or how it is printed builds and migrates the same schema as anybody.</summary>
public sealed class HostileSettingsTests(ManagedServer managed, PairServer shadow) : IClassFixture<ManagedServer>, IClassFixture<PairServer>
{
    private const string Role = "hostile";
    private const int Sample = 40;

    private static readonly string[] Hostile =
    [
        "timezone = 'Europe/Zurich'", "timezone_abbreviations = 'Australia'", "datestyle = 'SQL, DMY'", "intervalstyle = 'sql_standard'",
        "bytea_output = 'escape'", "extra_float_digits = -10", "standard_conforming_strings = off",
        "search_path = nowhere", "quote_all_identifiers = on", "xmloption = document", "xmlbinary = hex", "array_nulls = off", "transform_null_equals = on",
        "default_tablespace = elsewhere", "temp_tablespaces = elsewhere",
        "default_toast_compression = lz4", "row_security = off", "default_transaction_isolation = serializable", "default_transaction_deferrable = on",
        "lc_numeric = 'C.UTF-8'", "backslash_quote = off",
    ];

    private static readonly CatalogOptions Options = new() { Subscriptions = false };

    /// <summary>One in forty of the pairs, others each day; ROTATION names a day, LONG=1 runs all, and PAIRS those whose path holds one of its words.</summary>
    public static TheoryData<string> Files
    {
        get
        {
            var day = int.TryParse(Environment.GetEnvironmentVariable("ROTATION"), CultureInfo.InvariantCulture, out var given)
                ? given
                : TimeProvider.System.GetUtcNow().DayOfYear;
            var words = Environment.GetEnvironmentVariable("PAIRS")?.Split(',');
            return [.. PairFile.All.Where((path, index) => words is not null
                    ? words.Any(w => path.Contains(w, StringComparison.Ordinal))
                    : Environment.GetEnvironmentVariable("LONG") == "1" || index % Sample == day % Sample)
                .Where(path => PairFile.Read(path) is var pair && pair.Since <= GeneratedPairTests.Version && GeneratedPairTests.Version <= pair.Until
                    && pair.Refused.Count == 0 && !path.StartsWith("subscriptions/", StringComparison.Ordinal) && path != "schemas/public_dropped.sql")];
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_schema_is_the_same_for_a_role_with_settings_of_its_own(string file)
    {
        var pair = PairFile.Read(file);
        await BeTheSameAsync(pair.Before, pair.After);
    }

    [Fact]
    public Task Values_whose_spelling_depends_on_settings_are_the_same() => BeTheSameAsync(
        """
        create table p (at timestamptz not null, span interval) partition by range (at);
        create table p_2026 partition of p for values from ('2026-01-01') to ('2027-01-01');
        create table t (ts timestamptz default '2024-03-04 05:06:07', d date default '02/03/2024', i interval default '-1 day 2 hours',
            b bytea default '\x00ff', f float8 default 0.1::float8 + 0.2,
            s text default 'a\b', x xml default '<a/>text', n int[] default '{NULL,1}', m money default '12.50',
            at timestamptz default '2024-01-01 12:00 EST', check (ts > '2020-01-01'), check (s = null or s <> 'x\y'));
        create index t_ts on t (ts) where ts > '2021-01-01';
        """,
        """
        create table p (at timestamptz not null, span interval default '1 mon -2 days') partition by range (at);
        create table p_2026 partition of p for values from ('2026-01-01') to ('2027-01-01');
        create table p_2027 partition of p for values from ('2027-01-01') to ('2028-01-01');
        create table t (ts timestamptz default '2025-03-04 05:06:07', d date default '03/04/2024', i interval default '-2 day 3 hours',
            b bytea default '\x01fe', f float8 default 0.1::float8 + 0.7,
            s text default 'a\\b', x xml default '<b/>text', n int[] default '{NULL,2}', m money default '13.50',
            at timestamptz default '2024-01-02 12:00 EST', check (ts > '2020-01-02'), check (s = null or s <> 'x\z'));
        create index t_ts on t (ts) where ts > '2021-01-02';
        """);

    private async Task BeTheSameAsync(string before, string after)
    {
        var url = await NewDatabaseAsync();
        await using var one = await BuiltAsync(before);
        await using var other = await BuiltAsync(after);
        await new ShadowServer(managed.Server).ProvidingAsync(
            () => new DatabaseBuild(url, MigrationSet.None("no-migrations"), new()).RunAsync(one.Source!, Project.Never),
            Project.Never);
        await SameAsync(url, one.Schema, isBack: false);
        var loader = new SchemaLoader(ConfitureEnvironment.Default("test", "/tmp"), Options);
        var names = MigrationFiles.Names("/tmp/none", "pair", TimeProvider.System);
        var generated = await new MigrationGenerator(loader, LedgerTable.Default, PlanStyle.Online).GenerateAsync(names, one with { Server = shadow.Server },
            other with { Server = shadow.Server }, TransitionWish.Of(other.Source, static _ => [], PlanStyle.Online), Project.Never);
        var directory = Directory.CreateTempSubdirectory("confiture-hostile-").FullName;
        try
        {
            MigrationFiles.Write(directory, generated.Migrations, generated.Style);
            var migrator = new Migrator(url, MigrationSet.Load(directory), new());
            await new ShadowServer(managed.Server).ProvidingAsync(() => migrator.UpAsync(UpSelection.All, Project.Never), Project.Never);
            await SameAsync(url, other.Schema, isBack: false);
            await migrator.DownAsync(new DownSelection.Steps(generated.Migrations.Count + 1), Project.Never);
            await SameAsync(url, one.Schema, isBack: true);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task SameAsync(DatabaseUrl url, DatabaseSchema wanted, bool isBack)
    {
        await using var database = await Database.OpenAsync(url, "tests", Project.Never);
        var options = Options with { Mark = LedgerTable.Default.Name, Ignores = LedgerTable.Default.Owns };
        Assert.Empty(SchemaProof.Differences(await CatalogReader.ReadAsync(database, options, Project.Never), wanted, isBack));
    }

    private async Task<DatabaseUrl> NewDatabaseAsync()
    {
        await using var admin = await Database.OpenAsync(managed.Server.SocketUrl(), "tests", Project.Never);
        if (!await admin.ScalarAsync<bool>($"select exists (select from pg_roles where rolname = '{Role}')", Project.Never))
        {
            await admin.ExecuteAsync($"create role {Role} superuser login password '{ManagedServer.Password}'", Project.Never);
            await admin.ExecuteAsync("create tablespace elsewhere location ''", Project.Never);
            foreach (var setting in Hostile) await admin.ExecuteAsync($"alter role {Role} set {setting}", Project.Never);
        }

        using var project = await managed.NewProjectAsync(Role);
        return project.Url;
    }

    private async Task<LoadedSchema> BuiltAsync(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, text + "\nselect 1;\n");
            var source = SchemaSource.LoadFile(path);
            var (url, _) = await shadow.Server.BuildAsync(source, Project.Never);
            return new(new SchemaOrigin.SqlFile(path), await ShadowServer.ReadAsync(url, Options, Project.Never), source, null, url);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
