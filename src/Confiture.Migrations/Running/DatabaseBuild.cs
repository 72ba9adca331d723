using Confiture.Postgres;
using Confiture.Schema;
using Confiture.Sql;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Migrations;

/// <summary>Builds a database from DDL files and records every existing migration as applied, because the DDL already contains their changes.</summary>
/// <param name="url">The database; created when it does not exist.</param>
/// <param name="set">The migrations to record.</param>
/// <param name="options">How to work.</param>
public sealed class DatabaseBuild(DatabaseUrl url, MigrationSet set, MigratorOptions options)
{
    /// <summary>Builds, in one transaction.</summary>
    /// <param name="source">The DDL files.</param>
    /// <param name="cancellation">Stops the build; nothing of it stays.</param>
    /// <returns>Whether the database itself was created, and what was out of order.</returns>
    /// <exception cref="ToolException">The database is not empty, or a file failed.</exception>
    public async Task<(bool Created, BuildOrder Order)> RunAsync(SchemaSource source, CancellationToken cancellation)
    {
        var (database, created) = await OpenOrCreateAsync(cancellation);
        await using var connection = database;
        try
        {
            await using var held = await MigrationLock.TakeAsync(
                database, options.Ledger, options.LockWait, null, options.Time, cancellation, holder => options.Observer.Waiting(holder, options.LockWait));
            await SchemaBuilder.RequireEmptyAsync(database, cancellation);
            return (created, await SchemaBuilder.BuildAsync(database, source, options.Deadline, AddLedger, cancellation));
        }
        catch (DatabaseException e)
        {
            throw MigrationErrors.OfLedger(url, options.Ledger, e);
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

    private async Task<(Database Database, bool Created)> OpenOrCreateAsync(CancellationToken cancellation)
    {
        try
        {
            return (await Database.OpenAsync(url, SessionName.Of("build"), cancellation), false);
        }
        catch (ToolException e) when (e.Code == PostgresErrors.DatabaseMissing)
        {
            var created = await CreateAsync(cancellation);
            return (await Database.OpenAsync(url, SessionName.Of("build"), cancellation), created);
        }
    }

    private async Task<bool> CreateAsync(CancellationToken cancellation)
    {
        await using var maintenance = await Database.OpenAsync(url.WithDatabase("postgres"), SessionName.Of("build"), cancellation);
        try
        {
            await maintenance.ExecuteAsync($"create database {SqlIdentifier.Quote(url.Database)}", cancellation);
            return true;
        }
        catch (ServerException e) when (e.SqlState is SqlState.DuplicateDatabase or SqlState.UniqueViolation)
        {
            // Another build was faster; the lock inside that database decides between the two.
            return false;
        }
        catch (ServerException e)
        {
            throw PostgresErrors.DatabaseMissing.Error(
                $"The database {url.Database} does not exist and could not be created: {e.Server.Text} (SQLSTATE {e.SqlState}).",
                $"{url.User} tried to create it while connected to the database postgres.",
                $"As a user with that privilege, run `createdb -h {ShellWord.Of(url.Host)} -p {url.Port} --owner {ShellWord.Of(url.User)} -- "
                    + $"{ShellWord.Of(url.Database)}`",
                e);
        }
    }
}
