using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>A type that cannot change while columns have it gets a successor: the old one steps aside under another name, the columns are converted, the old one goes.</summary>
internal static class TypeSwap
{
    internal static IEnumerable<Change> MakeRoom(SchemaObject type) => [new($"ALTER {Word(type)} {type.Id.Address} RENAME TO {SqlIdentifier.Write(ObjectName.Aside(type.Name))}")];

    internal static IEnumerable<Change> Forget(SchemaObject type) => [new($"DROP {Word(type)} {SqlIdentifier.Write(type.Schema!)}.{SqlIdentifier.Write(ObjectName.Aside(type.Name))}")];

    internal static IEnumerable<Change> Convert(SchemaObject from, SchemaObject to)
    {
        var column = SqlIdentifier.Write(to.Name);
        var type = to.DependsOn.FirstOrDefault(d => d.Kind is TypeKind);
        var value = type?.Kind switch
        {
            CompositeKind when !to["type"]!.EndsWith("[]", StringComparison.Ordinal) => Row(from.DependsOn.First(d => d.Kind is CompositeKind), type, column, to["type"]!),
            DomainKind => $"{column}::{type["type"]}{(to["type"]!.EndsWith("[]", StringComparison.Ordinal) ? "[]" : string.Empty)}::{to["type"]}",
            _ => $"{column}::text{(to["type"]!.EndsWith("[]", StringComparison.Ordinal) ? "[]" : string.Empty)}::{to["type"]}",
        };
        yield return new($"ALTER TABLE {to.Parent!.Id.Address} ALTER COLUMN {column} TYPE {to["type"]} USING {value}");
    }

    // Field by field: fields that the successor has more are empty.
    private static string Row(SchemaObject old, SchemaObject wanted, string column, string type)
    {
        var fields = wanted.Children.Where(c => c.Kind is AttributeKind).OrderBy(c => c.Number)
            .Select(field => old.Children.Any(o => o.Kind is AttributeKind && o.Name == field.Name) ? $"({column}).{SqlIdentifier.Write(field.Name)}::{field["type"]}" : $"NULL::{field["type"]}");
        return $"(CASE WHEN {column} IS NULL THEN NULL ELSE ROW({string.Join(", ", fields)})::{type} END)";
    }

    private static string Word(SchemaObject type) => type.Kind is DomainKind ? "DOMAIN" : "TYPE";
}
