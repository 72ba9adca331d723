using Confiture.Migrations;

namespace Confiture.Project;

/// <summary>
/// Proves migrations with rows. Seeds fit the schema at the end of the chain, so that is where they are loaded; from there each migration is rolled
/// back and applied again, newest first, as far back as the down migrations lead. What is measured is what down and up together leave of the rows.
/// </summary>
internal sealed class RowWalk(ScratchChain chain, LedgerTable ledger, CancellationToken cancellation)
{
    internal async Task<VerifiedRows> RunAsync(List<VerifiedMigration> results, SeedSet seeds, Action<int, Migration> progress)
    {
        var notLoaded = await SeedLoad.RunAsync(chain.Database.Url, seeds, cancellation);
        var done = 0;
        for (var at = results.Count - 1; at >= 0 && results[at].State == VerifiedState.Holds; at--)
        {
            progress(done, results[at].Migration);
            results[at] = await DownAndUpAsync(results[at]);
            if (results[at].IsBroken) break;
            done++;
            if (await chain.DownAsync(cancellation) is not null) break;
        }

        return new(seeds.Files.Count, notLoaded, done);
    }

    private async Task<VerifiedMigration> DownAndUpAsync(VerifiedMigration result)
    {
        var before = await RowDigest.OfAsync(chain.Database, ledger, cancellation);
        if (await chain.DownAsync(cancellation) is { } refused)
            return SchemaWalk.Failed(result.Migration, VerifiedState.DownFails, refused) with { OnlyWithRows = true, Loses = result.Loses };
        if (await chain.UpAsync(cancellation) is { } again)
            return SchemaWalk.Failed(result.Migration, VerifiedState.UpAgainFails, again) with { OnlyWithRows = true, Loses = result.Loses };
        return result with { Changed = RowDigest.Between(before, await RowDigest.OfAsync(chain.Database, ledger, cancellation)) };
    }
}
