using Confiture.Postgres;

namespace Confiture.Migrations;

/// <summary>
/// The ledger's history. A row of the ledger is itself the event of its migration; the table of events has only what the ledger does not say, or no longer:
/// failures, rollbacks, and the rows that these removed. So applying a migration writes one row.
/// </summary>
internal static class LedgerEvents
{
    private const string Columns = "happened_at, event, version, name, happened_by, milliseconds, deployment_id, detail";

    // What stands in for the events in a ledger of an earlier version.
    private const string NoEvents = "(select null::timestamptz as happened_at, '' as event, '' as version, '' as name, '' as happened_by, "
        + "null::bigint as milliseconds, '' as deployment_id, '' as detail where false)";

    // What a row of the ledger tells. Ledgers of earlier versions lack the columns of repairs. A baseline has told of its rows when it wrote them.
    private static string Told(string rows, string events) =>
        $"""
        select applied_at, case when finished then 'applied' else 'started' end, version, name, applied_by, case when finished then execution_ms end,
               deployment_id, null
        from {rows} told
        where not exists (
            select from {events} e where e.version = told.version and e.happened_at = told.applied_at and e.event in ('recorded', 'adopted'))
        union all
        select (to_jsonb(told) ->> 'repaired_at')::timestamptz, 'repaired', version, name, to_jsonb(told) ->> 'repaired_by', null, null, null from {rows} told
        where to_jsonb(told) ->> 'repaired_at' is not null
        """;

    /// <summary>Everything that happened, oldest first. Creates nothing.</summary>
    internal static async Task<IReadOnlyList<MigrationEvent>> ReadAsync(LedgerTable ledger, Database database, CancellationToken cancellation)
    {
        if (await database.ScalarAsync<bool>("select to_regclass($1) is null", cancellation, ledger.Name.ToString())) return [];
        var hasEvents = await database.ScalarAsync<bool>("select to_regclass($1) is not null", cancellation, ledger.EventsName.ToString());
        var events = hasEvents ? ledger.EventsName.ToString() : NoEvents;
        return await database.RowsAsync(
            $"""
            select * from (select {Columns} from {events} e union all {Told(ledger.Name.ToString(), events)}) happened({Columns})
            order by happened_at, version collate "C"
            """,
            row => new MigrationEvent(
                new(row.Get<DateTime>(0), TimeSpan.Zero), MigrationEvent.KindOf(row.Text(1)), row.Text(2), row.Text(3), row.Text(4),
                row.IsNull(5) ? null : row.Get<long>(5), row.TextOrNull(6), row.TextOrNull(7)),
            cancellation);
    }

    internal static void AddCreation(LedgerTable ledger, ScriptBatch batch) => batch.Add(
        $"""
        create table if not exists {ledger.EventsName} (
            id bigint generated always as identity primary key,
            happened_at timestamptz not null default now(),
            event text not null,
            version text not null,
            name text not null,
            happened_by text not null,
            milliseconds bigint,
            deployment_id text,
            detail text
        )
        """);

    /// <summary>Tells what no row of the ledger does.</summary>
    internal static void Add(LedgerTable ledger, ScriptBatch batch, MigrationEvent happened) => batch.Add(
        $"insert into {ledger.EventsName} ({Columns}) values (now(), $1, $2, $3, $4, $5, $6, $7)",
        happened.Word, happened.Version, happened.Name, happened.By, happened.Milliseconds, happened.Deployment, happened.Detail);

    /// <summary>Removes a migration from the ledger and keeps what its row told. Removing a missing row fails: another run was faster, and the down statements
    /// ran on the wrong schema.</summary>
    /// <param name="last">What happened to it in the end; null for nothing but that.</param>
    internal static void AddRemoval(LedgerTable ledger, ScriptBatch batch, string version, MigrationEvent? last) => batch.Add(
        $"""
        with gone as (delete from {ledger.Name} where version = $1 returning *),
             kept as (insert into {ledger.EventsName} ({Columns}) {Told("gone", ledger.EventsName.ToString())}),
             ended as (insert into {ledger.EventsName} ({Columns})
                       select clock_timestamp(), $2, version, name, $3, coalesce($5, (extract(epoch from clock_timestamp() - now()) * 1000)::bigint), $4, null
                       from gone where $2::text is not null)
        select 1 / count(*) from gone
        """,
        version, last?.Word, last?.By, last?.Deployment, last?.Milliseconds);

    /// <summary>Keeps the repair that the next one overwrites.</summary>
    internal static void AddEarlierRepair(LedgerTable ledger, ScriptBatch batch, Migration migration) => batch.Add(
        $"""
        insert into {ledger.EventsName} ({Columns})
        select repaired_at, 'repaired', version, name, repaired_by, null, null, null from {ledger.Name} where version = $1 and repaired_at is not null
        """,
        migration.Version);
}
