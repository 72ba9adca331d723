using Confiture.Migrations;
using Confiture.Schema;
using Foundation.Errors;

namespace Confiture.Project;

/// <summary>
/// Verifies a chain of migrations on scratch databases: each runs up, down and up again, its down migration restores the schema, and all together
/// lead to what the DDL files build. The user's database takes no part.
/// </summary>
/// <param name="environment">Where the files are, and with which server and ledger they run.</param>
/// <param name="loader">Reads schemas.</param>
public sealed class MigrationVerifier(ConfitureEnvironment environment, SchemaLoader loader)
{
    /// <summary>Verifies.</summary>
    /// <param name="set">The migrations.</param>
    /// <param name="wish">Which of them, and with what.</param>
    /// <param name="cancellation">Stops; nothing stays.</param>
    /// <exception cref="ToolException">A version is unknown (<c>CONF-MIG-007</c>), or the DDL files do not build.</exception>
    public async Task<Verification> VerifyAsync(MigrationSet set, VerifyWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(wish);
        foreach (var version in new[] { wish.From, wish.Through }.OfType<string>())
            if (set.Find(version) is null) throw MigrationErrors.NoSuchVersion(version, set);
        List<Migration> migrations = [.. set.Migrations.Where(m => wish.Through is null || string.CompareOrdinal(m.Version, wish.Through) <= 0)];
        // What files leave to the database has to be known before anything is read.
        await using var files = ComparesFiles(set, wish) ? await loader.BuildAsync(new SchemaOrigin.Directories(environment.SchemaFiles), cancellation) : null;
        var contained = wish.Base is null ? null : migrations.LastOrDefault(m => string.CompareOrdinal(m.Version, wish.From) < 0)?.Version;
        if (wish.Base is not null) migrations.RemoveAll(m => string.CompareOrdinal(m.Version, contained) <= 0);
        var start = new ScratchStart(set, environment.Ledger, environment.ShadowPostgres, wish.Base, contained);
        await using var walk = new SchemaWalk(start, loader.Options, cancellation);
        var results = await walk.RunAsync(migrations, wish.From, wish.Progress);
        var isWhole = results.All(r => r.State != VerifiedState.UpFails);
        var rows = wish.Seeds.Files.Count == 0 || results.Count == 0 || !isWhole ? null
            : await new RowWalk(walk.Chain, environment.Ledger, cancellation).RunAsync(results, wish.Seeds, wish.Progress);
        return new(results)
        {
            ToFiles = files is null || !isWhole ? null : SchemaProof.Differences(walk.Reached!, files.Schema),
            Rows = rows, Before = walk.Before, Order = files?.Order ?? BuildOrder.AsDeclared,
        };
    }

    // A project may consist of migrations alone.
    private bool ComparesFiles(MigrationSet set, VerifyWish wish) =>
        wish.ComparesFiles && set.Migrations is [.., var last] && (wish.Through is null || wish.Through == last.Version)
        && environment.SchemaFiles.Directories.Any(d => Directory.Exists(d.Path));
}
