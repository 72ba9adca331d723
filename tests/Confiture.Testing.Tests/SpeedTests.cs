using System.Diagnostics;

namespace Confiture.Testing.Tests;

/// <summary>A database per test costs milliseconds.</summary>
[Trait("runs", "alone")]
public sealed class SpeedTests(ITestOutputHelper output)
{
    private const int Tables = 200, Rounds = 40;

    [Fact]
    public async Task A_clone_is_made_in_a_fraction_of_the_time_of_a_build()
    {
        using var project = new Project(schema: string.Concat(Enumerable.Range(1, Tables).Select(
            i => $"create table t{i} (id bigint generated always as identity primary key, name text not null unique, at timestamptz default now());\n")));
        for (var i = 1; i <= 2; i++) project.Migration(i, "create table m (id int);");
        await using var databases = await project.StartAsync();
        var build = await TimeAsync(async () => await (await databases.CreateAsync()).DisposeAsync());

        // As fast as they come: what is measured is the server.
        List<double> clones = [];
        for (var i = 0; i < Rounds; i++) clones.Add(await TimeAsync(async () => await (await databases.CreateAsync()).DisposeAsync()));
        // With work between them, which gives the stock its time.
        List<double> takes = [];
        for (var i = 0; i < Rounds / 4; i++)
        {
            await using var other = await databases.CreateAsync();
            await Task.Delay(200);
            takes.Add(await TimeAsync(async () => await (await databases.CreateAsync()).DisposeAsync()));
        }

        var (clone, take) = (Median(clones), Median(takes));
        output.WriteLine($"figure: {Tables} tables on PostgreSQL {SharedServer.Today}: built in {build:0} ms, cloned and dropped in {clone:0.0} ms, "
            + $"from the stock in {take:0.00} ms");
        Assert.True(clone < build / 2, $"{clone} ms against {build} ms");
        Assert.True(take < build / 20, $"{take} ms against {build} ms");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
