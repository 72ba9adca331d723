using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>Makes the values of a column values of another type.</summary>
internal static class Casting
{
    private const string Text = "S", Interval = "interval";

    // Enums among themselves write their values alike, and so do ranges, or the server says that it cannot read one.
    private const string Alike = "ER";

    /// <summary>
    /// The expression that converts a column's values; null when there is no way from one type to the other. Where assigning is enough it is the column
    /// itself: what does not fit is then an error, while a cast that is written out would cut it off.
    /// </summary>
    internal static string? Of(SchemaObject from, SchemaObject to, Scope scope)
    {
        var column = SqlIdentifier.Write(to.Name);
        var (old, wanted) = (Plain(from[Column.Type]!, scope.From), Plain(to[Column.Type]!, scope.To));
        var cast = CastOf(old, wanted, scope);
        if (old == wanted || to[Column.TypeCategory] == Text || cast == true) return column;
        if (from[Column.TypeCategory] == Text || cast is not null) return $"{column}::{to[Column.Type]}";
        var alike = from[Column.TypeCategory] == to[Column.TypeCategory]
            && (Alike.Contains(to[Column.TypeCategory]!, StringComparison.Ordinal) || (IsArray(old) && IsArray(wanted)));
        return alike || (old.Contains('.', StringComparison.Ordinal) && wanted.Contains('.', StringComparison.Ordinal))
            ? $"{column}::text::{to[Column.Type]}"
            : null;
    }

    /// <summary>Says whether a sequence can count for a column.</summary>
    internal static bool IsWholeNumber(SchemaObject column) => column[Column.Type] is "smallint" or "integer" or "bigint" or "numeric";

    // Null without a cast; true when assigning is enough.
    private static bool? CastOf(string old, string wanted, Scope scope)
    {
        var pair = IsArray(old) && IsArray(wanted) ? (old[..^2], wanted[..^2]) : (old, wanted);
        return scope.From.Casts.TryGetValue(pair, out var here) ? here : scope.To.Casts.TryGetValue(pair, out var there) ? there : null;
    }

    private static bool IsArray(string type) => type.EndsWith("[]", StringComparison.Ordinal);

    // Without modifiers, and what a domain stands for.
    private static string Plain(string type, DatabaseSchema schema)
    {
        var open = type.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? type : type.Remove(open, type.IndexOf(')', open) + 1 - open);
        // Its fields are a modifier, too.
        if (name.StartsWith(Interval + " ", StringComparison.Ordinal)) return IsArray(name) ? Interval + "[]" : Interval;
        return schema.Find(Domain.Kind, name) is { } domain ? Plain(domain[Domain.Type]!, schema) : name;
    }
}
