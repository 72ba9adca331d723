using System.Globalization;

namespace Confiture.Project;

/// <summary>Types whose values no check compares.</summary>
internal static class PlainSources
{
    private const int UsualBits = 8, UsualDimensions = 3;

    /// <summary>The source of a type by its name; null for one that is not known.</summary>
    /// <param name="modifier">Its modifier; -1 without.</param>
    internal static ValueSource? Find(string type, int modifier) => Maker(type, modifier) is { } make ? new ValueSource.Plain(make) : null;

    private static Func<Ask, string>? Maker(string type, int modifier) => type switch
    {
        "uuid" => Uuid,
        "bytea" => ask => $"\\x{ask.Words.Hex(16)}",
        "json" or "jsonb" => ask => $$"""{"{{Words.Slug(ask.Words.Word)}}": "{{ask.Words.Word}}", "count": {{Text(ask.Random.Number(1, 100))}}}""",
        "jsonpath" => ask => $"$.{Words.Slug(ask.Words.Word)}",
        "xml" => ask => $"<item>{ask.Words.Word}</item>",
        "inet" => ask => $"10.{Text(ask.Random.Number(255))}.{Text(ask.Random.Number(255))}.{Text(ask.Random.Number(1, 254))}",
        "cidr" => ask => $"10.{Text(ask.Random.Number(255))}.{Text(ask.Random.Number(255))}.0/24",
        "macaddr" => ask => $"02{string.Concat(Enumerable.Range(0, 5).Select(_ => $":{ask.Words.Hex(2)}"))}",
        "macaddr8" => ask => $"02{string.Concat(Enumerable.Range(0, 7).Select(_ => $":{ask.Words.Hex(2)}"))}",
        "bit" => ask => ask.Random.String2(Math.Max(1, modifier), "01"),
        "varbit" => ask => ask.Random.String2(modifier > 0 ? Math.Min(modifier, UsualBits) : UsualBits, "01"),
        "tsvector" => ask => $"'{Words.Slug(ask.Words.Word)}':1 '{Words.Slug(ask.Words.Word)}':2",
        "tsquery" => ask => $"'{Words.Slug(ask.Words.Word)}' & '{Words.Slug(ask.Words.Word)}'",
        "point" => Point,
        "line" => ask => $"{{1,{Text(ask.Random.Number(1, 9))},{Text(ask.Random.Number(9))}}}",
        "lseg" or "path" => ask => $"[{Point(ask)},{Point(ask)}]",
        "box" => ask => $"{Point(ask)},{Point(ask)}",
        "polygon" => ask => $"({Point(ask)},{Point(ask)},{Point(ask)})",
        "circle" => ask => $"<{Point(ask)},{Text(ask.Random.Number(1, 50))}>",
        "pg_lsn" => ask => $"0/{ask.Words.Hex(6).ToUpperInvariant()}",
        "char" => ask => ask.Random.String2(1, "abcdefghijklmnopqrstuvwxyz"),
        "hstore" => ask => $"\"{Words.Slug(ask.Words.Word)}\"=>\"{ask.Words.Word}\"",
        "ltree" => ask => $"top.{Words.Slug(ask.Words.Word, '_')}.{Words.Slug(ask.Words.Word, '_')}",
        "vector" or "halfvec" => ask => $"[{string.Join(',', Enumerable.Range(0, modifier > 0 ? modifier : UsualDimensions).Select(_ => Fraction(ask)))}]",
        _ => null,
    };

    // Of version 4, as random ones are.
    private static string Uuid(Ask ask)
    {
        var hex = ask.Words.Hex(30);
        return $"{hex[..8]}-{hex[8..12]}-4{hex[12..15]}-a{hex[15..18]}-{hex[18..30]}";
    }

    private static string Point(Ask ask) => $"({Text(ask.Random.Number(100))},{Text(ask.Random.Number(100))})";

    private static string Fraction(Ask ask) => (ask.Random.Number(-1000, 1000) / 1000m).ToString(CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
