using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>A type or a collation that cannot change while columns have it gets a successor: the old one steps aside under another name, the columns are converted, the old one goes.</summary>
internal static class TypeSwap
{
    internal static IEnumerable<Change> MakeRoom(SchemaObject type, Scope scope)
    {
        yield return new($"ALTER {Word(type)} {type.Id.Address} RENAME TO {SqlIdentifier.Write(scope.Names.Aside(type.Name))}");
        if (type.Kind is not RangeKind || type["multirange"] is not { } multirange) yield break;
        foreach (var change in RangeKind.RenameMultirange(type, multirange, scope.Names.Aside(RangeKind.BareName(multirange)), OldName(type, scope))) yield return change;
        // A range is made by functions of its name, which keep it.
        foreach (var arguments in (string[])[$"{type["subtype"]}, {type["subtype"]}", $"{type["subtype"]}, {type["subtype"]}, text"])
            yield return new($"ALTER FUNCTION {type.Id.Address}({arguments}) RENAME TO {SqlIdentifier.Write(scope.Names.Aside(type.Name))}");
    }

    internal static IEnumerable<Change> Forget(SchemaObject type, Scope scope) => [RangeKind.DropWithForm($"DROP {Word(type)} {OldName(type, scope)}", type)];

    /// <summary>Converts a column to the successor of its type.</summary>
    /// <param name="from">The column as it is.</param>
    /// <param name="to">The column as it is to be.</param>
    /// <param name="scope">The two schemas.</param>
    /// <param name="isSwapped">Says whether a type has stepped aside by then.</param>
    internal static IReadOnlyList<Change> Convert(SchemaObject from, SchemaObject to, Scope scope, Func<SchemaObject, bool> isSwapped)
    {
        // What comes from above is converted there.
        if (from.Is("above") && to.Is("above")) return [];
        var column = SqlIdentifier.Write(to.Name);
        var alter = $"ALTER TABLE {to.Parent!.Id.Address} ALTER COLUMN {column} TYPE {to["type"]}{(to["collation"] is { } collation ? $" COLLATE {collation}" : string.Empty)}";
        if (!to.DependsOn.Any(d => d.Kind is TypeKind)) return [new(alter)];
        var conversion = new ValueConversion(scope);
        var value = conversion.Of(column, from["type"]!, to["type"]!);
        if (!conversion.HasQuery) return [new($"{alter} USING {value}")];
        var function = $"{SqlIdentifier.Write(to.Parent.Schema!)}.{SqlIdentifier.Write(scope.Names.With(to.Parent.Name, "__convert"))}";
        var given = TypeNow(from, scope, isSwapped);
        return
        [
            new($"CREATE FUNCTION {function}({given}) RETURNS {to["type"]} STABLE LANGUAGE sql AS {SqlLiteral.QuoteWithDollars("convert", $"SELECT {conversion.Of("$1", from["type"]!, to["type"]!)}")}"),
            new($"{alter} USING {function}({column})"),
            new($"DROP FUNCTION {function}({given})"),
        ];
    }

    // The column's type under the name that it has while its successor is there.
    private static string TypeNow(SchemaObject column, Scope scope, Func<SchemaObject, bool> isSwapped)
    {
        var type = column["type"]!;
        var bare = type.EndsWith("[]", StringComparison.Ordinal) ? type[..^2] : type;
        return column.DependsOn.FirstOrDefault(d => d.Kind is TypeKind && d.Id.Address == bare && isSwapped(d)) is { } old ? OldName(old, scope) + type[bare.Length..] : type;
    }

    /// <summary>While a table changes no column elsewhere may have its rows as values: they wait as text.</summary>
    internal static Change Park(SchemaObject column) => Rewritten(column, "text", string.Empty);

    internal static Change Unpark(SchemaObject column) => Rewritten(column, column["type"]!, $"::{column["type"]}");

    private static Change Rewritten(SchemaObject column, string type, string cast) =>
        new($"ALTER TABLE {column.Parent!.Id.Address} ALTER COLUMN {SqlIdentifier.Write(column.Name)} TYPE {type} USING {SqlIdentifier.Write(column.Name)}::text{cast}");

    private static string OldName(SchemaObject type, Scope scope) => $"{SqlIdentifier.Write(type.Schema!)}.{SqlIdentifier.Write(scope.Names.Aside(type.Name))}";

    private static string Word(SchemaObject type) => type.Kind switch { DomainKind => "DOMAIN", CollationKind => "COLLATION", _ => "TYPE" };
}
