using Confiture.Sql;
using Confiture.Sql.Syntax;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

internal sealed class CastKind : Kind
{
    private static readonly Attribute<string> Method = new("method"), Context = new("context");

    internal override string Name => "cast";

    internal override uint Catalog => Casts;

    internal override string Query(int version) => $"""
        select k.oid, 0 as sub, {Global}, null::oid[] as aliases, null::text as name,
               '(' || format_type(k.castsource, null) || ' AS ' || format_type(k.casttarget, null) || ')' as detail,
               case k.castmethod when 'i' then 'WITH INOUT' when 'b' then 'WITHOUT FUNCTION' else
                   'WITH FUNCTION ' || (select quote_ident(pn.nspname) || '.' || quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')'
                       from pg_proc p join pg_namespace pn on pn.oid = p.pronamespace where p.oid = k.castfunc) end as method,
               case k.castcontext when 'a' then ' AS ASSIGNMENT' when 'i' then ' AS IMPLICIT' end as context
        from pg_cast k where k.oid >= 16384
        """;

    internal override string Address(SchemaObject? parent, string? schema, string name, string? detail) => detail!;

    internal override string Reference(SchemaObject item) => $"CAST {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [new($"CREATE CAST {item.Id.Address} {item[Method]}{item[Context]}")];
}

internal sealed class OperatorKind : Kind
{
    private static readonly Attribute<string> Function = new("function"), LeftType = new("left_type"), RightType = new("right_type"), Commutator = new(
        "commutator"), Negator = new("negator"), Restrict = new("restrict"), Join = new("join");
    private static readonly Attribute<bool> Hashes = new("hashes"), Merges = new("merges");

    internal override string Name => "operator";

    internal override uint Catalog => Operators;

    internal override string OwnerWord => "OPERATOR";

    internal override string Query(int version) => $"""
        select o.oid, 0 as sub, {InSchema}, null::oid[] as aliases, o.oprname::text as name,
               '(' || coalesce({TypeOf("o.oprleft")}, 'NONE') || ', ' || coalesce({TypeOf("o.oprright")}, 'NONE') || ')' as detail, {Owner("o.oprowner")},
               {TypeOf("o.oprleft")} as left_type, {TypeOf("o.oprright")} as right_type, nullif(o.oprcode::oid, 0)::regproc::text as function,
               {Other("o.oprcom")} as commutator, {Other("o.oprnegate")} as negator,
               nullif(o.oprrest::oid, 0)::regproc::text as restrict, nullif(o.oprjoin::oid, 0)::regproc::text as "join", o.oprcanhash::text as hashes,
               o.oprcanmerge::text as merges
        from pg_operator o join pg_namespace n on n.oid = o.oprnamespace where {Managed} and o.oprcode <> 0
        """;

    internal override string Address(SchemaObject? parent, string? schema, string name, string? detail) => $"{SqlIdentifier.Write(schema!)}.{name} {detail}";

    internal override string? Rename(SchemaObject item, string name) => null;

    internal override string Reference(SchemaObject item) => $"OPERATOR {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope)
    {
        List<string> parts = [$"FUNCTION = {item[Function]}"];
        if (item[LeftType] is { } left) parts.Add($"LEFTARG = {left}");
        if (item[RightType] is { } right) parts.Add($"RIGHTARG = {right}");
        foreach (var part in (Attribute<string>[])[Commutator, Negator, Restrict, Join])
        {
            if (item[part] is { } value) parts.Add($"{part.Name.ToUpperInvariant()} = {value}");
        }

        if (item[Hashes]) parts.Add("HASHES");
        if (item[Merges]) parts.Add("MERGES");
        return [new($"CREATE OPERATOR {SqlIdentifier.Write(item.Schema!)}.{item.Name} ({string.Join(", ", parts)})")];
    }

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        attributes.IsSubsetOf([Restrict, Join])
            ? [new($"ALTER OPERATOR {to.Id.Address} SET ("
                + $"{string.Join(", ", attributes.Order(StringComparer.Ordinal).Select(name => $"{name.ToUpperInvariant()} = {to[name] ?? "NONE"}"))})")]
            : null;

    private static string Other(string oid) =>
        "(select 'OPERATOR(' || quote_ident(xn.nspname) || '.' || x.oprname || ')' from pg_operator x join pg_namespace xn on xn.oid = "
            + $"x.oprnamespace where x.oid = {oid})";
}

internal sealed class OperatorFamilyKind : Kind
{
    private static readonly Attribute<IReadOnlyList<string>> Members = new("members");

    internal override string Name => "operator family";

    internal override uint Catalog => OperatorFamilies;

    internal override string OwnerWord => "OPERATOR FAMILY";

    /// <summary>Members that no class holds on to; those of a class are its own.</summary>
    internal override string Query(int version) => $"""
        select f.oid, 0 as sub, {InSchema}, {FamilyMembers.Aliases("f.oid", "2753")} as aliases, f.opfname::text as name,
               ' USING ' || quote_ident(am.amname) as detail, {Owner("f.opfowner")},
               {FamilyMembers.Of("f.oid", "2753")} as members
        from pg_opfamily f join pg_namespace n on n.oid = f.opfnamespace join pg_am am on am.oid = f.opfmethod where {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"OPERATOR FAMILY {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is CreateOperatorFamily family ? new(family.Name.Value) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope)
    {
        // A class of the same name makes its family by itself.
        yield return new($"CREATE OPERATOR FAMILY {item.Id.Address}");
        if (item[Members] is [_, ..] members) yield return new($"ALTER OPERATOR FAMILY {item.Id.Address} ADD {string.Join(", ", members)}");
    }

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        var (old, wanted) = (from[Members], to[Members]);
        string[] gone = [.. old.Except(wanted, StringComparer.Ordinal).Select(FamilyMembers.Name)];
        string[] added = [.. wanted.Except(old, StringComparer.Ordinal)];
        List<Change> changes = [];
        if (gone.Length > 0) changes.Add(new($"ALTER OPERATOR FAMILY {to.Id.Address} DROP {string.Join(", ", gone)}"));
        if (added.Length > 0) changes.Add(new($"ALTER OPERATOR FAMILY {to.Id.Address} ADD {string.Join(", ", added)}"));
        return changes;
    }
}

internal sealed class OperatorClassKind : Kind
{
    private static readonly Attribute<string> Storage = new("storage"), Type = new("type"), Method = new("method"), Family = new("family");
    private static readonly Attribute<IReadOnlyList<string>> Members = new("members");
    private static readonly Attribute<bool> IsDefault = new("is_default");

    internal override string Name => "operator class";

    internal override uint Catalog => OperatorClasses;

    internal override string OwnerWord => "OPERATOR CLASS";

    internal override string Query(int version) => $"""
        select o.oid, 0 as sub, {InSchema}, {FamilyMembers.Aliases("o.oid", "2616")} as aliases, o.opcname::text as name,
               ' USING ' || quote_ident(am.amname) as detail, {Owner("o.opcowner")},
               format_type(o.opcintype, null) as type, o.opcdefault::text as is_default, {NameOf("o.opcfamily", "pg_opfamily", "opf")} as family,
               {TypeOf("o.opckeytype")} as storage, {FamilyMembers.Of("o.oid", "2616")} as members, quote_ident(am.amname) as method
        from pg_opclass o join pg_namespace n on n.oid = o.opcnamespace join pg_am am on am.oid = o.opcmethod where {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"OPERATOR CLASS {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) =>
        statement is CreateOperatorClass operatorClass ? new(operatorClass.Name.Value) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope)
    {
        string[] parts = [.. item[Members], .. item[Storage] is { } storage ? (string[])[$"STORAGE {storage}"] : []];
        if (parts.Length == 0) parts = [$"STORAGE {item[Type]}"];
        var name = item.Id.Address[..^(" USING ".Length + item[Method]!.Length)];
        return [new($"CREATE OPERATOR CLASS {name}{(item[IsDefault] ? " DEFAULT" : string.Empty)} FOR TYPE {item[Type]} USING {item[Method]} FAMILY "
            + $"{item[Family]} AS\n    {string.Join(",\n    ", parts)}")];
    }
}

/// <summary>Operators and functions of an operator family, as CREATE OPERATOR CLASS and ALTER OPERATOR FAMILY write them.</summary>
internal static class FamilyMembers
{
    internal static string Of(string owner, string catalog) => $"""
        (select array_agg(m order by m) from (
            select 'OPERATOR ' || e.amopstrategy || ' ' || quote_ident(xn.nspname) || '.' || x.oprname || '('
                || coalesce(format_type(nullif(x.oprleft, 0), null), 'NONE') || ', ' || coalesce(format_type(nullif(x.oprright, 0), null), 'NONE') || ')'
                   || case when e.amopsortfamily <> 0 then ' FOR ORDER BY ' || {NameOf("e.amopsortfamily", "pg_opfamily", "opf")} else '' end as m
            from pg_depend d join pg_amop e on e.oid = d.objid join pg_operator x on x.oid = e.amopopr join pg_namespace xn on xn.oid = x.oprnamespace
            where d.classid = 2602 and d.refclassid = {catalog} and d.refobjid = {owner}
            union all
            select 'FUNCTION ' || e.amprocnum || ' (' || format_type(e.amproclefttype, null) || ', ' || format_type(e.amprocrighttype, null) || ') '
                || quote_ident(xn.nspname) || '.' || quote_ident(x.proname) || '(' || oidvectortypes(x.proargtypes) || ')'
            from pg_depend d join pg_amproc e on e.oid = d.objid join pg_proc x on x.oid = e.amproc join pg_namespace xn on xn.oid = x.pronamespace
            where d.classid = 2603 and d.refclassid = {catalog} and d.refobjid = {owner}) members)
        """;

    /// <summary>The members' own addresses: what a member depends on, its class or family depends on.</summary>
    internal static string Aliases(string owner, string catalog) =>
        "(select array_agg(a) from pg_depend d, unnest(array[d.classid, d.objid]) a where d.classid in (2602, "
            + $"2603) and d.refclassid = {catalog} and d.refobjid = {owner} and d.deptype in ('i', 'a'))";

    /// <summary>What ALTER OPERATOR FAMILY ... DROP calls a member: its number and its types.</summary>
    internal static string Name(string member)
    {
        var words = member.Split(' ', 3);
        var types = member[member.IndexOf('(', StringComparison.Ordinal)..(Closing(member) + 1)];
        return $"{words[0]} {words[1]} {types}";
    }

    private static int Closing(string member)
    {
        var depth = 0;
        for (var at = member.IndexOf('(', StringComparison.Ordinal); ; at++)
        {
            if (member[at] == '(') depth++;
            else if (member[at] == ')' && --depth == 0) return at;
        }
    }
}
