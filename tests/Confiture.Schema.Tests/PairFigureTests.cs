namespace Confiture.Schema.Tests;

/// <summary>Runs after all others: what the pairs amount to.</summary>
[Collection(nameof(PairFigureTests))]
[CollectionDefinition(nameof(PairFigureTests), DisableParallelization = true)]
public sealed class PairFigureTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_pair_has_run_and_the_list_of_open_ones_names_pairs()
    {
        Assert.Empty(PairFile.Pending.Except(PairFile.All, StringComparer.Ordinal));
        Assert.Empty(PairRuns.All.Except(PairRuns.Done));
        var open = PairRuns.All.Select(r => r.File).Where(PairFile.Pending.Contains).Distinct(StringComparer.Ordinal).Count();
        output.WriteLine($"figure pairs {PairFile.All.Count}, of them {open} open; rotation {PairRuns.Rotation}");
        foreach (var version in PairRuns.Done.GroupBy(r => r.Version).OrderBy(g => g.Key)) output.WriteLine($"figure pairs there and back on {version.Key}: {version.Count(r => !PairFile.Pending.Contains(r.File))}");
        output.WriteLine($"figure pairs kinds of objects whose difference alone both judges see: {Judges.Seen.Count}");
    }
}
