using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Sql;

namespace Confiture.Project;

/// <summary>Loads as much of seeds as a schema takes: each file in a transaction, and one that fails statement by statement.</summary>
internal static class SeedLoad
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Loads.</summary>
    /// <returns>The statements that the schema does not take, with place and reason.</returns>
    internal static async Task<IReadOnlyList<string>> RunAsync(DatabaseUrl url, SeedSet seeds, CancellationToken cancellation)
    {
        List<string> notLoaded = [];
        foreach (var file in seeds.Files)
        {
            // A file may set what it likes for its session.
            await using var database = await Database.OpenAsync(url, SessionName.Of("seed"), cancellation);
            await database.ExecuteAsync(SessionSettings.Pin, cancellation);
            if (await WholeAsync(database, file.File.Script, cancellation)) continue;
            foreach (var statement in file.File.Script.Statements)
                if (await AloneAsync(database, file.File.Script, statement, cancellation) is { } reason) notLoaded.Add(reason);
        }

        return notLoaded;
    }

    private static async Task<bool> WholeAsync(Database database, SqlScript script, CancellationToken cancellation)
    {
        try
        {
            await using var batch = new ScriptBatch(database, Limit);
            batch.Add("begin");
            batch.Add(script);
            batch.Add("commit");
            await batch.ExecuteAsync(cancellation);
            return true;
        }
        catch (Exception e) when (e is ScriptException { Server.EndsSession: false } or ServerException { Server.EndsSession: false })
        {
            await database.ExecuteAsync("rollback", cancellation);
            return false;
        }
    }

    private static async Task<string?> AloneAsync(Database database, SqlScript script, SqlStatement statement, CancellationToken cancellation)
    {
        try
        {
            await using var batch = new ScriptBatch(database, Limit);
            batch.Add(script, statement);
            await batch.ExecuteAsync(cancellation);
            return null;
        }
        catch (ScriptException e) when (!e.Server.EndsSession)
        {
            return $"{e.Place}: {e.Server.Text} (SQLSTATE {e.Server.SqlState})";
        }
    }
}
