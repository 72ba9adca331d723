namespace Confiture.Schema.Tests;

/// <summary>Pairs that nobody has thought of, each from a seed. Of one that fails the smallest that still fails is shown.</summary>
public abstract class RandomPairTests(SchemaServers servers, ITestOutputHelper output)
{
    private const int Usual = 150, Long = 2000, Shrinks = 90;
    private const double MostNotBuilt = 0.03;
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("SEED") ?? "1", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("RANDOM_PAIRS") ?? $"{(PairRuns.IsLong ? Long : Usual)}",
        System.Globalization.CultureInfo.InvariantCulture);

    protected async Task EveryPairThereAndBackAsync(int part, int of)
    {
        List<string> failures = [], notBuilt = [];
        var done = 0;
        for (var seed = Seed + part; seed < Seed + Count; seed += of)
        {
            var (pair, version) = (SlotPairs.Of(seed), VersionOf(seed));
            switch (await FailureAsync(pair, version))
            {
                case null: done++; break;
                case NotBuiltException e: notBuilt.Add($"seed {seed} on {version}: {e.Message}"); break;
                case var e when failures.Count > 0: failures.Add($"seed {seed} on {version} => {e.Message}"); break;
                default: failures.Add(await ShrunkAsync(seed, pair, version)); break;
            }
        }

        output.WriteLine(
            $"figure pairs at random from seed {Seed}, part {part}: {done} there and back, {failures.Count} not, {notBuilt.Count} that no server builds");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        Assert.True(notBuilt.Count <= (done + notBuilt.Count) * MostNotBuilt,
            $"{notBuilt.Count} of {done + notBuilt.Count} pairs cannot be built:\n{string.Join("\n", notBuilt)}");
    }

    // The long run takes all versions in turn, the usual one mostly that with pg_dump.
    private static int VersionOf(int seed) =>
        PairRuns.IsLong || seed % 5 == 0 ? PairRuns.Versions[seed / (PairRuns.IsLong ? 1 : 5) % PairRuns.Versions.Count] : PairRuns.Reference;

    private async Task<string> ShrunkAsync(int seed, SlotPair pair, int version)
    {
        var failure = await FailureAsync(pair, version);
        for (var (left, smaller) = (Shrinks, true); left > 0 && smaller;)
        {
            smaller = false;
            foreach (var candidate in pair.Smaller().Where(c => c.Differs).ToList())
            {
                if (left-- <= 0) break;
                if (await FailureAsync(candidate, version) is not { } again || again is NotBuiltException) continue;
                (pair, failure, smaller) = (candidate, again, true);
                break;
            }
        }

        return $"seed {seed} on {version}:\n{pair}\n=> {failure?.Message}";
    }

    private async Task<Exception?> FailureAsync(SlotPair pair, int version)
    {
        var server = await servers.OfAsync(version);
        await using var work = await server.DatabaseAsync();
        await using var target = await server.DatabaseAsync();
        SchemaState[] ends;
        try
        {
            ends = await Task.WhenAll(SchemaState.BuiltAsync(work, pair.Before), SchemaState.BuiltAsync(target, pair.After));
        }
        catch (InvalidOperationException e)
        {
            return new NotBuiltException(e.Message);
        }

        return await Record.ExceptionAsync(async () =>
        {
            var (before, after) = (ends[0], ends[1]);
            Judges.Agree("random", before, after);
            var reached = await Migration.RunAsync(work, before, after, "there");
            await Migration.RunAsync(work, reached, before, "back");
        });
    }

    private sealed class NotBuiltException(string message) : Exception(message);
}

/// <summary>The even seeds.</summary>
public sealed class EvenRandomPairTests(SchemaServers servers, ITestOutputHelper output) : RandomPairTests(servers, output)
{
    [Fact]
    public Task Every_pair_is_migrated_there_and_back() => EveryPairThereAndBackAsync(0, 2);
}

/// <summary>The odd seeds.</summary>
public sealed class OddRandomPairTests(SchemaServers servers, ITestOutputHelper output) : RandomPairTests(servers, output)
{
    [Fact]
    public Task Every_pair_is_migrated_there_and_back() => EveryPairThereAndBackAsync(1, 2);
}
