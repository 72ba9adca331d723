using Confiture.Sql;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>Indexes that no constraint made.</summary>
internal sealed class IndexKind : RelationKind
{
    internal override string Name => "index";

    internal override uint? ParentCatalog => Relations;

    internal override string Query(int version) => $"""
        select c.oid, 0 as sub, i.indrelid as parent, n.nspname::text as schema, {Plain}, c.relname::text as name,
               d.text as definition, case when c.reloptions is null then d.text else regexp_replace(d.text, ' WITH \([^)]*\)', '') end as core, i.indisvalid::text as valid, {TableKind.Relation},
               (select quote_ident(pn.nspname) || '.' || quote_ident(p.relname) from pg_inherits h join pg_class p on p.oid = h.inhparent join pg_namespace pn on pn.oid = p.relnamespace where h.inhrelid = c.oid) as part_of,
               case when i.indexprs is not null then -- Only these can have any.
                   (select array_agg(attnum::text || '=' || attstattarget::text order by attnum) from pg_attribute where attrelid = c.oid and attnum > 0 and attstattarget >= 0) end as statistics
        from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
        cross join lateral (select pg_get_indexdef(c.oid) as text offset 0) d -- Printed once.
        where {Managed} and not exists (select from pg_constraint k where k.conindid = c.oid and k.contype in ('p', 'u', 'x'))
        """;

    /// <summary>The name stands alone: it is one of the schema's.</summary>
    internal override string Address(SchemaObject? parent, string? schema, string name, string? detail) => base.Address(null, schema, name, detail);

    internal override string? Rename(SchemaObject item, string name) => $"ALTER INDEX {item.Id.Address} RENAME TO {SqlIdentifier.Write(name)}";

    internal override bool IsSameButForName(SchemaObject from, SchemaObject to) =>
        from.DifferencesTo(to).All(name => Facets.Names.Contains(name) || name is "definition" or "core") && Nameless(from) == Nameless(to);

    // What stands before the table is the name alone.
    private static string Nameless(SchemaObject item) => item["core"]!.Replace($" INDEX {SqlIdentifier.Write(item.Name)} ON ", " INDEX ON ", StringComparison.Ordinal);

    internal override string Reference(SchemaObject item) => $"INDEX {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope)
    {
        var create = item["definition"]! + (item["tablespace"] is { } tablespace ? $" TABLESPACE {tablespace}" : string.Empty);
        foreach (var change in OnlineWords.CreateIndex(item, create, scope)) yield return change;
        foreach (var target in item.ListOf("statistics").Select(s => s.Split('='))) yield return new($"ALTER INDEX {item.Id.Address} ALTER COLUMN {target[0]} SET STATISTICS {target[1]}");
    }

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) => OnlineWords.DropIndex(item, item.Id.Address, scope);

    internal override IReadOnlySet<string> Late { get; } = new HashSet<string> { "part_of" };

    /// <summary>What a failed build leaves is repaired, and never made.</summary>
    internal override IReadOnlySet<string> OneWay { get; } = new HashSet<string> { "valid" };

    /// <summary>The order of its options is the order in which they were given.</summary>
    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { "definition" };

    internal override IEnumerable<LateChange> Finish(SchemaObject? from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) => Join(to, to.Id.Address, scope);

    /// <summary>Joins an index of a partition to that of the parent; done already, it does nothing.</summary>
    internal static IEnumerable<LateChange> Join(SchemaObject item, string index, Scope scope)
    {
        if (item["part_of"] is not { } whole) return [];
        var above = scope.To.Objects.Where(o => o.Kind is IndexKind ? o.Id.Address == whole : o.Kind is ConstraintKind && ConstraintKind.IndexOf(o) == whole);
        return [new(new Change($"ALTER INDEX {whole} ATTACH PARTITION {index}"), [.. above, item.Parent!])];
    }

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Contains("core")) return null;
        List<Change> changes = [];
        // That of a whole is valid when it has one in each part.
        if (attributes.Contains("valid") && to.Is("valid") && to.Parent!.Get("partition_key") is null) changes.Add(OnlineWords.Repair(to, scope));
        if (attributes.Contains("options")) changes.AddRange(RelationOptions.Changed($"ALTER INDEX {to.Id.Address}", from.ListOf("options"), to.ListOf("options")));
        if (attributes.Contains("tablespace")) changes.Add(new($"ALTER INDEX {to.Id.Address} SET TABLESPACE {to["tablespace"] ?? scope.From.Tablespace}"));
        if (attributes.Contains("statistics"))
        {
            foreach (var gone in from.ListOf("statistics").Except(to.ListOf("statistics"), StringComparer.Ordinal)) changes.Add(new($"ALTER INDEX {to.Id.Address} ALTER COLUMN {gone.Split('=')[0]} SET STATISTICS -1"));
            foreach (var set in to.ListOf("statistics").Except(from.ListOf("statistics"), StringComparer.Ordinal)) changes.Add(new($"ALTER INDEX {to.Id.Address} ALTER COLUMN {set.Split('=')[0]} SET STATISTICS {set.Split('=')[1]}"));
        }

        return changes;
    }
}
