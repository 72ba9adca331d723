using Confiture.Sql;
using Confiture.Sql.Syntax;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>The attributes of constraints.</summary>
internal static class Constraint
{
    /// <summary>The catalog's letter: <c>p</c>, <c>u</c>, <c>x</c>, <c>c</c> or <c>f</c>.</summary>
    internal static readonly Attribute<string> Type = new("type");
}

/// <summary>Primary keys, unique, check, exclusion and foreign keys of tables. NOT NULL is an attribute of its column.</summary>
internal sealed class ConstraintKind : Kind
{
    /// <summary>Ends the definition of what does not hold for old rows yet.</summary>
    internal const string Unchecked = " NOT VALID";

    internal override string Name => "constraint";

    internal override uint Catalog => Constraints;

    internal override uint? ParentCatalog => Relations;

    internal override bool CanBeChosen => true;

    internal override bool CanGoFirst => true;

    internal override bool ReachesBelow => true;

    internal override bool StaysBelow => true;

    internal override bool FollowsRows => true;

    internal override Attribute<string> CommentOfAlias => Facets.IndexComment;

    internal override bool IsHandedDown(SchemaObject item) => item[Constraint.Type] == "c";

    internal override bool IsKey(SchemaObject item) => item[Constraint.Type] is "p" or "u";

    internal override KeyWords? Demands(SchemaObject item) =>
        OnlineWords.IsChecked(item[Part.Definition]!) ? KeyWords.OfConstraint(item[Part.Definition]!) : null;

    internal override bool IsAlike(SchemaObject from, SchemaObject to) => true;

    internal override IEnumerable<(Attribute<string> Attribute, string On)> Comments(SchemaObject item) =>
        [.. base.Comments(item), (Facets.IndexComment, $"INDEX {IndexOf(item)}")];

    internal override IEnumerable<SchemaObject> Evaluated(SchemaObject item, bool isNew, Func<SchemaObject, IEnumerable<SchemaObject>> kept) =>
        item[Constraint.Type] is "c" or "x" ? [item] : [];

    internal override bool IsMadeForSuccessor(SchemaObject item) => item[Constraint.Type] != "f" && !(item[Constraint.Type] == "c" && item[Part.Inherited]);

    internal override bool CanBeMadeAhead(SchemaObject item) =>
        item[Constraint.Type] == "c" ? OnlineWords.IsChecked(item[Part.Definition]!) : OnlineWords.IsKeyOfIndex(item);

    internal override string? Hindrance(SchemaObject item, IEnumerable<SchemaObject> dependents) => item[Constraint.Type] switch
    {
        "f" => null,
        "c" => OnlineWords.IsChecked(item[Part.Definition]!) ? null : $"{item.Id} is not checked",
        "p" or "u" when OnlineWords.IsKeyOfIndex(item) => dependents.Any(d => d.Kind is not ConstraintKind) ? $"others rely on {item.Id}" : null,
        _ => $"{item.Id} cannot be made while the table is in use",
    };

    internal override IEnumerable<SchemaObject> ToReplace(SchemaObject item, Holders holders) =>
        [.. IndexKind.WholeThatIsLeft(item, holders), .. holders.PointsAtWhatLeaves(item) ? (SchemaObject[])[item] : []];

    internal override IEnumerable<Change> SayOwn(SchemaObject? from, SchemaObject to, Scope scope) =>
        IsOwnToo(from, to) && scope.Stays(to.Id) ? [new($"ALTER TABLE {to.Parent!.Id.Address} ADD {Words(to)}")] : [];

    internal override string Query(int version) => $"""
        select k.oid, 0 as sub, k.conrelid as parent, null::text as schema,
               case when k.contype in ('p', 'u', 'x') then array[1259, k.conindid] end as aliases, null::text as detail, k.conname::text as name,
               k.contype::text as type, pg_get_constraintdef(k.oid) as definition, null::text as index_comment,
               (k.coninhcount > 0 and not k.conislocal)::text as inherited, nullif(k.coninhcount > 0, false)::text as above,
               case when k.contype in ('p', 'u', 'x') then (select indisvalid::text from pg_index where indexrelid = k.conindid) end as valid,
               case when k.contype in ('p', 'u', 'x') then {Sorted("ic.reloptions")} end as options,
               case when k.contype in ('p', 'u', 'x') then (select quote_ident(spcname) from pg_tablespace where oid = ic.reltablespace) end as tablespace,
               case when k.contype in ('p', 'u', 'x') then
                   (select quote_ident(pn.nspname) || '.' || quote_ident(p.relname) from pg_inherits h join pg_class p on p.oid = h.inhparent
                       join pg_namespace pn on pn.oid = p.relnamespace where h.inhrelid = k.conindid) end as part_of
        from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace left join pg_class ic on ic.oid = k.conindid
        where k.contype in ('p', 'u', 'x', 'c', 'f') and {Managed} and not (k.contype = 'f' and k.conparentid <> 0
            and exists(select from pg_constraint a where a.oid = k.conparentid and a.conrelid = k.conrelid))
        """;

    internal override string? Rename(SchemaObject item, string name) =>
        $"ALTER TABLE {item.Parent!.Id.Address} RENAME CONSTRAINT {SqlIdentifier.Write(item.Name)} TO {SqlIdentifier.Write(name)}";

    internal override bool IsSameButForName(SchemaObject from, SchemaObject to) => !from[Part.Inherited] && from.DifferencesTo(to).All(Facets.Names.Contains);

    internal override string Reference(SchemaObject item) => $"CONSTRAINT {SqlIdentifier.Write(item.Name)} ON {item.Parent!.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) =>
        (GivenName.ElementAt(statement, offset), GivenName.ActionAt(statement, offset)) switch
    {
        ((var table, ColumnDefinition column), _) =>
            column.Constraints.FirstOrDefault(c => c.Name is not null && c.Span.Start == offset) is { Name: { } name } ? new(table, name.Text) : null,
        ((var table, TableConstraint { Constraint.Name: { } name }), _) => new(table, name.Text),
        (_, TableAction.AddConstraint { Constraint.Name: { } name }) => new(((AlterTable)statement).Name.Value, name.Text),
        _ => null,
    };

    /// <summary>Keys of a parent are made on it alone, and joined to those of its partitions, which have names of their own.</summary>
    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        IsMadeByParent(item, scope) ? (IsCheckedHereOnly(item) ? [Validate(item, scope)] : []) : OnlineWords.AddConstraint(item, scope) ?? [new(
            $"ALTER TABLE {(item[Constraint.Type] is "p" or "u" && !Excludes(item) ? "ONLY " : string.Empty)}{item.Parent!.Id.Address} ADD {Words(item)}")];

    internal override IReadOnlySet<string> Late { get; } = new HashSet<string> { Part.PartOf };

    internal override IEnumerable<LateChange> Finish(SchemaObject? from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        Excludes(to) ? [] : IndexKind.Join(to, IndexOf(to), scope);

    internal override IReadOnlySet<string> Descriptive { get; } = new HashSet<string> { Part.Inherited, Part.Above, Part.Valid };

    internal override string? Occupies(SchemaObject item) =>
        item[Constraint.Type] is "p" or "u" or "x" ? $"types and relations {item.Parent!.Schema}.{item.Name}" : null;

    /// <summary>Says whether a table is to say a check itself that it has from its parents.</summary>
    private static bool IsOwnToo(SchemaObject? from, SchemaObject to) =>
        from is not null && to[Constraint.Type] == "c" && !to[Part.Inherited] && to[Part.Above] && from[Constraint.Type] == "c" && from[Part.Inherited]
            && from[Part.Definition] == to[Part.Definition];

    /// <summary>Says whether a table has said a check itself that it is to have from its parents alone.</summary>
    internal override bool IsNoLongerOwn(SchemaObject? from, SchemaObject to) =>
        from is not null && to[Constraint.Type] == "c" && to[Part.Inherited] && from[Constraint.Type] == "c" && !from[Part.Inherited]
            && from.Parent![Table.Bound] is null && to.Parent![Table.Bound] is null;

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) =>
        IsTakenByParent(item, scope) ? [] : [new($"ALTER TABLE {item.Parent!.Id.Address} DROP CONSTRAINT {SqlIdentifier.Write(item.Name)}")];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.SetEquals([Part.Definition]) && from[Part.Definition] == to[Part.Definition] + Unchecked) return [Validate(to, scope)];
        if (!attributes.IsSubsetOf([Stored.Options, Stored.Tablespace, Part.PartOf])) return null;
        List<Change> changes = [];
        if (attributes.Contains(Stored.Options))
            changes.AddRange(RelationOptions.Changed($"ALTER INDEX {IndexOf(to)}", from[Stored.Options], to[Stored.Options]));
        if (attributes.Contains(Stored.Tablespace))
            changes.Add(new($"ALTER INDEX {IndexOf(to)} SET TABLESPACE {to[Stored.Tablespace] ?? scope.From.Tablespace}"));
        return changes;
    }

    private static Change Validate(SchemaObject item, Scope scope) =>
        new($"ALTER TABLE {item.Parent!.Id.Address} "
            + $"VALIDATE CONSTRAINT {SqlIdentifier.Write(item.Name)}") { Pace = Pace.Long, InNewTransaction = scope.Style == PlanStyle.Online };

    // What comes down comes as it is above.
    private static bool IsCheckedHereOnly(SchemaObject item) =>
        item[Constraint.Type] == "c" && !item[Part.Definition]!.EndsWith(Unchecked, StringComparison.Ordinal)
            && item.DependsOn.Any(above => above.Kind is ConstraintKind && above[Part.Definition]!.EndsWith(Unchecked, StringComparison.Ordinal));

    internal static string Words(SchemaObject item)
    {
        var definition = item[Part.Definition]!;
        List<string> storage = [];
        if (item[Constraint.Type] != "x" && item[Stored.Options] is [_, ..] options) storage.Add($"WITH ({RelationOptions.Words(options)})");
        if (item[Stored.Tablespace] is { } tablespace) storage.Add($"USING INDEX TABLESPACE {tablespace}");
        return $"CONSTRAINT {SqlIdentifier.Write(item.Name)} {WithStorage(definition, string.Join(' ', storage))}";
    }

    internal override SchemaObject? ReferredTable(SchemaObject item) =>
        item[Constraint.Type] != "f" ? null : item.DependsOn.FirstOrDefault(d => d.Kind is ColumnKind && d.Parent != item.Parent)?.Parent ?? item.Parent;

    internal static string IndexOf(SchemaObject item) => $"{SqlIdentifier.Write(item.Parent!.Schema!)}.{SqlIdentifier.Write(item.Name)}";

    // Storage stands after the columns (and what EXCLUDE says of its rows comes after it), and before the times of checking.
    private static string WithStorage(string definition, string storage)
    {
        if (storage.Length == 0) return definition;
        string[] later = [" WHERE (", " DEFERRABLE", " NOT DEFERRABLE"];
        var end = later.Select(word => definition.IndexOf(word, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(definition.Length).Min();
        return $"{definition[..end]} {storage}{definition[end..]}";
    }

    // The server takes no such index of a partition for that of its parent: it comes down only when the table becomes a partition.
    private static bool Excludes(SchemaObject item) =>
        item[Constraint.Type] == "x" || item[Part.Definition]!.Contains(" WITHOUT OVERLAPS", StringComparison.Ordinal);

    // Checks come down from parents, but a table that is still to become a partition has to have them before. Foreign keys and exclusions
    // come down when it becomes one.
    private static bool IsMadeByParent(SchemaObject item, Scope scope) => item[Constraint.Type] switch
    {
        "c" => item[Part.Inherited] && (item.Parent![Table.Bound] is null || TableWords.StaysAttached(item.Parent, scope)),
        "f" => item[Part.Inherited],
        _ => item[Part.PartOf] is not null && Excludes(item),
    };

    // What has come down from a parent stays when the table leaves it.
    private static bool IsTakenByParent(SchemaObject item, Scope scope) =>
        (item[Part.Inherited] && !TableWords.IsLeft(item.Parent!, scope)) || (item[Part.PartOf] is not null && Excludes(item));
}
