using Confiture.Postgres;
using Confiture.Sql;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>Asks the database for rows that break what pending migrations add.</summary>
/// <param name="database">The session; each question is a transaction that only reads and has limits.</param>
internal sealed class RowDemandCheck(Database database)
{
    private const string Check = "rows";
    private const int SecondsPerQuestion = 5;
    private const string Limits = "select set_config('statement_timeout', '5s', true), set_config('lock_timeout', '1s', true)";
    private readonly List<string> broken = [], unknown = [];

    public async Task<ReadinessLine> OfAsync(IReadOnlyList<RowDemand> demands, CancellationToken cancellation)
    {
        foreach (var demand in demands) await AskAsync(demand, cancellation);
        const string fix = "Change these rows first: in the database, or in an earlier migration.";
        return broken.Count > 0
            ? ReadinessLine.Fail(Check, $"existing rows break {Counted.Of(broken.Count, "pending change")}", fix, [.. broken, .. unknown])
            : unknown.Count > 0 ? ReadinessLine.Warn(Check, $"{Counted.Of(unknown.Count, "question")} about existing rows not answered", null, unknown)
            : ReadinessLine.Ok(Check, demands.Count == 0 ? "pending migrations add nothing that is known to depend on existing rows"
                : $"existing rows satisfy {Counted.Of(demands.Count, "demand")} of pending migrations");
    }

    private async Task AskAsync(RowDemand demand, CancellationToken cancellation)
    {
        try
        {
            if (await SourceAsync(demand.Table, demand.IsOfTableOnly, cancellation) is not { } table) return;
            var other = demand.Referred is { } referred ? await SourceAsync(referred, only: true, cancellation) : string.Empty;
            if (other is null) return;
            var count = await CountAsync($"select count(*) from ({demand.Query(table, other)} limit {RowDemand.MostCounted}) broken", cancellation);
            if (count > 0) broken.Add(demand.Said(count));
        }
        catch (ServerException e) when (e.SqlState is SqlState.UndefinedColumn or SqlState.UndefinedFunction or SqlState.UndefinedObject
            or SqlState.UndefinedTable or SqlState.InvalidSchemaName)
        {
            // It is about something that a pending migration creates first.
        }
        catch (ServerException e) when (!e.Server.EndsSession)
        {
            unknown.Add($"{demand.Place}: {(e.SqlState == SqlState.QueryCanceled ? $"not answered within {SecondsPerQuestion} s" : e.Server.Text)}");
        }
    }

    // Of a table with child tables keys are about its own rows; a partitioned one has only those of its partitions.
    private async Task<string?> SourceAsync(QualifiedName table, bool only, CancellationToken cancellation)
    {
        var name = RowDemand.Write(table);
        return await database.ScalarAsync<string>(
            "select relkind::text from pg_catalog.pg_class where oid = pg_catalog.to_regclass($1)", cancellation, name) switch
        {
            "r" when only => $"only {name}",
            "r" or "p" => name,
            _ => null,
        };
    }

    private async Task<long> CountAsync(string query, CancellationToken cancellation)
    {
        await database.ExecuteAsync("begin transaction read only", cancellation);
        try
        {
            await database.ExecuteAsync(Limits, cancellation);
            return await database.ScalarAsync<long>(query, cancellation);
        }
        finally
        {
            if (database.IsOpen) await database.ExecuteAsync("rollback", CancellationToken.None);
        }
    }
}
