using Confiture.Postgres;
using Confiture.Schema;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>How a database is built.</summary>
public sealed record BuildOptions
{
    /// <summary>True to refuse a database that exists, even an empty one.</summary>
    public bool MustCreate { get; init; }

    /// <summary>True to build beside a database that exists, and to swap the two at the end.</summary>
    public bool Replaces { get; init; }

    /// <summary>True to disconnect the sessions of a database that is replaced.</summary>
    public bool Disconnects { get; init; }

    /// <summary>The name that a replaced database gets; null to drop it.</summary>
    public string? KeepsOldAs { get; init; }

    /// <summary>What is done in the built database before it takes its place, for example applying seeds; null for nothing.</summary>
    public Func<DatabaseUrl, CancellationToken, Task>? Then { get; init; }

    /// <summary>True to keep the built schema as a template database, and to clone it while the schema is the same.</summary>
    public bool UsesTemplate { get; init; }
}

/// <summary>What a build did.</summary>
/// <param name="Created">Whether the database itself was created.</param>
/// <param name="Order">What was out of order.</param>
public sealed record BuildResult(bool Created, BuildOrder Order)
{
    /// <summary>Whether a database was replaced.</summary>
    public bool Replaced { get; init; }

    /// <summary>Whether the database is a clone of a template.</summary>
    public bool FromTemplate { get; init; }
}

/// <summary>Builds a database from DDL files and records every existing migration as applied, because the DDL already contains their changes.</summary>
/// <param name="url">The database; created when it does not exist.</param>
/// <param name="set">The migrations to record.</param>
/// <param name="options">How to work.</param>
public sealed class DatabaseBuild(DatabaseUrl url, MigrationSet set, MigratorOptions options)
{
    /// <summary>Builds. A build that fails leaves what was there.</summary>
    /// <param name="source">The DDL files.</param>
    /// <param name="build">How to build; the defaults when null.</param>
    /// <param name="cancellation">Stops the build; nothing of it stays.</param>
    /// <exception cref="ToolException">The database is not empty, or a file failed.</exception>
    public async Task<BuildResult> RunAsync(SchemaSource source, BuildOptions? build, CancellationToken cancellation)
    {
        build ??= new();
        if (!build.Replaces && await TryInPlaceAsync(source, build, cancellation) is { } order)
        {
            if (build.Then is { } then) await then(url, cancellation);
            return new(false, order);
        }

        // Before connecting: a session in template1 would keep others from creating databases.
        if (build.Replaces && ServerDatabases.IsOfServer(url.Database)) throw BuildErrors.BelongsToServer(url);
        await using var server = await ServerDatabases.OpenAsync(url, cancellation);
        try
        {
            return await BesideAsync(server, source, build, cancellation);
        }
        catch (ServerException e)
        {
            throw BuildErrors.Refused(server.Connection.Url, $"{url.Database} could not be built", e);
        }
    }

    private async Task<BuildResult> BesideAsync(ServerDatabases server, SchemaSource source, BuildOptions build, CancellationToken cancellation)
    {
        if (build.Replaces && await server.IsTemplateAsync(url.Database, cancellation)) throw BuildErrors.BelongsToServer(url);
        if (build.Replaces && await server.IsSubscribedAsync(url.Database, cancellation)) throw BuildErrors.HasSubscriptions(url);
        var shape = build.Replaces ? await server.ShapeOfAsync(url.Database, cancellation) : null;
        if (shape is not null && await server.RightsAsync(url.Database, cancellation) is { IsEnough: false } rights)
            throw BuildErrors.CannotReplace(url, rights);
        var name = shape is null ? url.Database : ServerDatabases.NewName("build");
        var result = await CreateAsync(server, name, shape ?? DatabaseShape.Usual, source, build, cancellation);
        return shape is null ? result : await ReplaceAsync(server, name, result, build, cancellation);
    }

    /// <summary>Builds with the defaults.</summary>
    /// <param name="source">The DDL files.</param>
    /// <param name="cancellation">Stops the build; nothing of it stays.</param>
    /// <exception cref="ToolException">The database is not empty, or a file failed.</exception>
    public Task<BuildResult> RunAsync(SchemaSource source, CancellationToken cancellation) => RunAsync(source, null, cancellation);

    /// <summary>The databases that interrupted builds have left on the server: an hour old or more, and nobody uses them.</summary>
    /// <param name="cancellation">Ends the query.</param>
    public async Task<IReadOnlyList<string>> LeftoversAsync(CancellationToken cancellation)
    {
        await using var server = await ServerDatabases.OpenAsync(url, cancellation);
        return await server.LeftoversAsync(cancellation);
    }

    // Null when there is no such database.
    private async Task<BuildOrder?> TryInPlaceAsync(SchemaSource source, BuildOptions build, CancellationToken cancellation)
    {
        Database database;
        try
        {
            database = await Database.OpenAsync(url, SessionName.Of("build"), cancellation);
        }
        catch (ToolException e) when (e.Code == PostgresErrors.DatabaseMissing)
        {
            return null;
        }

        await using var connection = database;
        return build.MustCreate ? throw BuildErrors.IsThere(url) : await InAsync(database, source, cancellation);
    }

    private async Task<BuildOrder> InAsync(Database database, SchemaSource source, CancellationToken cancellation)
    {
        try
        {
            await using var held = await MigrationLock.TakeAsync(
                database, options.Ledger, options.LockWait, null, options.Time, cancellation, holder => options.Observer.Waiting(holder, options.LockWait));
            await SchemaBuild.RequireEmptyAsync(database, cancellation);
            return await SchemaBuild.BuildAsync(database, source, options.Deadline, AddLedger, cancellation);
        }
        catch (DatabaseException e)
        {
            throw MigrationErrors.OfLedger(url, options.Ledger, e);
        }
    }

    private async Task<BuildResult> CreateAsync(
        ServerDatabases server, string name, DatabaseShape shape, SchemaSource source, BuildOptions build, CancellationToken cancellation)
    {
        var order = BuildOrder.AsDeclared;
        var template = build.UsesTemplate
            ? await new TemplateCache(server, options.LockWait).EnsureAsync(
                TemplateCache.KeyOf(source, set, options.Ledger, shape, server.Connection.ServerVersion), url.Database, shape,
                async at => order = await FillAsync(at, source, cancellation), cancellation)
            : null;
        var isCreated = template is null
            ? await server.CreateAsync(name, shape, cancellation) : await server.CloneAsync(name, template, cancellation);
        try
        {
            var isClone = template is not null && isCreated;
            if (!isClone) order = await FillAsync(name, source, cancellation);
            else if (set.Migrations.Count > 0) await ClaimAsync(name, cancellation);
            if (build.Then is { } then) await then(url.WithDatabase(name), cancellation);
            return new(isCreated, order) { FromTemplate = isClone };
        }
        catch when (isCreated)
        {
            // Nothing of a failed build stays; what another program is already connected to does, empty.
            await IgnoreInUseAsync(() => server.DropAsync(name, CancellationToken.None));
            throw;
        }
    }

    private async Task ClaimAsync(string name, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(url.WithDatabase(name), SessionName.Of("build"), cancellation);
        await options.Ledger.ClaimAsync(database, options.AppliedBy, options.Deployment, cancellation);
    }

    private async Task<BuildOrder> FillAsync(string name, SchemaSource source, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(url.WithDatabase(name), SessionName.Of("build"), cancellation);
        return await InAsync(database, source, cancellation);
    }

    private async Task<BuildResult> ReplaceAsync(
        ServerDatabases server, string successor, BuildResult result, BuildOptions build, CancellationToken cancellation)
    {
        try
        {
            var traits = await server.TraitsAsync(url.Database, successor, cancellation);
            var aside = build.KeepsOldAs ?? ServerDatabases.NewName("old");
            await server.SwapAsync((url.Database, successor, aside), traits, build.Disconnects, cancellation);
            if (build.KeepsOldAs is null) await DropOldAsync(server, aside);
            return result with { Created = false, Replaced = true };
        }
        catch
        {
            await IgnoreInUseAsync(() => server.DropAsync(successor, CancellationToken.None));
            throw;
        }
    }

    // The new one is in place: what is left of the old one is no failure of the build.
    private async Task DropOldAsync(ServerDatabases server, string aside)
    {
        try
        {
            await server.DropAsync(aside, CancellationToken.None);
        }
        catch (ServerException e)
        {
            options.Observer.Warned($"{url.Database} was replaced; the old database stays as {aside}: {e.Server.Text}");
        }
    }

    private static async Task IgnoreInUseAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (ServerException e) when (e.SqlState == SqlState.ObjectInUse)
        {
        }
    }

    private void AddLedger(ScriptBatch batch)
    {
        // A file may have set a search path or a role for the rest of the session.
        batch.Add("reset session authorization");
        batch.Add("reset role");
        batch.Add("reset all");
        options.Ledger.AddCreation(batch);
        foreach (var migration in set.Migrations) options.Ledger.AddApplied(batch, migration, options.AppliedBy, options.Deployment);
    }
}
