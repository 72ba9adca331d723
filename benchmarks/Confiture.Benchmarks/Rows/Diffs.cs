using System.Diagnostics;
using Confiture.Benchmarks.Workloads;
using Confiture.Postgres;

namespace Confiture.Benchmarks.Rows;

/// <summary>Two databases of one server are compared, beside pg_dump, which reads the same catalogs of one of them.</summary>
internal sealed class Diffs(Stage stage)
{
    private static readonly string[] Changed = ["changed_column", "changed_index", "changed_view", "changed_function"];

    public IEnumerable<Row> All =>
    [
        Of(10, "diff URL URL, 10 tables", atMost: null) with { Below = 300, Times = 3 },
        Of(1000, "diff URL URL, 1,000 tables", atMost: 0.5),
    ];

    private Row Of(int tables, string name, double? atMost)
    {
        var pair = new Lazy<Task<(DatabaseUrl From, DatabaseUrl To)>>(() => PairAsync(tables));
        return new(
            name, $"Finds four differences between two live databases of {tables:#,0} tables; `pg_dump -s` writes down one of the two.", Unit.Wall,
            [
                new("confiture", async () => new(Ours(await pair.Value), finished => Peers.SaysAsync(finished, Changed))),
                new("pg_dump -s", async () => new(Dump((await pair.Value).To), finished => Peers.SaysAsync(finished, Changed))) { AtMost = atMost },
            ]);
    }

    // In a directory without a project: nothing but the two databases counts.
    private ProcessStartInfo Ours((DatabaseUrl From, DatabaseUrl To) pair) =>
        new(stage.Programs.Confiture, ["diff", "--from", pair.From.ToSecretString(), "--to", pair.To.ToSecretString()])
        {
            WorkingDirectory = stage.DirectoryOf("nowhere"),
        };

    private ProcessStartInfo Dump(DatabaseUrl url) => new(stage.Programs.PgDump, ["-s", "-d", url.ToSecretString()]);

    private async Task<(DatabaseUrl From, DatabaseUrl To)> PairAsync(int tables)
    {
        var (arena, file, changes) = (await stage.QuickAsync(), stage.Generated(tables), Path.Combine(stage.DirectoryOf("generated"), "changes.sql"));
        await File.WriteAllTextAsync(changes, GeneratedSchema.Changes);
        return (await arena.FilledAsync($"before_{tables}", file), await arena.FilledAsync($"after_{tables}", file, changes));
    }
}
