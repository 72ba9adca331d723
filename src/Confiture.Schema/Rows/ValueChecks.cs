using System.Globalization;
using Confiture.Postgres;
using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>What a change of a column's type, or of the type itself, demands of the column's values.</summary>
/// <param name="scope">The two schemas.</param>
/// <param name="place">The table as it is called now.</param>
internal sealed class ValueChecks(Scope scope, string place)
{
    private const string InvalidText = SqlState.InvalidTextRepresentation, TooLong = SqlState.StringDataRightTruncation, CheckViolation =
        SqlState.CheckViolation, NotNullViolation = SqlState.NotNullViolation, OutOfRange = SqlState.NumericValueOutOfRange;
    private const string Array = "[]";

    /// <summary>Says whether a column keeps its values: where no cast leads from one type to the other it is another column of the same name.</summary>
    internal bool Keeps(SchemaObject from, SchemaObject to) => from[Column.Type] == to[Column.Type] || Casting.Of(from, to, scope) is not null;

    internal IEnumerable<RowCheck> Of(SchemaObject from, SchemaObject to)
    {
        if (!Keeps(from, to)) return [];
        var type = Bare(to[Column.Type]!);
        if (scope.To.Find(EnumType.Kind, type) is { } labels) return Labels(from, to, labels);
        if (scope.To.Find(Domain.Kind, type) is { } domain) return OfDomain(from, to, domain);
        return from[Column.Type] == to[Column.Type] || Extension.HasMovedWith(from, to)
            ? []
            : Converted(from, to, to[Column.Type]!, Casting.Of(from, to, scope)!);
    }

    private IEnumerable<RowCheck> Labels(SchemaObject from, SchemaObject to, SchemaObject type)
    {
        var (wanted, name) = (type[EnumType.Labels], SqlIdentifier.Write(to.Name));
        var isArray = to[Column.Type]!.EndsWith(Array, StringComparison.Ordinal);
        if (scope.From.Find(EnumType.Kind, Bare(from[Column.Type]!)) is { } old)
        {
            if (old[EnumType.Labels].Except(wanted, StringComparer.Ordinal).Select(SqlLiteral.Quote).ToList() is not [_, ..] gone) yield break;
            var list = string.Join(", ", gone);
            yield return Broken(
                $"{to.Id.Address} contains no {list}",
                $"rows of {to.Parent!.Id.Address} contain {list} in {to.Name}, which {type.Id.Address} no longer has", InvalidText,
                isArray ? $"{name}::text[] && ARRAY[{list}]" : $"{name}::text = ANY (ARRAY[{list}])");
        }
        else
        {
            var list = string.Join(", ", wanted.Select(SqlLiteral.Quote));
            yield return Broken(
                $"{to.Id.Address} contains only values of {type.Id.Address}",
                $"rows of {to.Parent!.Id.Address} contain values in {to.Name} that {type.Id.Address} does not have", InvalidText,
                isArray ? $"NOT {name}::text[] <@ ARRAY[{list}]" : $"NOT {name}::text = ANY (ARRAY[{list}])");
        }
    }

    private IEnumerable<RowCheck> OfDomain(SchemaObject from, SchemaObject to, SchemaObject domain)
    {
        var old = from[Column.Type] == to[Column.Type] ? scope.From.Find(domain.Id) : null;
        var name = SqlIdentifier.Write(to.Name);
        var isArray = to[Column.Type]!.EndsWith(Array, StringComparison.Ordinal);
        // A domain that has taken the name of another type gets the values as text, as from a type that has been recreated.
        var given = old is not null ? name : from[Column.Type] == to[Column.Type] ? $"{name}::text" : Casting.Of(from, to, scope)!.Split("::")[0];
        var value = old is not null ? name : $"({given})::{domain[Domain.Type]}";
        // Over a type that is not there yet nothing can be tried.
        if (old is null && !domain.DependsOn.All(on => on.Kind.IsNamespace || RowChecks.IsThere(on, scope))) yield break;
        if (old is null ? from[Column.Type] != domain[Domain.Type] : old[Domain.Type] != domain[Domain.Type])
        {
            foreach (var check in Converted(from, to, domain[Domain.Type]! + (isArray ? Array : string.Empty),
                old is null ? given : $"{name}::text"))
            {
                yield return check;
            }
        }

        if (domain[Domain.NotNull] && old?[Domain.NotNull] != true && !isArray)
        {
            yield return Broken($"{to.Id.Address} contains no nulls",
                $"{to.Id.Address} becomes {domain.Id.Address}, which allows no nulls, but rows contain nulls", NotNullViolation, $"{name} IS NULL");
        }

        foreach (var constraint in domain.Children.Where(c => c.Kind.IsMadeWithin(c, _ => true) && (old is null
            || scope.From.Find(c.Id)?[Part.Definition] != c[Part.Definition]) && c.DependsOn.All(on => on == domain || RowChecks.IsThere(on, scope))))
        {
            var expression = $"({constraint[Part.Definition]!["CHECK ".Length..]})";
            var values = isArray ? $"{place}, LATERAL unnest({name}) AS elements (value)" : $"(SELECT {value} AS value FROM {place}) AS elements";
            yield return new(
                $"values of {to.Id.Address} satisfy {SqlIdentifier.Write(constraint.Name)}",
                SqlLiteral.Quote($"values of {to.Id.Address} break the check {constraint.Name} of {domain.Id.Address}"), CheckViolation,
                $"PERFORM FROM {values} WHERE NOT {expression} LIMIT 1");
        }
    }

    // Tried as a query: what an assignment refuses and a cast cuts off is looked for by its length.
    private IEnumerable<RowCheck> Converted(SchemaObject from, SchemaObject to, string type, string value)
    {
        var (name, target) = (SqlIdentifier.Write(to.Name), ColumnType.Of(type));
        if (target.Holds(ColumnType.Of(from[Column.Type]!)) || !IsKnown(to)) yield break;
        if (target.IsText)
        {
            if (target.Modifiers is [var length] && !target.IsArray)
            {
                yield return Broken($"{to.Id.Address} fits into {type}", $"values of {to.Id.Address} are too long for {type}", TooLong,
                    string.Create(CultureInfo.InvariantCulture, $"length(rtrim({name}::text, ' ')) > {length}"));
            }

            yield break;
        }

        var converted = value.EndsWith($"::{type}", StringComparison.Ordinal) ? value : $"({value})::{type}";
        yield return new($"{to.Id.Address} fits into {type}", SqlLiteral.Quote($"values of {to.Id.Address} do not fit into {type}: "), string.Empty,
            $"PERFORM count({converted}) FROM {place}") { Fails = true };
        // A cast rounds without a word.
        if (target.Rounds(ColumnType.Of(from[Column.Type]!)))
        {
            yield return Broken($"{to.Id.Address} is not rounded by {type}",
                $"values of {to.Id.Address} have more digits than {type} can store", OutOfRange, $"({converted}) <> {name}");
        }
    }

    // A type that is not there yet cannot be tried.
    private bool IsKnown(SchemaObject column) =>
        column.DependsOn.All(on => on == column.Parent || on.Kind.IsColumn || on.Kind.Underlying(on) is not null || RowChecks.IsThere(on, scope));

    private RowCheck Broken(string words, string failure, string state, string condition) =>
        new(words, SqlLiteral.Quote(failure), state, $"PERFORM FROM {place} WHERE {condition} LIMIT 1");

    private static string Bare(string type) => type.EndsWith(Array, StringComparison.Ordinal) ? type[..^Array.Length] : type;
}
