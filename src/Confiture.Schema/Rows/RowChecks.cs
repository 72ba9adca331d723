using Confiture.Postgres;
using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>Finds what a change from one schema to another demands of the rows that are there.</summary>
/// <param name="scope">The two schemas, the first one after all renames.</param>
/// <param name="source">How tables are called now.</param>
internal sealed class RowChecks(Scope scope, RowSource source)
{
    private const string Referred = "\"~referred\"";
    private const string NotNullViolation = SqlState.NotNullViolation, ForeignKeyViolation = SqlState.ForeignKeyViolation, UniqueViolation =
        SqlState.UniqueViolation, CheckViolation = SqlState.CheckViolation, ExclusionViolation = SqlState.ExclusionViolation;

    /// <summary>The checks, table by table.</summary>
    internal IReadOnlyList<RowCheck> All() =>
    [
        .. scope.To.Objects.Where(o => o.Kind.HoldsRows && scope.From.Find(o.Id) is { } from && from[Table.PartitionKey] == o[Table.PartitionKey])
            .SelectMany(to => Of(scope.From.Find(to.Id)!, to)),
    ];

    private IEnumerable<RowCheck> Of(SchemaObject from, SchemaObject to)
    {
        if (source.Of(from) is not { } place) return [];
        var values = new ValueChecks(scope, place);
        return
        [
            .. TableWords.ColumnsOf(to).Where(c => scope.From.Find(c.Id) is not null && !c[Part.Above])
                .SelectMany(c => Of(scope.From.Find(c.Id)!, c, place, values)),
            .. to.Children.Where(IsNew).Select(c => Of(c, place)).OfType<RowCheck>(),
            .. Bound(from, to, place),
        ];
    }

    private static IEnumerable<RowCheck> Of(SchemaObject from, SchemaObject to, string place, ValueChecks values)
    {
        var name = SqlIdentifier.Write(to.Name);
        if (from[Column.Generated] is not null || to[Column.Generated] is not null) yield break;
        if (to[Column.NotNull] == "true" && from[Column.NotNull] != "true" && values.Keeps(from, to))
        {
            yield return Broken($"{to.Id.Address} contains no nulls", $"{to.Id.Address} becomes NOT NULL, but rows contain nulls", NotNullViolation,
                place, $"{name} IS NULL");
        }

        foreach (var check in values.Of(from, to)) yield return check;
    }

    private static RowCheck Broken(string words, string failure, string state, string place, string condition) =>
        new(words, SqlLiteral.Quote(failure), state, $"PERFORM FROM {place} WHERE {condition} LIMIT 1");

    // What is valid in the first schema already has been looked at by the server.
    private bool IsNew(SchemaObject item) =>
        !item[Part.Inherited] && item[Part.PartOf] is null && (scope.From.Find(item.Id) is not { } old || old[Part.Definition] != item[Part.Definition])
        && item.DependsOn.All(on => on == item.Parent || (item.ReferredTable is not null && on.Parent != item.Parent) || IsThere(on, scope));

    /// <summary>Says whether something is the same in both schemas: what uses a function or a column that is not there yet,
    /// or that changes, can only be tried when it is.</summary>
    internal static bool IsThere(SchemaObject wanted, Scope scope) => scope.From.Find(wanted.Id) is { } old && wanted.Kind.IsAlike(old, wanted);

    private RowCheck? Of(SchemaObject item, string place) => KeyWords.Of(item) switch
    {
        KeyWords.Check(var expression) => Broken($"rows of {item.Parent!.Id.Address} satisfy {SqlIdentifier.Write(item.Name)}",
            $"rows of {item.Parent.Id.Address} break the check {item.Name}", CheckViolation, place, $"NOT ({expression})"),
        KeyWords.Unique key when !IsUniqueAlready(item.Parent!, key) => Broken(
            $"({string.Join(", ", key.Keys)}) is unique in {item.Parent!.Id.Address}",
            $"rows of {item.Parent.Id.Address} have the same ({string.Join(", ", key.Keys)}), which {item.Name} requires to be unique", UniqueViolation, place,
            $"{string.Join(" AND ", Asked(key))} GROUP BY {string.Join(", ", key.Keys)} HAVING count(*) > 1"),
        KeyWords.Apart { CanBeAsked: true } key => new(
            $"no two rows of {item.Parent!.Id.Address} conflict by {SqlIdentifier.Write(item.Name)}",
            SqlLiteral.Quote($"rows of {item.Parent.Id.Address} conflict with {item.Name}"), ExclusionViolation, Conflicting(key, place)),
        KeyWords.Foreign key when Refers(item, key) is { } condition => Broken(
            $"({string.Join(", ", key.Columns)}) of {item.Parent!.Id.Address} refers to rows of {key.Table}",
            $"rows of {item.Parent.Id.Address} refer through {item.Name} to rows missing from {key.Table}", ForeignKeyViolation, place, condition),
        _ => null,
    };

    // Rows without a value are alike only where the key says so.
    private static IEnumerable<string> Asked(KeyWords.Unique key) =>
        [.. key.Where is { } where ? (string[])[$"({where})"] : [], .. key.NullsAreAlike ? [] : key.Keys.Select(k => $"{k} IS NOT NULL"), "true"];

    private static string Conflicting(KeyWords.Apart key, string place)
    {
        var rows = $"(SELECT tableoid AS part, ctid AS at, {string.Join(", ", key.Keys.Select((k, index) => $"{k.Key} AS k{index}"))} FROM "
            + $"{place}{(key.Where is { } where ? $" WHERE {where}" : string.Empty)})";
        return $"PERFORM FROM {rows} AS one JOIN {rows} AS other ON "
            + $"{string.Join(" AND ", key.Keys.Select((k, index) => $"one.k{index} {k.Operator} other.k{index}"))} WHERE (one.part, "
            + "one.at) < (other.part, other.at) LIMIT 1";
    }

    private bool IsUniqueAlready(SchemaObject table, KeyWords.Unique key) =>
        scope.From.Find(table.Id)!.Children.Any(c => KeyWords.Of(c) is KeyWords.Unique { Where: null } other && (!key.NullsAreAlike || other.NullsAreAlike)
            && other.Keys.All(key.Keys.Contains) && c.Kind.IsEnforced(c));

    private string? Refers(SchemaObject item, KeyWords.Foreign key)
    {
        if (scope.From.Find(item.Parent!.Id)!.Children.Any(c => KeyWords.Of(c) is KeyWords.Foreign other && other.IsAs(key))) return null;
        var given = string.Join(" AND ", key.Columns.Select(c => $"{c} IS NOT NULL"));
        var referred = item.ReferredTable!;
        if (scope.From.Find(referred.Id) is not { } table) return given;
        if (source.Of(table) is not { } place) return null;
        // In the inner query the table's own columns are meant, whatever the other table's are called.
        var own = SqlIdentifier.Write(item.Parent!.Name);
        var same = string.Join(" AND ", key.Columns.Zip(key.Referred, (column, theirs) => $"{Referred}.{theirs} = {own}.{column}"));
        return $"{given} AND NOT EXISTS (SELECT FROM (SELECT * FROM {place}) AS {Referred} WHERE {same})";
    }

    private static IEnumerable<RowCheck> Bound(SchemaObject from, SchemaObject to, string place)
    {
        if (to[Table.Bound] is not { } bound || bound == "DEFAULT" || from[Table.Bound] == bound
            || PartitionWords.Condition(to) is not { } condition)
        {
            yield break;
        }

        yield return Broken($"rows of {to.Id.Address} are within its partition bounds", $"rows of {to.Id.Address} are outside its new partition bounds",
            CheckViolation, place, $"NOT ({condition})");
    }
}
