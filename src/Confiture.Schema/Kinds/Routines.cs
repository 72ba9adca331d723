using Confiture.Sql;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>What can be called: told apart by the types of its arguments.</summary>
internal abstract class CallableKind : Kind
{
    protected static readonly string Columns = $"""
        select p.oid, 0 as sub, {InSchema}, null::oid[] as aliases, p.proname::text as name, '(' || oidvectortypes(p.proargtypes) || ')' as detail,
               {Owner("p.proowner")}, {Privileges('f', "p.proacl", "p.proowner")}
        """;

    internal override uint Catalog => CatalogSql.Routines;
}

/// <summary>Functions, procedures and window functions.</summary>
internal sealed class RoutineKind : CallableKind
{
    internal override string Name => "routine";

    internal override string OwnerWord => "ROUTINE";

    internal override string Query(int version) => $"""
        {Columns}, p.prokind::text as sort, pg_get_functiondef(p.oid) as definition,
               l.lanname::text as language, pg_get_function_result(p.oid) as returns, pg_get_function_arguments(p.oid) as arguments,
               p.proargnames as argument_names, p.proargmodes::text[] as argument_modes,
               (select array_agg(format_type(y, null) order by place) from unnest(p.proallargtypes) with ordinality x(y, place)) as argument_types, p.pronargdefaults::text as defaults, p.prosrc as body,
               (select substring(s from 13) from unnest(p.proconfig) s where s like 'search\_path=%') as search_path
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
        where p.prokind in ('f', 'p', 'w') and {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"{(item["sort"] == "p" ? "PROCEDURE" : "FUNCTION")} {item.Id.Address}";

    /// <summary>The definition holds it too.</summary>
    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { "search_path" };

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [new(item["definition"]!.TrimEnd()) { IsRoutine = true }];

    /// <summary>OR REPLACE keeps what depends on the routine, as long as nobody who calls it could notice in its signature.</summary>
    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Overlaps(["sort", "returns", "argument_modes", "argument_types"])) return null;
        var fewerDefaults = int.Parse(from["defaults"]!, System.Globalization.CultureInfo.InvariantCulture) > int.Parse(to["defaults"]!, System.Globalization.CultureInfo.InvariantCulture);
        return fewerDefaults || RenamesAnArgument(from, to) ? null : Create(to, scope);
    }

    private static bool RenamesAnArgument(SchemaObject from, SchemaObject to)
    {
        var (old, wanted) = (from.ListOf("argument_names"), to.ListOf("argument_names"));
        return old.Index().Any(name => name.Item.Length > 0 && (name.Index >= wanted.Count || wanted[name.Index] != name.Item));
    }
}

internal sealed class AggregateKind : CallableKind
{
    internal override string Name => "aggregate";

    internal override string OwnerWord => "AGGREGATE";

    internal override string Query(int version) => $"""
        {Columns}, a.aggkind::text as sort, pg_get_function_arguments(p.oid) as arguments,
               pg_get_function_result(p.oid) as returns, p.proparallel::text as parallel,
               {Function("aggtransfn")} as sfunc, format_type(a.aggtranstype, null) as stype, nullif(a.aggtransspace, 0)::text as sspace,
               {Function("aggfinalfn")} as finalfunc, nullif(a.aggfinalextra, false)::text as finalfunc_extra, a.aggfinalmodify::text as finalfunc_modify,
               {Function("aggcombinefn")} as combinefunc, {Function("aggserialfn")} as serialfunc, {Function("aggdeserialfn")} as deserialfunc,
               {Function("aggmtransfn")} as msfunc, {Function("aggminvtransfn")} as minvfunc, {TypeOf("a.aggmtranstype")} as mstype, nullif(a.aggmtransspace, 0)::text as msspace,
               {Function("aggmfinalfn")} as mfinalfunc, nullif(a.aggmfinalextra, false)::text as mfinalfunc_extra, a.aggmfinalmodify::text as mfinalfunc_modify,
               a.agginitval as initcond, a.aggminitval as minitcond,
               case when a.aggsortop <> 0 then (select 'OPERATOR(' || quote_ident(sn.nspname) || '.' || so.oprname || ')' from pg_operator so join pg_namespace sn on sn.oid = so.oprnamespace where so.oid = a.aggsortop) end as sortop
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_aggregate a on a.aggfnoid = p.oid
        where {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"AGGREGATE {Signature(item)}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [new($"CREATE {Words(item)}")];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        attributes.Overlaps(["sort", "returns", "arguments"]) ? null : [new($"CREATE OR REPLACE {Words(to)}")];

    internal static string Signature(SchemaObject item) =>
        $"{SqlIdentifier.Write(item.Schema!)}.{SqlIdentifier.Write(item.Name)}({(item["arguments"] is { Length: > 0 } arguments ? arguments : "*")})";

    private static string Function(string column) => $"nullif(a.{column}::oid, 0)::regproc::text";

    private static string Words(SchemaObject item)
    {
        List<string> parts = [$"SFUNC = {item["sfunc"]}", $"STYPE = {item["stype"]}"];
        foreach (var name in (string[])["sspace", "finalfunc"]) Add(name);
        if (item.Is("finalfunc_extra")) parts.Add("FINALFUNC_EXTRA");
        if (Modify(item["finalfunc_modify"], item["sort"] == "n") is { } modify) parts.Add($"FINALFUNC_MODIFY = {modify}");
        foreach (var name in (string[])["combinefunc", "serialfunc", "deserialfunc"]) Add(name);
        if (item["initcond"] is { } initial) parts.Add($"INITCOND = {SqlLiteral.Quote(initial)}");
        foreach (var name in (string[])["msfunc", "minvfunc", "mstype", "msspace", "mfinalfunc"]) Add(name);
        if (item.Is("mfinalfunc_extra")) parts.Add("MFINALFUNC_EXTRA");
        if (item["msfunc"] is not null && Modify(item["mfinalfunc_modify"], item["sort"] == "n") is { } moving) parts.Add($"MFINALFUNC_MODIFY = {moving}");
        if (item["minitcond"] is { } movingInitial) parts.Add($"MINITCOND = {SqlLiteral.Quote(movingInitial)}");
        Add("sortop");
        if (item["parallel"] is var parallel and not "u") parts.Add($"PARALLEL = {(parallel == "s" ? "SAFE" : "RESTRICTED")}");
        if (item["sort"] == "h") parts.Add("HYPOTHETICAL");
        return $"AGGREGATE {Signature(item)} (\n    {string.Join(",\n    ", parts)}\n)";

        void Add(string name)
        {
            if (item[name] is { } value) parts.Add($"{name.ToUpperInvariant()} = {value}");
        }
    }

    private static string? Modify(string? letter, bool ordinary) => letter switch
    {
        "r" => ordinary ? null : "READ_ONLY",
        "s" => "SHAREABLE",
        "w" => ordinary ? "READ_WRITE" : null,
        _ => null,
    };
}
