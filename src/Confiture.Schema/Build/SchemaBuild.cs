using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Schema;

/// <summary>Executes DDL files on an empty database, all in one transaction and one round trip.</summary>
public static class SchemaBuild
{
    private const string CountObjects = """
        select (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
                  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'))
             + (select count(*) from pg_namespace n where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')
                  and not exists (select from pg_depend d where d.classid = 'pg_namespace'::regclass and d.objid = n.oid and d.deptype = 'e'))
             + (select count(*) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                where n.nspname not in ('pg_catalog', 'information_schema')
                  and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'))
             + (select count(*) from pg_type t join pg_namespace n on n.oid = t.typnamespace
                where t.typtype in ('d', 'e', 'r') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
                  and not exists (select from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e'))
        """;

    /// <summary>Refuses a database that holds relations, types, functions or schemas of its own.</summary>
    /// <param name="database">An open connection.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="ToolException">The database is not empty (<c>CONF-SCH-003</c>, exit 6).</exception>
    public static async Task RequireEmptyAsync(Database database, CancellationToken cancellation)
    {
        var objects = await database.ScalarAsync<long>(CountObjects, cancellation);
        if (objects > 0)
        {
            throw SchemaErrors.NotEmpty.Error(
                $"{database.Url} already contains {objects} objects.",
                "Building over them would mix two schemas or fail partway.",
                "Use `confiture migrate up` to change it, build an empty or new database, or replace this one: `confiture build --drop`");
        }
    }

    /// <summary>Builds the schema in the declared order, and in another one only when that fails.</summary>
    /// <param name="database">An open connection to an empty database.</param>
    /// <param name="source">The DDL files.</param>
    /// <param name="deadline">The longest that the build may take.</param>
    /// <param name="also">Adds statements to the end of the same transaction.</param>
    /// <param name="cancellation">Stops the build; nothing of it stays.</param>
    /// <returns>What was out of order.</returns>
    /// <exception cref="ToolException">A statement failed; names file, line and column (<c>CONF-SCH-002</c>).</exception>
    public static async Task<BuildOrder> BuildAsync(
        Database database, SchemaSource source, TimeSpan deadline, Action<ScriptBatch> also, CancellationToken cancellation)
    {
        try
        {
            await InOrderAsync(database, source, deadline, also, cancellation);
            return BuildOrder.AsDeclared;
        }
        catch (ScriptException e) when (!source.IsStrict && Missing.IsReason(e, source))
        {
            await database.ExecuteAsync("rollback", cancellation);
            return await new DeferringBuild(database, source, deadline).RunAsync(e, also, cancellation);
        }
        catch (ScriptException e)
        {
            throw SchemaErrors.Failed(e, source.IsStrict);
        }
        catch (ServerException e) when (e.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            throw SchemaErrors.FailedAtEnd(e);
        }
    }

    private static async Task InOrderAsync(Database database, SchemaSource source, TimeSpan deadline, Action<ScriptBatch> also, CancellationToken cancellation)
    {
        await using var batch = new ScriptBatch(database, deadline);
        batch.Add("begin");
        batch.Add(SessionSettings.PinForBuilding);
        foreach (var script in source.Scripts) batch.Add(script);
        also(batch);
        batch.Add("commit");
        await batch.ExecuteAsync(cancellation);
    }
}
