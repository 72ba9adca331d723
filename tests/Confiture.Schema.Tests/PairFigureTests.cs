namespace Confiture.Schema.Tests;

/// <summary>Runs after all others: what the pairs amount to.</summary>
[Collection(nameof(PairFigureTests))]
[CollectionDefinition(nameof(PairFigureTests), DisableParallelization = true)]
public sealed class PairFigureTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_pair_has_run()
    {
        Assert.Empty(PairRuns.All.Except(PairRuns.Done));
        output.WriteLine($"figure pairs {PairFile.All.Count}; rotation {PairRuns.Rotation}");
        foreach (var version in PairRuns.Done.GroupBy(r => r.Version).OrderBy(g => g.Key)) output.WriteLine($"figure pairs there and back on {version.Key}: {version.Count()}");
        output.WriteLine($"figure pairs kinds of objects whose difference alone both judges see: {Judges.Seen.Count}");
    }
}
