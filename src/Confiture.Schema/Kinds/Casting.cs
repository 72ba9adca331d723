using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>Makes the values of a column values of another type.</summary>
internal static class Casting
{
    private const string Text = "S";

    // Enums among themselves write their values alike, and so do ranges, or the server says that it cannot read one.
    private const string Alike = "ER";

    /// <summary>The expression behind USING; null when there is no way from one type to the other.</summary>
    internal static string? Using(SchemaObject from, SchemaObject to, Scope scope)
    {
        var column = SqlIdentifier.Write(to.Name);
        var (old, wanted) = (Plain(from["type"]!, scope.From), Plain(to["type"]!, scope.To));
        if (old == wanted || from["type_category"] == Text || to["type_category"] == Text || IsCast(old, wanted, scope)) return $"{column}::{to["type"]}";
        var alike = from["type_category"] == to["type_category"] && (Alike.Contains(to["type_category"]!, StringComparison.Ordinal) || (old.EndsWith("[]", StringComparison.Ordinal) && wanted.EndsWith("[]", StringComparison.Ordinal)));
        return alike || (old.Contains('.', StringComparison.Ordinal) && wanted.Contains('.', StringComparison.Ordinal)) ? $"{column}::text::{to["type"]}" : null;
    }

    private static bool IsCast(string old, string wanted, Scope scope)
    {
        var arrays = old.EndsWith("[]", StringComparison.Ordinal) && wanted.EndsWith("[]", StringComparison.Ordinal);
        var pair = arrays ? (old[..^2], wanted[..^2]) : (old, wanted);
        return scope.From.Casts.Contains(pair) || scope.To.Casts.Contains(pair);
    }

    // Without modifiers, and what a domain stands for.
    private static string Plain(string type, DatabaseSchema schema)
    {
        var open = type.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? type : type.Remove(open, type.IndexOf(')', open) + 1 - open);
        return schema.Find("domain", name) is { } domain ? Plain(domain["type"]!, schema) : name;
    }
}
