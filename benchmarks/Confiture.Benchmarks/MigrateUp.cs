using System.Diagnostics;
using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Project;

namespace Confiture.Benchmarks;

/// <summary>
/// Applies the same small migrations with psql, with the published executable, and with the library in this process. Whole processes are
/// measured; every run has a fresh database on one server; the contenders take turns, and the order of the turns changes with each round.
/// </summary>
internal sealed class MigrateUp(string program, ThrowAwayServer server, SmallMigrations project)
{
    private const double RatioLimit = 1.3;
    private int databases;

    public static async Task<bool> RunAsync(string program, bool durable, int rounds)
    {
        await using var server = await ThrowAwayServer.StartAsync(new ThrowAwayServerOptions { Durable = durable }, CancellationToken.None);
        using var project = new SmallMigrations();
        return await new MigrateUp(program, server, project).CompareAsync(durable, rounds);
    }

    private async Task<bool> CompareAsync(bool durable, int rounds)
    {
        var (psql, executable, library) = (new Sample("psql"), new Sample("confiture migrate up"), new Sample("library in process"));
        List<(Sample Sample, Func<DatabaseUrl, Task<double>> Run)> turns = [(psql, PsqlAsync), (executable, ExecutableAsync), (library, LibraryAsync)];
        foreach (var (_, run) in turns) await TurnAsync(run); // Files and code are warm after this.
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (sample, run) in turns) sample.Add(await TurnAsync(run));
            turns.Reverse();
        }

        Report.Title($"{SmallMigrations.Count} small migrations, PostgreSQL {server.Version}, {(durable ? "durable (fsync)" : "not durable")}, {rounds} rounds");
        Report.Header("ms");
        foreach (var sample in (Sample[])[psql, executable, library]) Report.Row(sample, "0");
        Report.Header("ratio within a round");
        var (ofExecutable, ofLibrary) = (executable.Over(psql), library.Over(psql));
        Report.Row(ofExecutable, "0.00");
        Report.Row(ofLibrary, "0.00");
        return Report.Verdict("median ratio of the executable", ofExecutable.Median, RatioLimit, "0.00")
            & Report.Verdict("median ratio of the library", ofLibrary.Median, RatioLimit, "0.00");
    }

    private async Task<double> TurnAsync(Func<DatabaseUrl, Task<double>> run)
    {
        var name = $"turn_{++databases}";
        var url = await server.CreateDatabaseAsync(name, CancellationToken.None);
        await using (var administrator = await Database.OpenAsync(server.SocketUrl(), "benchmark", CancellationToken.None))
        {
            // What making the database left to write is not this turn's work.
            await administrator.ExecuteAsync("checkpoint", CancellationToken.None);
        }

        var milliseconds = await run(url);
        await CheckAsync(url);
        await server.DropDatabaseAsync(name, CancellationToken.None);
        return milliseconds;
    }

    private static async Task CheckAsync(DatabaseUrl url)
    {
        await using var database = await Database.OpenAsync(url, "benchmark", CancellationToken.None);
        var indexes = await database.ScalarAsync<long>("select count(*) from pg_indexes where indexname ~ '^item_[0-9]+_name$'", CancellationToken.None);
        if (indexes != SmallMigrations.Tables) throw new InvalidOperationException($"{indexes} indexes instead of {SmallMigrations.Tables}: a contender did not do the work.");
    }

    private async Task<double> PsqlAsync(DatabaseUrl url) => (await ChildTime.RunAsync(
        new ProcessStartInfo("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", project.PsqlDriver, url.ToSecretString()]))).Wall;

    private async Task<double> ExecutableAsync(DatabaseUrl url)
    {
        var info = new ProcessStartInfo(program, ["migrate", "up"]) { WorkingDirectory = project.Root };
        info.Environment["DATABASE_URL"] = url.ToSecretString();
        return (await ChildTime.RunAsync(info)).Wall;
    }

    private async Task<double> LibraryAsync(DatabaseUrl url)
    {
        var start = Stopwatch.GetTimestamp();
        var applied = await new Migrator(url, MigrationSet.Load(project.Migrations), new MigratorOptions()).UpAsync(null, CancellationToken.None);
        var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return applied.Count == SmallMigrations.Count ? milliseconds : throw new InvalidOperationException($"{applied.Count} migrations were applied instead of {SmallMigrations.Count}.");
    }
}
