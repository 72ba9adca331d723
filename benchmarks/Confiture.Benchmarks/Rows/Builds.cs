using System.Diagnostics;
using Confiture.Postgres;

namespace Confiture.Benchmarks.Rows;

/// <summary>
/// Databases built from files: schemas in the manner of real applications, each as it began and with thirty steps of its history, and a large one. The server
/// does not wait for the disk: it would do so for each statement of psql, and once for confiture.
/// </summary>
internal sealed class Builds(Stage stage)
{
    private const double MostOfPsql = 1.05;
    private const string Home = "tests/Confiture.Schema.Tests/Histories";

    // The ledger, which is confiture's alone, does not count.
    private const string ObjectsQuery =
        """
        select (select count(*) from pg_class c join pg_namespace n on n.oid = relnamespace
                where nspname !~ '^pg_' and nspname <> 'information_schema' and relname !~ '^tb_confiture')
            + (select count(*) from pg_proc p join pg_namespace n on n.oid = pronamespace where nspname !~ '^pg_' and nspname <> 'information_schema')
        """;

    // With the steps of its history that can be taken in the one transaction of a build: the eighteenth of music uses a new value of an enum.
    private static readonly (string Name, int Steps)[] Histories = [("music", 17), ("shop", 30), ("tenants", 30)];

    public IEnumerable<Row> All =>
    [
        .. Histories.SelectMany(history => (Row[])
        [
            Of($"build, {history.Name}", $"Builds the schema `{history.Name}` from one file.", () => FilesOf(history.Name, 1)),
            Of(
                $"build, {history.Name} in {history.Steps + 1} files", $"Builds `{history.Name}` and takes {history.Steps} steps of its history.",
                () => FilesOf(history.Name, history.Steps + 1)),
        ]),
        Of("build, 1,000 tables", "Builds a generated schema of 1,000 tables from one file.", () => [stage.Generated(1000)]),
    ];

    private List<string> FilesOf(string history, int count) =>
        [.. Directory.GetFiles(Path.Combine(stage.Repository, Home, history), "*.sql").Order(StringComparer.Ordinal).Take(count)];

    private Row Of(string name, string what, Func<IReadOnlyList<string>> files)
    {
        var work = new Lazy<Task<Work>>(() => PrepareAsync(name, files()));
        return new(
            name, what, Unit.Wall,
            [
                On(work, "confiture", (url, w) => Arena.With(url, stage.Programs.Confiture, ["build"], w.Root)),
                On(work, "psql -q -f", (url, w) => Arena.With(url, stage.Programs.Psql, [.. Psql(url, w)], w.Root)) with { AtMost = MostOfPsql },
                On(work, "psql -q -1 -f", (url, w) => Arena.With(url, stage.Programs.Psql, ["-1", .. Psql(url, w)], w.Root)),
            ]);
    }

    private static IEnumerable<string> Psql(DatabaseUrl url, Work work) =>
        ["-X", "-q", "-v", "ON_ERROR_STOP=1", .. work.Files.SelectMany(file => (string[])["-f", file]), url.ToSecretString()];

    private async Task<Work> PrepareAsync(string name, IReadOnlyList<string> files)
    {
        var arena = await stage.QuickAsync();
        var root = stage.DirectoryOf(name.Replace(',', ' ').Replace(' ', '-'));
        foreach (var directory in (string[])["db/schema", "db/environments"]) Directory.CreateDirectory(Path.Combine(root, directory));
        await File.WriteAllTextAsync(Path.Combine(root, "db/environments/local.yaml"), "database_url: ${DATABASE_URL}\n");
        List<string> copies = [];
        foreach (var file in files)
        {
            copies.Add(Path.Combine(root, "db/schema", Path.GetFileName(file)));
            File.Copy(file, copies[^1]);
        }

        var reference = await arena.FilledAsync(name, copies);
        return new(root, copies, await Arena.CountAsync(reference, ObjectsQuery));
    }

    private Contender On(Lazy<Task<Work>> work, string name, Func<DatabaseUrl, Work, ProcessStartInfo> program) => new(name, async () =>
    {
        var prepared = await work.Value;
        var url = await (await stage.QuickAsync()).EmptyAsync();
        return new(program(url, prepared), _ => Arena.ExpectAsync(url, ObjectsQuery, prepared.Objects));
    });

    private sealed record Work(string Root, IReadOnlyList<string> Files, long Objects);
}
