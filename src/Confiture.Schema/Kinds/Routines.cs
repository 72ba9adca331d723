using Confiture.Sql;
using Confiture.Sql.Syntax;
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

    internal override NameSort? NamedAs => NameSort.Callable;

    internal override bool IsCode => true;

    internal override Grants Grants => Grants.OfCallables;

    internal override string GrantTarget(SchemaObject item) => $"ROUTINE {item.Id.Address}";
}

/// <summary>The attributes of routines.</summary>
internal static class Routine
{
    /// <summary>The catalog's letter: <c>f</c>, <c>p</c> or <c>w</c>.</summary>
    internal static readonly Attribute<string> Sort = new("sort");

    internal static readonly Attribute<string> Language = new("language"), Body = new("body"), SearchPath = new("search_path");
}

/// <summary>Functions, procedures and window functions.</summary>
internal sealed class RoutineKind : CallableKind
{
    private static readonly Attribute<string> Returns = new("returns"), Defaults = new("defaults");
    private static readonly Attribute<IReadOnlyList<string>> ArgumentModes = new("argument_modes"), ArgumentTypes = new(
        "argument_types"), ArgumentNames = new("argument_names");

    internal override string Name => "routine";

    internal override string OwnerWord => "ROUTINE";

    internal override bool HasBody(SchemaObject item) => item[Routine.Language] is "sql" or "plpgsql" && item[Routine.Body] is { Length: > 0 };

    internal override string Title(SchemaObject item) => $"{(item[Routine.Sort] == "p" ? "procedure" : "function")} {item.Id.Address}";

    internal override SchemaObject? MakerOf(SchemaObject item) => RangeKind.RangeOf(item);

    internal override bool IsMadeWithin(SchemaObject item, Func<ObjectId, bool> isMade) => MakerOf(item) is { } range && isMade(range.Id);

    internal override string Query(int version) => $"""
        {Columns}, p.prokind::text as sort, pg_get_functiondef(p.oid) as definition,
               l.lanname::text as language, pg_get_function_result(p.oid) as returns, pg_get_function_arguments(p.oid) as arguments,
               p.proargnames as argument_names, p.proargmodes::text[] as argument_modes,
               (select array_agg(format_type(y, null) order by place) from unnest(p.proallargtypes) with ordinality x(y, place)) as argument_types,
               p.pronargdefaults::text as defaults, p.prosrc as body,
               (select substring(s from 13) from unnest(p.proconfig) s where s like 'search\_path=%') as search_path
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
        where p.prokind in ('f', 'p', 'w') and {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"{(item[Routine.Sort] == "p" ? "PROCEDURE" : "FUNCTION")} {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is CreateRoutine routine ? new(routine.Name.Value) : null;

    /// <summary>The definition holds it too.</summary>
    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { Routine.SearchPath };

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [new(item[Part.Definition]!.TrimEnd()) { IsRoutine = true }];

    /// <summary>OR REPLACE keeps what depends on the routine, as long as nobody who calls it could notice in its signature.</summary>
    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Overlaps([Routine.Sort, Returns, ArgumentModes, ArgumentTypes])) return null;
        var fewerDefaults = int.Parse(from[Defaults]!, System.Globalization.CultureInfo.InvariantCulture) > int.Parse(to[Defaults]!,
            System.Globalization.CultureInfo.InvariantCulture);
        return fewerDefaults || RenamesAnArgument(from, to) ? null : Create(to, scope);
    }

    private static bool RenamesAnArgument(SchemaObject from, SchemaObject to)
    {
        var (old, wanted) = (from[ArgumentNames], to[ArgumentNames]);
        return old.Index().Any(name => name.Item.Length > 0 && (name.Index >= wanted.Count || wanted[name.Index] != name.Item));
    }
}

internal sealed class AggregateKind : CallableKind
{
    private static readonly Attribute<string> Returns = new("returns"), Arguments = new("arguments"), Parallel = new("parallel");
    private static readonly Attribute<string> Transition = new("sfunc"), State = new("stype"), MovingTransition = new("msfunc");
    private static readonly Attribute<string> FinalModifies = new("finalfunc_modify"), MovingFinalModifies = new("mfinalfunc_modify");
    private static readonly Attribute<string> Initial = new("initcond"), MovingInitial = new("minitcond");
    private static readonly Attribute<bool> FinalExtra = new("finalfunc_extra"), MovingFinalExtra = new("mfinalfunc_extra");

    // Each is the word of CREATE AGGREGATE.
    private static readonly Attribute<string>[] Final = [new("sspace"), new("finalfunc")];
    private static readonly Attribute<string>[] Partial = [new("combinefunc"), new("serialfunc"), new("deserialfunc")];
    private static readonly Attribute<string>[] Moving = [MovingTransition, new("minvfunc"), new("mstype"), new("msspace"), new("mfinalfunc")];
    private static readonly Attribute<string>[] SortOperator = [new("sortop")];

    internal override string Name => "aggregate";

    internal override string OwnerWord => "AGGREGATE";

    internal override string Query(int version) => $"""
        {Columns}, a.aggkind::text as sort, pg_get_function_arguments(p.oid) as arguments,
               pg_get_function_result(p.oid) as returns, p.proparallel::text as parallel,
               {Function("aggtransfn")} as sfunc, format_type(a.aggtranstype, null) as stype, nullif(a.aggtransspace, 0)::text as sspace,
               {Function("aggfinalfn")} as finalfunc, nullif(a.aggfinalextra, false)::text as finalfunc_extra, a.aggfinalmodify::text as finalfunc_modify,
               {Function("aggcombinefn")} as combinefunc, {Function("aggserialfn")} as serialfunc, {Function("aggdeserialfn")} as deserialfunc,
               {Function("aggmtransfn")} as msfunc, {Function("aggminvtransfn")} as minvfunc, {TypeOf("a.aggmtranstype")} as mstype,
               nullif(a.aggmtransspace, 0)::text as msspace,
               {Function("aggmfinalfn")} as mfinalfunc, nullif(a.aggmfinalextra, false)::text as mfinalfunc_extra, a.aggmfinalmodify::text as mfinalfunc_modify,
               a.agginitval as initcond, a.aggminitval as minitcond,
               case when a.aggsortop <> 0 then (select 'OPERATOR(' || quote_ident(sn.nspname) || '.' || so.oprname || ')' from pg_operator so
                   join pg_namespace sn on sn.oid = so.oprnamespace where so.oid = a.aggsortop) end as sortop
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_aggregate a on a.aggfnoid = p.oid
        where {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"AGGREGATE {Signature(item)}";

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is CreateAggregate aggregate ? new(aggregate.Name.Value) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [new($"CREATE {Words(item)}")];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        attributes.Overlaps([Routine.Sort, Returns, Arguments]) ? null : [new($"CREATE OR REPLACE {Words(to)}")];

    internal static string Signature(SchemaObject item) =>
        $"{SqlIdentifier.Write(item.Schema!)}.{SqlIdentifier.Write(item.Name)}({(item[Arguments] is { Length: > 0 } arguments ? arguments : "*")})";

    private static string Function(string column) => $"nullif(a.{column}::oid, 0)::regproc::text";

    private static string Words(SchemaObject item)
    {
        List<string> parts = [$"SFUNC = {item[Transition]}", $"STYPE = {item[State]}"];
        AddEach(Final);
        if (item[FinalExtra]) parts.Add("FINALFUNC_EXTRA");
        if (Modify(item[FinalModifies], item[Routine.Sort] == "n") is { } modify) parts.Add($"FINALFUNC_MODIFY = {modify}");
        AddEach(Partial);
        if (item[Initial] is { } initial) parts.Add($"INITCOND = {SqlLiteral.Quote(initial)}");
        AddEach(Moving);
        if (item[MovingFinalExtra]) parts.Add("MFINALFUNC_EXTRA");
        if (item[MovingTransition] is not null && Modify(item[MovingFinalModifies], item[Routine.Sort] == "n") is { } moving)
            parts.Add($"MFINALFUNC_MODIFY = {moving}");
        if (item[MovingInitial] is { } movingInitial) parts.Add($"MINITCOND = {SqlLiteral.Quote(movingInitial)}");
        AddEach(SortOperator);
        if (item[Parallel] is var parallel and not "u") parts.Add($"PARALLEL = {(parallel == "s" ? "SAFE" : "RESTRICTED")}");
        if (item[Routine.Sort] == "h") parts.Add("HYPOTHETICAL");
        return $"AGGREGATE {Signature(item)} (\n    {string.Join(",\n    ", parts)}\n)";

        void AddEach(Attribute<string>[] attributes)
        {
            foreach (var attribute in attributes)
                if (item[attribute] is { } value) parts.Add($"{attribute.Name.ToUpperInvariant()} = {value}");
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
