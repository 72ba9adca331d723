using System.Collections.Frozen;

namespace Confiture.Sql.Syntax;

/// <summary>One spelling for each built-in type that has several names: the one that PostgreSQL itself writes.</summary>
public static class TypeSpelling
{
    private static readonly FrozenDictionary<string, string> Spellings = new Dictionary<string, string>
    {
        ["int"] = "integer",
        ["int2"] = "smallint",
        ["int4"] = "integer",
        ["int8"] = "bigint",
        ["float"] = "double precision",
        ["float4"] = "real",
        ["float8"] = "double precision",
        ["bool"] = "boolean",
        ["dec"] = "numeric",
        ["decimal"] = "numeric",
        ["varchar"] = "character varying",
        ["bpchar"] = "character",
        ["varbit"] = "bit varying",
        ["time"] = "time without time zone",
        ["timetz"] = "time with time zone",
        ["timestamp"] = "timestamp without time zone",
        ["timestamptz"] = "timestamp with time zone",
        ["serial2"] = "smallserial",
        ["serial4"] = "serial",
        ["serial8"] = "bigserial",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Names with a space or a keyword in them, which would not be the same in quotes.
    private static readonly FrozenSet<string> Keywords = Spellings.Values.Concat(["character", "bit", "interval", "json", "xml"])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The one spelling of a built-in type; any other name is returned as it is.</summary>
    /// <param name="name">A name, folded, without a schema.</param>
    public static string Of(string name) => Spellings.GetValueOrDefault(name, name);

    /// <summary>Whether the name is a spelling without quotes.</summary>
    internal static bool IsBuiltIn(string name) => Keywords.Contains(name)
        || (name.Length > 0 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') && !char.IsAsciiDigit(name[0]));

    /// <summary>The modifiers stand before the words about the time zone.</summary>
    internal static string With(string name, string modifiers)
    {
        var zone = name.IndexOf(" with", StringComparison.Ordinal);
        return zone < 0 ? name + modifiers : name.Insert(zone, modifiers);
    }
}
