using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>
/// How columns get other types in place. A type or a collation that cannot change while columns have it gets a successor: the old one steps aside under
/// another name, the columns are converted, the old one goes.
/// </summary>
internal static class ColumnConversion
{
    /// <summary>Converts a column to the successor of its type.</summary>
    /// <param name="from">The column as it is.</param>
    /// <param name="to">The column as it is to be.</param>
    /// <param name="scope">The two schemas.</param>
    /// <param name="isSwapped">Says whether a type has stepped aside by then.</param>
    internal static IReadOnlyList<Change> Convert(SchemaObject from, SchemaObject to, Scope scope, Func<SchemaObject, bool> isSwapped)
    {
        // What is inherited is converted in the parent.
        if (from[Part.Above] && to[Part.Above]) return [];
        var column = SqlIdentifier.Write(to.Name);
        var alter = $"ALTER TABLE {to.Parent!.Id.Address} "
            + $"ALTER COLUMN {column} TYPE {to[Column.Type]}{(to[Column.Collation] is { } collation ? $" COLLATE {collation}" : string.Empty)}";
        if (!to.DependsOn.Any(d => d.Kind is TypeKind)) return [new(alter)];
        var conversion = new ValueConversion(scope);
        var value = conversion.Of(column, from[Column.Type]!, to[Column.Type]!);
        if (!conversion.HasQuery) return [new($"{alter} USING {value}")];
        var function = $"{SqlIdentifier.Write(to.Parent.Schema!)}.{SqlIdentifier.Write(scope.Names.With(to.Parent.Name, "__convert"))}";
        var given = TypeNow(from, scope, isSwapped);
        return
        [
            new($"CREATE FUNCTION {function}({given}) RETURNS {to[Column.Type]} STABLE "
                + $"LANGUAGE sql AS {SqlLiteral.QuoteWithDollars("convert", $"SELECT {conversion.Of("$1", from[Column.Type]!, to[Column.Type]!)}")}"),
            new($"{alter} USING {function}({column})"),
            new($"DROP FUNCTION {function}({given})"),
        ];
    }

    // The column's type under the name that it has while its successor is there.
    private static string TypeNow(SchemaObject column, Scope scope, Func<SchemaObject, bool> isSwapped)
    {
        var type = column[Column.Type]!;
        var bare = type.EndsWith("[]", StringComparison.Ordinal) ? type[..^2] : type;
        return column.DependsOn.FirstOrDefault(d => d.Kind is TypeKind && d.Id.Address == bare && isSwapped(d)) is { } old
            ? Kind.AddressAside(old, scope) + type[bare.Length..]
            : type;
    }

    /// <summary>While a table changes no column elsewhere may have its rows as values: they wait as text.</summary>
    internal static Change Park(SchemaObject column) => Rewritten(column, "text", string.Empty);

    internal static Change Unpark(SchemaObject column) => Rewritten(column, column[Column.Type]!, $"::{column[Column.Type]}");

    private static Change Rewritten(SchemaObject column, string type, string cast) =>
        new($"ALTER TABLE {column.Parent!.Id.Address} ALTER COLUMN {SqlIdentifier.Write(column.Name)} TYPE {type} USING "
            + $"{SqlIdentifier.Write(column.Name)}::text{cast}");
}
