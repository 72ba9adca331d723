using System.Globalization;
using Confiture.Postgres;
using Confiture.Schema;

namespace Confiture.Migrations.Tests;

/// <summary>
/// Migrations generated for pairs of schemas, in the form for a database in use: the generator itself applies each to a copy, up and down, and refuses to
/// write what does not lead to exactly the wanted schema.
/// </summary>
public sealed class GeneratedPairTests(PairServer shared) : IClassFixture<PairServer>
{
    private const int Parts = 8;
    // No copy of a database has its subscriptions.
    private static readonly CatalogOptions Options = new() { Subscriptions = false };
    private static readonly string Root = Path.Combine(Cli.RepositoryRoot, "tests/Confiture.Schema.Tests/Pairs");

    /// <summary>An eighth of the pairs: the one that ROTATION names, or the first; all of them with LONG=1; those whose path holds a word of PAIRS when it is set.</summary>
    public static TheoryData<string> Files
    {
        get
        {
            var pending = File.ReadLines(Path.Combine(Root, "../pending.txt")).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
            var all = Directory.EnumerateFiles(Root, "*.sql", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Root, p)).Order(StringComparer.Ordinal)
                .Where(p => p.StartsWith("renames/", StringComparison.Ordinal) || !pending.Contains(p)).ToList();
            var part = int.TryParse(Environment.GetEnvironmentVariable("ROTATION"), CultureInfo.InvariantCulture, out var given) ? given : 0;
            var words = Environment.GetEnvironmentVariable("PAIRS")?.Split(',');
            return [.. all.Where((path, index) => words is not null ? words.Any(w => path.Contains(w, StringComparison.Ordinal))
                : Environment.GetEnvironmentVariable("LONG") == "1" || path.StartsWith("renames/", StringComparison.Ordinal) || index % Parts == part % Parts).Where(IsFor15)];
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_migration_for_a_database_in_use_leads_there_and_back(string file)
    {
        var sections = Sections(file);
        await using var before = await BuiltAsync(file, sections["both"] + sections["before"]);
        await using var after = await BuiltAsync(file, sections["both"] + sections["after"]);
        var environment = ConfitureEnvironment.Default("test", "/tmp");
        var loader = new SchemaLoader(environment, Options);
        var names = MigrationFiles.Names("/tmp/none", "pair", TimeProvider.System);
        var (migrations, reports, _) = await new MigrationGenerator(loader, LedgerTable.Default, PlanStyle.Online).GenerateAsync(names, before with { Server = shared.Server }, after with { Server = shared.Server }, static _ => [], Project.Never);
        Assert.Equal(before.Schema.Fingerprint == after.Schema.Fingerprint, migrations.Count + reports.Count == 0);
        if (sections["head"].Contains("-- confiture-data", StringComparison.Ordinal) && file.StartsWith("renames/", StringComparison.Ordinal)) Assert.DoesNotContain(migrations, m => m.Up.Changes.Any(c => c.Sql.Contains("DROP TABLE", StringComparison.Ordinal)));
    }

    private static bool IsFor15(string file)
    {
        var head = Sections(file)["head"].Split('\n');
        return Number("-- since: ", 14) <= 15 && Number("-- until: ", 99) >= 15;

        int Number(string start, int otherwise) => head.FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal)) is { } line ? int.Parse(line[start.Length..].Split(' ')[0], CultureInfo.InvariantCulture) : otherwise;
    }

    private static Dictionary<string, string> Sections(string file)
    {
        var section = "head";
        Dictionary<string, string> sections = new(StringComparer.Ordinal) { ["head"] = "", ["both"] = "", ["rows"] = "", ["before"] = "", ["after"] = "" };
        foreach (var line in File.ReadLines(Path.Combine(Root, file)))
        {
            if (line is "-- both" or "-- rows" or "-- before" or "-- after") section = line[3..];
            else sections[section] += line + "\n";
        }

        return sections;
    }

    private async Task<LoadedSchema> BuiltAsync(string name, string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, text + "\nselect 1;\n");
            var source = SchemaSource.LoadFile(path);
            var url = await shared.Server.BuildAsync(source, Project.Never);
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

    public async ValueTask InitializeAsync() => Server = await ShadowServer.StartAsync("15", CancellationToken.None);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
