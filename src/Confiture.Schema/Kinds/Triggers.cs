using Confiture.Sql;
using Confiture.Sql.Syntax;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>The attributes of triggers.</summary>
internal static class Trigger
{
    /// <summary>The catalog's letter: when it fires.</summary>
    internal static readonly Attribute<string> Enabled = new("enabled");
}

internal sealed class TriggerKind : Kind
{
    private static readonly Attribute<bool> IsConstraint = new("is_constraint");

    internal override string Name => "trigger";

    internal override uint Catalog => Triggers;

    internal override uint? ParentCatalog => Relations;

    internal override bool Fires => true;

    internal override bool CanGoFirst => true;

    internal override string Query(int version) => $"""
        select t.oid, 0 as sub, t.tgrelid as parent, null::text as schema,
               case when t.tgconstraint <> 0 then array[2606, t.tgconstraint] end as aliases, null::text as detail,
               t.tgname::text as name, pg_get_triggerdef(t.oid) as definition, t.tgenabled::text as enabled, (t.tgconstraint <> 0)::text as is_constraint
        from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
        where not t.tgisinternal and t.tgparentid = 0 and {Managed}
        """;

    internal override string? Rename(SchemaObject item, string name) => $"ALTER {Reference(item)} RENAME TO {SqlIdentifier.Write(name)}";

    internal override string Reference(SchemaObject item) => $"TRIGGER {SqlIdentifier.Write(item.Name)} ON {item.Parent!.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) =>
        statement is CreateTrigger trigger ? new(trigger.Table.Value, trigger.Name.Text) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        item[Trigger.Enabled] == "O" ? [new(item[Part.Definition]!)] : [new(item[Part.Definition]!), Enable(item)];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.SetEquals([Trigger.Enabled])) return [Enable(to)];
        if (attributes.Contains(IsConstraint) || to[IsConstraint]) return null;
        var replace = new Change(to[Part.Definition]!.Insert("CREATE ".Length, "OR REPLACE "));
        return attributes.Contains(Trigger.Enabled) ? [replace, Enable(to)] : [replace];
    }

    /// <summary>Recreated, or inherited, it would be enabled in every partition.</summary>
    internal override bool IsInTheWay(SchemaObject dependent, IReadOnlySet<string> attributes) =>
        dependent.Kind is PartitionTriggerKind && !attributes.IsSubsetOf(Facets.Names);

    internal static Change Enable(SchemaObject item) =>
        new($"ALTER TABLE {item.Parent!.Id.Address} {Firing.Words(item[Trigger.Enabled]!)} TRIGGER {SqlIdentifier.Write(item.Name)}");
}

/// <summary>A trigger that a partition inherits and that fires at other times than in the parent.</summary>
internal sealed class PartitionTriggerKind : Kind
{
    private static readonly Attribute<string> Above = new("above");

    internal override string Name => "partition trigger";

    internal override uint Catalog => Triggers;

    internal override uint? ParentCatalog => Relations;

    // Until 15 inherited triggers counted as internal, as those of foreign keys do.
    internal override string Query(int version) => $"""
        select t.oid, 0 as sub, t.tgrelid as parent, null::text as schema, {Plain}, t.tgname::text as name, t.tgenabled::text as enabled,
               p.tgenabled::text as above
        from pg_trigger t join pg_trigger p on p.oid = t.tgparentid join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
        where not exists (select from pg_constraint k where k.oid = t.tgconstraint and k.contype <> 't') and t.tgenabled <> p.tgenabled and {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"TRIGGER {SqlIdentifier.Write(item.Name)} ON {item.Parent!.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [];

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) =>
        [new($"ALTER TABLE {item.Parent!.Id.Address} {Firing.Words(item[Above]!)} TRIGGER {SqlIdentifier.Write(item.Name)}")];

    internal override IReadOnlySet<string> Late { get; } = new HashSet<string> { Trigger.Enabled };

    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { Above };

    internal override IEnumerable<LateChange> Finish(SchemaObject? from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        [new(TriggerKind.Enable(to), [to.Parent!])];
}

/// <summary>When triggers and rules fire: a letter in the catalogs, two words in SQL.</summary>
internal static class Firing
{
    internal static string Words(string enabled) => enabled switch { "D" => "DISABLE", "R" => "ENABLE REPLICA", "A" => "ENABLE ALWAYS", _ => "ENABLE" };
}

internal sealed class EventTriggerKind : Kind
{
    private static readonly Attribute<IReadOnlyList<string>> Tags = new("tags");
    private static readonly Attribute<string> Event = new("event"), Function = new("function");

    internal override string Name => "event trigger";

    internal override uint Catalog => EventTriggers;

    internal override string OwnerWord => "EVENT TRIGGER";

    internal override IEnumerable<SchemaObject> Evaluated(SchemaObject item, bool isNew, Func<SchemaObject, IEnumerable<SchemaObject>> kept) => [item];

    internal override string Query(int version) => $"""
        select e.oid, 0 as sub, {Global}, {Plain}, e.evtname::text as name, {Owner("e.evtowner")}, e.evtevent::text as event, e.evttags as tags,
               e.evtfoid::regproc::text as function, e.evtenabled::text as enabled
        from pg_event_trigger e
        """;

    internal override string Reference(SchemaObject item) => $"EVENT TRIGGER {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) =>
        statement is CreateEventTrigger trigger ? new(new(null, trigger.Name.Text)) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope)
    {
        var filter = item[Tags] is [_, ..] tags ? $" WHEN TAG IN ({string.Join(", ", tags.Select(SqlLiteral.Quote))})" : string.Empty;
        yield return new($"CREATE EVENT TRIGGER {item.Id.Address} ON {item[Event]}{filter} EXECUTE FUNCTION {item[Function]}()");
        if (item[Trigger.Enabled] != "O") yield return Enable(item);
    }

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        attributes.SetEquals([Trigger.Enabled]) ? [Enable(to)] : null;

    private static Change Enable(SchemaObject item) => new($"ALTER EVENT TRIGGER {item.Id.Address} {Firing.Words(item[Trigger.Enabled]!)}");
}

internal sealed class RuleKind : Kind
{
    internal override string Name => "rule";

    internal override uint Catalog => Rewrites;

    internal override uint? ParentCatalog => Relations;

    internal override bool CanGoFirst => true;

    internal override string Query(int version) => $"""
        select r.oid, 0 as sub, r.ev_class as parent, null::text as schema, {Plain}, r.rulename::text as name, pg_get_ruledef(r.oid) as definition,
               r.ev_enabled::text as enabled
        from pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace
        where r.rulename <> '_RETURN' and {Managed}
        """;

    internal override string? Rename(SchemaObject item, string name) => $"ALTER {Reference(item)} RENAME TO {SqlIdentifier.Write(name)}";

    internal override string Reference(SchemaObject item) => $"RULE {SqlIdentifier.Write(item.Name)} ON {item.Parent!.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is CreateRule rule ? new(rule.Table.Value, rule.Name.Text) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        item[Trigger.Enabled] == "O" ? [new(Definition(item))] : [new(Definition(item)), Enable(item)];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.SetEquals([Trigger.Enabled])) return [Enable(to)];
        var replace = new Change(Definition(to).Insert("CREATE ".Length, "OR REPLACE "));
        return attributes.Contains(Trigger.Enabled) ? [replace, Enable(to)] : [replace];
    }

    private static string Definition(SchemaObject item) => item[Part.Definition]!.TrimEnd().TrimEnd(';');

    private static Change Enable(SchemaObject item) =>
        new($"ALTER TABLE {item.Parent!.Id.Address} {Firing.Words(item[Trigger.Enabled]!)} RULE {SqlIdentifier.Write(item.Name)}");
}

internal sealed class PolicyKind : Kind
{
    private static readonly Attribute<string> Command = new("command"), Using = new("using"), Check = new("check");
    private static readonly Attribute<bool> Permissive = new("permissive");
    private static readonly Attribute<IReadOnlyList<string>> Roles = new("roles");

    internal override string Name => "policy";

    internal override uint Catalog => Policies;

    internal override uint? ParentCatalog => Relations;

    internal override bool CanGoFirst => true;

    internal override string Query(int version) => $"""
        select p.oid, 0 as sub, p.polrelid as parent, null::text as schema, {Plain}, p.polname::text as name,
               case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' else 'ALL' end as command,
               p.polpermissive::text as permissive,
               (select array_agg(case when r = 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(r)) end order by r <> 0, pg_get_userbyid(r))
                   from unnest(p.polroles) r) as roles,
               pg_get_expr(p.polqual, p.polrelid) as "using", pg_get_expr(p.polwithcheck, p.polrelid) as "check"
        from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where {Managed}
        """;

    internal override string? Rename(SchemaObject item, string name) => $"ALTER {Reference(item)} RENAME TO {SqlIdentifier.Write(name)}";

    internal override string Reference(SchemaObject item) => $"POLICY {SqlIdentifier.Write(item.Name)} ON {item.Parent!.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) =>
        statement is CreatePolicy policy ? new(policy.Table.Value, policy.Name.Text) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"CREATE {Reference(item)}{(item[Permissive] ? string.Empty : " AS RESTRICTIVE")} FOR {item[Command]} TO "
            + $"{string.Join(", ", item[Roles])}{Part("USING", item[Using])}{Part("WITH CHECK", item[Check])}")];

    /// <summary>An expression can be changed in place and not taken away.</summary>
    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Overlaps([Command, Permissive]) || (attributes.Contains(Using) && to[Using] is null)
            || (attributes.Contains(Check) && to[Check] is null))
        {
            return null;
        }

        return
        [
            new($"ALTER {Reference(to)}"
                + (attributes.Contains(Roles) ? $" TO {string.Join(", ", to[Roles])}" : string.Empty)
                + (attributes.Contains(Using) ? Part("USING", to[Using]) : string.Empty)
                + (attributes.Contains(Check) ? Part("WITH CHECK", to[Check]) : string.Empty)),
        ];
    }

    private static string Part(string word, string? expression) => expression is null ? string.Empty : $" {word} ({expression})";
}

internal sealed class StatisticsKind : Kind
{
    private static readonly Attribute<string> Target = new("target");

    internal override string Name => "statistics";

    internal override uint Catalog => Statistics;

    internal override string OwnerWord => "STATISTICS";

    internal override string Query(int version) => $"""
        select s.oid, 0 as sub, {InSchema}, {Plain}, s.stxname::text as name, {Owner("s.stxowner")}, pg_get_statisticsobjdef(s.oid) as definition,
               s.stxrelid::regclass::text as on_table, array(select quote_ident(attname) from pg_attribute where attrelid = s.stxrelid
                   and attnum = any(s.stxkeys) order by 1) as columns,
               pg_get_statisticsobjdef_expressions(s.oid) as expressions, s.stxkind::text[] as kinds,
               {(version >= 17_00_00 ? "s.stxstattarget::text" : "nullif(s.stxstattarget, -1)::text")} as target
        from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace where {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"STATISTICS {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is CreateStatistics { Name: { } name } ? new(name.Value) : null;

    /// <summary>The server prints the columns in the order of the table, which means nothing here.</summary>
    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { Part.Definition };

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        item[Target] is null ? [new(item[Part.Definition]!)] : [new(item[Part.Definition]!), TargetChange(item)];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        attributes.SetEquals([Target]) ? [TargetChange(to)] : null;

    private static Change TargetChange(SchemaObject item) => new($"ALTER STATISTICS {item.Id.Address} SET STATISTICS {item[Target] ?? "-1"}");
}
