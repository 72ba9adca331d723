using Confiture.Sql;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>Subscriptions can be seen, changed and dropped. Their connection strings hold passwords and are only for superusers:
/// they are not read, and so no plan makes one.</summary>
internal sealed class SubscriptionKind : Kind
{
    private static readonly Attribute<bool?> TwoPhase = new("two_phase"), Failover = new("failover");
    private static readonly Attribute<bool> Enabled = new("enabled");
    private static readonly Attribute<IReadOnlyList<string>> Publications = new("publications");
    private static readonly Attribute<string> Slot = new("slot");

    internal override string Name => "subscription";

    internal override uint Catalog => Subscriptions;

    internal override string OwnerWord => "SUBSCRIPTION";

    internal override string Query(int version) => $"""
        select s.oid, 0 as sub, {Global}, {Plain}, s.subname::text as name, {Owner("s.subowner")}, s.subpublications as publications,
               s.subenabled::text as enabled,
               s.subslotname::text as slot, s.subsynccommit as synchronous_commit, s.subbinary::text as binary,
               {(version >= 16_00_00 ? "case s.substream when 'p' then 'parallel' when 't' then 'on' else 'off' end"
                   : "case when s.substream then 'on' else 'off' end")} as streaming,
               {(version >= 15_00_00 ? "(s.subtwophasestate <> 'd')::text as two_phase, s.subdisableonerr::text"
                   : "null::text as two_phase, null::text")} as disable_on_error,
               {(version >= 16_00_00 ? "s.suborigin as origin, s.subpasswordrequired::text as password_required, s.subrunasowner::text"
                   : "null::text as origin, null::text as password_required, null::text")} as run_as_owner,
               {(version >= 17_00_00 ? "s.subfailover::text" : "null::text")} as failover
        from pg_subscription s where s.subdbid = (select oid from pg_database where datname = current_database())
        """;

    internal override bool CanBeMade => false;

    internal override bool IsRead(CatalogOptions options) => options.Subscriptions;

    internal override string Reference(SchemaObject item) => $"SUBSCRIPTION {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        throw new InvalidOperationException($"{item}: its connection is not known.");

    /// <summary>Two-phase commit and failover belong to the slot at the publisher: such a change is a new subscription, until 18 at least.</summary>
    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Overlaps([TwoPhase, Failover])) return null;
        var alter = $"ALTER SUBSCRIPTION {to.Id.Address}";
        List<Change> changes = [];
        if (attributes.Contains(Enabled) && !to[Enabled]) changes.Add(new($"{alter} DISABLE"));
        if (attributes.Contains(Publications))
            changes.Add(new($"{alter} SET PUBLICATION {string.Join(", ", to[Publications].Select(SqlIdentifier.Write))} WITH (refresh = false)"));
        string[] set = [.. Options.Where(o => attributes.Contains(o.Attribute)).Select(o => $"{o.Option} = {Value(o.Attribute, to[o.Attribute])}")];
        if (set.Length > 0) changes.Add(new($"{alter} SET ({string.Join(", ", set)})"));
        if (attributes.Contains(Enabled) && to[Enabled]) changes.Add(new($"{alter} ENABLE"));
        return changes;
    }

    private static readonly (Attribute<string> Attribute, string Option)[] Options =
    [
        (Slot, "slot_name"),
        .. new[] { "synchronous_commit", "binary", "streaming", "disable_on_error", "origin", "password_required", "run_as_owner" }
            .Select(name => (new Attribute<string>(name), name)),
    ];

    private static string Value(Attribute<string> option, string? value) => value is null ? "NONE" : option == Slot ? SqlLiteral.Quote(value) : value;

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) =>
        [new($"ALTER SUBSCRIPTION {item.Id.Address} DISABLE"), new($"ALTER SUBSCRIPTION {item.Id.Address} SET (slot_name = NONE)"),
            new($"DROP SUBSCRIPTION {item.Id.Address}")];
}
