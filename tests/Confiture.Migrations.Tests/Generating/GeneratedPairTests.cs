using System.Globalization;
using Confiture.Project;
using Confiture.Safety;
using Confiture.Schema;
using Confiture.Schema.Tests;
using Confiture.Sql;
using Foundation.Errors;

namespace Confiture.Migrations.Tests;

/// <summary>
/// Migrations generated for pairs of schemas, in the form for a database in use: the generator itself applies each to a copy, up and down, and refuses to
/// write what does not lead to exactly the wanted schema.
/// </summary>
public sealed class GeneratedPairTests(PairServer shared) : IClassFixture<PairServer>
{
    private const int Usual = 15;
    private const int Parts = 12;
    private const string Renames = "renames/";
    // The ledger is in the schema that goes, which the server refuses.
    private const string LedgerGoes = "schemas/public_dropped.sql";
    // No copy of a database has its subscriptions.
    private static readonly CatalogOptions Options = new() { Subscriptions = false };

    // Changes for which there is no order in which nobody waits while a table's rows are worked on.
    private static readonly IReadOnlySet<string> Waiting = Listed("waiting.txt");

    // Changes for which there is no order of short steps at all: they use the offline form and say so.
    private static readonly IReadOnlySet<string> Short = Listed("short_form.txt");

    /// <summary>The server's version: 15, or the one that PAIRS_VERSION names.</summary>
    internal static int Version { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("PAIRS_VERSION"), CultureInfo.InvariantCulture, out var given) ? given : Usual;

    /// <summary>
    /// A twelfth of the pairs: the one that ROTATION names, or that of the day; all of them with LONG=1; those whose path holds a word of PAIRS when it is set.
    /// </summary>
    public static TheoryData<string> Files
    {
        get
        {
            var part = int.TryParse(Environment.GetEnvironmentVariable("ROTATION"), CultureInfo.InvariantCulture, out var given)
                ? given
                : TimeProvider.System.GetUtcNow().DayOfYear;
            var words = Environment.GetEnvironmentVariable("PAIRS")?.Split(',');
            return [.. PairFile.All.Where((path, index) => words is not null ? words.Any(w => path.Contains(w, StringComparison.Ordinal))
                : Environment.GetEnvironmentVariable("LONG") == "1" || path.StartsWith(Renames, StringComparison.Ordinal) || index % Parts == part % Parts)
                .Where(path => PairFile.Read(path) is var pair && pair.Since <= Version && Version <= pair.Until)];
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_migration_for_a_database_in_use_leads_there_and_back(string file)
    {
        var pair = PairFile.Read(file);
        await using var before = await BuiltAsync(file, pair.Before);
        await using var after = await BuiltAsync(file, pair.After);
        var environment = ConfitureEnvironment.Default("test", "/tmp");
        var loader = new SchemaLoader(environment, Options);
        var names = MigrationFiles.Names("/tmp/none", "pair", TimeProvider.System);
        var work = new MigrationGenerator(loader, LedgerTable.Default, PlanStyle.Online).GenerateAsync(names, before with { Server = shared.Server },
            after with { Server = shared.Server }, TransitionWish.Of(after.Source, static _ => [], PlanStyle.Online), Project.Never);
        if (file == LedgerGoes)
        {
            Assert.Contains("tb_confiture depends on schema public", $"{await Assert.ThrowsAsync<ToolException>(() => work)}");
            return;
        }

        var generated = await work;
        var (migrations, reports, style) = generated;
        Assert.Equal(before.Schema.Fingerprint == after.Schema.Fingerprint, migrations.Count + reports.Count == 0);
        var waits = migrations.SelectMany(m => m.Waits).ToList();
        Assert.Empty(Findings(pair.Before, generated).Select(f => $"{f.Rule} {f.Message}"));
        Assert.Equal(style != PlanStyle.Online, reports.Any(r => r.Contains("in the offline form", StringComparison.Ordinal)));
        if (Version != Usual) return;
        Assert.True(Short.Contains(file) == (style != PlanStyle.Online), string.Join('\n', reports.Prepend($"{style}")));
        if (style == PlanStyle.Online) Assert.Equal(Waiting.Contains(file), waits.Count > 0);
        if (pair.Rows.Length > 0 && file.StartsWith(Renames, StringComparison.Ordinal))
            Assert.DoesNotContain(migrations, m => m.Up.Changes.Any(c => c.Sql.Contains("DROP TABLE", StringComparison.Ordinal)));
    }

    private static HashSet<string> Listed(string name) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Generating", name)).ToHashSet(StringComparer.Ordinal);

    // The files, which hold what was tried and nothing else, as lint sees them that has read the schema in an earlier migration.
    private static IReadOnlyList<LintFinding> Findings(string before, GeneratedMigrations generated)
    {
        var lint = new MigrationLint(new LintSettings());
        lint.Judge(new(SqlScript.Parse("before", before)) { HasRunner = true });
        var directory = Directory.CreateTempSubdirectory("confiture-pairs-").FullName;
        try
        {
            var files = MigrationFiles.Write(directory, generated.Migrations, generated.Style);
            List<LintFinding> findings = [];
            foreach (var (migration, (up, down)) in generated.Migrations.Zip(files))
            {
                findings.AddRange(lint.Judge(new(Parsed(up)) { HasRunner = true }));
                // Whoever has this file alone is not told that a comment is of no use.
                findings.AddRange(new MigrationLint(new LintSettings()).Judge(new(Parsed(up)) { HasRunner = true }));
                Assert.Equal(Tried(migration.Up), Said(Parsed(up)));
                Assert.Equal(Tried(migration.Down), Said(Parsed(down)));
                findings.AddRange(lint.Judge(new(Parsed(down)) { HasRunner = true, IsDown = true }));
            }

            return findings;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        static SqlScript Parsed(string path) => SqlScript.Parse(Path.GetFileName(path), File.ReadAllText(path));
        static IEnumerable<string> Tried(ChangeGroup group) => group.Changes.Select(c => c.Sql);
        static IEnumerable<string> Said(SqlScript file) => file.Statements.Select(s => s.Text)
            .Where(text => !(text.StartsWith("SET ", StringComparison.Ordinal) && text.Contains("_timeout = ", StringComparison.Ordinal)));
    }

    private async Task<LoadedSchema> BuiltAsync(string name, string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, text + "\nselect 1;\n");
            var source = SchemaSource.LoadFile(path);
            var (url, _) = await shared.Server.BuildAsync(source, Project.Never);
            return new(new SchemaOrigin.SqlFile(name), await ShadowServer.ReadAsync(url, Options, Project.Never), source, null, url);
        }
        finally
        {
            File.Delete(path);
        }
    }
}

/// <summary>One server for all pairs: what its roles are called is said in the pairs.</summary>
public sealed class PairServer : IAsyncLifetime
{
    public ShadowServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await ShadowServer.StartAsync($"{GeneratedPairTests.Version}", CancellationToken.None);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
