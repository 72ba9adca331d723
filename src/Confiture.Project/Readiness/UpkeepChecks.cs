using Confiture.Postgres;

namespace Confiture.Project;

/// <summary>Checks of what earlier work left behind, and of replication.</summary>
internal static class UpkeepChecks
{
    public static async Task<ReadinessLine> IndexesAsync(Database database, CancellationToken cancellation)
    {
        var invalid = await database.RowsAsync(
            """
            select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indexrelid
            where not i.indisvalid and c.relkind = 'i' and not exists (select from pg_stat_progress_create_index p where p.index_relid = i.indexrelid)
            order by 1
            """,
            row => row.Text(0), cancellation);
        return ReadinessLine.OfList("invalid-indexes", ReadinessState.Warn, invalid, "failed index build", "there are none",
            invalid.Count == 0 ? string.Empty : $"Drop it: {database.Url.Psql($"drop index concurrently {invalid[0]}")}");
    }

    /// <summary>Inactive slots keep WAL, and a rewrite makes much of it; a replica that lags behind waits longer.</summary>
    public static async Task<ReadinessLine> ReplicationAsync(Database database, CancellationToken cancellation)
    {
        if (await database.ScalarAsync<bool>("select pg_is_in_recovery()", cancellation)) return ReadinessLine.Ok("replication", "not checked on a standby");
        var found = await database.RowsAsync(
            """
            select 'slot ' || slot_name || ' is inactive and keeps '
                   || coalesce(pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)), 'an unknown amount') || ' of WAL'
            from pg_replication_slots where not active
            union all
            select 'replica ' || coalesce(nullif(application_name, ''), pid::text) || ' is ' || extract(epoch from replay_lag)::int || ' s behind'
            from pg_stat_replication where replay_lag > interval '1 min'
            """,
            row => row.Text(0), cancellation);
        return ReadinessLine.OfList("replication", ReadinessState.Warn, found, "finding", "no inactive slots, no replica far behind",
            "Drop slots that nobody uses, and let replicas catch up before a rewrite.");
    }
}
