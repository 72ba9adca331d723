using Confiture.Migrations;
using Confiture.Schema;
using Foundation.Errors;

namespace Confiture.Testing;

/// <summary>
/// A database at a version of the project's migrations, in which one migration at a time is applied and rolled back: insert rows, run the migration,
/// look at what became of them. The state at a version is replayed once and cloned from then on.
/// </summary>
public sealed class MigrationSandbox : IAsyncDisposable
{
    private readonly MigrationSet set;
    private readonly LedgerTable ledger;
    private readonly TestDatabases? own;

    private MigrationSandbox(TestDatabase database, TestDatabases databases, bool isOwner)
    {
        Database = database;
        set = databases.Project.Migrations;
        ledger = databases.Project.Environment.Ledger;
        own = isOwner ? databases : null;
    }

    /// <summary>The database.</summary>
    public TestDatabase Database { get; }

    /// <summary>Gives a database as the migrations up to a version leave it, from a server that other tests use as well.</summary>
    /// <param name="databases">The server.</param>
    /// <param name="version">The last migration that was applied, 14 digits; null to begin before the first one.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="ToolException">There is no such version (<c>CONF-MIG-007</c>), or a migration up to it failed (<c>CONF-MIG-003</c>).</exception>
    public static async Task<MigrationSandbox> AtAsync(TestDatabases databases, string? version, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(databases);
        return new(await databases.CreateAtAsync(version, cancellation), databases, isOwner: false);
    }

    /// <summary>As <see cref="AtAsync(TestDatabases, string?, CancellationToken)"/>, on a server that starts and ends with the sandbox, which takes about
    /// half a second.</summary>
    /// <param name="project">The project's directory.</param>
    /// <param name="version">The last migration that was applied, 14 digits; null to begin before the first one.</param>
    /// <param name="options">How to make the database; the defaults when null.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="ToolException">As <see cref="TestDatabases.StartAsync"/>; there is no such version (<c>CONF-MIG-007</c>), or a migration up to it
    /// failed (<c>CONF-MIG-003</c>).</exception>
    public static async Task<MigrationSandbox> AtAsync(
        string project, string? version, TestDatabaseOptions? options = null, CancellationToken cancellation = default)
    {
        var databases = await TestDatabases.StartAsync(project, options, cancellation);
        try
        {
            return new(await databases.CreateAtAsync(version, cancellation), databases, isOwner: true);
        }
        catch
        {
            await databases.DisposeAsync();
            throw;
        }
    }

    /// <summary>Applies the next migration, with the checks, the lock and the transaction of <c>confiture migrate up</c>.</summary>
    /// <param name="cancellation">Stops; the migration is rolled back.</param>
    /// <returns>The migration.</returns>
    /// <exception cref="ToolException">It failed (<c>CONF-MIG-003</c>, with file, line and column; the sandbox is as before), or there is none
    /// (<c>CONF-TST-001</c>).</exception>
    public async Task<Migration> UpAsync(CancellationToken cancellation = default) =>
        await Migrator.UpAsync(new UpSelection { Steps = 1 }, cancellation) is [var migration]
            ? migration : throw TestingErrors.NothingAfter(await VersionAsync(cancellation), set);

    /// <summary>Rolls back the newest migration.</summary>
    /// <param name="cancellation">Stops; the migration stays.</param>
    /// <returns>The migration.</returns>
    /// <exception cref="ToolException">It failed (<c>CONF-MIG-003</c>; the sandbox is as before), has no down file (<c>CONF-MIG-006</c>),
    /// or there is none (<c>CONF-TST-001</c>).</exception>
    public async Task<Migration> DownAsync(CancellationToken cancellation = default) =>
        await Migrator.DownAsync(new DownSelection.Steps(1), cancellation) is [var migration] ? migration : throw TestingErrors.NothingBefore();

    /// <summary>The newest version that is applied; null when there is none.</summary>
    /// <param name="cancellation">Cancels.</param>
    public Task<string?> VersionAsync(CancellationToken cancellation = default) => new MigrationLedger(Database.Url, ledger).CurrentAsync(cancellation);

    /// <summary>As <see cref="TestDatabase.ExecuteAsync"/>.</summary>
    /// <param name="sql">One statement or several.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task ExecuteAsync(string sql, CancellationToken cancellation = default) => Database.ExecuteAsync(sql, cancellation);

    /// <summary>As <see cref="TestDatabase.QueryAsync"/>.</summary>
    /// <param name="sql">One statement that returns rows.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, string?>>> QueryAsync(string sql, CancellationToken cancellation = default) =>
        Database.QueryAsync(sql, cancellation);

    /// <summary>As <see cref="TestDatabase.ScalarAsync{T}"/>.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="sql">One statement that returns a row.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellation = default) => Database.ScalarAsync<T>(sql, cancellation);

    /// <summary>The schema as it is now, without the ledger.</summary>
    /// <param name="cancellation">Cancels.</param>
    public async Task<DatabaseSchema> SchemaAsync(CancellationToken cancellation = default)
    {
        await using var database = await Database.OpenAsync(cancellation);
        return await CatalogReader.ReadAsync(database, new() { Ignores = ledger.Owns }, cancellation);
    }

    /// <summary>How the schema differs now from what it was, an entry for each object; empty when it does not. <c>ToString</c> gives the lines of
    /// <c>confiture diff</c>.</summary>
    /// <param name="before">What <see cref="SchemaAsync"/> gave.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<IReadOnlyList<DifferenceLine>> DifferencesAsync(DatabaseSchema before, CancellationToken cancellation = default) =>
        DifferenceText.Lines(SchemaDifference.Between(before, await SchemaAsync(cancellation)));

    /// <summary>Has the database dropped, and ends a server of its own.</summary>
    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (own is not null) await own.DisposeAsync();
    }

    private Migrator Migrator => new(Database.Url, set, new MigratorOptions { Ledger = ledger });
}
