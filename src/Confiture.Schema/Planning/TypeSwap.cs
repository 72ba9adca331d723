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

    internal static IEnumerable<Change> Convert(SchemaObject from, SchemaObject to)
    {
        // What comes from above is converted there.
        if (from.Is("above") && to.Is("above")) yield break;
        var column = SqlIdentifier.Write(to.Name);
        var value = to.DependsOn.FirstOrDefault(d => d.Kind is TypeKind) switch
        {
            { Kind: CompositeKind } type when !to["type"]!.EndsWith("[]", StringComparison.Ordinal) => $" USING {Row(from.DependsOn.First(d => d.Kind is CompositeKind), type, column, to["type"]!)}",
            null => string.Empty,
            _ => $" USING {column}::text::{to["type"]}",
        };
        yield return new($"ALTER TABLE {to.Parent!.Id.Address} ALTER COLUMN {column} TYPE {to["type"]}{(to["collation"] is { } collation ? $" COLLATE {collation}" : string.Empty)}{value}");
    }

    /// <summary>While a table changes no column elsewhere may have its rows as values: they wait as text.</summary>
    internal static Change Park(SchemaObject column) => Rewritten(column, "text", string.Empty);

    internal static Change Unpark(SchemaObject column) => Rewritten(column, column["type"]!, $"::{column["type"]}");

    private static Change Rewritten(SchemaObject column, string type, string cast) =>
        new($"ALTER TABLE {column.Parent!.Id.Address} ALTER COLUMN {SqlIdentifier.Write(column.Name)} TYPE {type} USING {SqlIdentifier.Write(column.Name)}::text{cast}");

    // Field by field: fields that the successor has more are empty.
    private static string Row(SchemaObject old, SchemaObject wanted, string column, string type)
    {
        var fields = wanted.Children.Where(c => c.Kind is AttributeKind).OrderBy(c => c.Number)
            .Select(field => old.Children.Any(o => o.Kind is AttributeKind && o.Name == field.Name) ? $"({column}).{SqlIdentifier.Write(field.Name)}::text::{field["type"]}" : $"NULL::{field["type"]}");
        return $"(CASE WHEN {column} IS NULL THEN NULL ELSE ROW({string.Join(", ", fields)})::{type} END)";
    }

    private static string OldName(SchemaObject type, Scope scope) => $"{SqlIdentifier.Write(type.Schema!)}.{SqlIdentifier.Write(scope.Names.Aside(type.Name))}";

    private static string Word(SchemaObject type) => type.Kind switch { DomainKind => "DOMAIN", CollationKind => "COLLATION", _ => "TYPE" };
}
