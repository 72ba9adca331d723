using System.Globalization;
using System.Text.Json;
using Confiture.Postgres;
using Confiture.Sql;

namespace Confiture.Migrations.Tests;

/// <summary>What --dry-run predicts is what --dry-run-execute observes: every statement of observed.sql, through the command.</summary>
public sealed class PredictionTests
{
    private const int Usual = 15, Oldest = 14, Newest = 18, Fewest = 150;
    private static readonly string Directory = Path.Combine(Cli.RepositoryRoot, "tests/Confiture.Migrations.Tests/Rehearsing");

    /// <summary>The usual version and another one each day; ROTATION names a day, and LONG=1 runs all.</summary>
    public static IEnumerable<TheoryDataRow<int>> Versions()
    {
        var day = int.TryParse(Environment.GetEnvironmentVariable("ROTATION"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : DateTime.UtcNow.DayOfYear;
        return Enumerable.Range(Oldest, Newest - Oldest + 1)
            .Where(v => v == Usual || v == Oldest + (day % (Newest - Oldest + 1)) || Environment.GetEnvironmentVariable("LONG") == "1")
            .Select(v => new TheoryDataRow<int>(v));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Every_statement_locks_rewrites_and_indexes_what_was_predicted(int version)
    {
        var settings = new Dictionary<string, string> { ["autovacuum"] = "off" };
        await using var server = await TemporaryServer.StartAsync(new() { Postgres = $"{version}", Settings = settings }, Project.Never);
        using var project = new Project(await server.CreateDatabaseAsync("observed", Project.Never));
        project.Environment();
        var statements = await MakeAsync(project, version);
        var before = await DatabaseState.OfAsync(project);

        var dry = await project.SucceedsAsync("migrate", "up", "--dry-run-execute", "--format", "json");

        using var document = JsonDocument.Parse(dry.Output);
        Assert.Equal(before.Contents, (await DatabaseState.OfAsync(project)).Contents);
        Assert.Equal(
            before.SequencesChangedIn(await DatabaseState.OfAsync(project)),
            document.RootElement.GetProperty("execution").GetProperty("leftovers").EnumerateArray()
                .Where(l => l.GetProperty("kind").GetString() == "sequence").Select(l => l.GetProperty("object").GetString()!.Replace("\"", string.Empty)));
        var observed = document.RootElement.GetProperty("migrations").EnumerateArray()
            .SelectMany(m => m.GetProperty("statements").EnumerateArray().Skip(1)).ToList();
        List<string> differences = [.. observed.SelectMany(s => s.GetProperty("observed").GetProperty("differences").EnumerateArray()
            .Select(d => $"{s.GetProperty("sql").GetString()}: {d.GetString()}"))];
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"figure dry run on {version}: {observed.Count} statements predicted and observed, {differences.Count} differences");
        Assert.Equal(statements, observed.Count);
        Assert.True(statements >= Fewest, $"Only {statements} statements.");
        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.True(observed.Sum(s => s.GetProperty("observed").GetProperty("locks").GetArrayLength()) > statements / 2);
    }

    // Each in a schema of its own: a lock that another one holds already is not taken again.
    private static async Task<int> MakeAsync(Project project, int version)
    {
        var schema = SqlScript.Parse("schema", await File.ReadAllTextAsync(Path.Combine(Directory, "observed-schema.sql"), Project.Never));
        var cases = CasesOf(await File.ReadAllTextAsync(Path.Combine(Directory, "observed.sql"), Project.Never), version).ToList();
        await using var database = await project.OpenAsync();
        foreach (var (at, sql) in cases.Index())
        {
            await using var batch = new ScriptBatch(database, TimeSpan.FromMinutes(1));
            batch.Add($"create schema case_{at}");
            batch.Add($"set search_path to case_{at}");
            batch.Add(schema);
            await batch.ExecuteAsync(Project.Never);
            project.Write($"db/migrations/2026010100{at:D4}_case.up.sql", $"set search_path to case_{at};\n{sql}{(sql.EndsWith('.') ? "\n" : ";\n")}");
        }

        await database.ExecuteAsync("analyze", Project.Never);
        return cases.Count;
    }

    private static IEnumerable<string> CasesOf(string text, int version)
    {
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1))
        {
            if (!paragraph.StartsWith("-- ", StringComparison.Ordinal)) yield return paragraph;
            else if (int.Parse(paragraph.AsSpan(3, 2), CultureInfo.InvariantCulture) <= version) yield return paragraph[(paragraph.IndexOf('\n') + 1)..];
        }
    }
}
