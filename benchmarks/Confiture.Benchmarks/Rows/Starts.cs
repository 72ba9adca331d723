using System.Diagnostics;
using Confiture.Benchmarks.Workloads;
using Confiture.Postgres;

namespace Confiture.Benchmarks.Rows;

/// <summary>What it costs to start a tool for a small thing.</summary>
internal sealed class Starts(Stage stage)
{
    private const int Applied = 20;
    private const int Times = 3;

    private readonly Lazy<SmallMigrations> files = new(() => new SmallMigrations(stage.DirectoryOf("status"), Applied));

    public IEnumerable<Row> All => [Version("confiture", stage.Programs.Confiture), Version("fraisier", stage.Programs.Fraisier), Status()];

    private Row Version(string name, string program) => new(
        $"{name} --version", "A process starts, says its version and ends.", Unit.Wall,
        [Says(name, program), Says("psql", stage.Programs.Psql), Says("dbmate", stage.Programs.Dbmate), Says("squawk", stage.Programs.Squawk)])
    {
        Below = 12, Times = Times,
    };

    private static Contender Says(string name, string program) => new(name, () => Task.FromResult(new Turn(
        new ProcessStartInfo(program, ["--version"]), finished => Peers.SaysAsync(finished, "."))));

    private Row Status() => new(
        "migrate status", $"A process reads a project with {Applied} migrations and a ledger in which all are applied, and says so.", Unit.Cpu,
        [
            After("confiture", ["migrate", "up"], ["migrate", "status"], $"step_{Applied - 1}", Confiture),
            After("dbmate", ["migrate"], ["status"], $"Applied: {Applied}", (url, arguments) => Peers.Dbmate(stage, files.Value, url, arguments[0])),
            After("sqitch", ["deploy"], ["status"], "Nothing to deploy", (url, arguments) => Peers.Sqitch(stage, files.Value, url, arguments[0])),
        ])
    {
        Below = 25, Times = Times,
    };

    private ProcessStartInfo Confiture(DatabaseUrl url, string[] arguments) => Arena.With(url, stage.Programs.Confiture, arguments, files.Value.Root);

    // The migrations were applied once, before the first turn.
    private Contender After(string name, string[] apply, string[] status, string word, Func<DatabaseUrl, string[], ProcessStartInfo> program)
    {
        var applied = new Lazy<Task<DatabaseUrl>>(async () =>
        {
            var url = await (await stage.QuickAsync()).FilledAsync($"status_{name}");
            var finished = await ChildTime.RunAsync(program(url, apply));
            if (finished.Exit != 0) throw new NotDoneException(finished.Errors.Trim());
            await Arena.ExpectAsync(url, SmallMigrations.ObjectsQuery, Applied);
            return url;
        });
        return new(name, async () => new(program(await applied.Value, status), finished => Peers.SaysAsync(finished, word)));
    }
}
