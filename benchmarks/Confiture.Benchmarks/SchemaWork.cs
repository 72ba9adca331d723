using System.Diagnostics;
using Confiture.Postgres;
using Confiture.Schema;

namespace Confiture.Benchmarks;

/// <summary>Reads a large schema from its catalogs, plans it from nothing, and finds no difference; beside pg_dump, which reads the same catalogs.</summary>
internal sealed class SchemaWork(ThrowAwayServer server)
{
    private const double ReadLimit = 1.0;
    private const double PlanLimit = 2000;
    private const double NoDifferenceLimit = 1000;

    public static async Task<bool> RunAsync(int rounds)
    {
        await using var server = await ThrowAwayServer.StartAsync(ThrowAwayServerOptions.Default, CancellationToken.None);
        return await new SchemaWork(server).MeasureAsync(rounds);
    }

    private async Task<bool> MeasureAsync(int rounds)
    {
        var (one, other, empty) = (await BuiltAsync("one"), await BuiltAsync("other"), await server.CreateDatabaseAsync("nothing", CancellationToken.None));
        var (dump, read, plan, same) = (new Sample("pg_dump -s"), new Sample("read the catalog"), new Sample("plan from nothing"), new Sample("read both, no difference"));
        for (var round = -1; round < rounds; round++)
        {
            var times = (await DumpAsync(one), await ReadAsync(one), await PlanAsync(empty, one), await SameAsync(one, other));
            if (round < 0) continue; // Files and code are warm after this.
            dump.Add(times.Item1);
            read.Add(times.Item2);
            plan.Add(times.Item3);
            same.Add(times.Item4);
        }

        Report.Title($"{await SizeAsync(one)}, PostgreSQL {server.Version}, {rounds} rounds");
        Report.Header("ms");
        foreach (var sample in (Sample[])[dump, read, plan, same]) Report.Row(sample, "0");
        Report.Header("ratio within a round");
        // What a second is on this machine, pg_dump beside them says.
        foreach (var ratio in (Sample[])[read.Over(dump), plan.Over(dump), same.Over(dump)]) Report.Row(ratio, "0.00");
        return Report.Verdict("median ratio of reading the catalog to pg_dump -s", read.Over(dump).Median, ReadLimit, "0.00")
            & Report.Verdict("median ms of planning from nothing, reading included", plan.Median, PlanLimit, "0")
            & Report.Verdict("median ms of finding no difference, reading both included", same.Median, NoDifferenceLimit, "0");
    }

    private async Task<DatabaseUrl> BuiltAsync(string name)
    {
        var url = await server.CreateDatabaseAsync(name, CancellationToken.None);
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, LargeSchema.Sql());
            await using var database = await Database.OpenAsync(url, "benchmark", CancellationToken.None);
            await SchemaBuilder.BuildAsync(database, SchemaSource.LoadFile(path), TimeSpan.FromMinutes(10), static _ => { }, CancellationToken.None);
            await database.ExecuteAsync("analyze", CancellationToken.None);
        }
        finally
        {
            File.Delete(path);
        }

        return url;
    }

    private static async Task<string> SizeAsync(DatabaseUrl url)
    {
        await using var database = await Database.OpenAsync(url, "benchmark", CancellationToken.None);
        return (await database.ScalarAsync<string>(
            """
            select format('%s tables, %s relations, %s columns', count(*) filter (where relkind = 'r'), count(*),
                sum((select count(*) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and relkind in ('r', 'v'))))
            from pg_class c where relnamespace = 'public'::regnamespace
            """,
            CancellationToken.None))!;
    }

    private static async Task<double> DumpAsync(DatabaseUrl url) => (await ChildTime.RunAsync(new ProcessStartInfo("pg_dump", ["-s", "-d", url.ToSecretString()]))).Wall;

    // A command begins with nothing to collect, and so does each measurement.
    private static long Begin()
    {
        GC.Collect();
        return Stopwatch.GetTimestamp();
    }

    private static async Task<double> ReadAsync(DatabaseUrl url)
    {
        var start = Begin();
        _ = (await SchemaAsync(url)).Fingerprint;
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<double> PlanAsync(DatabaseUrl from, DatabaseUrl to)
    {
        var start = Begin();
        var schemas = await Task.WhenAll(SchemaAsync(from), SchemaAsync(to));
        var changes = SchemaPlan.Between(schemas[0], schemas[1]).Changes.Count;
        var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return changes > LargeSchema.Tables ? milliseconds : throw new InvalidOperationException($"a plan of {changes} statements is not the whole schema");
    }

    private static async Task<double> SameAsync(DatabaseUrl one, DatabaseUrl other)
    {
        var start = Begin();
        var schemas = await Task.WhenAll(SchemaAsync(one), SchemaAsync(other));
        var differences = SchemaDifference.Between(schemas[0], schemas[1]).Count;
        var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return differences == 0 ? milliseconds : throw new InvalidOperationException($"{differences} differences between two builds of one schema");
    }

    private static Task<DatabaseSchema> SchemaAsync(DatabaseUrl url) => Task.Run(async () =>
    {
        await using var database = await Database.OpenAsync(url, "benchmark", CancellationToken.None);
        return await CatalogReader.ReadAsync(database, new CatalogOptions { Self = url.User }, CancellationToken.None);
    });
}
