using Confiture.Postgres;
using Confiture.Safety;
using Confiture.Sql;

namespace Confiture.Schema.Tests;

/// <summary>A database of one test, over one connection.</summary>
internal sealed class SchemaDatabase(SchemaServer server, Database database) : IAsyncDisposable
{
    private static readonly CatalogOptions Options = new() { Self = ShadowServer.Self };
    private Database database = database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Makes another database that is like this one.</summary>
    internal async Task<SchemaDatabase> CopyAsync()
    {
        // Nobody may be connected to what is copied.
        await database.DisposeAsync();
        var copy = await server.DatabaseAsync(database.Url.Database);
        database = await Database.OpenAsync(database.Url, "tests", Cancellation);
        foreach (var statement in SharedRows)
            await copy.database.ExecuteAsync(statement.Replace("ORIGINAL", database.Url.Database, StringComparison.Ordinal), Cancellation);
        return copy;
    }

    // What the server keeps of a database outside of it is not copied.
    private static readonly string[] SharedRows =
    [
        "set allow_system_table_mods = on",
        """
        insert into pg_db_role_setting select (select oid from pg_database where datname = current_database()), s.setrole, s.setconfig
        from pg_db_role_setting s where s.setdatabase = (select oid from pg_database where datname = 'ORIGINAL')
        """,
        """
        insert into pg_subscription select (jsonb_populate_record(s,
            jsonb_build_object('oid', lo_creat(-1), 'subdbid', (select oid from pg_database where datname = current_database())))).*
        from pg_subscription s where s.subdbid = (select oid from pg_database where datname = 'ORIGINAL')
        """,
        "select lo_unlink(oid) from pg_largeobject_metadata",
        """
        update pg_description d set objoid = n.oid from pg_subscription o, pg_subscription n
        where d.classoid = 6100 and d.objoid = o.oid and o.subdbid <> n.subdbid and o.subname = n.subname
            and n.subdbid = (select oid from pg_database where datname = current_database())
        """,
        "discard all",
    ];

    /// <summary>Runs a script as psql would, each statement in a transaction of its own.</summary>
    internal Task RunAsync(string script) => RunAsync(SqlScript.Parse("script", script).Statements.Select(s => s.Text));

    /// <summary>Runs a plan as a migration would, each group in one transaction, or each of its statements alone.</summary>
    internal Task RunAsync(IReadOnlyList<ChangeGroup> groups) =>
        RunAsync(groups.SelectMany(g => g.InTransaction ? [.. g.Changes.Select(c => c.Sql).Prepend("begin"), "commit"] : g.Changes.Select(c => c.Sql)));

    private async Task RunAsync(IEnumerable<string> statements)
    {
        foreach (var statement in statements)
        {
            try
            {
                await database.ExecuteAsync(statement, Cancellation);
            }
            catch (DatabaseException e)
            {
                throw new InvalidOperationException($"{e.Message} {(e as ServerException)?.Server.Detail} {(e as ServerException)?.Server.Hint} "
                    + $"{(e as ServerException)?.Server.Where}\n{statement}", e);
            }
        }

        // What a script has set is not to be seen by what comes after it.
        await database.ExecuteAsync("discard all", Cancellation);
    }

    internal Task<DatabaseSchema> ReadAsync() => CatalogReader.ReadAsync(database, Options, Cancellation);

    /// <summary>Reads as somebody who is no superuser.</summary>
    internal async Task<DatabaseSchema> ReadAsAsync(string role)
    {
        await database.ExecuteAsync($"set session authorization {role}", Cancellation);
        var schema = await ReadAsync();
        await database.ExecuteAsync("reset session authorization", Cancellation);
        return schema;
    }

    /// <summary>Plans the way from what is here to another state; renames are tried on a copy, and all of them are made.</summary>
    internal async Task<SchemaTransition> TransitionAsync(SchemaState from, SchemaState to, IReadOnlyList<Rename> renames)
    {
        if (renames.Count == 0) return new([], SchemaPlan.Between(from.Schema, to.Schema), []);
        var transition = await TransitionAsync(from, to, new TransitionWish(renames, [], null, PlanStyle.Offline));
        Assert.Equivalent(renames, transition.Made);
        return transition;
    }

    /// <summary>Plans as is wished, on a copy.</summary>
    internal async Task<SchemaTransition> TransitionAsync(SchemaState from, SchemaState to, TransitionWish wish)
    {
        await using var copy = await CopyAsync();
        // Plans copy the copy.
        await copy.database.DisposeAsync();
        return await SchemaTransition.PlanAsync(server.Shadow, copy.database.Url, Options, from.Schema, to.Schema,
            wish with { Rewrites = Rewrites.In }, Cancellation);
    }

    internal async Task<string> TextAsync(string query) => $"{await database.ScalarAsync<object>(query, Cancellation)}";

    /// <summary>What pg_dump prints, or nothing where it cannot read the server.</summary>
    internal async Task<string?> DumpAsync() => server.HasDump ? await PgDump.OfAsync(database.Url, Cancellation) : null;

    /// <summary>Drops it; a subscription would hold on to it.</summary>
    public async ValueTask DisposeAsync()
    {
        // Whoever broke the connection has said so.
        if (database.IsOpen) await LetGoAsync();
        await database.DisposeAsync();
        await server.DropAsync(database.Url.Database);
    }

    private async Task LetGoAsync()
    {
        await database.ExecuteAsync("rollback", CancellationToken.None);
        foreach (var subscription in await database.RowsAsync("select quote_ident(subname) from pg_subscription where subdbid = (select oid from pg_database "
            + "where datname = current_database())", row => row.Text(0), CancellationToken.None))
        {
            await database.ExecuteAsync($"alter subscription {subscription} disable", CancellationToken.None);
            await database.ExecuteAsync($"alter subscription {subscription} set (slot_name = none)", CancellationToken.None);
            await database.ExecuteAsync($"drop subscription {subscription}", CancellationToken.None);
        }
    }
}
