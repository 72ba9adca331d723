using System.Globalization;
using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Safety;
using Confiture.Schema;
using Foundation.Errors;

namespace Confiture.Project;

/// <summary>A schema that was read, and where it stands built.</summary>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Source">The DDL files that it was built from; null when it was not.</param>
/// <param name="Server">The server that it was built in; null for a database in use.</param>
/// <param name="Shadow">The database in that server.</param>
public sealed record LoadedSchema(
    SchemaOrigin Origin, DatabaseSchema Schema, SchemaSource? Source, ShadowServer? Server, DatabaseUrl? Shadow) : IAsyncDisposable
{
    /// <summary>The notes on the file order from building it.</summary>
    public BuildOrder Order { get; init; } = BuildOrder.AsDeclared;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>Reads schemas, wherever they come from.</summary>
/// <param name="environment">The environment that says what is compared and with which server.</param>
/// <param name="ignored">What to exclude from the comparison.</param>
public sealed class SchemaLoader(ConfitureEnvironment environment, CatalogOptions ignored)
{
    private FactsOfFiles? facts;
    private string? builder;

    /// <summary>Reads two schemas. If one is a live database, the other is built on a server of the same major version,
    /// and the database is compared only as far as the files specify.</summary>
    /// <exception cref="ToolException">One cannot be read or built.</exception>
    public async Task<(LoadedSchema From, LoadedSchema To)> LoadAsync(SchemaOrigin from, SchemaOrigin to, CancellationToken cancellation)
    {
        var (first, second) = (await OriginFiles.OfAsync(from, environment, cancellation), await OriginFiles.OfAsync(to, environment, cancellation));
        facts = second.Facts ?? first.Facts;
        if (to is SchemaOrigin.Live && from is not SchemaOrigin.Live)
        {
            var (live, built) = await LoadLiveAsync(to, second, from, first, cancellation);
            return (built, live);
        }

        if (from is SchemaOrigin.Live one && to is SchemaOrigin.Live other) return await LoadLivesAsync(one, other, cancellation);
        if (from is SchemaOrigin.Live) return await LoadLiveAsync(from, first, to, second, cancellation);
        return await BothAsync(
            LoadAsync(from, first, environment.ShadowPostgres, cancellation), LoadAsync(to, second, environment.ShadowPostgres, cancellation));
    }

    private async Task<(LoadedSchema From, LoadedSchema To)> LoadLivesAsync(SchemaOrigin.Live from, SchemaOrigin.Live to, CancellationToken cancellation)
    {
        // The second is read as the first one's builder sees it: a short question, so that both are then read at the same time.
        await using var database = await OpenAsync(from, cancellation);
        builder = await CatalogReader.BuilderAsync(database, LiveOptions, cancellation);
        return await BothAsync(ReadAsync(from, database, cancellation), ReadAsync(to, cancellation));
    }

    private static async Task<(LoadedSchema From, LoadedSchema To)> BothAsync(Task<LoadedSchema> one, Task<LoadedSchema> other)
    {
        try
        {
            await Task.WhenAll(one, other);
        }
        catch
        {
            foreach (var loaded in (Task<LoadedSchema>[])[one, other]) if (loaded.IsCompletedSuccessfully) await loaded.Result.DisposeAsync();
            throw;
        }

        return (await one, await other);
    }

    private async Task<(LoadedSchema Live, LoadedSchema Other)> LoadLiveAsync(
        SchemaOrigin live, OriginFiles none, SchemaOrigin origin, OriginFiles files, CancellationToken cancellation)
    {
        var one = await LoadAsync(live, none, postgres: null, cancellation);
        builder = one.Schema.Self;
        var other = await LoadAsync(origin, files, VersionOf(one.Schema), cancellation);
        return (one with { Schema = one.Schema.AsSeenBy(other.Schema) }, other);
    }

    /// <summary>Reads a live database.</summary>
    /// <exception cref="ToolException">It cannot be reached or read.</exception>
    public Task<LoadedSchema> LoadAsync(SchemaOrigin.Live live, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(live);
        return ReadAsync(live, cancellation);
    }

    /// <summary>Builds a schema in a shadow server, wherever it comes from. What its files leave to the database counts for later readings, too.</summary>
    /// <param name="origin">Where it comes from.</param>
    /// <exception cref="ToolException">It cannot be read or built.</exception>
    public async Task<LoadedSchema> BuildAsync(SchemaOrigin origin, CancellationToken cancellation)
    {
        var files = await OriginFiles.OfAsync(origin, environment, cancellation);
        facts = files.Facts ?? facts;
        return await StandInAsync(await LoadAsync(origin, files, environment.ShadowPostgres, cancellation), cancellation);
    }

    /// <summary>The major version of a schema's server.</summary>
    public static string VersionOf(DatabaseSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return (schema.ServerVersion / 10_000).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A database that may be copied and changed and that has a loaded schema:
    /// the shadow itself or, for a database in use, one that is built to be like it.</summary>
    /// <exception cref="ToolException">The database in use cannot be built again from its catalogs.</exception>
    public async Task<LoadedSchema> StandInAsync(LoadedSchema loaded, CancellationToken cancellation)
    {
        if (loaded.Server is not null) return loaded;
        return await InShadowAsync(loaded.Origin, null, VersionOf(loaded.Schema), async server =>
        {
            var url = await server.CreateAsync(cancellation);
            await server.CopyAsync(url, loaded.Schema, $"the scratch copy of {loaded.Origin}", Options, cancellation);
            return (url, BuildOrder.AsDeclared);
        }, cancellation);
    }

    /// <summary>What readings of these schemas exclude.</summary>
    public CatalogOptions Options =>
        ignored with { Facts = facts, AlsoSelf = builder, Ignores = (schema, name) => environment.Ledger.Owns(schema, name) || ignored.Ignores(schema, name) };

    /// <summary>Which rules of lint judge the project's files, and how.</summary>
    internal LintSettings Lint => environment.Lint.Settings;

    private Task<LoadedSchema> LoadAsync(SchemaOrigin origin, OriginFiles files, string? postgres, CancellationToken cancellation) => origin switch
    {
        SchemaOrigin.Live live => ReadAsync(live, cancellation),
        SchemaOrigin.Migrations migrations => ReplayAsync(migrations, postgres, cancellation),
        _ => InShadowAsync(origin, files.Source, postgres, server => server.BuildAsync(files.Source!, cancellation), cancellation),
    };

    // Who reads does not matter: the database knows who builds it.
    private async Task<LoadedSchema> ReadAsync(SchemaOrigin.Live live, CancellationToken cancellation)
    {
        await using var database = await OpenAsync(live, cancellation);
        return await ReadAsync(live, database, cancellation);
    }

    private async Task<LoadedSchema> ReadAsync(SchemaOrigin.Live live, Database database, CancellationToken cancellation)
    {
        try
        {
            return new(live, await CatalogReader.ReadAsync(database, LiveOptions, cancellation), null, null, null);
        }
        catch (DatabaseException e)
        {
            throw PostgresErrors.NotReadable(live.Url, e);
        }
    }

    private static Task<Database> OpenAsync(SchemaOrigin.Live live, CancellationToken cancellation) =>
        Database.OpenAsync(live.Url, SessionName.Of("schema"), cancellation);

    private CatalogOptions LiveOptions => Options with { Mark = environment.Ledger.Name };

    private Task<LoadedSchema> ReplayAsync(SchemaOrigin.Migrations origin, string? postgres, CancellationToken cancellation) =>
        InShadowAsync(
            origin, null, postgres,
            async server =>
            {
                var url = await server.CreateAsync(cancellation);
                if (origin.Set.Migrations.Count == 0) return (url, BuildOrder.AsDeclared);
                var migrator = new Migrator(url, origin.Set, new MigratorOptions { Ledger = environment.Ledger, Attempts = 1, AllowEmpty = true });
                await server.ProvidingAsync(() => migrator.UpAsync(UpSelection.All, cancellation), cancellation);
                return (url, BuildOrder.AsDeclared);
            },
            cancellation);

    private async Task<LoadedSchema> InShadowAsync(SchemaOrigin origin, SchemaSource? source, string? postgres,
        Func<ShadowServer, Task<(DatabaseUrl Url, BuildOrder Order)>> build, CancellationToken cancellation)
    {
        var server = await ShadowServer.StartAsync(postgres, cancellation);
        try
        {
            var (url, order) = await build(server);
            return new(origin, await ShadowServer.ReadAsync(url, Options, cancellation), source, server, url) { Order = order };
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
