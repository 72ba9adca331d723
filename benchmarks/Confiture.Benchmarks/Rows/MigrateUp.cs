using System.Diagnostics;
using Confiture.Benchmarks.Workloads;
using Confiture.Postgres;

namespace Confiture.Benchmarks.Rows;

/// <summary>Small migrations on a server that waits for the disk, each contender on an empty database.</summary>
internal sealed class MigrateUp(Stage stage)
{
    // Each of its migrations starts psql and asks for the state again: that takes long enough to be sure of the first digit at once.
    private const int RoundsOfSqitch = 3;
    private const string Psql = "psql, one session, each file in begin and commit";

    public IEnumerable<Row> All =>
    [
        Of(300, withSqitch: true),
        Of(1000, withSqitch: false),
        Each(300),
    ];

    private Row Of(int count, bool withSqitch)
    {
        var files = Files(count);
        List<Contender> contenders = [Confiture(files), PsqlOf(files) with { AtMost = 1.0 }, Dbmate(files) with { AtMost = 0.9 }];
        if (withSqitch) contenders.Add(Sqitch(files));
        return new(
            $"migrate up, {count:#,0}", $"Applies {count:#,0} small migrations on a durable server (fsync): tables, columns and indexes.",
            Unit.Wall, contenders);
    }

    // A run of confiture waits for the disk once, at its end; whoever asks for it has each migration on the disk before the next one begins, like psql.
    private Row Each(int count)
    {
        var files = Files(count);
        return new(
            $"migrate up --durable-each, {count:#,0}", "The same, and like psql it waits for the disk after each migration.", Unit.Wall,
            [Confiture(files, "--durable-each"), PsqlOf(files)]);
    }

    private Lazy<SmallMigrations> Files(int count) => new(() => new SmallMigrations(stage.DirectoryOf($"migrations-{count}"), count));

    private Contender Confiture(Lazy<SmallMigrations> files, params string[] options) =>
        On(files, "confiture", url => Arena.With(url, stage.Programs.Confiture, ["migrate", "up", .. options], files.Value.Root));

    private Contender PsqlOf(Lazy<SmallMigrations> files) => On(files, Psql, url => Arena.With(
        url, stage.Programs.Psql, ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", files.Value.PsqlDriver, url.ToSecretString()], files.Value.Root));

    private Contender Dbmate(Lazy<SmallMigrations> files) => On(files, "dbmate", url => Peers.Dbmate(stage, files.Value, url, "migrate"));

    private Contender Sqitch(Lazy<SmallMigrations> files) =>
        On(files, "sqitch", url => Peers.Sqitch(stage, files.Value, url, "deploy")) with { MostRounds = RoundsOfSqitch };

    private Contender On(Lazy<SmallMigrations> files, string name, Func<DatabaseUrl, ProcessStartInfo> program) => new(name, async () =>
    {
        var url = await (await stage.DurableAsync()).EmptyAsync();
        return new(program(url), _ => Arena.ExpectAsync(url, SmallMigrations.ObjectsQuery, files.Value.Count));
    });
}
