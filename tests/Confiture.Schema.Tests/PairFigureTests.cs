namespace Confiture.Schema.Tests;

/// <summary>Runs after all others: what the pairs amount to.</summary>
[Collection(nameof(PairFigureTests))]
[CollectionDefinition(nameof(PairFigureTests), DisableParallelization = true)]
public sealed class PairFigureTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_pair_has_its_turn()
    {
        TheoryData<string, int>[] parts = [FirstPairTests.Runs, SecondPairTests.Runs, ThirdPairTests.Runs, FourthPairTests.Runs];
        Assert.Equal(PairRuns.All.Order(), parts.SelectMany(p => p).Select(row => (row.Data.Item1, row.Data.Item2)).Order());
        // On one version half of them, and over the days all of them on each: the file says since when and until when there is such a thing.
        if (Environment.GetEnvironmentVariable("PAIRS") is null && Environment.GetEnvironmentVariable("PAIRS_VERSION") is null)
        {
            var there = PairFile.All.Count(f => PairFile.Read(f) is var pair && pair.Since <= PairRuns.Reference && PairRuns.Reference <= pair.Until);
            Assert.InRange(PairRuns.All.Count(r => r.Version == PairRuns.Reference), PairRuns.IsLong ? there : there * 2 / 5,
                PairRuns.IsLong ? there : there * 3 / 5);
        }

        output.WriteLine($"figure pairs {PairFile.All.Count}; day {PairRuns.Day}");
        foreach (var version in PairRuns.Done.GroupBy(r => r.Version).OrderBy(g => g.Key))
            output.WriteLine($"figure pairs there and back on {version.Key}: {version.Count()}");
        output.WriteLine($"figure pairs kinds of objects whose difference alone both judges see: {Judges.Seen.Count}");
    }
}
