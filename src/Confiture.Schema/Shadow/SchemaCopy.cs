using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Schema;

/// <summary>Copies of schemas, and plans that are tried on them.</summary>
public static class SchemaCopy
{
    private static readonly string Unbuilt = "update pg_index set indisvalid = false where indexrelid = any($1::text[]::regclass[])";

    /// <summary>Makes an empty database like a schema, from what the catalogs tell of it.</summary>
    /// <param name="server">The server of the copy.</param>
    /// <param name="url">The empty database.</param>
    /// <param name="what">What to call the copy in messages, as the subject of a sentence.</param>
    /// <param name="options">What to exclude.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="ToolException">The schema cannot be built again from its catalogs (<c>CONF-SCH-008</c>).</exception>
    public static async Task CopyAsync(
        this ShadowServer server, DatabaseUrl url, DatabaseSchema schema, string what, CatalogOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(schema);
        var plan = SchemaPlan.ForCopy(await ShadowServer.ReadAsync(url, options, cancellation), schema);
        try
        {
            await server.ExecuteAsync(url, plan.Changes, cancellation);
        }
        catch (ServerException e)
        {
            throw SchemaErrors.NotAccepted(what, e);
        }

        // What a failed build has left no statement makes.
        if (schema.Objects.Where(o => o.Kind.IsUnbuilt(o)).Select(o => o.Id.Address).ToArray() is [_, ..] unbuilt)
        {
            await using var database = await Database.OpenAsync(url, "confiture shadow", cancellation);
            await database.ExecuteAsync(Unbuilt, cancellation, (object)unbuilt);
        }

        var reached = (await ShadowServer.ReadAsync(url, options, cancellation)).WithWhatIsNeverCopied(schema);
        if (SchemaProof.Differences(reached, schema) is [_, ..] left) throw SchemaErrors.NotReached(what, left);
    }

    /// <summary>Carries a plan out on a copy and requires that it leads where it should.</summary>
    /// <param name="server">The server of the copy.</param>
    /// <param name="url">A database that has the first schema; it is changed.</param>
    /// <param name="transition">The plan.</param>
    /// <param name="wanted">The second schema.</param>
    /// <param name="options">What to exclude.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="ToolException">A statement was refused, or something is still different (<c>CONF-SCH-008</c>).</exception>
    public static async Task ProveAsync(this ShadowServer server, DatabaseUrl url, SchemaTransition transition, DatabaseSchema wanted, CatalogOptions options,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(transition);
        try
        {
            // No copy has what cannot be made.
            await server.ExecuteAsync(url, [.. transition.Groups.SelectMany(g => g.Changes).Where(c => !AllKinds.NeverCopied(c))], cancellation);
        }
        catch (ServerException e)
        {
            throw SchemaErrors.NotAccepted("the plan", e);
        }

        var reached = (await ShadowServer.ReadAsync(url, options with { Subscriptions = false }, cancellation)).WithWhatIsNeverCopied(wanted);
        if (SchemaProof.Differences(reached, wanted) is [_, ..] left) throw SchemaErrors.NotReached("the plan", left);
    }
}
