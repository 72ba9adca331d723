using Confiture.Sql;
using Confiture.Sql.Syntax;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>The attributes of enums.</summary>
internal static class EnumType
{
    internal const string Kind = "enum";

    internal static readonly Attribute<IReadOnlyList<string>> Labels = new("labels");

    /// <summary>Makes a type of an enum's labels.</summary>
    internal static string Words(string name, SchemaObject item) => $"CREATE TYPE {name} AS ENUM ({string.Join(", ", item[Labels].Select(SqlLiteral.Quote))})";
}

/// <summary>The attributes of domains.</summary>
internal static class Domain
{
    internal const string Kind = "domain";

    internal static readonly Attribute<string> Type = new("type"), Collation = new("collation"), Default = new("default_value");

    internal static readonly Attribute<bool> NotNull = new("not_null");
}

/// <summary>Types whose values are rows.</summary>
internal static class CompositeType
{
    internal const string Kind = "composite type";
}

/// <summary>The attributes of ranges.</summary>
internal static class RangeType
{
    internal static readonly Attribute<string> Subtype = new("subtype"), Multirange = new("multirange");
}

/// <summary>What types of all sorts have in common.</summary>
internal abstract class TypeKind : Kind
{
    internal override uint Catalog => Types;

    internal override string NameSpace => "types and relations";

    internal override string OwnerWord => "TYPE";

    internal override NameSort? NamedAs => NameSort.Type;

    internal override bool DescribesValues => true;

    internal override bool IsOfItsTypes(SchemaObject item) => true;

    internal override Grants Grants => Grants.OfTypes;

    internal override string GrantTarget(SchemaObject item) => $"TYPE {item.Id.Address}";

    internal override bool StepsAside(SchemaObject item, PlannedActions actions) => actions.IsKeptByColumns(item);

    internal override string Reference(SchemaObject item) => $"TYPE {item.Id.Address}";

    protected static string Columns(string aliases) => $"""
        select t.oid, 0 as sub, {InSchema}, {aliases} as aliases, null::text as detail, t.typname::text as name, {Owner("t.typowner")},
               {Privileges('T', "t.typacl", "t.typowner")}
        """;

    protected static string From(char type) => $"from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typtype = '{type}' and {Managed}";
}

internal sealed class EnumKind : TypeKind
{
    internal override string Name => EnumType.Kind;

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is not CreateEnumType type ? null
        : GivenName.At(type.Values, v => v.Span, offset) is { } label ? new(type.Name.Value, label.Text) { IsLabel = true } : new(type.Name.Value);

    internal override bool HasLabels => true;

    internal override bool HoldsData(SchemaObject item) => true;

    internal override double LikenessOf(SchemaObject from, SchemaObject to, bool byName) => Likeness.Shared(from[EnumType.Labels], to[EnumType.Labels]);

    internal override string Query(int version) => $"""
        {Columns("array[1247, t.typarray]")},
               (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid) as labels
        {From('e')}
        """;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [new(EnumType.Words(item.Id.Address, item))];

    /// <summary>Labels are added in place; taking one away or moving one takes a new type.</summary>
    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        var (old, wanted) = (from[EnumType.Labels], to[EnumType.Labels]);
        if (scope.InOneTransaction && wanted.Count > old.Count) return null;
        if (!wanted.Where(label => old.Contains(label, StringComparer.Ordinal)).SequenceEqual(old, StringComparer.Ordinal)) return null;
        return wanted.Index().Where(label => !old.Contains(label.Item, StringComparer.Ordinal)).Select(label => new Change(
            $"ALTER TYPE {to.Id.Address} ADD VALUE {SqlLiteral.Quote(label.Item)}{Place(label.Index, wanted, old)}") { EndsTransaction = true });
    }

    private static string Place(int index, IReadOnlyList<string> wanted, IReadOnlyList<string> old) =>
        index > 0 ? $" AFTER {SqlLiteral.Quote(wanted[index - 1])}" : old.Count > 0 ? $" BEFORE {SqlLiteral.Quote(old[0])}" : string.Empty;
}

internal sealed class DomainKind : TypeKind
{
    internal override string Name => Domain.Kind;

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is CreateDomain domain ? new(domain.Name.Value) : null;

    internal override string OwnerWord => "DOMAIN";

    internal override string? Underlying(SchemaObject item) => item[Domain.Type];

    internal override IEnumerable<SchemaObject> Needs(SchemaObject item) => item.DependsOn.Concat(item.Children);

    internal override IEnumerable<SchemaObject> Evaluated(SchemaObject item, bool isNew, Func<SchemaObject, IEnumerable<SchemaObject>> kept) =>
        isNew ? [] : item.Children;

    internal override bool HoldsInside(SchemaObject item, Holders holders) => holders.HoldInside(item);

    /// <summary>The server does not look for values inside of arrays, rows and ranges, when a domain allows fewer.</summary>
    internal override IEnumerable<SchemaObject> ToReplace(SchemaObject item, Holders holders) =>
        holders.Wanted(item) is { } to && holders.HoldInside(item) && GetsStricter(item, to) ? [item] : [];

    private static bool GetsStricter(SchemaObject from, SchemaObject to) =>
        (to[Domain.NotNull] && !from[Domain.NotNull])
        || to.Children.Any(c => DomainConstraintKind.IsWithin(c)
            && from.Children.FirstOrDefault(old => old.Id == c.Id)?[Part.Definition] != c[Part.Definition]);

    internal override string Query(int version) => $"""
        {Columns("array[1247, t.typarray]")},
               format_type(t.typbasetype, t.typtypmod) as type,
               {CollationOf("t.typcollation", "(select b.typcollation from pg_type b where b.oid = t.typbasetype)")},
               coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault) as default_value, t.typnotnull::text as not_null
        {From('d')}
        """;

    internal override string Reference(SchemaObject item) => $"DOMAIN {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
    [
        new($"CREATE DOMAIN {item.Id.Address} AS {item[Domain.Type]}"
            + (item[Domain.Collation] is { } collation ? $" COLLATE {collation}" : string.Empty)
            + (item[Domain.Default] is { } value ? $" DEFAULT {value}" : string.Empty)
            + (item[Domain.NotNull] ? " NOT NULL" : string.Empty)
            + string.Concat(item.Children.Where(DomainConstraintKind.IsWithin).OrderBy(c => c.Id, ObjectId.Order)
                .Select(c => $"\n    CONSTRAINT {SqlIdentifier.Write(c.Name)} {c[Part.Definition]}"))),
    ];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Overlaps([Domain.Type, Domain.Collation])) return null;
        List<Change> changes = [];
        if (attributes.Contains(Domain.Default))
            changes.Add(new($"ALTER DOMAIN {to.Id.Address} {(to[Domain.Default] is { } value ? $"SET DEFAULT {value}" : "DROP DEFAULT")}"));
        if (attributes.Contains(Domain.NotNull)) changes.Add(new($"ALTER DOMAIN {to.Id.Address} {(to[Domain.NotNull] ? "SET" : "DROP")} NOT NULL"));
        return changes;
    }
}

internal sealed class DomainConstraintKind : Kind
{
    internal override string Name => "domain constraint";

    internal override uint Catalog => Constraints;

    internal override uint? ParentCatalog => Types;

    internal override bool NarrowsParent => true;

    internal override IEnumerable<SchemaObject> Evaluated(SchemaObject item, bool isNew, Func<SchemaObject, IEnumerable<SchemaObject>> kept) => [item];

    internal override bool IsMadeWithin(SchemaObject item, Func<ObjectId, bool> isMade) => isMade(item.Parent!.Id) && IsWithin(item);

    internal override string Query(int version) => """
        select c.oid, 0 as sub, c.contypid as parent, null::text as schema, null::oid[] as aliases, null::text as detail, c.conname::text as name,
               pg_get_constraintdef(c.oid) as definition
        from pg_constraint c where c.contypid <> 0 and c.contype = 'c'
        """;

    /// <summary>Says whether a constraint is made together with its domain; one that does not hold for old values cannot be.</summary>
    internal static bool IsWithin(SchemaObject item) =>
        item.Kind is DomainConstraintKind && !item[Part.Definition]!.EndsWith(" NOT VALID", StringComparison.Ordinal);

    internal override string? Rename(SchemaObject item, string name) =>
        $"ALTER DOMAIN {item.Parent!.Id.Address} RENAME CONSTRAINT {SqlIdentifier.Write(item.Name)} TO {SqlIdentifier.Write(name)}";

    internal override string Reference(SchemaObject item) => $"CONSTRAINT {SqlIdentifier.Write(item.Name)} ON DOMAIN {item.Parent!.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) =>
        statement is CreateDomain domain && GivenName.At([.. domain.Constraints.Where(c => c.Name is not null)], c => c.Span, offset) is { Name: { } name }
            ? new(domain.Name.Value, name.Text) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"ALTER DOMAIN {item.Parent!.Id.Address} ADD CONSTRAINT {SqlIdentifier.Write(item.Name)} {item[Part.Definition]}")];

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) =>
        [new($"ALTER DOMAIN {item.Parent!.Id.Address} DROP CONSTRAINT {SqlIdentifier.Write(item.Name)}")];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        from[Part.Definition] == to[Part.Definition] + " NOT VALID"
            ? [new($"ALTER DOMAIN {to.Parent!.Id.Address} VALIDATE CONSTRAINT {SqlIdentifier.Write(to.Name)}")]
            : null;
}

internal sealed class CompositeKind : TypeKind
{
    internal override string Name => CompositeType.Kind;

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is CreateCompositeType type ? new(type.Name.Value) : null;

    internal override bool GrowsAtTheEnd => true;

    internal override bool HoldsData(SchemaObject item) => true;

    internal override double LikenessOf(SchemaObject from, SchemaObject to, bool byName) => Likeness.OfRows(from, to);

    /// <summary>Who builds a row of a type names all that is in it.</summary>
    internal override IEnumerable<SchemaObject> NamedWith(SchemaObject item, SchemaObject user) => user.Kind is AttributeKind ? [] : item.Children;

    /// <summary>The server changes nothing about a composite type that a column has.</summary>
    internal override IEnumerable<SchemaObject> ToReplace(SchemaObject item, Holders holders) =>
        holders.HaveColumns(item) && holders.Wanted(item) is { } to && ChangesInside(item, to, holders) ? [item] : [];

    private static bool ChangesInside(SchemaObject from, SchemaObject to, Holders holders) =>
        !from.Children.Select(c => c.Id).ToHashSet().SetEquals(to.Children.Select(c => c.Id)) || from.Children.Any(holders.IsChanged);

    internal override string Query(int version) => $"""
        {Columns("array[1247, t.typarray, 1259, t.typrelid]")}
        {From('c')} and exists (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c')
        """;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"CREATE TYPE {item.Id.Address} AS ("
            + $"{string.Join(", ", item.Children.Where(c => c.Kind is AttributeKind).OrderBy(c => c[Column.Number]).Select(AttributeKind.Words))})")];
}

/// <summary>A part of a composite type.</summary>
internal sealed class AttributeKind : Kind
{
    internal override string Name => "attribute";

    internal override uint Catalog => Relations;

    internal override uint? ParentCatalog => Relations;

    internal override bool IsField => true;

    internal override bool IsMadeWithin(SchemaObject item, Func<ObjectId, bool> isMade) => isMade(item.Parent!.Id);

    internal override bool IsOfItsTypes(SchemaObject item) => true;

    internal override bool HoldsData(SchemaObject item) => true;

    internal override double LikenessOf(SchemaObject from, SchemaObject to, bool byName) => Likeness.OfFields(from, to, byName);

    internal override bool HoldsInside(SchemaObject item, Holders holders) => holders.HaveColumns(item.Parent!) || holders.HoldInside(item.Parent!);

    internal override bool ReplacesParent(SchemaObject item, Holders holders) => holders.HaveColumns(item.Parent!) && holders.Wanted(item.Parent!) is not null;

    internal override string Query(int version) => $"""
        select a.attrelid as oid, a.attnum::int as sub, a.attrelid as parent, null::text as schema, null::oid[] as aliases, null::text as detail,
               a.attname::text as name,
               format_type(a.atttypid, a.atttypmod) as type, {CollationOf("a.attcollation", "(select b.typcollation from pg_type b where b.oid = a.atttypid)")},
               row_number() over (partition by a.attrelid order by a.attnum)::text as number
        from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relkind = 'c' and a.attnum > 0 and not a.attisdropped
        """;

    internal override string? Rename(SchemaObject item, string name) =>
        $"ALTER TYPE {item.Parent!.Id.Address} RENAME ATTRIBUTE {SqlIdentifier.Write(item.Name)} TO {SqlIdentifier.Write(name)} CASCADE";

    internal override string Reference(SchemaObject item) => $"COLUMN {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) =>
        statement is CreateCompositeType type && GivenName.At(type.Attributes, a => a.Span, offset) is { } attribute
            ? new(type.Name.Value, attribute.Name.Text) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"ALTER TYPE {item.Parent!.Id.Address} ADD ATTRIBUTE {Words(item)} CASCADE")];

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) =>
        [new($"ALTER TYPE {item.Parent!.Id.Address} DROP ATTRIBUTE {SqlIdentifier.Write(item.Name)} CASCADE") { Loses = $"the values of {item.Id.Address}" }];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        attributes.Overlaps([Column.Type, Column.Collation])
            ? [new($"ALTER TYPE {to.Parent!.Id.Address} ALTER ATTRIBUTE {SqlIdentifier.Write(to.Name)} TYPE "
                + $"{to[Column.Type]}{(to[Column.Collation] is { } collation ? $" COLLATE {collation}" : string.Empty)} CASCADE")]
            : [];

    internal override IReadOnlySet<string> Descriptive { get; } = new HashSet<string> { Column.Number };

    internal static string Words(SchemaObject item) =>
        $"{SqlIdentifier.Write(item.Name)} {item[Column.Type]}{(item[Column.Collation] is { } collation ? $" COLLATE {collation}" : string.Empty)}";
}

internal sealed class RangeKind : TypeKind
{
    private static readonly Attribute<string> OperatorClass = new("operator_class"), Collation = new("collation");
    private static readonly Attribute<string> Canonical = new("canonical"), Difference = new("difference");

    internal override string Name => "range";

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is CreateRangeType type ? new(type.Name.Value) : null;

    internal override bool HoldsInside(SchemaObject item, Holders holders) => holders.HaveColumns(item) || holders.HoldInside(item);

    internal override IEnumerable<Change> MakeRoom(SchemaObject item, Scope scope)
    {
        foreach (var change in base.MakeRoom(item, scope)) yield return change;
        if (item[RangeType.Multirange] is not { } multirange) yield break;
        foreach (var change in RenameMultirange(item, multirange, scope.Names.Aside(BareName(multirange)), AddressAside(item, scope))) yield return change;
        // A range is made by functions of its name, which keep it.
        foreach (var arguments in (string[])[$"{item[RangeType.Subtype]}, {item[RangeType.Subtype]}",
                $"{item[RangeType.Subtype]}, {item[RangeType.Subtype]}, text"])
        {
            yield return new($"ALTER FUNCTION {item.Id.Address}({arguments}) RENAME TO {SqlIdentifier.Write(scope.Names.Aside(item.Name))}");
        }
    }

    internal override IEnumerable<Change> Forget(SchemaObject item, Scope scope) => [DropWithForm($"DROP TYPE {AddressAside(item, scope)}", item)];

    internal override string Query(int version) => $"""
        {Columns("array[1247, t.typarray, 1247, r.rngmultitypid, 1247, m.typarray]")},
               format_type(r.rngsubtype, null) as subtype, {NameOf("r.rngsubopc", "pg_opclass", "opc")} as operator_class,
               {CollationOf("r.rngcollation", "(select b.typcollation from pg_type b where b.oid = r.rngsubtype)")},
               {NameOf("nullif(r.rngcanonical, 0)", "pg_proc", "pro")} as canonical, {NameOf("nullif(r.rngsubdiff, 0)", "pg_proc", "pro")} as difference,
               quote_ident(mn.nspname) || '.' || quote_ident(m.typname) as multirange
        from pg_type t join pg_namespace n on n.oid = t.typnamespace join pg_range r on r.rngtypid = t.oid
        join pg_type m on m.oid = r.rngmultitypid join pg_namespace mn on mn.oid = m.typnamespace
        where t.typtype = 'r' and {Managed}
        """;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope)
    {
        List<string> parts = [$"SUBTYPE = {item[RangeType.Subtype]}", $"SUBTYPE_OPCLASS = {item[OperatorClass]}"];
        if (item[Collation] is { } collation) parts.Add($"COLLATION = {collation}");
        if (item[Canonical] is { } canonical) parts.Add($"CANONICAL = {canonical}");
        if (item[Difference] is { } difference) parts.Add($"SUBTYPE_DIFF = {difference}");
        parts.Add($"MULTIRANGE_TYPE_NAME = {item[RangeType.Multirange]}");
        if (FormOf(item) is { } form)
        {
            yield return new($"CREATE TYPE {item.Id.Address}");
            foreach (var change in form.Kind.Create(form, scope)) yield return change;
        }

        yield return new($"CREATE TYPE {item.Id.Address} AS RANGE ({string.Join(", ", parts)})");
    }

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) => [DropWithForm($"DROP TYPE {item.Id.Address}", item)];

    /// <summary>Drops a type together with the function that gives its values one form: neither can go alone.</summary>
    private static Change DropWithForm(string drop, SchemaObject type) =>
        FormOf(type) is { } form
            ? new($"{drop} CASCADE") { Ignores = [$"drop-cascade {form.Id.Address} is dropped with it, nothing else depends on it"] }
            : new(drop);

    /// <summary>The range of whose values a function gives the one form: the function needs the type and the type the function, so they come and go together.
    /// Null for other routines.</summary>
    internal static SchemaObject? RangeOf(SchemaObject item) => item.DependsOn.FirstOrDefault(d => d.Kind is RangeKind && FormOf(d) == item);

    private static SchemaObject? FormOf(SchemaObject range) =>
        range[Canonical] is { } name ? range.DependsOn.FirstOrDefault(d => d.Kind is RoutineKind && d.Id.Address == $"{name}({range.Id.Address})") : null;

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        attributes.SetEquals([RangeType.Multirange]) && SchemaPart(from[RangeType.Multirange]!) == SchemaPart(to[RangeType.Multirange]!)
            ? RenameMultirange(from, from[RangeType.Multirange]!, BareName(to[RangeType.Multirange]!), to.Id.Address)
            : null;

    /// <summary>A multirange is made by functions of its name, which keep it when it is renamed alone.</summary>
    private static IEnumerable<Change> RenameMultirange(SchemaObject range, string old, string name, string rangeAddress)
    {
        yield return new($"ALTER TYPE {old} RENAME TO {SqlIdentifier.Write(name)}");
        foreach (var arguments in (string[])[string.Empty, rangeAddress, $"VARIADIC {rangeAddress}[]"])
            yield return new($"ALTER FUNCTION {old}({arguments}) RENAME TO {SqlIdentifier.Write(name)}");
    }

    /// <summary>The bare name in a qualified one.</summary>
    private static string BareName(string address) => QualifiedName.Parse(address).Name;

    private static string? SchemaPart(string address) => QualifiedName.Parse(address).Schema;
}
