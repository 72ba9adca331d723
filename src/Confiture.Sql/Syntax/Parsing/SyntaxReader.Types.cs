namespace Confiture.Sql.Syntax;

/// <summary>Types.</summary>
internal abstract partial class SyntaxReader
{
    private static readonly string[] IntervalUnits = ["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"];

    /// <summary>A type, with SETOF and array bounds if they are written.</summary>
    protected TypeReference Type()
    {
        var start = Here;
        var isSet = Accept("SETOF");
        var type = ScalarType();
        var dimensions = ArrayBounds();
        return type with { IsSetOf = isSet, ArrayDimensions = dimensions, Span = From(start) };
    }

    private int ArrayBounds()
    {
        if (Accept("ARRAY"))
        {
            if (Is("["))
                SkipEnclosed();
            return 1;
        }

        var dimensions = 0;
        for (; Is("["); dimensions++)
            SkipEnclosed();
        return dimensions;
    }

    private TypeReference ScalarType()
    {
        if (Kind() == SqlTokenKind.Word && Peek().Keyword is { Class: KeywordClass.ColumnName or KeywordClass.Unreserved } keyword
                && KeywordType(keyword.Word) is { } type)
        {
            return type;
        }

        return NamedType();
    }

    /// <summary>A type with its own SQL grammar, or null.</summary>
    private TypeReference? KeywordType(string word)
    {
        switch (word)
        {
            case "DOUBLE" when Is("PRECISION", 1):
                Skip(2);
                return Built("double precision");
            case "INT" or "INTEGER" or "SMALLINT" or "BIGINT" or "REAL" or "BOOLEAN" when !Is(".", 1):
                Skip(1);
                return Built(TypeSpelling.Of(word.ToLowerInvariant()));
            case "FLOAT":
                Skip(1);
                return Float(Modifiers());
            case "DEC" or "DECIMAL" or "NUMERIC":
                Skip(1);
                return Built("numeric", Modifiers());
            case "NATIONAL" or "CHARACTER" or "CHAR" or "NCHAR" or "VARCHAR":
                return Characters();
            case "BIT":
                Skip(1);
                return Accept("VARYING") ? Built("bit varying", Modifiers()) : Built("bit", Modifiers());
            case "TIME" or "TIMESTAMP":
                return Time(word.ToLowerInvariant());
            case "INTERVAL":
                return Interval();
            default:
                return null;
        }
    }

    private static TypeReference Built(string name, IReadOnlyList<string>? modifiers = null) =>
        new(new QualifiedName(null, name), default) { Modifiers = modifiers ?? [] };

    private static TypeReference Float(IReadOnlyList<string> modifiers) =>
        modifiers is [var bits] && int.TryParse(bits, out var precision) && precision < 25 ? Built("real") : Built("double precision");

    private TypeReference Characters()
    {
        Accept("NATIONAL");
        var varying = Accept("VARCHAR");
        if (!varying)
            Demand("CHARACTER", "CHAR", "NCHAR");
        varying = varying || Accept("VARYING");
        return Built(varying ? "character varying" : "character", Modifiers());
    }

    private TypeReference Time(string name)
    {
        Skip(1);
        var modifiers = Modifiers();
        var zone = Accept("WITH", "TIME", "ZONE");
        if (!zone)
            Accept("WITHOUT", "TIME", "ZONE");
        return Built($"{name} {(zone ? "with" : "without")} time zone", modifiers);
    }

    private TypeReference Interval()
    {
        Skip(1);
        var modifiers = Modifiers();
        var fields = IntervalFields();
        if (modifiers.Count == 0)
            modifiers = Modifiers();
        return Built("interval", modifiers) with { IntervalFields = fields };
    }

    protected string? IntervalFields()
    {
        var first = OneOf(IntervalUnits);
        if (first is null)
            return null;
        if (!Is("TO"))
            return first.ToLowerInvariant();
        Skip(1);
        return $"{first} to {Demand(IntervalUnits)}".ToLowerInvariant();
    }

    private TypeReference NamedType()
    {
        var quoted = Kind() == SqlTokenKind.QuotedIdentifier;
        var name = Qualified();
        var column = (string?)null;
        if (Accept("%"))
        {
            Expect("TYPE");
            column = name.Name;
            if (name.Schema is null)
                Fail();
            return new TypeReference(new QualifiedName(name.Catalog, name.Schema ?? ""), name.Span) { Column = column };
        }

        var value = name.Value;
        // "char" in quotes is a separate type; other built-in types are the same in quotes if that is their catalog name.
        if (name.Schema == "pg_catalog" && name.Name != "char")
            value = new QualifiedName(null, TypeSpelling.Of(name.Name));
        else if (name.Schema is null && !(quoted && name.Name is "int" or "float" or "dec" or "decimal"))
            value = new QualifiedName(null, TypeSpelling.Of(name.Name));
        return new TypeReference(value, name.Span) { Modifiers = Modifiers() };
    }

    private IReadOnlyList<string> Modifiers()
    {
        if (!Is("("))
            return [];
        var close = Closing();
        if (Failed)
            return [];
        Skip(1);
        var items = Within(close, () => List(() => Expression().In(Text)));
        Expect(")");
        return items ?? [];
    }
}
