using System.Globalization;

namespace Confiture.Schema;

/// <summary>A type as the server prints it, taken apart.</summary>
/// <param name="Name">Without modifiers.</param>
/// <param name="Modifiers">The numbers between its parentheses.</param>
/// <param name="IsArray">Whether it is an array.</param>
internal sealed record ColumnType(string Name, IReadOnlyList<int> Modifiers, bool IsArray)
{
    private const string Array = "[]";

    // Each holds all values of those before it.
    private static readonly string[] Whole = ["smallint", "integer", "bigint", "numeric"];
    private static readonly string[] Texts = ["character", "character varying", "text"];
    private static readonly string[] Times = ["timestamp without time zone", "timestamp with time zone"];

    internal bool IsText => Texts.Contains(Name, StringComparer.Ordinal);

    internal static ColumnType Of(string type)
    {
        var isArray = type.EndsWith(Array, StringComparison.Ordinal);
        if (isArray) type = type[..^Array.Length];
        var (open, close) = (type.IndexOf('(', StringComparison.Ordinal), type.IndexOf(')', StringComparison.Ordinal));
        if (open < 0 || close < open) return new(type, [], isArray);
        List<int> modifiers = [.. type[(open + 1)..close].Split(',').Select(m => int.TryParse(m, CultureInfo.InvariantCulture, out var number) ? number : -1)];
        return new(type.Remove(open, close + 1 - open), modifiers, isArray);
    }

    /// <summary>Says whether every value of another type is one of this type without any doubt; where there is doubt the values have to be tried.</summary>
    internal bool Holds(ColumnType other)
    {
        if (IsArray != other.IsArray) return false;
        if (IsText) return Modifiers.Count == 0 || (other.IsText && other.Modifiers is [var old] && old <= Modifiers[0]);
        if (Name == "numeric" && Modifiers.Count > 0)
        {
            return other.Name == "numeric" && other.Modifiers.Count == Modifiers.Count
                && Modifiers is [var precision, var scale] && other.Modifiers[1] <= scale && other.Modifiers[0] - other.Modifiers[1] <= precision - scale;
        }

        if (Name == other.Name) return Modifiers.Count == 0 || Modifiers.SequenceEqual(other.Modifiers) || Times.Contains(Name, StringComparer.Ordinal);
        var (own, its) = (System.Array.IndexOf(Whole, Name), System.Array.IndexOf(Whole, other.Name));
        if (its >= 0 && (own > its || Name is "real" or "double precision") && other.Name != "numeric") return true;
        return (Name == "double precision" && other.Name == "real")
            || (Times.Contains(Name, StringComparer.Ordinal) && Times.Contains(other.Name, StringComparer.Ordinal));
    }

    /// <summary>Says whether a cast from another type rounds values that have more digits than this type, instead of refusing them.</summary>
    internal bool Rounds(ColumnType other) => IsArray == other.IsArray && other.Name switch
    {
        "numeric" => Name is "smallint" or "integer" or "bigint"
            || (Name == "numeric" && Modifiers.Count > 0 && !(other.Modifiers is [_, var scale] && scale <= Modifiers[^1])),
        "real" or "double precision" => Name is "smallint" or "integer" or "bigint" || (Name == "numeric" && Modifiers.Count > 0),
        _ => Name == other.Name && Modifiers.Count > 0
            && (Name.StartsWith("time ", StringComparison.Ordinal) || Name.StartsWith("interval", StringComparison.Ordinal)),
    };
}
