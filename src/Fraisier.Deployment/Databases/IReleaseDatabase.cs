using Confiture.Migrations;

namespace Fraisier.Deployment;

/// <summary>The database of a fraise, as its releases' migrations see it.</summary>
public interface IReleaseDatabase
{
    /// <summary>Where it is, for plans; never with a password.</summary>
    /// <param name="files">The release whose configuration says it.</param>
    string Describe(Release files);

    /// <summary>Compares a release's migrations with the ledger. Changes nothing.</summary>
    /// <param name="files">The release whose files are compared.</param>
    /// <param name="cancellation">Ends the look.</param>
    Task<MigrationStatus> LookAsync(Release files, CancellationToken cancellation);

    /// <summary>The highest epoch that the database has seen for this target; 0 when it has seen none. Changes nothing.</summary>
    /// <param name="files">The release whose configuration says where the database is.</param>
    /// <param name="cancellation">Ends the look.</param>
    Task<long> EpochAsync(Release files, CancellationToken cancellation);

    /// <summary>Refuses every older controller from now on, ends what they still run, and reads the ledger behind that fence.</summary>
    /// <param name="files">The release whose configuration says where the database is.</param>
    /// <param name="right">The controller's right to change it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<IReadOnlyList<LedgerRow>> FenceAsync(Release files, DatabaseRight right, CancellationToken cancellation);

    /// <summary>Applies every pending migration of a release.</summary>
    /// <param name="files">The release whose files are used.</param>
    /// <param name="right">The controller's right to change the database.</param>
    /// <param name="cancellation">Stops the run.</param>
    Task<IReadOnlyList<Migration>> UpAsync(Release files, DatabaseRight right, CancellationToken cancellation);

    /// <summary>Takes migrations back.</summary>
    /// <param name="files">The release whose files are used.</param>
    /// <param name="selection">Which ones.</param>
    /// <param name="right">The controller's right to change the database.</param>
    /// <param name="cancellation">Stops the run.</param>
    Task<IReadOnlyList<Migration>> DownAsync(Release files, DownSelection selection, DatabaseRight right, CancellationToken cancellation);
}

/// <summary>A controller's right to change a database, for one deployment.</summary>
/// <param name="Deployment">The deployment's id, written into the ledger.</param>
/// <param name="Epoch">The controller's epoch.</param>
/// <param name="RequireHeld">Called before each migration; throws when the lease is over.</param>
public sealed record DatabaseRight(string Deployment, long Epoch, Action RequireHeld);
