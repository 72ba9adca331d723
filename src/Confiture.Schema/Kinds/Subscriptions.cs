using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>Subscriptions can be seen and dropped. Their connection strings hold passwords and are only for superusers: they are not read, and so no plan makes or changes one.</summary>
internal sealed class SubscriptionKind : Kind
{
    internal override string Name => "subscription";

    internal override uint Catalog => Subscriptions;

    internal override string OwnerWord => "SUBSCRIPTION";

    internal override string Query(int version) => $"""
        select s.oid, 0 as sub, {Global}, {Plain}, s.subname::text as name, {Owner("s.subowner")}, s.subpublications as publications, s.subenabled::text as enabled,
               s.subslotname::text as slot, s.subsynccommit as synchronous_commit, s.subbinary::text as binary,
               {(version >= 16_00_00 ? "case s.substream when 'p' then 'parallel' when 't' then 'on' else 'off' end" : "case when s.substream then 'on' else 'off' end")} as streaming,
               {(version >= 15_00_00 ? "(s.subtwophasestate <> 'd')::text as two_phase, s.subdisableonerr::text" : "null::text as two_phase, null::text")} as disable_on_error,
               {(version >= 16_00_00 ? "s.suborigin as origin, s.subpasswordrequired::text as password_required, s.subrunasowner::text" : "null::text as origin, null::text as password_required, null::text")} as run_as_owner,
               {(version >= 17_00_00 ? "s.subfailover::text" : "null::text")} as failover
        from pg_subscription s where s.subdbid = (select oid from pg_database where datname = current_database())
        """;

    internal override string Reference(SchemaObject item) => $"SUBSCRIPTION {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        throw new InvalidOperationException($"{item}: its connection is not known.");

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) =>
        [new($"ALTER SUBSCRIPTION {item.Id.Address} DISABLE"), new($"ALTER SUBSCRIPTION {item.Id.Address} SET (slot_name = NONE)"), new($"DROP SUBSCRIPTION {item.Id.Address}")];
}
