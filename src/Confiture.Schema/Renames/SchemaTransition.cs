using Confiture.Postgres;

namespace Confiture.Schema;

/// <summary>The way from one schema to another: what keeps its rows under a new name, and then everything else.</summary>
/// <param name="Renames">The statements that rename, in order.</param>
/// <param name="Plan">The statements that follow.</param>
/// <param name="Made">The declared renames that were needed.</param>
public sealed record SchemaTransition(IReadOnlyList<Change> Renames, SchemaPlan Plan, IReadOnlyList<Rename> Made)
{
    private const int MostRounds = 50;

    /// <summary>Plans. The renames are made on a copy, because only the server knows everything that follows a name.</summary>
    /// <param name="server">The server of the copy.</param>
    /// <param name="copy">A database that has the first schema and is changed.</param>
    /// <param name="options">What to leave out of the reading.</param>
    /// <param name="from">The first schema.</param>
    /// <param name="to">The second schema.</param>
    /// <param name="renames">The declared renames.</param>
    /// <param name="judge">Says what happens when something goes and something like it comes: the renames among them. Null to plan both as they are.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="Foundation.Errors.ToolException">There is no plan.</exception>
    public static async Task<SchemaTransition> PlanAsync(
        ShadowServer server, DatabaseUrl copy, CatalogOptions options, DatabaseSchema from, DatabaseSchema to, IReadOnlyList<Rename> renames,
        Func<IReadOnlyList<LookAlike>, IReadOnlyList<Rename>>? judge, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (from.Fingerprint == to.Fingerprint) return new([], SchemaPlan.Between(from, to), []);
        List<Change> statements = [];
        List<Rename> made = [];
        for (var round = 0; round < MostRounds; round++)
        {
            var steps = new RenameRound(from, to, renames).Steps(out renames);
            if (steps.Count == 0)
            {
                if (judge is null || LookAlike.Between(from, to, []) is not [_, ..] pairs || judge(pairs) is not [_, ..] answered) break;
                (renames, judge) = ([.. renames, .. answered], null);
                continue;
            }

            await server.ExecuteAsync(copy, [.. steps.Select(s => s.Change)], cancellation);
            statements.AddRange(steps.Select(s => s.Change));
            made.AddRange(steps.Select(s => s.Declared).OfType<Rename>());
            from = await ShadowServer.ReadAsync(copy, options, cancellation);
        }

        return new(statements, SchemaPlan.Between(from, to), made);
    }
}
