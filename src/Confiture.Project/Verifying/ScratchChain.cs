using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Schema;
using Foundation.Errors;

namespace Confiture.Project;

/// <summary>
/// A scratch database that migrations lead up and down, on a server of its own: migrations make roles, and a role that an abandoned database made
/// would be in the way of the next one. The connection that reads stays open: a new session reads the catalogs more slowly.
/// </summary>
internal sealed class ScratchChain : IAsyncDisposable
{
    private readonly ShadowServer server;
    private readonly Database database;
    private readonly Migrator migrator;
    private readonly CatalogOptions options;

    private ScratchChain(ShadowServer server, Database database, Migrator migrator, CatalogOptions options) =>
        (this.server, this.database, this.migrator, this.options) = (server, database, migrator, options);

    internal Database Database => database;

    /// <summary>Starts with an empty database or, where DDL files are given, with what they build; the migrations that they contain are recorded.</summary>
    internal static async Task<ScratchChain> StartAsync(ScratchStart start, CatalogOptions options, CancellationToken cancellation)
    {
        var server = await ShadowServer.StartAsync(start.Postgres, cancellation);
        try
        {
            var url = start.Base is null ? await server.CreateAsync(cancellation) : (await server.BuildAsync(start.Base, cancellation)).Url;
            var migrator = new Migrator(url, start.Set, new MigratorOptions { Ledger = start.Ledger, Attempts = 1, AllowEmpty = true });
            if (start is { Base: not null, Contained: { } contained }) await migrator.BaselineAsync(contained, cancellation);
            return new(server, await Database.OpenAsync(url, SessionName.Of("verify"), cancellation), migrator, options);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    internal Task<DatabaseSchema> ReadAsync(CancellationToken cancellation) =>
        CatalogReader.ReadAsync(database, options with { Self = ShadowServer.Self }, cancellation);

    /// <summary>Applies the next migration.</summary>
    /// <returns>Why it does not run; null when it does.</returns>
    internal Task<ToolException?> UpAsync(CancellationToken cancellation) =>
        TriedAsync(() => migrator.UpAsync(new() { Steps = 1 }, cancellation), cancellation);

    /// <summary>Applies everything through a version.</summary>
    /// <exception cref="ToolException">Something does not run.</exception>
    internal Task UpThroughAsync(string version, CancellationToken cancellation) =>
        server.ProvidingAsync(() => migrator.UpAsync(new() { Target = version }, cancellation), cancellation);

    /// <summary>Rolls the newest migration back.</summary>
    /// <returns>Why it does not run; null when it does.</returns>
    internal Task<ToolException?> DownAsync(CancellationToken cancellation) =>
        TriedAsync(() => migrator.DownAsync(new DownSelection.Steps(1), cancellation), cancellation);

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        await server.DisposeAsync();
    }

    private async Task<ToolException?> TriedAsync(Func<Task<IReadOnlyList<Migration>>> work, CancellationToken cancellation)
    {
        try
        {
            await server.ProvidingAsync(work, cancellation);
            return null;
        }
        catch (ToolException e) when (e.Code != MigrationErrors.ConnectionLost)
        {
            return e;
        }
    }
}

/// <summary>What a scratch chain starts with.</summary>
/// <param name="Set">The migrations.</param>
/// <param name="Ledger">The ledger that they run with.</param>
/// <param name="Postgres">The server, as for <see cref="ShadowServer.StartAsync"/>.</param>
/// <param name="Base">The DDL files that are built first; null for an empty database.</param>
/// <param name="Contained">The last migration that these files contain; null for none.</param>
internal sealed record ScratchStart(MigrationSet Set, LedgerTable Ledger, string? Postgres, SchemaSource? Base, string? Contained);
